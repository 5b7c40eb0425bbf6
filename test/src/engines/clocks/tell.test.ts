/** Who is told that a promise runs out: each rung once, the highest that is passed, whatever dies in between. */
import { test, type Test } from 'tap'
import { decideCountyDays } from '../../../../src/cases/decide-county-days.ts'
import { projectClocksAnew } from '../../../../src/engines/clocks/project-anew.ts'
import { attachClocks } from '../../../../src/engines/clocks/attach.ts'
import { tellOfClocks } from '../../../../src/engines/clocks/tell.ts'
import { changeOrder, type OrderAtHand } from '../../../../src/records/orders/application.ts'
import { transit } from '../../../../src/records/orders/change-order.ts'
import { portalEvent, EVENT_COLUMNS, type EventRow } from '../../../../src/records/outbox/event.ts'
import { readTimeline } from '../../../../src/views/timeline.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import type { OrderState } from '../../../../mappings/mapping.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'
import { talkOf } from '../../../kit/round-trips.ts'

function at (local: string): Date {
  return new Date(`${local}:00+08:00`)
}

interface Desk extends BareHub {
  /** Sets the hub's clock and has it tell; answers how many applications there were to tell of. */
  tell (local: string): Promise<number>
  /** What has happened, without the states of orders. */
  events (): Promise<string[]>
  move (orderId: string, state: OrderState, local: string): Promise<void>
}

/** Friday, 27 November 2026, nine in the morning. */
async function desk (t: Test): Promise<Desk> {
  const bare = await bareHub(t, { adjust: settings => { delete settings.enterprises.unicom.promises } })
  bare.clock.now = at('2026-11-27T09:00')
  return {
    ...bare,
    async tell (local) {
      bare.clock.now = at(local)
      return await tellOfClocks(bare.hub, bare.clock.now)
    },
    async events () {
      const rows = await bare.rows("select event from transitions where event like 'clock%' order by application_serial, sequence")
      return rows.map(({ event }) => event)
    },
    async move (orderId, state, local) {
      bare.clock.now = at(local)
      await changeOrder(bare.hub, orderId, async (order: OrderAtHand) => { transit(bare.hub, order, { state, source: 'callback' }) })
    }
  }
}

test('each rung is told once, at its time', async t => {
  const { tell, events, submit } = await desk(t)
  await submit()
  t.equal(await tell('2026-11-30T15:44'), 0)
  t.equal(await tell('2026-11-30T15:45'), 1)
  t.strictSame(await events(), ['clockWarned'])
  t.equal(await tell('2026-11-30T17:29'), 0)
  t.equal(await tell('2026-11-30T17:30'), 1)
  t.equal(await tell('2026-11-30T23:00'), 0)
  t.strictSame(await events(), ['clockWarned', 'clockExpired'])
})

test('then there is a digest each working day, at opening, of which the portal is not told', async t => {
  const { tell, events, submit, rows } = await desk(t)
  await submit()
  await tell('2026-11-30T17:30')
  t.equal(await tell('2026-12-01T07:59'), 0)
  t.equal(await tell('2026-12-01T08:00'), 1)
  t.equal(await tell('2026-12-01T18:00'), 0)
  t.equal(await tell('2026-12-05T12:00'), 1, 'what was missed on four days is told once')
  t.equal(await tell('2026-12-07T08:00'), 1)
  t.strictSame(await events(), ['clockExpired'])
  t.strictSame((await rows('select rung from clock_warnings order by told_at')).map(({ rung }) => rung),
    ['1', 'digest 2026-12-01', 'digest 2026-12-05', 'digest 2026-12-07'])
})

test('after downtime only the highest rung is told', async t => {
  const { tell, events, submit, rows } = await desk(t)
  await submit()
  t.equal(await tell('2026-12-02T10:00'), 1)
  t.strictSame(await events(), ['clockExpired'])
  t.equal(await tell('2026-12-02T18:00'), 0, 'and on that day nothing more')
  t.equal(await tell('2026-12-03T08:00'), 1)
  t.equal((await rows('select from clock_warnings')).length, 2)
})

