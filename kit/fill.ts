/**
 * Fills the database of a hub with as many applications as are wanted, each a copy of one of those that are there: with
 * its orders, transitions, intents, exchanges, messages, callbacks, notifications and all the rest. Sealed values are
 * copied as they are, so they have the size of real ones; `copiesVault` opens them.
 */
import type { Queryable } from '../src/ground/database/pool.ts'
import { SEALED_COLUMNS, type SealedColumnName } from '../src/ground/sealing/sealed-columns.ts'
import type { Place, Vault } from '../src/ground/sealing/vault.ts'
import { COPIED, type Copied } from './copied-tables.ts'

export interface Filling {
  /** How many applications there are to be. */
  upTo: number
  /** When the first of the copies came in. */
  from: Date
  /** When the last of them did. */
  to: Date
  /** Tables of which there are no copies. */
  without?: readonly string[]
}

/** The tables that grow with the applications. One row an enterprise, a day or a lane that is in use is not growth. */
export const GROWING: readonly string[] = COPIED.map(({ table }) => table)

/** So many copies have open orders; all the others have ended. */
const OPEN = 200

/**
 * The first fill takes what is there as its samples: applications that have ended, and one at least that is open.
 * Later ones go on from where it ended, on the same connection.
 */
export async function fill (connection: Queryable, { upTo, from, to, without = [] }: Filling): Promise<void> {
  if (!await hasSamples(connection)) await takeSamples(connection)
  const { rows } = await connection.query<{ last: number, ended: number, open: number }>(`
    select (select max(serial) from applications) as last,
           count(*) filter (where ended) as ended, count(*) filter (where not ended) as open from sampled`)
  const { last, ended, open } = rows[0]!
  if (ended === 0 || open === 0) throw new Error('samples are wanted of applications that have ended and of open ones')
  if (last >= upTo) return
  const step = (to.getTime() - from.getTime()) / (upTo - last)
  const range: Range = [last + 1, upTo, from, step, ended, open]
  // Rows go in without triggers and checks, and without indexes, which are made at the end in one go.
  await connection.query('set session_replication_role = replica')
  const indexes = await dropIndexes(connection)
  for (const copied of COPIED) if (!without.includes(copied.table)) await copy(connection, copied, range)
  for (const index of indexes) await connection.query(index)
  await connection.query('set session_replication_role = default')
  await moveSequences(connection, upTo)
  await connection.query('vacuum analyze')
}

async function hasSamples (connection: Queryable): Promise<boolean> {
  const { rows } = await connection.query<{ there: boolean }>("select to_regclass('sampled') is not null as there")
  return rows[0]!.there
}

/** Of each table what belongs to an application, numbered within it. */
async function takeSamples (connection: Queryable): Promise<void> {
  await connection.query(`
    create temp table sampled as
    select serial as sample, received_at as sampled_at, status in ('completed', 'ended') as ended,
           row_number() over (partition by status in ('completed', 'ended') order by serial) - 1 as sample_number
    from applications`)
  for (const { table, application } of COPIED) {
    await connection.query(`
      create temp table sample_${table} as
      select sampled.*, given.*, row_number() over (partition by sample) as sample_place
      from (select *, ${application} as of_application from ${table}) as given
      join sampled on sample = of_application`)
    await connection.query(`create index on sample_${table} (sample_number, ended, sample_place)`)
  }
}

/** First and last copy, when the first came in, milliseconds between two, how many samples there are of each kind. */
type Range = [first: number, last: number, from: Date, step: number, ended: number, open: number]

/**
 * Application after application, as the hub writes them: what belongs to one lies together, however many there are. A
 * join would go by the samples instead, and spread each application over as many pages as it has rows.
 */
async function copy (connection: Queryable, { table, columns, only = 'true' }: Copied, range: Range): Promise<void> {
  const { rows } = await connection.query<{ name: string, type: string }>(`
    select attname as name, atttypid::regtype::text as type from pg_attribute
    where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`, [table])
  const values = rows.map(({ name, type }) =>
    columns[name] ?? (type === 'timestamp with time zone' ? `s.${name} + moved` : `s.${name}`))
  await connection.query(`
    insert into ${table} (${rows.map(({ name }) => name).join(', ')}) overriding system value
    select ${values.join(', ')}
    from (
      select n, n > ${OPEN} as has_ended, case when n > ${OPEN} then n % $5::bigint else n % $6::bigint end as number,
             $3::timestamptz + round((n - $1) * $4::float8) * interval '1 millisecond' as came_in
      from generate_series($1::bigint, $2::bigint) as n where ${only}
    ) as copies
    cross join lateral (
      select * from sample_${table} where sample_number = copies.number and ended = has_ended order by sample_place
    ) as s
    cross join lateral (select came_in - sampled_at as moved) as time`, range)
}

/** Answers the statements that make them again. */
async function dropIndexes (connection: Queryable): Promise<string[]> {
  const { rows } = await connection.query<{ name: string, definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indrelid
    where relname = any($1) and relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid)`, [GROWING])
  for (const { name } of rows) await connection.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}

/** What comes next goes on behind the copies. */
async function moveSequences (connection: Queryable, last: number): Promise<void> {
  const { rows } = await connection.query<{ name: string, column: string, sequence: string }>(`
    select relname as name, attname as column, pg_get_serial_sequence(relname, attname) as sequence
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where attidentity <> '' and relname = any($1)`, [GROWING])
  for (const { name, column, sequence } of rows) {
    await connection.query(`select setval($1, coalesce((select max(${column}) from ${name}), 1))`, [sequence])
  }
  await connection.query("select setval('joint_number', $1)", [last])
}

/**
 * A vault that opens copies too: what was sealed in the place of a sample opens in the place of its copy. On the
 * connection that filled the database.
 */
export async function copiesVault (connection: Queryable, vault: Vault): Promise<Vault> {
  const places = new Map<string, Place>()
  for (const name of Object.keys(SEALED_COLUMNS) as SealedColumnName[]) {
    const { table, column, key } = SEALED_COLUMNS[name]
    if (!GROWING.includes(table)) continue
    const { rows } = await connection.query<{ key: string[], sealed: Buffer }>(`
      select array[${key.map(part => `${part}::text`).join(', ')}] as key, ${column} as sealed
      from sample_${table} where ${column} is not null`)
    for (const { key, sealed } of rows) places.set(endOf(sealed), [name, ...key])
  }
  const placeOf = (place: Place, sealed: Buffer): Place => places.get(endOf(sealed)) ?? place
  return {
    ...vault,
    open: (place, sealed) => vault.open(placeOf(place, sealed), sealed),
    openBytes: (place, sealed) => vault.openBytes(placeOf(place, sealed), sealed)
  }
}

/** A sealed value ends with its tag, of which no two are the same. */
function endOf (sealed: Buffer): string {
  return sealed.subarray(-32).toString('latin1')
}
