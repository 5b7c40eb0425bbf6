/** How often the hub talks to its database: counts, which are the same on every machine. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import type { CallbackSide } from '../adapters/adapter.ts'
import { submit } from '../src/cases/submit.ts'
import { receive } from '../src/engines/callbacks/receive.ts'
import { deliver } from '../src/engines/delivery/deliver.ts'
import { bareHub } from './kit/bare-hub.ts'
import { formFor } from './journeys/enterprises.ts'
import { householdForm, wholeHouseForm } from './kit/forms.ts'
import { startIntake } from './kit/intake-hub.ts'
import { talkOf, type Talk } from './kit/round-trips.ts'
import { bench, openPortal } from './kit/webhook-bench.ts'

/** Without what begins and ends a transaction, which waits for nothing. */
function said ({ statements }: Talk): string[] {
  return statements.filter(statement => !/^(begin|commit|set local)/.test(statement))
}

test('an application is taken in by as many statements however many orders it has', async t => {
  const { pool, alarms, send } = await startIntake(t)
  const talks: Talk[] = []
  const counts: number[] = []
  for (const form of [householdForm(), wholeHouseForm()]) {
    alarms.length = 0
    let orders: unknown[] = []
    talks.push(await talkOf(pool, async () => { orders = (await (await send(form)).json() as { orders: unknown[] }).orders }))
    counts.push(orders.length)
    t.equal(alarms.length, orders.length + 1, 'one for each order, and one for all that the portal is told')
  }
  t.ok(counts[1]! > counts[0]!, counts.join())
  t.strictSame(talks[0]!.statements, talks[1]!.statements)
  t.strictSame(said(talks[0]!), [
    'claim-request', 'insert-application+store-search-hashes+insert-orders',
    'keep-answer+open-intents+open-notifications+store-clocks+store-transitions'
  ])
  t.equal(talks[0]!.roundTrips, 3)
})

test('applications that come at the same time are stored by as many statements as one', async t => {
  const { hub } = await bareHub(t)
  const form = formFor('unicom')
  const one = await talkOf(hub.pool, () => submit(hub, 'portal', randomUUID(), form))
  const talk = await talkOf(hub.pool, () => Promise.all(Array.from({ length: 60 }, () => submit(hub, 'portal', randomUUID(), form))))
  t.equal(said(one).length, 3)
  t.strictSame(said(talk), said(one))
  const { rows } = await hub.pool.query('select count(distinct joint_number) as applications, max(serial) as last from applications')
  t.strictSame(rows, [{ applications: 61, last: 61 }], 'and no number is left out')
})

test('an order', async t => {
  const { hub, enterprise, submit } = await bareHub(t)
  const ring = deliver(hub, enterprise)

  await t.test('is delivered by four statements', async t => {
    const { intentId } = await submit()
    const talk = await talkOf(hub.pool, () => ring(intentId))
    t.strictSame(said(talk), [
      'claim-intents', 'read-breakers', 'lock-free',
      'end-placement+open-notifications+open-watch+store-exchange+store-messages+store-orders+store-status+store-transitions'
    ])
    t.equal(talk.roundTrips, 3)
    t.equal(talk.locked, 2, 'its application is locked for so many of them')
  })

  await t.test('is reported on by a callback with two statements, and two more where it touches a clock', async t => {
    const { intentId, reference } = await submit()
    await ring(intentId)
    let state = '20'
    const side: CallbackSide<unknown> = {
      accept: async () => ({ reference, status: { ORDER_STATE: state, STATE_DATE: '20260105100000' }, messageId: randomUUID(), nonce: randomUUID() }),
      answer: () => ({ status: 200, headers: {}, body: 'taken' })
    }
    Object.assign(enterprise.adapter, { callback: side })
    const request = { method: 'POST', url: '/', query: {}, headers: {}, body: Buffer.from('{}') }
    const accepted = await talkOf(hub.pool, () => receive(hub, enterprise.slug, request))
    t.strictSame(said(accepted), [
      'lock-by-reference-free+callback',
      'keep-callback+store-exchange+store-messages+store-orders+store-status+store-transitions+clocks-of', 'steps-of',
      'open-notifications+store-clocks'
    ], 'accepted, the order stands so on its clock')
    state = '30'
    const talk = await talkOf(hub.pool, () => receive(hub, enterprise.slug, request))
    t.match((await hub.pool.query('select state from callbacks')).rows, [{ state: 'applied' }])
    t.strictSame(said(talk), [
      'lock-by-reference-free+callback',
      'keep-callback+open-notifications+store-exchange+store-messages+store-orders+store-status+store-transitions'
    ])
    t.equal(talk.roundTrips, 2)
    t.equal(talk.locked, 2)
    t.equal(talk.statements.filter(statement => statement === 'commit').length, 1)
  })
})

test('an event is told by three statements, and those that wait with it by two each', async t => {
  const { url } = await openPortal(t)
  const { ring, progressed, hub } = await bench(t, { webhookUrl: url })
  const { ids } = await progressed()
  const talk = await talkOf(hub.pool, () => ring(ids[0]!))
  t.strictSame(said(talk), [
    'take-lanes', ...ids.flatMap(() => ['store-webhook-attempts', 'keep-lanes'])
  ])
  t.equal(talk.roundTrips, 1 + ids.length, 'what came of one goes with the beginning of the next')
})
