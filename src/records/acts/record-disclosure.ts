/**
 * Who has read whose personal data in full, or has looked for somebody by it, when and why; not what it said. Rows are
 * added, never removed.
 */
import type { Work } from '../../ground/database/work.ts'
import type { PersonalValues } from '../../ground/redaction/personal-values.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { withoutPersons } from './own-words.ts'

/** Of one application what was read; of a search by what kinds of values, and how many applications it showed. */
type Disclosed = { jointNumber: string, found?: never } | { found: number, jointNumber?: never }

export type DisclosureRecord = Disclosed & {
  at: Date
  /** Who, by the caller's id. */
  actor: string
  fields: string[]
  /** In the reader's words. */
  purpose: string
}

/** In the work that reads the data, so that neither is without the other. `persons` are taken out of the purpose. */
export async function recordDisclosure (
  { vault }: { vault: Vault }, work: Work, persons: PersonalValues,
  { at, actor, jointNumber, found, fields, purpose }: DisclosureRecord
): Promise<void> {
  const words = await withoutPersons({ vault }, work, purpose, persons)
  work.write(`
    insert into disclosures (at, actor, joint_number, found, fields, purpose) values ($1, $2, $3, $4, $5, $6)`,
  [at, actor, jointNumber ?? null, found ?? null, fields, words])
}
