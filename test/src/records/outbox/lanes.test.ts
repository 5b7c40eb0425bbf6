import { test } from 'tap'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { beginHead, leaveLane, storeAttempt, takeLane, type Lane, type Pending, type WebhookAttempt } from '../../../../src/records/outbox/lanes.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'

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
  const take = (id: string, now = NINE): ReturnType<typeof takeLane> => takeLane(pool, id, now, new Date(now.getTime() + MINUTE))
  const begin = (lane: Lane, now = NINE): ReturnType<typeof beginHead> => beginHead(pool, lane, now, new Date(now.getTime() + MINUTE))

  /** The notifications of an application with two events. */
  async function application (): Promise<[string, string]> {
    const { jointNumber, intentId } = await bare.submit()
    await handler(intentId)
    const found = await rows(`
      select id from notifications where application_serial = (select serial from applications where joint_number = $1) order by sequence`, [jointNumber])
    return found.map(({ id }) => id) as [string, string]
  }

  async function lane (id: string, now?: Date): Promise<Lane> {
    const taken = await take(id, now)
    if (!taken || !('lane' in taken)) throw new Error('not taken')
    return taken.lane
  }

  async function head (lane: Lane, now?: Date): Promise<Pending> {
    const begun = await begin(lane, now)
    if (!begun || !('head' in begun)) throw new Error('not begun')
    return begun.head
  }

  await t.test('one at a time has an application\'s lane, whichever notification is named', async t => {
    const [first, second] = await application()
    const mine = await lane(second)
    t.strictSame(await take(second), { again: after(MINUTE) })
    t.strictSame(await take(first), { again: after(MINUTE) })
    await leaveLane(pool, mine)
    await leaveLane(pool, await lane(first))
    const lanes = await Promise.all(Array.from({ length: 10 }, (_, index) => take(index % 2 ? first : second)))
    t.equal(lanes.filter(taken => taken && 'lane' in taken).length, 1)
    t.equal(lanes.filter(taken => taken && 'again' in taken).length, 9)
  })

  await t.test('a lane is lost with its lease, and its turn is worth nothing then', async t => {
    const [first] = await application()
    const stale = await lane(first)
    const begun = await head(stale)
    const mine = await lane(first, after(MINUTE))
    t.equal(await begin(stale, after(MINUTE)), undefined)
    await leaveLane(pool, stale)
    t.match(await begin(mine, after(MINUTE)), { head: { id: first, attempts: 2 } }, 'the later turn has it still')
    t.equal(await storeAttempt(pool, begun, TAKEN, { state: 'delivered' }, after(MINUTE)), false)
    t.match(await rows('select state, attempts from notifications where id = $1', [first]), [{ state: 'open', attempts: 2 }])
    t.strictSame(await rows('select status from webhook_attempts where notification_id = $1', [first]), [{ status: 204 }], 'what the portal said is kept all the same')
  })

  await t.test('a lease goes on with every attempt', async t => {
    const [first] = await application()
    const mine = await lane(first)
    await head(mine, after(MINUTE - 1))
    t.strictSame(await take(first, after(MINUTE)), { again: after(2 * MINUTE - 1) })
  })

  await t.test('the first open one is next, a delivered one makes way', async t => {
    const [first, second] = await application()
    const mine = await lane(second)
    const one = await head(mine)
    t.match(one, { id: first, sequence: 1, attempts: 1, failures: 0, countedFrom: NINE, event: 'progressed', enterprise: 'unicom', state: 'received', statusCode: 1 })
    t.equal(await storeAttempt(pool, one, TAKEN, { state: 'delivered' }, after(1)), true)
    const other = await head(mine)
    t.match(other, { id: second, sequence: 2, state: 'submitted' })
    await storeAttempt(pool, other, TAKEN, { state: 'delivered' }, after(2))
    t.equal(await begin(mine), undefined)
    await leaveLane(pool, mine)
    t.equal(await take(first), undefined, 'nothing is open')
    t.strictSame(await rows('select state, delivered_at from notifications where id = any($1) order by sequence', [[first, second]]), [
      { state: 'delivered', delivered_at: after(1) }, { state: 'delivered', delivered_at: after(2) }
    ])
  })

  await t.test('one that waits keeps its place, one that failed makes way', async t => {
    const [first, second] = await application()
    const mine = await lane(first)
    await storeAttempt(pool, await head(mine), REFUSED, { state: 'open', dueAt: after(5 * MINUTE) }, NINE)
    t.strictSame(await begin(mine), { again: after(5 * MINUTE) })
    const again = await head(mine, after(5 * MINUTE))
    t.match(again, { id: first, attempts: 2, failures: 1 })
    await storeAttempt(pool, again, REFUSED, { state: 'failed' }, after(5 * MINUTE))
    t.match(await begin(mine, after(5 * MINUTE)), { head: { id: second } })
    t.match(await rows('select state, failure, failures, delivered_at from notifications where id = $1', [first]), [{ state: 'failed', failure: 'http-500', failures: 2, delivered_at: null }])
    t.strictSame(await rows('select at, duration_ms, status, failure from webhook_attempts where notification_id = $1', [first]), Array(2).fill({ at: NINE, duration_ms: 34, status: 500, failure: 'http-500' }))
  })
})
