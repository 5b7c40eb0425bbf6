/** The table of departures is written by a trigger: when requests were let go is read from the database, not from a stopwatch. */
import { test, type Test } from 'tap'
import type { Failure, FailureFacts } from '../../../../adapters/failure.ts'
import { openPool, type Pool } from '../../../../src/ground/database/pool.ts'
import { newPace, newQueryPace } from '../../../../src/engines/delivery/pace.ts'
import { bareHub, migratedDatabase } from '../../../kit/bare-hub.ts'

const PERIOD = 100
const REQUESTS = 4
const LIMIT = { requests: REQUESTS, per: PERIOD }

/** Timers may fire this much early, and clocks are read at different moments. */
const TOLERANCE = 2

async function departures (t: Test): Promise<{ pools: Pool[], taken: (slug: string) => Promise<number[]>, rest: () => Promise<void> }> {
  const { pool, databaseUrl } = await migratedDatabase(t)
  const other = openPool(databaseUrl, () => {})
  t.teardown(() => other.end())
  await pool.query(`
    create table let_go (enterprise text, at timestamptz);
    create function note() returns trigger language plpgsql as $$ begin insert into let_go values (new.enterprise, clock_timestamp()); return new; end $$;
    create trigger noted after insert or update of next_at on pacing for each row when (pg_trigger_depth() = 0) execute function note()`)
  return {
    pools: [pool, other],
    async taken (slug) {
      const { rows } = await pool.query<{ at: number }>('select extract(epoch from at)::float8 * 1000 as at from let_go where enterprise = $1 order by at', [slug])
      await pool.query('delete from let_go')
      return rows.map(({ at }) => at)
    },
    /** As after an hour in which nothing was sent. */
    async rest () {
      await pool.query("update pacing set next_at = next_at - interval '1 hour'")
      await pool.query('delete from let_go')
    }
  }
}

/** The most that any period holds. */
function most (times: number[]): number {
  return Math.max(...times.map(start => times.filter(time => time >= start && time < start + PERIOD).length))
}

test('a rate limit', async t => {
  const { pools, taken, rest } = await departures(t)
  const paces = pools.map(pool => newPace(pool, 'county-water', LIMIT))

  async function leave (count: number): Promise<number[]> {
    const left = await Promise.all(Array.from({ length: count }, async (_, index) => {
      await paces[index % paces.length]!()
      return Date.now()
    }))
    return left.sort((a, b) => a - b)
  }

  await t.test('is kept over many callers in two processes', async t => {
    const left = await leave(20)
    const allowed = await taken('county-water')
    t.equal(allowed.length, 20, 'each has its own moment')
    t.ok(most(allowed) <= REQUESTS, 'no period holds more')
    t.ok(left.every((time, index) => time >= allowed[index]! - TOLERANCE), 'nobody leaves before')
  })

  await t.test('saves up nothing while nothing is sent', async t => {
    await rest()
    await leave(10)
    t.ok(most(await taken('county-water')) <= REQUESTS)
  })

  await t.test('of one enterprise holds up no other', async t => {
    await Promise.all([leave(10), newPace(pools[0]!, 'unicom', { requests: 1, per: 1 })()])
    const [unicom] = await taken('unicom')
    t.ok(unicom! <= Date.now() - 5 * PERIOD / REQUESTS, 'its request was let go at once')
  })
})

test('without a limit nothing waits, nor asks the database', async t => {
  const pace = newPace({ query: () => { throw new Error('asked') } }, 'unicom', undefined)
  t.equal(await pace(), undefined)
})

function refusal (asking: Promise<void>): Promise<FailureFacts | undefined> {
  return asking.then(() => undefined, error => (error as Failure).facts)
}

test('one question about an order in an interval', async t => {
  const { hub: { pool }, databaseUrl, submit, clock } = await bareHub(t)
  const other = openPool(databaseUrl, () => {})
  t.teardown(() => other.end())
  const MINUTE = 60_000
  const here = newQueryPace(pool, 'unicom', 5 * MINUTE, () => clock.now)
  const there = newQueryPace(other, 'unicom', 5 * MINUTE, () => clock.now)
  const [{ reference }, second] = [await submit(), await submit()]

  const asked = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => (index % 2 ? here : there)(reference)))
  t.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1, 'of many askers in two processes one goes')
  await here(second.reference)
  t.pass('another order has an interval of its own')

  clock.pass(2 * MINUTE)
  // A quarter is kept in hand, since questions do not arrive as evenly as they set out.
  t.match(await refusal(there(reference)), { comeBack: 'later', fault: 'hub', code: 'query-interval', condition: 'held', retryAfter: 4.25 * MINUTE }, 'who comes too soon is told how long to wait')
  clock.pass(4.25 * MINUTE)
  await there(reference)
  t.match(await refusal(here(reference)), { retryAfter: 6.25 * MINUTE }, 'and the next interval begins')

  await here('no order of this name')
  await newQueryPace({ query: () => { throw new Error('asked') } }, 'unicom', undefined, () => clock.now)(reference)
  t.pass('without a limit nothing waits, nor asks the database')
})
