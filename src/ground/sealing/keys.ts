/** Which keys the database needs, against those that the settings give: asked at every start, shown to operators. */
import type { components } from '../../../openapi/hub.d.ts'
import { COUNTED } from '../database/counted.ts'
import type { Queryable } from '../database/pool.ts'
import { WrongSettings } from '../settings/wrong-settings.ts'
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts'
import type { Vault } from './vault.ts'

/** What a key is used in, by what SQL expression its id is found there, and the primary key of the rows. */
type Holder = Readonly<{ name: string, table: string, keyId: string, condition: string, key: readonly string[] }>

const HASHES: Holder = {
  name: 'search_hashes', table: 'search_hashes', keyId: 'hashed_by', condition: 'true', key: ['application_serial']
}

const HOLDERS: Holder[] = [
  ...Object.values<SealedColumn>(SEALED_COLUMNS).map(({ table, column, key }) => (
    { name: `${table}.${column}`, table, keyId: `sealed_key(${column})`, condition: `${column} is not null`, key })),
  { name: 'attachments', table: 'attachments', keyId: 'sealed_by', condition: 'true', key: ['id'] }
]

/**
 * Throws WrongSettings naming every key that something is sealed with and the settings do not have, or have
 * differently.
 */
export async function checkKeys (pool: Queryable, vault: Vault): Promise<void> {
  const faults = [...await differing(pool, vault), ...await missing(pool, vault)]
  if (faults.length > 0) throw new WrongSettings(faults.join('\n'))
}

/** A key that is used for the first time leaves its check value behind. */
async function differing (pool: Queryable, { keys }: Vault): Promise<string[]> {
  const faults: string[] = []
  for (const { id, algorithm, checkValue } of keys) {
    await pool.query(`
      insert into personal_data_keys (id, algorithm, check_value) values ($1, $2, $3) on conflict do nothing`,
    [id, algorithm, checkValue])
    const { rows } = await pool.query<{ checkValue: Buffer }>(
      'select check_value as "checkValue" from personal_data_keys where id = $1', [id])
    if (!rows[0]!.checkValue.equals(checkValue)) faults.push(`personalData.keys：${id} 与数据库此前使用的同名密钥不同`)
  }
  return faults
}

async function missing (pool: Queryable, { keys }: Vault): Promise<string[]> {
  const faults: string[] = []
  for (const holder of HOLDERS) {
    for (const used of await usedIn(pool, holder)) {
      if (!keys.some(({ id }) => id === used)) faults.push(`personalData.keys：缺少密钥 ${used}，${holder.name} 中仍有以其加密的数据`)
    }
  }
  return faults
}

/** Jumps from one id to the next along the index, however many rows there are. */
async function usedIn (pool: Queryable, { table, keyId, condition }: Holder): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`
    with recursive used as (
      select min(${keyId}) as id from ${table} where ${condition}
      union all
      select (select min(${keyId}) from ${table} where ${condition} and ${keyId} > used.id)
      from used where used.id is not null
    ) select id from used where id is not null`)
  return rows.map(({ id }) => id)
}

/** How the hashes that are stored were made. */
export async function waysInUse (pool: Queryable): Promise<string[]> {
  return await usedIn(pool, HASHES)
}

export interface KeyUse {
  id: string
  /** Where, `applications.form_sealed`. */
  holder: string
}

type KeyReport = components['schemas']['PersonalDataKeys']

/** Counts `COUNTED` of each at most: whether something is left to do is seen all the same. */
export async function readKeys (pool: Queryable, { keys, active, search }: Vault): Promise<KeyReport> {
  const used = await Promise.all(HOLDERS.flatMap(holder => keys.map(async ({ id }) => (
    { id, holder: holder.name, rows: await countUses(pool, holder, id) }))))
  const ways = await waysInUse(pool)
  const stale = await Promise.all(ways.filter(way => way !== search.way).map(way => countHashed(pool, way)))
  const activeFirst = [...keys.filter(({ id }) => id === active), ...keys.filter(({ id }) => id !== active)]
  return {
    keys: activeFirst.map(({ id, algorithm }) => {
      const uses = used.filter(use => use.id === id && use.rows > 0).map(({ holder, rows }) => ({ holder, rows }))
      return { id, algorithm, active: id === active, uses: uses.sort(byHolder) }
    }),
    search: {
      current: await countHashed(pool, search.way),
      stale: Math.min(COUNTED, stale.reduce((all, count) => all + count, 0))
    }
  }
}

function byHolder (one: { holder: string }, other: { holder: string }): number {
  return one.holder < other.holder ? -1 : 1
}

/** Along the index, in which a value stands by its key and its row. */
async function countUses (pool: Queryable, { table, keyId, condition, key }: Holder, id: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`
    select count(*) from (
      select from ${table} where ${condition} and ${keyId} = $1
      order by ${key.join(', ')} limit ${COUNTED}) as counted`,
  [id])
  return rows[0]!.count
}

/** Applications that have been hashed so. */
async function countHashed (pool: Queryable, way: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`
    select count(*) from (
      select distinct application_serial from search_hashes where hashed_by = $1
      order by application_serial limit ${COUNTED}) as counted`, [way])
  return rows[0]!.count
}

/** Which keys something is sealed with, by where it is. */
export async function keyUse (pool: Queryable): Promise<KeyUse[]> {
  const uses: KeyUse[] = []
  for (const holder of HOLDERS) {
    for (const id of await usedIn(pool, holder)) uses.push({ id, holder: holder.name })
  }
  return uses.sort((one, other) => one.id === other.id ? byHolder(one, other) : one.id < other.id ? -1 : 1)
}
