/**
 * What somebody writes in words of their own when they do something by hand or look somebody up: kept without the
 * persons in it. The record says who did what and why; it need not say of whom.
 */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { PersonalValues } from '../../ground/redaction/personal-values.ts'
import { newRedactor } from '../../ground/redaction/redact.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { namedIn } from '../orders/named-in.ts'

const NOBODY: PersonalValues = { identity: [], words: [] }

/** `persons` are those that it is about; others are found by their names and numbers. */
export async function withoutPersons (
  { vault }: { vault: Pick<Vault, 'search'> }, connection: Queryable, text: string, persons: PersonalValues = NOBODY
): Promise<string> {
  const { identity, words } = persons
  return newRedactor({ identity: [...identity, ...await namedIn(vault, connection, text)], words }).text(text)
}

/**
 * Once more, when the person of an application is erased: some of what they are known by came after the words were
 * written. In a work that may change append-only tables.
 */
export async function eraseWords (work: Work, persons: PersonalValues, jointNumber: string): Promise<void> {
  const { text } = newRedactor(persons)
  const { rows: acts } = await work.query<{ id: number, words: string }>(
    'select id, reason as words from acts where about @> array[$1]', [jointNumber])
  const { rows: disclosures } = await work.query<{ id: number, words: string }>(
    'select id, purpose as words from disclosures where joint_number = $1', [jointNumber])
  for (const { id, words } of acts.filter(({ words }) => text(words) !== words)) {
    work.write('update acts set reason = $2 where id = $1', [id, text(words)])
  }
  for (const { id, words } of disclosures.filter(({ words }) => text(words) !== words)) {
    work.write('update disclosures set purpose = $2 where id = $1', [id, text(words)])
  }
}