test('nobody is warned of what is done, ended or stands still', async t => {
  const { tell, events, submit, move } = await desk(t)
  for (const state of ['surveyed', 'withdrawn', 'needsMaterial'] as const) {
    const { orderId } = await submit()
    await move(orderId, state, '2026-11-27T10:00')
  }
  t.equal(await tell('2026-12-24T10:00'), 0)
  t.strictSame(await events(), [])
})

test('what goes on after a pause is warned of later, and the rung that was told is not told again', async t => {
  const { tell, events, submit, move, rows } = await desk(t)
  const { orderId } = await submit()
  await tell('2026-11-30T15:45')
  await move(orderId, 'needsMaterial', '2026-11-30T16:00')
  await move(orderId, 'materialReceived', '2026-12-02T16:00')
  t.strictSame(await rows('select due_at as "dueAt", told_rung as told from clocks'), [{ dueAt: at('2026-12-02T17:30'), told: 0.75 }])
  t.equal(await tell('2026-12-02T17:29'), 0)
  t.equal(await tell('2026-12-02T17:30'), 1)
  t.strictSame(await events(), ['clockWarned', 'clockExpired'])
})

test('two processes at once tell once', async t => {
  const { hub, clock, events, submit } = await desk(t)
  for (let index = 0; index < 3; index++) await submit()
  clock.now = at('2026-11-30T17:30')
  await Promise.all([tellOfClocks(hub, clock.now), tellOfClocks(hub, clock.now), tellOfClocks(hub, clock.now)])
  t.strictSame(await events(), ['clockExpired', 'clockExpired', 'clockExpired'])
})

test('what cannot be stored is not told, and told the next time', async t => {
  const { hub, tell, events, submit, rows } = await desk(t)
  await submit()
  const remind = hub.remind
  hub.remind = work => { work.write('insert into nowhere values (1)') }
  t.equal(await tell('2026-11-30T17:30'), 0)
  t.strictSame(await events(), [])
  t.strictSame(await rows('select from clock_warnings'), [])
  hub.remind = remind
  t.equal(await tell('2026-11-30T17:31'), 1)
  t.strictSame(await events(), ['clockExpired'])
})

test('the portal is told in sequence, and the timeline shows it', async t => {
  const { hub, tell, submit, rows } = await desk(t)
  const { jointNumber, reference } = await submit()
  await tell('2026-11-30T15:45')
  const [row] = await rows(`
    select ${EVENT_COLUMNS} from notifications join transitions using (application_serial, sequence)
    join orders on orders.id = order_id join applications on serial = notifications.application_serial
    where event = 'clockWarned'`) as EventRow[]
  t.match(portalEvent(hub.vault, row!), {
    type: 'clock.warned',
    timestamp: '2026-11-30T15:45:00+08:00',
    data: {
      jointNumber,
      sequence: 2,
      reference,
      state: 'received',
      clock: { promise: 'acceptAndSurvey', promiseLabel: '受理踏勘', dueAt: '2026-11-30T17:30:00+08:00' }
    }
  })
  const { entries } = await readTimeline(hub, EVERYTHING, jointNumber)
  t.match(entries.at(-1), { kind: 'clock', sequence: 2, text: /受理踏勘临期（应于 2026-11-30 17:30 前完成）$/ })
})

test('a changed calendar moves what is open, and its history says from when to when', async t => {
  const { hub, clock, submit, move, rows } = await desk(t)
  const [open, ended] = [await submit(), await submit()]
  await move(ended.orderId, 'surveyed', '2026-11-27T10:00')
  t.equal(await projectClocksAnew(hub, clock.now), 0, 'nothing has changed')
  await decideCountyDays(hub, { dates: ['2026-11-30'], isOffDay: true }, { actor: 'cli:test', reason: '防汛停办' })
  t.equal(await projectClocksAnew(hub, clock.now), 1)
  const clocks = await rows('select order_id as "orderId", due_at as "dueAt", history from clocks order by number')
  t.strictSame(clocks.map(({ orderId, dueAt }) => [orderId, dueAt]), [
    [open.orderId, at('2026-12-01T17:30')], [ended.orderId, at('2026-11-30T17:30')]
  ])
  t.match(clocks[0].history, [
    { reason: 'started', dueAt: at('2026-11-30T17:30').toISOString() }, { reason: 'calendar', dueAt: at('2026-12-01T17:30').toISOString() }
  ])
  t.equal(await projectClocksAnew(hub, clock.now), 0, 'and once is enough')
})

