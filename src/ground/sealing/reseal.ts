/**
 * Seals the values of a column anew, whichever table it is in: it changes nothing of what they say, so that the room
 * which owns the table need not know.
 */
import { letChange } from '../database/append-only.ts'
import type { Queryable } from '../database/pool.ts'
import { inWork, type Workplace } from '../database/work.ts'
import { SEALED_COLUMNS, type SealedColumnName } from './sealed-columns.ts'
import type { Vault } from './vault.ts'

/** A row, by the columns of its primary key. */
export interface SealedRow { key: string[], sealed: Buffer }

/**
 * A page of the rows whose value is sealed with a key, after the one with this primary key; from the beginning without
 * one.
 */
export async function sealedRows (
  connection: Queryable, name: SealedColumnName, keyId: string, after: string[] | undefined, most: number
): Promise<SealedRow[]> {
  const { table, column, key } = SEALED_COLUMNS[name]
  const beyond = after ? `and (${key.join(', ')}) > (${after.map((_part, index) => `$${index + 3}`).join(', ')})` : ''
  const { rows } = await connection.query<SealedRow>(`
    select array[${key.map(part => `${part}::text`).join(', ')}] as key, ${column} as sealed from ${table}
    where ${column} is not null and sealed_key(${column}) = $1 ${beyond}
    order by ${key.map(part => `${table}.${part}`).join(', ')} limit $2`,
  [keyId, most, ...after ?? []])
  return rows
}

/** Unless the value has changed since it was read: then it was sealed with the active key. Throws NotOpened. */
export async function reseal (
  { vault, ...workplace }: Workplace & { vault: Vault }, name: SealedColumnName, { key: row, sealed }: SealedRow
): Promise<void> {
  const { table, column, key } = SEALED_COLUMNS[name]
  const content = vault.openBytes([name, ...row], sealed)
  const same = key.map((part, index) => `${part} = $${index + 3}`).join(' and ')
  await inWork(workplace, async work => {
    letChange(work)
    work.write(`update ${table} set ${column} = $1 where ${column} = $2 and ${same}`,
      [vault.sealBytes([name, ...row], content), sealed, ...row])
  })
}
