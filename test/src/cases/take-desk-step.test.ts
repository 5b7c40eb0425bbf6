/** Steps at the desk where it matters how the order came to be there. What people see of them is in the journeys. */
import { randomUUID } from 'node:crypto'
import { test, type Test } from 'tap'
import { submit } from '../../../src/cases/submit.ts'
import { takeDeskStep } from '../../../src/cases/take-desk-step.ts'
import type { Caller } from '../../../src/ground/access/caller.ts'
import { readDeskOrder, type DeskOrder } from '../../../src/views/desk-orders.ts'
import { formFor } from '../../journeys/enterprises.ts'
import { bareHub, type BareHub } from '../../kit/bare-hub.ts'

const SPECIALIST: Caller = { id: 'unicom', owner: 'unicom', kind: 'enterprise', enterprise: 'unicom', scopes: new Set() }
const VIEW = { client: null, enterprise: 'unicom' }

interface Worked extends BareHub {
  reference: string
  step (step: string, said?: object): Promise<DeskOrder>
}

/** One order that was opened while the enterprise had no system; by now it has one. */
async function opened (t: Test): Promise<Worked> {
  const bare = await bareHub(t)
  const atDesk = { ...bare.hub, enterprises: new Map([['unicom', { ...bare.enterprise, atDesk: true }]]) }
  const { orders: [order] } = await submit(atDesk, 'portal', randomUUID(), formFor('unicom'))
  const { reference } = order!
  async function step (step: string, said: object = {}): Promise<DeskOrder> {
    const { version } = await readDeskOrder(bare.hub, VIEW, reference)
    return await takeDeskStep(bare.hub, SPECIALIST, { reference, key: randomUUID(), request: { step, version, ...said } as any })
  }
  return { ...bare, reference, step }
}

test('what is at the desk stays there when the enterprise gets a system, and what is new is sent', async t => {
  const { alarms, hub, rows, step, submit } = await opened(t)
  t.strictSame(alarms.filter(({ queue }) => queue !== 'portal'), [], 'nobody is to send anything')
  await submit()
  t.strictSame(await rows('select desk, delivery, intents.kind, intents.state from orders join intents on order_id = orders.id order by application_serial'), [
    { desk: 'opened', delivery: 'placed', kind: 'place', state: 'desk' }, { desk: null, delivery: 'pending', kind: 'place', state: 'open' }
  ])
  t.match(await step('take', { specialist: '王工' }), { takenBy: 'unicom:王工', order: { state: 'submitted' } })
  t.match(await step('completed'), { steps: [], order: { state: 'completed' } })
  t.strictSame(await rows('select distinct source from transitions where state <> $1', ['received']), [{ source: 'desk' }])
  t.equal(hub.enterprises.get('unicom')!.atDesk, false)
})

test('an order can stand aside more than once, also within the same moment', async t => {
  const { step } = await opened(t)
  await step('take')
  for (let times = 0; times < 2; times++) {
    await step('needsMaterial', { material: '照片', reason: '不清' })
    t.match(await step('specialProcedure', { reason: '等许可' }), { order: { state: 'specialProcedure' } })
    t.match(await step('specialProcedureEnded'), { order: { state: 'specialProcedureEnded' } })
  }
  t.match(await step('accepted'), { order: { state: 'accepted' } })
})

test('another number of the order is news, and the same is none', async t => {
  const { step } = await opened(t)
  t.match(await step('take', { nativeNumber: '1' }), { order: { nativeNumber: '1' } })
  t.match(await step('nativeNumber', { nativeNumber: '2' }), { order: { nativeNumber: '2', state: 'submitted' } })
  await t.rejects(step('nativeNumber', { nativeNumber: '2' }), { code: 'step-not-possible' })
})

test('what a specialist writes carries nothing of the applicant, and is kept in no act', async t => {
  const { rows, step } = await opened(t)
  const { basic: { phone } } = formFor('unicom')
  await step('take')
  t.notMatch((await step('refused', { reason: `已致电${phone}，不装` })).order.remark, phone)
  t.notMatch(JSON.stringify(await rows('select * from acts')), /致电/)
})

test('who belongs to no enterprise has no desk', async t => {
  const { hub, reference } = await opened(t)
  await t.rejects(readDeskOrder(hub, { client: null, enterprise: null }, reference), { code: 'desk-order-not-found' })
})
