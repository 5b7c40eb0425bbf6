/**
 * Seals everything anew that is not sealed with the active key, and hashes anew what is not hashed with the search key of now. In small
 * steps, each complete in itself, while the hub runs: what is cut off goes on where it was, and two at once do no harm.
 */
import { openCorrections, readForm } from '../records/orders/form.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { transaction } from '../ground/database/pool.ts'
import type { Hub } from '../hub.ts'
import { NotOpened } from '../ground/sealing/envelope.ts'
import { keyUse } from '../ground/sealing/keys.ts'
import { SEALED_COLUMNS, type SealedColumnName } from '../ground/sealing/sealed-columns.ts'
import { storeSearchHashes } from '../records/orders/search-hashes.ts'

/** Rows read at a time. */
const BATCH = 200

export interface Rekeyed {
  resealed: number
  /** Applications whose search hashes were made anew. */
  rehashed: number
  /** What does not open under the key it names: it was changed, or belongs elsewhere. Left as it is. */
  unopened: Array<{ holder: string, row: string }>
}

/** `onProgress` is told what has been done so far, after every batch. */
export async function rekey (hub: Hub, onProgress: (done: Rekeyed) => void = () => {}): Promise<Rekeyed> {
  const done: Rekeyed = { resealed: 0, rehashed: 0, unopened: [] }
  const stale = (await keyUse(hub.pool)).filter(({ id }) => id !== hub.vault.active)
  for (const { id, holder } of stale) {
    const name = (Object.keys(SEALED_COLUMNS) as SealedColumnName[]).find(name => holder === `${SEALED_COLUMNS[name].table}.${SEALED_COLUMNS[name].column}`)
    await inBatches(name ? rowsOf(hub, name, id) : attachmentsOf(hub, id), async row => {
      const resealed = name ? await resealValue(hub, name, row as SealedRow) : await resealAttachment(hub, row.key[0]!, id)
      if (resealed) done.resealed++
      else done.unopened.push({ holder, row: row.key.join('.') })
    }, () => onProgress(done))
  }
  await inBatches(hashedOtherwise(hub), async ({ key: [serial] }) => {
    if (await rehash(hub, Number(serial)).then(() => true, error => notOpened(hub, error))) done.rehashed++
    else done.unopened.push({ holder: 'search_hashes', row: serial! })
  }, () => onProgress(done))
  return done
}

interface Row { key: string[] }
interface SealedRow extends Row { sealed: Buffer }

/** A page of rows after the one with this key; from the beginning without one. */
type ReadPage<R extends Row> = (after: string[] | undefined) => Promise<R[]>

async function inBatches<R extends Row> (read: ReadPage<R>, each: (row: R) => Promise<void>, afterBatch: () => void): Promise<void> {
  for (let rows = await read(undefined); rows.length > 0; rows = await read(rows.at(-1)!.key)) {
    for (const row of rows) await each(row)
    afterBatch()
  }
}

function rowsOf (hub: Hub, name: SealedColumnName, keyId: string): ReadPage<SealedRow> {
  const { table, column, key } = SEALED_COLUMNS[name]
  return async after => {
    const beyond = after ? `and (${key.join(', ')}) > (${after.map((_part, index) => `$${index + 2}`).join(', ')})` : ''
    const { rows } = await hub.pool.query<SealedRow>(`
      select array[${key.map(part => `${part}::text`).join(', ')}] as key, ${column} as sealed from ${table}
      where ${column} is not null and sealed_key(${column}) = $1 ${beyond} order by ${key.join(', ')} limit ${BATCH}`, [keyId, ...after ?? []])
    return rows
  }
}

function attachmentsOf (hub: Hub, keyId: string): ReadPage<Row> {
  return async after => {
    const { rows } = await hub.pool.query<Row>(`
      select array[id::text] as key from attachments where sealed_by = $1 and ($2::uuid is null or id > $2) order by id limit ${BATCH}`, [keyId, after?.[0]])
    return rows
  }
}

function hashedOtherwise (hub: Hub): ReadPage<Row> {
  return async after => {
    const { rows } = await hub.pool.query<Row>(`
      select distinct application_serial, array[application_serial::text] as key from search_hashes
      where hashed_by <> $1 and application_serial > $2 order by 1 limit ${BATCH}`, [hub.vault.search.way, after?.[0] ?? 0])
    return rows
  }
}

/** Unless the value has changed since it was read: then it was sealed with the active key. False for one that does not open. */
async function resealValue (hub: Hub, name: SealedColumnName, { key: row, sealed }: SealedRow): Promise<boolean> {
  const { table, column, key } = SEALED_COLUMNS[name]
  let content: Buffer
  try {
    content = hub.vault.openBytes([name, ...row], sealed)
  } catch (error) {
    return notOpened(hub, error)
  }
  await transaction(hub.pool, async connection => {
    // Append-only tables let the purge change them, and this, which changes nothing of what they say.
    await connection.query("set local lianban.purging = 'on'")
    await connection.query(`update ${table} set ${column} = $1 where ${column} = $2 and ${key.map((part, index) => `${part} = $${index + 3}`).join(' and ')}`,
      [hub.vault.sealBytes([name, ...row], content), sealed, ...row])
  })
  return true
}

/** The content first: should that be all that is done, the row still names the old key, and the next time does it again. */
async function resealAttachment (hub: Hub, id: string, keyId: string): Promise<boolean> {
  return await transaction(hub.pool, async connection => {
    const { rowCount } = await connection.query('select from attachments where id = $1 and sealed_by = $2 for update', [id, keyId])
    if (rowCount === 0) return true
    const content = await hub.storage.get(id).catch(error => notOpened(hub, error))
    if (!content) return false
    await hub.storage.put(id, content)
    await connection.query('update attachments set sealed_by = $2 where id = $1', [id, hub.vault.active])
    return true
  })
}

/** Anything else than that ends the whole, which can be begun again. */
function notOpened (hub: Hub, error: unknown): false {
  if (!(error instanceof NotOpened)) throw error
  hub.log.error({ err: error }, 'a sealed value does not open')
  return false
}

/** Under the application's lock, so that no correction comes in between unseen. */
async function rehash (hub: Hub, serial: number): Promise<void> {
  await transaction(hub.pool, async connection => {
    await connection.query('select from applications where serial = $1 for update', [serial])
    const form = await readForm(hub, connection, serial)
    // Erased since, and its hashes with it.
    if (!form) return
    await storeSearchHashes(hub, connection, serial, form.basic)
    const { rows } = await connection.query<{ id: string, enterprise: string, correctionsSealed: Buffer }>(`
      select id, enterprise, corrections_sealed as "correctionsSealed" from orders where application_serial = $1 and corrections_sealed is not null`, [serial])
    for (const { id, enterprise, correctionsSealed } of rows) {
      const { basic } = openCorrections(hub, id, correctionsSealed) as Partial<ApplicationForm>
      await storeSearchHashes(hub, connection, serial, basic, enterprise)
    }
    await connection.query('delete from search_hashes where application_serial = $1 and hashed_by <> $2', [serial, hub.vault.search.way])
  })
}
