/**
 * What waits, counted from the rows when Prometheus asks: so it is the same from every process, and right after a
 * restart.
 */
import type { QueryConfig, QueryResultRow } from 'pg'
import { readBreakers, type BreakerState } from '../engines/delivery/breaker.ts'
import type { Pool } from '../ground/database/pool.ts'
import type { Metrics } from '../ground/observe/metrics.ts'
import { UNSETTLED } from '../records/inbox/callbacks.ts'
import type { IntentKind } from '../records/intents/intents.ts'

interface Needs {
  pool: Pick<Pool, 'query' | 'totalCount' | 'idleCount' | 'waitingCount'>
  enterprises: ReadonlyMap<string, unknown>
  metrics: Pick<Metrics, 'gauges'>
  now (): Date
}

/**
 * A statement that has no answer by then gives its connection up, so that asking again and again does not use up the
 * pool.
 */
export const PATIENCE = 2_000

const KINDS = ['place', 'watch', 'withdraw', 'supplement', 'appoint'] satisfies IntentKind[]
const STATES = ['due', 'waiting', 'held', 'desk', 'undeliverable']
const BREAKER_STATES = ['closed', 'open', 'halfOpen'] satisfies BreakerState[]

/** One statement each, by an index of the open rows alone. */
const STATEMENTS = {
  intents: `
    select enterprise, kind, case
             when state in ('desk', 'undeliverable') then state when held then 'held' when due_at <= $1 then 'due'
             else 'waiting'
           end as state,
           count(*), min(case when state = 'undeliverable' then given_up_at else due_at end) as since
    from intents where state in ('open', 'desk', 'undeliverable') group by 1, 2, 3`,
  callbacks: `
    select enterprise, state, count(*), min(received_at) as since
    from callbacks where state in (${UNSETTLED.map(state => `'${state}'`).join(', ')}) group by 1, 2`,
  notifications: `
    select 'open' as state, count(*), min(opened_at) as since from notifications where state = 'open'
    union all
    select 'failed', count(*), min(opened_at) from notifications where state = 'failed'`,
  endpoint: "select from webhook_endpoint where state = 'stopped'",
  clocks: 'select count(*), min(next_at) as since from clocks where next_at <= $1',
  setAside: 'select chore, count(*) from set_aside group by chore'
}

interface Waiting { count: number, since: Date | null }

/** Sets the gauges; those of rows have no value while the database does not give them. Throws when it does not. */
export async function countBacklog ({ pool, enterprises, metrics: { gauges }, now }: Needs): Promise<void> {
  for (const gauge of Object.values(gauges)) gauge.reset()
  gauges.databaseUp.set(0)
  gauges.databaseConnections.set({ state: 'active' }, pool.totalCount - pool.idleCount)
  gauges.databaseConnections.set({ state: 'idle' }, pool.idleCount)
  gauges.databaseConnections.set({ state: 'waiting' }, pool.waitingCount)

  async function rows<Row extends QueryResultRow> (
    text: string, values: unknown[] = []
  ): Promise<Array<Row & Waiting>> {
    const patient: QueryConfig & { query_timeout: number } = { text, values, query_timeout: PATIENCE }
    return (await pool.query<Row & Waiting>(patient)).rows
  }
  const age = (since: Date | null): number => since ? Math.max(0, now().getTime() - since.getTime()) / 1000 : 0

  const intents = await rows<{ enterprise: string, kind: string, state: string }>(STATEMENTS.intents, [now()])
  const callbacks = await rows<{ enterprise: string, state: string }>(STATEMENTS.callbacks)
  const notifications = await rows<{ state: string }>(STATEMENTS.notifications)
  const breakers = await readBreakers(pool)
  const stopped = await rows(STATEMENTS.endpoint)
  const aside = await rows<{ chore: string }>(STATEMENTS.setAside)
  const [untold] = await rows(STATEMENTS.clocks, [now()])

  for (const enterprise of enterprises.keys()) {
    for (const kind of KINDS) for (const state of STATES) gauges.intents.set({ enterprise, kind, state }, 0)
    gauges.callbacks.set({ enterprise, state: 'parked' }, 0)
    const stands = breakers.get(enterprise)?.state ?? 'closed'
    for (const state of BREAKER_STATES) gauges.breakers.set({ enterprise, state }, state === stands ? 1 : 0)
  }
  for (const { count, since, ...labels } of intents) {
    gauges.intents.set(labels, count)
    if (isLate(labels)) gauges.oldestIntent.set(labels, age(since))
  }
  for (const { count, since, ...labels } of callbacks) {
    gauges.callbacks.set(labels, count)
    gauges.oldestCallback.set(labels, age(since))
  }
  for (const { count, since, ...labels } of notifications) {
    gauges.notifications.set(labels, count)
    gauges.oldestNotification.set(labels, age(since))
  }
  gauges.endpointActive.set(stopped.length === 0 ? 1 : 0)
  for (const { chore, count } of aside) gauges.setAside.set({ chore }, count)
  gauges.oldestUntoldClock.set(age(untold!.since))
  gauges.databaseUp.set(1)
}

/** What should be done by now. What the people at a desk are working on (`watch`) takes its time. */
function isLate ({ kind, state }: { kind: string, state: string }): boolean {
  return state === 'due' || state === 'undeliverable' || (state === 'desk' && kind !== 'watch')
}
