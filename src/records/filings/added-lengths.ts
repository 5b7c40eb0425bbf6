/**
 * What an enterprise builds for one application, or at one address, counts together (不可拆分). Addresses are told apart by
 * keyed hashes: they are of people's homes.
 */
import { LOCKS } from '../../ground/database/locks.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { AddressHash } from './change-filing.ts'
import { openContent, type Added } from './filing.ts'

/** Written alike however it was typed: blanks, full-width characters and punctuation tell no two places apart. */
function spelled (address: string): Buffer {
  return Buffer.from(address.normalize('NFKC').toUpperCase().replaceAll(/[\s\p{P}\p{Z}]/gu, ''))
}

export function hashAddress ({ search }: Vault, address: string): AddressHash {
  return { hash: search.fingerprint('filingAddress', spelled(address)), way: search.way }
}

interface Stretch { serial: number, enterprise: string, address: string, now: Date, except?: string }

/** Nobody files more than that for one place; of more the last are named. */
const MOST_NAMED = 50

/**
 * The enterprise's other filings for the application, or at the address, within twelve months; refused and
 * cancelled ones do not count. One that was taken back after a department had passed its part does: that stretch may be
 * built. From here on until the work ends no other filing is decided.
 */
export async function addedLengths (
  vault: Vault, work: Work, { serial, enterprise, address, now, except }: Stretch
): Promise<Added> {
  work.write('select pg_advisory_xact_lock($1)', [LOCKS.filings])
  const hashes = vault.search.fingerprints('filingAddress', spelled(address))
  const { rows } = await work.query<Added>(`
    select count(*) as count, coalesce(sum(length_metres), 0)::float8 as metres,
           coalesce((array_agg(reference order by number desc))[:${MOST_NAMED}], '{}') as references
    from filings
    where enterprise = $1 and (application_serial = $2 or address_hash = any($3))
      and filed_at >= $4::timestamptz - interval '12 months'
      and filings.state <> 'refused' and (filings.state <> 'cancelled' or exists (
        select from filing_items
        where filing_id = filings.id and filing_items.state in ('passed', 'passedConditionally')))
      and id is distinct from $5`, [enterprise, serial, hashes, now, except ?? null])
  return rows[0]!
}

interface HashedRow { id: string, contentSealed: Buffer }

/** A page of the filings, after this one, whose addresses were not hashed with the present search key. */
export async function filingsHashedOtherwise (
  connection: Queryable, { search }: Vault, after: string | undefined, most: number
): Promise<string[]> {
  const { rows } = await connection.query<{ id: string }>(`
    select id from filings
    where hashed_by <> $1 and address_hash is not null and ($2::uuid is null or id > $2) order by id limit $3`,
  [search.way, after ?? null, most])
  return rows.map(({ id }) => id)
}

/** Hashes the address of one anew, under the lock of its application. Throws NotOpened. */
export async function rehashFiling (vault: Vault, work: Work, id: string): Promise<void> {
  await work.query(`
    select from applications where serial = (select application_serial from filings where id = $1)
    for no key update`, [id])
  const { rows: [row] } = await work.query<HashedRow>(`
    select id, content_sealed as "contentSealed" from filings where id = $1 and address_hash is not null`, [id])
  const content = row && openContent(vault, row)
  if (!content) return
  const { hash, way } = hashAddress(vault, content.address)
  work.write('update filings set address_hash = $2, hashed_by = $3 where id = $1', [id, hash, way])
}
