/**
 * The hashes that applications are found by: of what identifies their applicant, on the form and in its corrections.
 */
import type { components } from '../../../openapi/hub.d.ts'
import { bytea, type Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { ApplicationForm } from '../../ground/form/order-view.ts'
import { waysInUse } from '../../ground/sealing/keys.ts'
import type { SearchField } from '../../ground/sealing/search-hash.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { openCorrections, openForm } from './form.ts'

/** What tells people apart best comes first. */
const FIELDS = ['idNumber', 'phone', 'unifiedSocialCreditCode', 'applicantName'] as const satisfies SearchField[]

type Values = Partial<Pick<ApplicationForm['basic'], SearchField>>

/** Of a form; or of what was corrected for the order of one enterprise, which the application is found by too. */
export function storeSearchHashes (
  { search }: Vault, work: Pick<Work, 'write'>, serial: number, basic: Values = {}, enterprise = ''
): void {
  const beside = { application_serial: serial, hashed_by: search.way, of_order: enterprise }
  const rows = FIELDS.flatMap(field => (
    basic[field] == null ? [] : [{ ...beside, field, hash: bytea(search.hash(field, basic[field])) }]))
  if (rows.length === 0) return
  work.write({
    name: 'store-search-hashes',
    joins: true,
    text: `
      insert into search_hashes (application_serial, field, hash, hashed_by, of_order)
      select application_serial, field, hash, hashed_by, of_order
      from jsonb_to_recordset($1::jsonb) as given (
        application_serial bigint, field text, hash bytea, hashed_by text, of_order text)
      on conflict do nothing`,
    rows
  })
}

/** What an application has to have, all of it. */
export type SoughtValues = Omit<components['schemas']['ApplicationSearch'], 'purpose'>

/** For each field that is sought every hash that its value may have been stored as; each belongs to one field alone. */
export function soughtHashes ({ search }: Vault, sought: SoughtValues): Buffer[][] {
  return FIELDS.flatMap(field => sought[field] === undefined ? [] : [search.candidates(field, sought[field])])
}

/** A page of the applications, after this one, whose hashes were not made with the present search key. */
export async function hashedOtherwise (
  connection: Queryable, { search }: Vault, after: number, most: number
): Promise<number[]> {
  const pages: number[] = []
  for (const way of await waysInUse(connection)) {
    if (way === search.way) continue
    const { rows } = await connection.query<{ serial: number }>(`
      select distinct application_serial as serial from search_hashes
      where hashed_by = $1 and application_serial > $2 order by 1 limit $3`, [way, after, most])
    pages.push(...rows.map(({ serial }) => serial))
  }
  return [...new Set(pages)].sort((one, other) => one - other).slice(0, most)
}

interface HashedRow { formSealed: Buffer | null }
interface HashedOrder { id: string, enterprise: string, correctionsSealed: Buffer }

/** Hashes one application anew, under its lock, so that no correction comes in between unseen. Throws NotOpened. */
export async function rehash (vault: Vault, work: Work, serial: number): Promise<void> {
  const { rows: [application] } = await work.query<HashedRow>(
    'select form_sealed as "formSealed" from applications where serial = $1 for no key update', [serial])
  // Erased since, and its hashes with it.
  if (!application?.formSealed) return
  storeSearchHashes(vault, work, serial, openForm(vault, { serial, formSealed: application.formSealed }).basic)
  const { rows } = await work.query<HashedOrder>(`
    select id, enterprise, corrections_sealed as "correctionsSealed" from orders
    where application_serial = $1 and corrections_sealed is not null`, [serial])
  for (const order of rows) {
    for (const { basic } of openCorrections(vault, order)) {
      storeSearchHashes(vault, work, serial, basic, order.enterprise)
    }
  }
  work.write('delete from search_hashes where application_serial = $1 and hashed_by <> $2', [serial, vault.search.way])
}
