/** Finds applications by what identifies their applicant: stores the hashes of a form, and looks for them. */
import type { components } from '../../../openapi/hub.d.ts'
import type { ApplicationForm } from '../../ground/form/order-view.ts'
import type { Connection } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import type { SearchField } from '../../ground/sealing/search-hash.ts'

const FIELDS = ['idNumber', 'phone', 'applicantName', 'unifiedSocialCreditCode'] as const satisfies SearchField[]

type Values = Partial<Pick<ApplicationForm['basic'], SearchField>>

/** Of a form; or of what was corrected for the order of one enterprise, which the application is found by too. */
export async function storeSearchHashes (hub: Hub, connection: Connection, serial: number, basic: Values = {}, enterprise = ''): Promise<void> {
  const { search } = hub.vault
  const given = FIELDS.flatMap(field => basic[field] == null ? [] : [{ field, hash: search.hash(field, basic[field]) }])
  await connection.query(`
    insert into search_hashes (application_serial, field, hash, hashed_by, of_order)
    select $1, field, hash, $4, $5 from unnest($2::text[], $3::bytea[]) as given (field, hash) on conflict do nothing`,
  [serial, given.map(({ field }) => field), given.map(({ hash }) => hash), search.way, enterprise])
}

export interface Sought {
  /** How many fields an application has to match in. */
  fields: number
  /** What a value of theirs may have been stored as; each is of one field alone. */
  hashes: Buffer[]
}

export function soughtHashes ({ vault }: Pick<Hub, 'vault'>, sought: components['schemas']['ApplicationSearch']): Sought {
  const given = FIELDS.filter(field => sought[field] !== undefined)
  return { fields: given.length, hashes: given.flatMap(field => vault.search.candidates(field, sought[field]!)) }
}
