/** Takes what filings say of people and places out of them; their states, lengths and times stay. */
import type { Work } from '../../ground/database/work.ts'

/** In a work that may change append-only tables. */
export function eraseFilings (work: Pick<Work, 'write'>, serial: number): void {
  work.write(`
    update filings set
      content_sealed = null, address_hash = null, hashed_by = null, cancel_reason_sealed = null, reason_sealed = null,
      native_number = null, failure = null
    where application_serial = $1`, [serial])
  work.write(`
    update filing_items set remark_sealed = null, project_number = null
    where filing_id = any(array(select id from filings where application_serial = $1))`, [serial])
  work.write(`
    update filing_events set remark_sealed = null
    where remark_sealed is not null and filing_id = any(array(select id from filings where application_serial = $1))`,
  [serial])
}
