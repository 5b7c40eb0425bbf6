/**
 * How whatever goes over the oldest rows first gets past those that fail: they are set aside, told to a person once,
 * and looked at again after a while that grows. So a row that always fails holds up no other, and none is forgotten.
 */
import type { Logger } from 'pino'
import { isDatabaseAway } from '../database/database-away.ts'
import type { Queryable } from '../database/pool.ts'
import { nextLook } from '../retry/retry.ts'

/** What goes over rows, as log and metrics call it. */
export type Chore =
  'erasure' | 'removal' | 'unused attachments' | 'clocks to tell of' | 'clocks on another calendar' |
  'orders without clocks' | 'left callbacks' | 'invitations to rate' | 'visits to settle' | 'visits to remind of' |
  'visits on days off'

/** Longer than any wait: a row that is set aside until later than this was so by a clock that was wrong. */
const LONGEST = "interval '1 day'"

/** SQL: that a row, by its primary key, is not set aside at a time. */
export function notAside (chore: Chore, key: string, now: string): string {
  return `not exists (
    select from set_aside
    where chore = '${chore}' and set_aside.row = (${key})::text
      and again_at > ${now}::timestamptz and again_at <= ${now}::timestamptz + ${LONGEST})`
}

/** Those of these that are not set aside. */
export async function notSetAside<Key extends string> (
  connection: Queryable, chore: Chore, keys: readonly Key[], now: Date
): Promise<Key[]> {
  const { rows } = await connection.query<{ key: Key }>(
    `select key from unnest($1::text[]) as key where ${notAside(chore, 'key', '$2')}`, [keys, now])
  return rows.map(({ key }) => key)
}

export interface Going<Row> {
  chore: Chore
  /** Of a row that is set aside; `set-aside` unless given. */
  alert?: string
  now: Date
  keyOf (row: Row): string
  /** What the log says of it beside its key; nothing of a person. */
  about? (row: Row): object
  /** False for one that cannot be dealt with just now. */
  act (row: Row): Promise<unknown>
}

/** Goes over rows and past those that fail; answers how many were dealt with. Throws while the database is away. */
export async function goOver<Row> (
  { log }: { log: Logger }, connection: Queryable, rows: readonly Row[], going: Going<Row>
): Promise<number> {
  const { chore, now, keyOf, act, about = () => ({}) } = going
  const done: string[] = []
  for (const row of rows) {
    const key = keyOf(row)
    try {
      if (await act(row) === false) await setAside(connection, { chore, key, now, tell: false })
      else done.push(key)
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      const isNews = await setAside(connection, { chore, key, now, tell: true })
      const facts = { chore, row: key, ...about(row), err: error }
      if (isNews) log.error({ alert: going.alert ?? 'set-aside', ...facts }, 'a row that failed is set aside')
      else log.warn(facts, 'a row that was set aside has failed again')
    }
  }
  if (done.length > 0) await takeBack(connection, chore, done)
  return done.length
}

/** Answers whether a person is to be told of it now, and was not before. */
async function setAside (
  connection: Queryable, { chore, key, now, tell }: { chore: Chore, key: string, now: Date, tell: boolean }
): Promise<boolean> {
  const { rows: [known] } = await connection.query<{ failures: number, told: boolean }>(
    'select failures, told from set_aside where chore = $1 and row = $2', [chore, key])
  const failures = (known?.failures ?? 0) + 1
  await connection.query(`
    insert into set_aside (chore, row, failures, told, again_at) values ($1, $2, $3, $4, $5)
    on conflict (chore, row) do update set failures = $3, told = set_aside.told or $4, again_at = $5`,
  [chore, key, failures, tell, nextLook(failures, now)])
  return tell && !known?.told
}

async function takeBack (connection: Queryable, chore: Chore, keys: string[]): Promise<void> {
  await connection.query('delete from set_aside where chore = $1 and row = any($2)', [chore, keys])
}

/** Has all of them looked at now: somebody asks for it by hand. */
export async function takeAllBack (connection: Queryable, chore: Chore): Promise<void> {
  await connection.query('delete from set_aside where chore = $1', [chore])
}

/** Forgets those that nobody came back to within a week: they have ended otherwise. */
export async function forgetLeft (connection: Queryable, now: Date): Promise<void> {
  await connection.query(`
    delete from set_aside
    where again_at < $1::timestamptz - interval '7 days' or again_at > $1::timestamptz + ${LONGEST}`, [now])
}
