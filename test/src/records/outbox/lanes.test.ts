import { test } from 'tap'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { keepLanes, leaveLane, removeLeftLanes, storeAttempts, takeLanes, type Lane, type Outcome, type Pending, type Turn, type WebhookAttempt } from '../../../../src/records/outbox/lanes.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { until } from '../../../kit/until.ts'

const MINUTE = 60_000
const TAKEN: WebhookAttempt = { at: NINE, durationMs: 12, status: 204 }
const REFUSED: WebhookAttempt = { at: NINE, durationMs: 34, status: 500, failure: 'http-500' }

interface Held { lane: Lane, head: Pending }

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

test('lanes', async t => {
  const bare = await bareHub(t)
  const { hub: { pool }, rows } = bare
  const handler = deliver(bare.hub, bare.enterprise)
  const takeAll = (ids: string[], now = NINE): Promise<Turn[]> => takeLanes(pool, ids, now, new Date(now.getTime() + MINUTE))
  const keepAll = (lanes: Lane[], now = NINE): Promise<Turn[]> => keepLanes(pool, lanes, now, new Date(now.getTime() + MINUTE))
  const take = async (id: string, now?: Date): Promise<Turn> => (await takeAll([id], now))[0]
  const keep = async (lane: Lane, now?: Date): Promise<Turn> => (await keepAll([lane], now))[0]
  async function store ({ lane, head }: Held, exchange: WebhookAttempt, outcome: Outcome, now: Date): Promise<boolean> {
    const [mine] = await storeAttempts(pool, [{ lane, head, exchange, outcome }], now)
    return mine!
  }

  /** The notifications of an application with two events. */
  async function application (): Promise<[string, string]> {
    const { jointNumber, intentId } = await bare.submit()
    await handler(intentId)
    const found = await rows(`
      select id from notifications where application_serial = (select serial from applications where joint_number = $1) order by sequence`, [jointNumber])
    return found.map(({ id }) => id) as [string, string]
  }

  function begun (turn: Turn): Held {
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
    t.equal(await store(stale, TAKEN, { state: 'delivered' }, after(MINUTE)), false)
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
    t.equal(await store({ lane, head: one }, TAKEN, { state: 'delivered' }, after(1)), true)
    const { head: other } = begun(await keep(lane))
    t.match(other, { id: second, sequence: 2, state: 'submitted' })
    await store({ lane, head: other }, TAKEN, { state: 'delivered' }, after(2))
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
    await store(mine, REFUSED, { state: 'open', dueAt: after(5 * MINUTE) }, NINE)
    t.strictSame(await keep(mine.lane), { again: after(5 * MINUTE) })
    t.strictSame(await take(first), { again: after(5 * MINUTE) }, 'the lane was left')
    const again = begun(await take(first, after(5 * MINUTE)))
    t.match(again.head, { id: first, attempts: 2, failures: 1 })
    await store(again, REFUSED, { state: 'failed' }, after(5 * MINUTE))
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

  await t.test('what is opened while what came of the last one is stored is seen by the lane\'s owner, or by who asks for it', async t => {
    for (const opened of ['before the owner looks', 'after it has looked'] as const) {
      const [first, second] = await application()
      await rows("update notifications set state = 'delivered', delivered_at = $2 where id = $1", [second, NINE])
      const mine = begun(await take(first))
      const owner = await pool.connect()
      await owner.query('begin')
      await storeAttempts(owner, [{ ...mine, exchange: TAKEN, outcome: { state: 'delivered' } }], after(1))
      const look = async (): Promise<Turn> => (await keepLanes(owner, [mine.lane], NINE, after(MINUTE)))[0]
      const early = opened === 'after it has looked' && await look()
      await rows("update notifications set state = 'open', delivered_at = null, due_at = $2 where id = $1", [second, NINE])
      const asked = take(second)
      await until(async () => (await rows("select from pg_stat_activity where wait_event_type = 'Lock' and query like '%webhook_lanes%'")).length > 0)
      const next = early === false ? await look() : early
      await owner.query('commit')
      owner.release()
      if (early === false) {
        t.match(next, { lane: mine.lane, head: { id: second } })
        t.strictSame(await asked, { again: after(MINUTE) })
      } else {
        t.equal(next, undefined)
        const turn = await asked
        t.match(turn, { lane: { serial: mine.lane.serial }, head: undefined }, 'the first one was open when the lane was waited for')
        await leaveLane(pool, (turn as { lane: Lane }).lane)
        t.match(begun(await take(second)), { head: { id: second } })
      }
    }
  })

  await t.test('of several applications each has its lane and its first one; of one application, one', async t => {
    const [[first, second], [other], [third]] = [await application(), await application(), await application()]
    const theirs = begun(await take(third))
    const turns = await takeAll([second, other, first, third, '00000000-0000-4000-8000-000000000000'])
    const [one, two] = [begun(turns[0]), begun(turns[1])]
    t.equal(one.head.id, first)
    t.equal(two.head.id, other)
    t.strictSame(turns.slice(2), [{ again: after(MINUTE) }, { again: after(MINUTE) }, undefined])

    t.strictSame(await storeAttempts(pool, [
      { ...two, exchange: REFUSED, outcome: { state: 'open', dueAt: after(5 * MINUTE) } },
      { lane: theirs.lane, head: { ...theirs.head, attempts: 7 }, exchange: TAKEN, outcome: { state: 'delivered' } },
      { ...one, exchange: TAKEN, outcome: { state: 'delivered' } }
    ], after(1)), [true, false, true])
    const stale = { ...theirs.lane, turn: other }
    const next = await keepAll([two.lane, stale, one.lane, theirs.lane])
    t.strictSame(next.slice(0, 2), [{ again: after(5 * MINUTE) }, undefined])
    t.match(next.slice(2), [{ lane: one.lane, head: { id: second } }, { lane: theirs.lane, head: { id: third, attempts: 2 } }])
    t.strictSame(
      await rows('select turn from webhook_lanes where turn = any($1) order by application_serial', [[one, two, theirs].map(({ lane }) => lane.turn)]),
      [{ turn: one.lane.turn }, { turn: theirs.lane.turn }])
  })

  await t.test('that were left are removed, but for one that somebody is taking just now', async t => {
    await rows('delete from webhook_lanes')
    for (let made = 0; made < 2; made++) await take((await application())[0])
    const serials = (await rows('select application_serial as serial from webhook_lanes order by 1')).map(({ serial }) => serial)
    const taker = await pool.connect()
    await taker.query('begin')
    await taker.query('select from webhook_lanes where application_serial = $1 for update', [serials[0]])
    await removeLeftLanes(pool, after(2 * MINUTE))
    await taker.query('commit')
    taker.release()
    t.strictSame((await rows('select application_serial as serial from webhook_lanes')).map(({ serial }) => serial), [serials[0]])
    await removeLeftLanes(pool, after(2 * MINUTE))
    t.strictSame(await rows('select from webhook_lanes'), [])
  })
})
