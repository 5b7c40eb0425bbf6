/** Who has read whose personal data in full, when and why; not what it said. Rows are added, never changed. */
import type { Work } from '../../ground/database/work.ts'

export interface DisclosureRecord {
  at: Date
  /** Who, by the caller's id. */
  actor: string
  jointNumber: string
  fields: string[]
  /** In the reader's words, without the person's data. */
  purpose: string
}

/** In the work that reads the data, so that neither is without the other. */
export function recordDisclosure (work: Work, { at, actor, jointNumber, fields, purpose }: DisclosureRecord): void {
  work.write('insert into disclosures (at, actor, joint_number, fields, purpose) values ($1, $2, $3, $4, $5)',
    [at, actor, jointNumber, fields, purpose])
}
