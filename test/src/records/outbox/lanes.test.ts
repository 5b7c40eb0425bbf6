import { test } from 'tap'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { keepLane, leaveLane, storeAttempt, takeLane, type Lane, type Pending, type Turn, type WebhookAttempt } from '../../../../src/records/outbox/lanes.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { until } from '../../../kit/until.ts'

const MINUTE = 60_000
const TAKEN: WebhookAttempt = { at: NINE, durationMs: 12, status: 204 }
const REFUSED: WebhookAttempt = { at: NINE, durationMs: 34, status: 500, failure: 'http-500' }

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

test('lanes', async t => {
  const bare = await bareHub(t)
  const { hub: { pool }, rows } = bare
  const handler = deliver(bare.hub, bare.enterprise)
  const take = (id: string, now = NINE): Promise<Turn> => takeLane(pool, id, now, new Date(now.getTime() + MINUTE))
  const keep = (lane: Lane, now = NINE): Promise<Turn> => keepLane(pool, lane, now, new Date(now.getTime() + MINUTE))

  /** The notifications of an application with two events. */
  async function application (): Promise<[string, string]> {
    const { jointNumber, intentId } = await bare.submit()
    await handler(intentId)
    const found = await rows(`
      select id from notifications where application_serial = (select serial from applications where joint_number = $1) order by sequence`, [jointNumber])
    return found.map(({ id }) => id) as [string, string]
  }

  function begun (turn: Turn): { lane: Lane, head: Pending } {
    if (!turn || !('lane' in turn) || !turn.head) throw new Error('not begun')
    return { lane: turn.lane, head: turn.head }
  }

  await t.test('one at a time has an application\'s lane, whichever notification is named', async t => {
    const [first, second] = await application()
    const mine = begun(await take(second))
    t.equal(mine.head.id, first)
    t.strictSame(await take(second), { again: after(MINUTE) })
    t.strictSame(await take(first), { again: after(MINUTE) })
    await leaveLane(pool, mine.lane)
    await leaveLane(pool, begun(await take(first)).lane)
    const lanes = await Promise.all(Array.from({ length: 10 }, (_, index) => take(index % 2 ? first : second)))
    t.equal(lanes.filter(taken => taken && 'lane' in taken).length, 1)
    t.equal(lanes.filter(taken => taken && 'again' in taken).length, 9)
  })

  await t.test('a lane is lost with its lease, and its turn is worth nothing then', async t => {
    const [first] = await application()
    const stale = begun(await take(first))
    const mine = begun(await take(first, after(MINUTE)))
    t.match(mine.head, { id: first, attempts: 2 })
    t.equal(await keep(stale.lane, after(MINUTE)), undefined)
    await leaveLane(pool, stale.lane)
    t.match(await keep(mine.lane, after(MINUTE)), { head: { id: first, attempts: 3 } }, 'the later turn has it still')
    t.equal(await storeAttempt(pool, stale.head, TAKEN, { state: 'delivered' }, after(MINUTE)), false)
    t.match(await rows('select state, attempts from notifications where id = $1', [first]), [{ state: 'open', attempts: 3 }])
    t.strictSame(await rows('select status from webhook_attempts where notification_id = $1', [first]), [{ status: 204 }], 'what the portal said is kept all the same')
  })

  await t.test('a lease goes on with every attempt', async t => {
    const [first] = await application()
    const mine = begun(await take(first))
    begun(await keep(mine.lane, after(MINUTE - 1)))
    t.strictSame(await take(first, after(MINUTE)), { again: after(2 * MINUTE - 1) })
  })

  await t.test('the first open one is next, a delivered one makes way, and with the last the lane is left', async t => {
    const [first, second] = await application()
    const { lane, head: one } = begun(await take(second))
    t.match(one, { id: first, sequence: 1, attempts: 1, failures: 0, countedFrom: NINE, event: 'progressed', enterprise: 'unicom', state: 'received', statusCode: 1 })
    t.equal(await storeAttempt(pool, one, TAKEN, { state: 'delivered' }, after(1)), true)
    const { head: other } = begun(await keep(lane))
    t.match(other, { id: second, sequence: 2, state: 'submitted' })
    await storeAttempt(pool, other, TAKEN, { state: 'delivered' }, after(2))
    t.equal(await keep(lane), undefined)
    t.strictSame(await rows('select from webhook_lanes where turn = $1', [lane.turn]), [])
    t.equal(await take(first), undefined, 'nothing is open')
    t.strictSame(await rows('select state, delivered_at from notifications where id = any($1) order by sequence', [[first, second]]), [
      { state: 'delivered', delivered_at: after(1) }, { state: 'delivered', delivered_at: after(2) }
    ])
  })

  await t.test('one that waits keeps its place, one that failed makes way', async t => {
    const [first, second] = await application()
    const mine = begun(await take(first))
    await storeAttempt(pool, mine.head, REFUSED, { state: 'open', dueAt: after(5 * MINUTE) }, NINE)
    t.strictSame(await keep(mine.lane), { again: after(5 * MINUTE) })
    t.strictSame(await take(first), { again: after(5 * MINUTE) }, 'the lane was left')
    const again = begun(await take(first, after(5 * MINUTE)))
    t.match(again.head, { id: first, attempts: 2, failures: 1 })
    await storeAttempt(pool, again.head, REFUSED, { state: 'failed' }, after(5 * MINUTE))
    t.match(await keep(again.lane, after(5 * MINUTE)), { head: { id: second } })
    t.match(await rows('select state, failure, failures, delivered_at from notifications where id = $1', [first]), [{ state: 'failed', failure: 'http-500', failures: 2, delivered_at: null }])
    t.strictSame(await rows('select at, duration_ms, status, failure from webhook_attempts where notification_id = $1', [first]), Array(2).fill({ at: NINE, duration_ms: 34, status: 500, failure: 'http-500' }))
  })

  await t.test('what was delivered while the lane was waited for is not sent again', async t => {
    const [first, second] = await application()
    const mine = begun(await take(first))
    // The other one looks while the lane has its turn, and waits for a row that is being changed.
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query("update notifications set state = 'delivered', delivered_at = $2 where id = $1", [first, NINE])
    await holder.query('delete from webhook_lanes where turn = $1', [mine.lane.turn])
    const waiting = take(second)
    await until(async () => (await rows("select from pg_stat_activity where wait_event_type = 'Lock' and query like '%webhook_lanes%'")).length > 0)
    await holder.query('commit')
    holder.release()
    const turn = await waiting
    t.match(turn, { lane: { serial: mine.lane.serial }, head: undefined })
    t.match(await keep((turn as { lane: Lane }).lane), { head: { id: second } })
  })
})
