/**
 * Takes the person out of an application that has ended: what they told, in every row that holds it, and their files.
 * What is left is its statistics. The trail of its exchanges, in which there is no person, is kept as long as logs are;
 * what operators wrote about the application is kept without its person. Of callbacks that were not believed, which may
 * be about anybody, nothing is left that could be read.
 */
import { letChange } from '../ground/database/append-only.ts'
import type { Work } from '../ground/database/work.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { eraseWords } from '../records/acts/own-words.ts'
import { removeAttachments } from '../records/attachments/attachments.ts'
import type { Storage } from '../records/attachments/storage.ts'
import { eraseFacts } from '../records/clocks/clocks.ts'
import { eraseAnswers } from '../records/idempotency/answers.ts'
import { eraseMessages } from '../records/inbox/callbacks.ts'
import { eraseRemains } from '../records/inbox/refused-callbacks.ts'
import { settleIntents } from '../records/intents/due-intents.ts'
import { erasePerson, lockErasable } from '../records/orders/erase.ts'
import { personsOf } from '../records/orders/persons.ts'

export interface Erasing { vault: Vault, storage: Pick<Storage, 'remove'> }

/**
 * False, with nothing changed, for an application that cannot be erased: it is open, erased already, or an exchange
 * about it is under way.
 */
export async function eraseApplication (
  { vault, storage }: Erasing, work: Work, serial: number, now: Date
): Promise<boolean> {
  const erasable = await lockErasable(work, serial)
  if (!erasable || !await settleIntents(work, serial, now)) return false
  const persons = await personsOf(vault, work, [erasable.jointNumber])
  letChange(work)
  await eraseWords(work, persons, erasable.jointNumber)
  erasePerson(vault, work, erasable, now)
  eraseMessages(work, serial)
  eraseRemains(work)
  eraseFacts(work, serial)
  await eraseAnswers(vault, work, serial)
  await removeAttachments(storage, work, serial)
  return true
}
