/**
 * Seals everything anew that is not sealed with the active key, and hashes anew what is not hashed with the present
 * search key. In small steps, each complete in itself, while the hub runs: a rotation that was cut off is continued by
 * the next one, and two at once do no harm.
 */
import type { Logger } from 'pino'
import { isDatabaseAway } from '../ground/database/database-away.ts'
import { inWork, type Workplace } from '../ground/database/work.ts'
import { keyUse } from '../ground/sealing/keys.ts'
import { reseal, sealedRows, type SealedRow } from '../ground/sealing/reseal.ts'
import { SEALED_COLUMNS, type SealedColumnName } from '../ground/sealing/sealed-columns.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { resealAttachment, sealedBy } from '../records/attachments/attachments.ts'
import type { Storage } from '../records/attachments/storage.ts'
import { filingsHashedOtherwise, rehashFiling } from '../records/filings/added-lengths.ts'
import { hashedOtherwise, rehash } from '../records/orders/search-hashes.ts'
import { rehashVouched, vouchedAfter, type VouchedRow } from '../records/people/vouched-accounts.ts'

/** Rows read at a time. */
const BATCH = 200

export interface Rotating extends Workplace {
  vault: Vault
  storage: Storage
  log: Logger
}

export interface Rekeyed {
  resealed: number
  /** Applications, filings, and accounts of people of a provider, whose hashes were made anew. */
  rehashed: number
  /** What does not open under the key it names: it was changed, or belongs elsewhere. Left as it is. */
  unopened: Array<{ holder: string, row: string }>
}

/** `onProgress` is told what has been done so far, after every batch. */
export async function rotateKeys (hub: Rotating, onProgress: (done: Rekeyed) => void = () => {}): Promise<Rekeyed> {
  const done: Rekeyed = { resealed: 0, rehashed: 0, unopened: [] }
  const { vault, pool, storage } = hub
  const count = (what: 'resealed' | 'rehashed', holder: string, row: string, opened: boolean): void => {
    if (opened) done[what]++
    else done.unopened.push({ holder, row })
  }
  const report = (): void => onProgress(done)

  for (const { id: from, holder } of (await keyUse(pool)).filter(({ id }) => id !== vault.active)) {
    const name = columnOf(holder)
    if (name) {
      await inBatches<SealedRow>(after => sealedRows(pool, name, from, after?.key, BATCH), async row => {
        count('resealed', holder, row.key.join('.'), await opens(hub, () => reseal(hub, name, row)))
      }, report)
    } else {
      await inBatches<string>(after => sealedBy(pool, from, after, BATCH), async id => {
        count('resealed', holder, id, await opens(hub, () =>
          inWork(hub, work => resealAttachment(storage, work, { id, from, to: vault.active }))))
      }, report)
    }
  }
  await inBatches<number>((after = 0) => hashedOtherwise(pool, vault, after, BATCH), async serial => {
    count('rehashed', 'search_hashes', String(serial), await opens(hub, () =>
      inWork(hub, work => rehash(vault, work, serial))))
  }, report)
  await inBatches<string>(after => filingsHashedOtherwise(pool, vault, after, BATCH), async id => {
    count('rehashed', 'filings', id, await opens(hub, () => inWork(hub, work => rehashFiling(vault, work, id))))
  }, report)
  await inBatches<VouchedRow>(after => vouchedAfter(pool, after?.id, BATCH), async row => {
    let isNew = false
    const opened = await opens(hub, async () => { isNew = await rehashVouched(vault, pool, row) })
    if (isNew || !opened) count('rehashed', 'people', row.id, opened)
  }, report)
  return done
}

/** Nothing for the attachments, whose contents are not always in the database. */
function columnOf (holder: string): SealedColumnName | undefined {
  return (Object.keys(SEALED_COLUMNS) as SealedColumnName[])
    .find(name => holder === `${SEALED_COLUMNS[name].table}.${SEALED_COLUMNS[name].column}`)
}

async function inBatches<R> (
  read: (after: R | undefined) => Promise<R[]>, each: (row: R) => Promise<void>, afterBatch: () => void
): Promise<void> {
  for (let rows = await read(undefined); rows.length > 0; rows = await read(rows.at(-1))) {
    for (const row of rows) await each(row)
    afterBatch()
  }
}

/**
 * False for a value that does not open, or an attachment whose content is not there: it holds up none of the others.
 * While the database is away the rotation ends; it can be begun again.
 */
async function opens ({ log }: Rotating, act: () => Promise<void>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    log.error({ err: error }, 'a sealed value is not sealed anew')
    return false
  }
}
