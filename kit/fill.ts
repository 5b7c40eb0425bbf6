/**
 * Fills the database of a hub with as many applications as are wanted, each a copy of one of those that are there: with
 * its orders, transitions, intents, exchanges, messages, callbacks, notifications and all the rest. Sealed values are
 * copied as they are, so they have the size of real ones; `copiesVault` opens them.
 */
import type { Queryable } from '../src/ground/database/pool.ts'
import { SEALED_COLUMNS, type SealedColumnName } from '../src/ground/sealing/sealed-columns.ts'
import type { Place, Vault } from '../src/ground/sealing/vault.ts'

export interface Filling {
  /** How many applications there are to be. */
  upTo: number
  /** When the first of the copies came in. */
  from: Date
  /** When the last of them did. */
  to: Date
}

/** SQL about a row `s` of a sample, of which `n` is the number of the copy. */
interface Copied {
  table: string
  /** Which application a row of the table belongs to. */
  application: string
  /** What stands in a column of a copy where it is not what stands in the sample. Times move with the application. */
  columns: Record<string, string>
  /** Of which copies there is a row; of all unless given. */
  only?: string
}

/** Ids follow from the sample's and from the copy's number: what refers to a row finds it without being told. */
function idOf (column: string): string {
  return `md5(${column}::text || n)::uuid`
}

/** Numbers of rows that go on in time, above those of the samples; an application has a thousand of each table. */
const NUMBERED = '1000000 + n * 1000 + s.sample_place'

const OF_ORDER = '(select application_serial from orders where orders.id = order_id)'

/** A few values belong to many applications, as names do: a page of them is full at any size. The others to two. */
const HASH = `
  case when s.field = 'applicantName' and n % 1000 < 500 then s.hash
       else sha256(s.hash || convert_to((n / 2)::text, 'UTF8')) end`

/** SQL: of a table that names its application itself. */
const ITS_OWN = 'application_serial'

const OF_EXCHANGE = '1000000 + n * 1000 + (select sample_place from sample_exchanges where id = s.exchange_id)'
const ORDER = idOf('s.order_id')
const VISIT = idOf('s.visit_id')
const OF_VISIT = '(select application_serial from visits where visits.id = visit_id)'
const ANSWERING = idOf('s.answering_order')
/** A few ratings come from one place. */
const OF_PLACE = (column: string): string => `sha256(s.${column} || convert_to((n / 3)::text, 'UTF8'))`
const LATER = "case when s.next_at is not null then '2100-01-01'::timestamptz end"

