/** Clocks of things that belong to an order go their own way, beside those of the order itself. */
import { test } from 'tap'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { tellOfClocks } from '../../../../src/engines/clocks/tell.ts'
import { keepClock, type KeptClock } from '../../../../src/records/clocks/keep.ts'
import { announce } from '../../../../src/records/orders/announcements.ts'
import { changeApplication } from '../../../../src/records/orders/application.ts'
import { transit } from '../../../../src/records/orders/change-order.ts'
import { listClocks, readClock } from '../../../../src/views/clocks.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'
import { SOME_NEWS } from '../../../kit/visits.ts'

const SUBJECT = '00000000-0000-4000-8000-000000000001'

function at (local: string): Date {
  return new Date(`${local}:00+08:00`)
}

async function keep ({ hub }: BareHub, jointNumber: string, clock: KeptClock): Promise<void> {
  await changeApplication(hub, EVERYTHING, jointNumber, (work, application) => keepClock(hub.clocks, work, application, clock, hub.now()))
}

test('a clock of something else runs, pauses and ends beside those of its order', async t => {
  const bare = await bareHub(t, { adjust: settings => { delete settings.enterprises.unicom.promises } })
  const { hub, rows, submit } = bare
  bare.clock.now = at('2026-11-27T09:00')
  const { jointNumber, orderId } = await submit()
  const clock: KeptClock = { orderId, promise: 'approval', subject: SUBJECT, days: 2, startedAt: hub.now(), pauses: [], end: null }
  await keep(bare, jointNumber, clock)
  await keep(bare, jointNumber, clock)
  t.match((await listClocks(hub, EVERYTHING, { promise: 'approval' })).clocks, [
    { clock: { promiseLabel: '部门审批', state: 'running', dueAt: '2026-12-01T17:30:00+08:00', actor: 'department' } }
  ])
  t.match((await rows('select jsonb_array_length(history) as entries from clocks where subject is not null')), [{ entries: 1 }], 'the same again is nothing new')

  bare.clock.now = at('2026-11-30T08:00')
  const paused: KeptClock = { ...clock, pauses: [{ from: hub.now(), to: null, cause: 'applicant' }] }
  await keep(bare, jointNumber, paused)
  t.match((await listClocks(hub, EVERYTHING, { promise: 'approval', actor: 'enterprise' })).clocks, [{ clock: { state: 'paused', actor: 'enterprise' } }], 'who files corrects')
  t.strictSame((await listClocks(hub, EVERYTHING, { promise: 'approval', actor: 'department' })).clocks, [])

  await keep(bare, jointNumber, { ...paused, days: 9, pauses: [{ ...paused.pauses[0]!, to: at('2026-11-30T17:30') }] })
  const [{ id }] = await rows('select id from clocks where subject is not null') as [{ id: string }]
  t.match(await readClock(hub, EVERYTHING, id), { listed: { clock: { days: 2, dueAt: '2026-12-02T17:30:00+08:00' } }, history: [{ reason: 'started' }, { reason: 'paused' }, { reason: 'resumed' }] })
  await keep(bare, jointNumber, { ...clock, end: { at: at('2026-12-01T10:00'), kept: true } })
  t.match(await readClock(hub, EVERYTHING, id), { listed: { clock: { state: 'ended', outcome: 'onTime' } } })
  t.equal((await rows("select from clocks where promise = 'acceptAndSurvey' and state = 'running'")).length, 1, 'that of the order has seen nothing of it')
})

test('what is promised about a bad rating is told to people after the order has ended, and not to the portal', async t => {
  const bare = await bareHub(t)
  const { hub, rows, submit, clock } = bare
  clock.now = at('2026-11-27T09:00')
  const { jointNumber, orderId } = await submit()
  await changeApplication(hub, EVERYTHING, jointNumber, async (work, application) => {
    transit(hub, { work, application, order: application.orders[0]! }, { state: 'completed', source: 'callback' })
  })
  await keep(bare, jointNumber, { orderId, promise: 'callBack', subject: SUBJECT, days: 1, startedAt: hub.now(), pauses: [], end: null })
  clock.now = at('2026-11-30T17:30')
  t.equal(await tellOfClocks(hub, clock.now), 1)
  t.strictSame(await rows("select from transitions where event like 'clock%'"), [])
  t.match(await rows('select rung from clock_warnings'), [{ rung: '1' }])
})

test('an applicant who was not there pauses the clocks of the orders that were to be visited, until a visit begins', async t => {
  const bare = await bareHub(t)
  const { hub, rows, submit, clock } = bare
  clock.now = at('2026-11-27T09:00')
  const { jointNumber, orderId } = await submit()
  clock.now = at('2026-11-30T11:00')
  await changeApplication(hub, EVERYTHING, jointNumber, async (_work, application) => {
    announce(hub, application, { event: 'visitMissed', about: { visit: SOME_NEWS }, at: at('2026-11-30T08:00'), absence: { orderIds: [orderId], begins: true } })
  })
  t.match(await rows("select state, pauses from clocks where promise = 'acceptAndSurvey'"), [
    { state: 'paused', pauses: [{ from: '2026-11-30T00:00:00.000Z', to: null, cause: 'applicant' }] }
  ])
  t.match((await listClocks(hub, EVERYTHING, { actor: 'applicant' })).clocks, [{ clock: { actor: 'applicant' } }])
  clock.now = at('2026-12-01T08:00')
  await changeApplication(hub, EVERYTHING, jointNumber, async (_work, application) => {
    announce(hub, application, { event: 'visitBegun', about: { visit: SOME_NEWS }, absence: { orderIds: [orderId], begins: false } })
  })
  t.match((await listClocks(hub, EVERYTHING, { promise: 'acceptAndSurvey' })).clocks, [{ clock: { state: 'running', dueAt: '2026-12-01T17:30:00+08:00' } }])
})
