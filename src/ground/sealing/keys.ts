/** Which keys the database needs, against those that the settings give: asked at every start, shown to operators. */
import type { components } from '../../../openapi/hub.d.ts'
import type { Queryable } from '../database/pool.ts'
import { WrongSettings } from '../settings/wrong-settings.ts'
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts'
import type { Vault } from './vault.ts'

/** What a key is used in, and by what SQL expression its id is found there. */
interface Holder { name: string, table: string, keyId: string, condition: string }

const HOLDERS: Holder[] = [
  ...Object.values<SealedColumn>(SEALED_COLUMNS).map(({ table, column }) => (
    { name: `${table}.${column}`, table, keyId: `sealed_key(${column})`, condition: `${column} is not null` })),
  { name: 'attachments', table: 'attachments', keyId: 'sealed_by', condition: 'true' }
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

export interface KeyUse {
  id: string
  /** Where, `applications.form_sealed`. */
  holder: string
  rows: number
}

type KeyReport = components['schemas']['PersonalDataKeys']

export async function readKeys (pool: Queryable, { keys, active, search }: Vault): Promise<KeyReport> {
  const used = await keyUse(pool)
  const { rows } = await pool.query<KeyReport['search']>(`
    select count(distinct application_serial) filter (where hashed_by = $1) as current,
           count(distinct application_serial) filter (where hashed_by <> $1) as stale
    from search_hashes`, [search.way])
  const activeFirst = [...keys.filter(({ id }) => id === active), ...keys.filter(({ id }) => id !== active)]
  return {
    keys: activeFirst.map(({ id, algorithm }) => {
      const uses = used.filter(use => use.id === id).map(({ holder, rows }) => ({ holder, rows }))
      return { id, algorithm, active: id === active, uses }
    }),
    search: rows[0]!
  }
}

/** How many values are sealed with each key, by where they are. */
export async function keyUse (pool: Queryable): Promise<KeyUse[]> {
  const counts = HOLDERS.map(({ name, table, keyId, condition }) =>
    `select ${keyId} as id, '${name}' as holder, count(*) as rows from ${table} where ${condition} group by 1`)
  const { rows } = await pool.query<KeyUse>(`${counts.join(' union all ')} order by 1, 2`)
  return rows
}