test('orders that have no clock get one, counted from the beginning with the pauses of the past', async t => {
  const { hub, clock, submit, move, rows } = await desk(t)
  const { orderId } = await submit()
  await move(orderId, 'needsMaterial', '2026-11-30T09:00')
  await move(orderId, 'materialReceived', '2026-11-30T11:00')
  const kept = 'select started_at, pauses, due_at, state from clocks'
  const before = await rows(kept)
  await rows('delete from clocks')
  const attach = attachClocks(hub)
  for (let round = 0; round < 3; round++) await attach(clock.now)
  t.strictSame(await rows(kept), before)
  t.match(await rows('select history from clocks'), [{ history: [{ reason: 'attached' }] }])
  const { statements } = await talkOf(hub.pool, () => attachClocks(hub)(clock.now))
  t.equal(statements.length, 1, 'an application that has its clocks is not even locked')
})

/** Every change of the clocks of the first application fails. */
async function breakFirst (rows: BareHub['rows'], event = 'insert or update'): Promise<void> {
  await rows("create function refuse () returns trigger language plpgsql as 'begin if new.application_serial = 1 then raise exception ''a broken row''; end if; return new; end'")
  await rows(`create trigger refuse before ${event} on clocks for each row execute function refuse()`)
}

const told = (lines: string[]): string[] => lines.map(line => JSON.parse(line)).filter(({ alert }) => alert === 'set-aside').map(({ chore, row }) => `${chore} ${row}`)

test('an application whose clocks cannot be written keeps no other from being told of', async t => {
  const { tell, submit, rows, lines } = await desk(t)
  await submit()
  await submit()
  await breakFirst(rows)
  t.equal(await tell('2026-11-30T15:45'), 1)
  t.equal(await tell('2026-11-30T15:45'), 0, 'and is left alone for a while')
  t.strictSame(await rows("select application_serial from transitions where event = 'clockWarned'"), [{ application_serial: 2 }])
  t.strictSame(told(lines), ['clocks to tell of 1'])
  await rows('drop trigger refuse on clocks')
  t.equal(await tell('2026-11-30T15:46'), 1, 'then told of as well')
})

test('nor from being projected anew', async t => {
  const { hub, clock, submit, rows, lines } = await desk(t)
  await submit()
  await submit()
  await breakFirst(rows)
  await decideCountyDays(hub, { dates: ['2026-11-30'], isOffDay: true }, { actor: 'cli:test', reason: '防汛停办' })
  t.equal(await projectClocksAnew(hub, clock.now), 1)
  t.equal(await projectClocksAnew(hub, clock.now), 0)
  t.strictSame((await rows('select due_at from clocks order by application_serial')).map(row => row.due_at), [at('2026-11-30T17:30'), at('2026-12-01T17:30')])
  t.strictSame(told(lines), ['clocks on another calendar 1'])
})

test('nor from getting a clock', async t => {
  const { hub, clock, submit, rows, lines } = await desk(t)
  await submit()
  await submit()
  await rows('delete from clocks')
  await breakFirst(rows)
  const attach = attachClocks(hub)
  for (let round = 0; round < 3; round++) await attach(clock.now)
  t.strictSame(await rows('select application_serial from clocks'), [{ application_serial: 2 }])
  t.strictSame(told(lines), ['orders without clocks 1'])
  await rows('drop trigger refuse on clocks')
  clock.pass(3_600_000)
  for (let round = 0; round < 3; round++) await attach(clock.now)
  t.equal((await rows('select from clocks')).length, 2, 'it gets one later')
})
