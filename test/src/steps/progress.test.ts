/** What an enterprise says and the hub has no word for. */
import { test } from 'tap'
import { changeOrder } from '../../../src/records/orders/application.ts'
import type { OrderState, Progress } from '../../../mappings/mapping.ts'
import { applyProgress, type Applied } from '../../../src/steps/progress.ts'
import { bareHub } from '../../kit/bare-hub.ts'
import { formFor } from '../../journeys/enterprises.ts'

type Mapped = Extract<Progress, { kind: 'mapped' }>

const MINUTE = 60_000

test('a time that is still to come orders nothing, whoever tells it', async t => {
  for (const source of ['callback', 'inquiry', 'answer'] as const) {
    for (const ahead of [6 * MINUTE, 60 * MINUTE, 73 * 365 * 24 * 60 * MINUTE]) {
      const { hub, submit, lines, clock } = await bareHub(t)
      const { orderId } = await submit()
      const says = async (state: OrderState, at: Date): Promise<Applied> =>
        await changeOrder(hub, orderId, order => applyProgress(hub, order, { kind: 'mapped', state, at: at.toISOString() }, source))
      const after = (time: number): Date => new Date(clock.now.getTime() + time)
      t.equal(await says('needsMaterial', after(ahead)), 'moves')
      t.match(lines.map(line => JSON.parse(line)).find(({ alert }) => alert === 'clock-ahead'), { level: 50, enterprise: 'unicom' })
      clock.pass(MINUTE)
      t.equal(await says('accepted', clock.now), 'moves', `${source}, ${ahead} ms: what is said by a right clock counts`)
      t.equal(await says('needsMaterial', clock.now), 'moves')
    }
  }
})

test('a clock that is a little ahead is believed, and an order that stands in the future comes back from there', async t => {
  const { hub, submit, lines, clock, rows } = await bareHub(t)
  const { orderId } = await submit()
  const says = async (state: OrderState, at: Date): Promise<Applied> =>
    await changeOrder(hub, orderId, order => applyProgress(hub, order, { kind: 'mapped', state, at: at.toISOString() }, 'callback'))
  const ahead = new Date(clock.now.getTime() + 5 * MINUTE)
  t.equal(await says('needsMaterial', ahead), 'moves')
  t.match(await rows('select native_at from orders'), [{ native_at: ahead }])
  t.equal(await says('accepted', clock.now), 'late')
  t.notOk(lines.some(line => line.includes('clock-ahead')))
  await rows("update orders set native_at = '2099-01-01'")
  t.equal(await says('accepted', clock.now), 'moves')
})

test('a status whose time is none counts from when it was heard, and somebody is told', async t => {
  const { hub, submit, lines, clock, rows } = await bareHub(t)
  const { orderId, reference } = await submit()
  const { applicantName } = formFor('unicom').basic
  const says = async (state: OrderState, source: 'callback' | 'inquiry', time: Pick<Mapped, 'at' | 'noSuchTime'>): Promise<Applied> => {
    lines.length = 0
    return await changeOrder(hub, orderId, order => applyProgress(hub, order, { kind: 'mapped', state, ...time }, source))
  }
  const alerts = (): any[] => lines.map(line => JSON.parse(line)).filter(({ alert }) => alert === 'no-such-time')
  const impossible = { noSuchTime: '20260230093015' }
  t.equal(await says('accepted', 'callback', impossible), 'moves')
  t.match(alerts(), [{ level: 50, enterprise: 'unicom', reference, told: '20260230093015' }])
  t.strictSame(await rows('select state, native_at from orders'), [{ state: 'accepted', native_at: clock.now }])
  t.equal(await says('accepted', 'callback', impossible), 'repeat')
  t.equal(alerts().length, 1, 'each message of the enterprise')
  t.equal(await says('accepted', 'inquiry', impossible), 'repeat')
  t.equal(alerts().length, 0, 'but not whenever it is asked and says the same')
  t.equal(await says('dispatched', 'inquiry', { noSuchTime: `${applicantName}${'9'.repeat(99)}` }), 'moves')
  t.equal(alerts()[0].told.length, 64)
  t.notMatch(lines.join(''), applicantName)
  clock.pass(MINUTE)
  t.equal(await says('needsMaterial', 'callback', { at: clock.now.toISOString() }), 'moves', 'what is told by a right clock counts')
  t.strictSame(alerts(), [])
  t.equal(await says('accepted', 'inquiry', impossible), 'late', 'an answer may be old')
  t.equal(alerts().length, 0, 'and is not told of at every question')
  clock.pass(MINUTE)
  t.equal(await says('dispatched', 'callback', impossible), 'moves', 'a message is of when it came')
  t.equal(await says('needsMaterial', 'callback', { at: new Date(clock.now.getTime() - MINUTE / 2).toISOString() }), 'late')
})

test('what has waited here is judged by when it came', async t => {
  const { hub, submit, clock } = await bareHub(t)
  const { orderId } = await submit()
  const says = async (state: OrderState, heardAt: Date, at: Date): Promise<Applied> =>
    await changeOrder(hub, orderId, order => applyProgress(hub, order, { kind: 'mapped', state, at: at.toISOString() }, 'callback', { heardAt }))
  const came = clock.now
  const ahead = new Date(came.getTime() + 60 * MINUTE)
  clock.pass(120 * MINUTE)
  t.equal(await says('needsMaterial', came, ahead), 'moves')
  t.equal(await says('accepted', came, came), 'moves')
})

test('an unknown status stands in the log cut short and without anybody in it', async t => {
  const { hub, submit, lines } = await bareHub(t)
  const { orderId } = await submit()
  const { applicantName, idNumber, phone } = formFor('unicom').basic
  const says = async (native: string): Promise<string> => {
    lines.length = 0
    t.equal(await changeOrder(hub, orderId, at => applyProgress(hub, at, { kind: 'unknown', native }, 'callback')), 'unknownStatus')
    return JSON.parse(lines.find(line => line.includes('unknown-status'))!).native
  }
  t.equal(await says('99'), '99')
  t.equal(await says(`${idNumber}`), '***')
  t.equal(await says(`${applicantName} ${phone}`), '*** ***')
  t.equal(await says('联系人 11010519491231002X 13912345678'), '联系人 *** ***', 'nor anybody else')
  t.equal((await says('x'.repeat(200_000))).length, 64)
})