const COPIED: Copied[] = [
  {
    table: 'applications',
    application: 'serial',
    columns: {
      serial: 'n',
      joint_number: "'JXLB' || lpad(n::text, 6, '0')",
      portal_case_number: "s.portal_case_number || '-' || n",
      correlation_id: idOf('s.correlation_id')
    }
  },
  {
    table: 'orders',
    application: ITS_OWN,
    columns: { id: idOf('s.id'), application_serial: 'n', reference: "s.reference || '-' || n" }
  },
  { table: 'transitions', application: ITS_OWN, columns: { application_serial: 'n', order_id: ORDER } },
  { table: 'desk_readings', application: OF_ORDER, columns: { order_id: idOf('s.order_id') } },
  { table: 'search_hashes', application: ITS_OWN, columns: { application_serial: 'n', hash: HASH } },
  {
    table: 'intents',
    application: OF_ORDER,
    // What is open is not worked on: who fills a database wants to look at the rest.
    columns: {
      id: idOf('s.id'),
      order_id: idOf('s.order_id'),
      leased_until: 'null::timestamptz',
      due_at: "case s.state when 'open' then '2100-01-01' else s.due_at + moved end"
    }
  },
  { table: 'exchanges', application: OF_ORDER, columns: { id: NUMBERED, order_id: idOf('s.order_id') } },
  {
    table: 'messages',
    application: '(select sample from sample_exchanges where id = exchange_id)',
    columns: { exchange_id: OF_EXCHANGE }
  },
  {
    table: 'callbacks',
    // Those that belong to no order are no more than is open.
    application: `coalesce(${OF_ORDER}, (select min(sample) from sampled where not ended))`,
    columns: {
      id: NUMBERED,
      order_id: ORDER,
      message_id: "s.message_id || '-' || n",
      nonce: "s.nonce || '-' || n",
      told_reference: "s.told_reference || '-' || n",
      // Of those that were refused no more are kept than fit into an hour, however many applications there are.
      remains_sealed: 'null'
    }
  },
  {
    table: 'notifications',
    application: ITS_OWN,
    columns: {
      id: idOf('s.id'),
      number: NUMBERED,
      application_serial: 'n',
      due_at: "case s.state when 'open' then '2100-01-01' else s.due_at + moved end"
    }
  },
  {
    table: 'clocks',
    application: ITS_OWN,
    columns: { id: idOf('s.id'), number: NUMBERED, application_serial: 'n', order_id: ORDER, next_at: LATER }
  },
  {
    table: 'clock_warnings',
    application: '(select application_serial from clocks where clocks.id = clock_id)',
    columns: { clock_id: idOf('s.clock_id') }
  },
  {
    table: 'visits',
    application: ITS_OWN,
    columns: {
      id: idOf('s.id'),
      number: NUMBERED,
      application_serial: 'n',
      closes_at: "case s.state when 'proposed' then '2100-01-01' else s.closes_at + moved end",
      remind_at: "case when s.remind_at is not null then '2100-01-01'::timestamptz end"
    }
  },
  { table: 'visit_proposals', application: ITS_OWN, columns: { application_serial: 'n', visit_id: VISIT } },
  { table: 'visit_answers', application: OF_VISIT, columns: { visit_id: VISIT, order_id: ORDER } },
  { table: 'visit_results', application: OF_VISIT, columns: { visit_id: VISIT, order_id: ORDER } },
  {
    table: 'reminders',
    application: `coalesce(
      ${OF_VISIT}, (select application_serial from clocks where clocks.id = clock_id),
      (select serial from applications where applications.joint_number = reminders.joint_number))`,
    columns: { number: NUMBERED, clock_id: idOf('s.clock_id'), visit_id: VISIT }
  },
  {
    table: 'rating_links',
    application: ITS_OWN,
    columns: {
      token_hash: "sha256(s.token_hash || convert_to(n::text, 'UTF8'))",
      application_serial: 'n',
      order_id: ORDER,
      good_until: "'2100-01-01'::timestamptz"
    }
  },
  {
    table: 'ratings',
    application: ITS_OWN,
    columns: {
      id: idOf('s.id'),
      number: NUMBERED,
      application_serial: 'n',
      order_id: ORDER,
      answering_order: ANSWERING,
      workstation: OF_PLACE('workstation'),
      unit: OF_PLACE('unit')
    }
  },
  {
    table: 'rectifications',
    application: ITS_OWN,
    columns: { rating_id: idOf('s.rating_id'), number: NUMBERED, application_serial: 'n', answering_order: ANSWERING }
  },
  {
    table: 'rating_invitations',
    application: ITS_OWN,
    columns: { application_serial: 'n', due_at: "'2100-01-01'::timestamptz" }
  },
  { table: 'figures', application: ITS_OWN, columns: { number: NUMBERED, application_serial: 'n', order_id: ORDER } },
  {
    table: 'webhook_attempts',
    application: '(select application_serial from notifications where notifications.id = notification_id)',
    columns: { id: NUMBERED, notification_id: idOf('s.notification_id') }
  },
  {
    table: 'attachments',
    application: ITS_OWN,
    columns: { id: idOf('s.id'), application_serial: 'n', order_id: idOf('s.order_id') },
    only: 'n % 4 = 0'
  },
  {
    table: 'attachment_contents',
    application: '(select application_serial from attachments where attachments.id = attachment_contents.id)',
    columns: { id: idOf('s.id') },
    only: 'n % 4 = 0'
  },
  { table: 'idempotency_keys', application: ITS_OWN, columns: { key: "s.key || '-' || n", application_serial: 'n' } },
  { table: 'acts', application: '(select min(sample) from sampled where ended)', columns: { id: NUMBERED } },
  { table: 'sign_ins', application: '(select min(sample) from sampled where ended)', columns: { id: NUMBERED } },
  {
    table: 'disclosures',
    application: '(select serial from applications where applications.joint_number = disclosures.joint_number)',
    columns: { id: NUMBERED, joint_number: "'JXLB' || lpad(n::text, 6, '0')" }
  }
]

/** The tables that grow with the applications. One row an enterprise, a day or a lane that is in use is not growth. */
export const GROWING: readonly string[] = COPIED.map(({ table }) => table)

/** So many copies have open orders; all the others have ended. */
const OPEN = 200

/**
 * The first fill takes what is there as its samples: applications that have ended, and one at least that is open.
 * Later ones go on from where it ended, on the same connection.
 */
export async function fill (connection: Queryable, { upTo, from, to }: Filling): Promise<void> {
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
  for (const copied of COPIED) await copy(connection, copied, range)
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
