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
import type { ClockedApplication } from '../records/clocks/keep.ts'
import { eraseAnswers } from '../records/idempotency/answers.ts'
import { eraseMessages } from '../records/inbox/callbacks.ts'
import { eraseRemains } from '../records/inbox/refused-callbacks.ts'
import { eraseFilings } from '../records/filings/erase-filings.ts'
import { settleIntents } from '../records/intents/due-intents.ts'
import { erasePerson, lockErasable } from '../records/orders/erase.ts'
import { personsOf } from '../records/orders/persons.ts'
import { removeLinksOf } from '../records/ratings/links.ts'
import { eraseRatings } from '../records/ratings/ratings.ts'
import { eraseRectifications } from '../records/ratings/rectifications.ts'
import { keepRectificationClocks, type RectifyTerms } from './rectify.ts'
import { eraseVisits } from '../records/visits/stored-visits.ts'

export interface Erasing {
  vault: Vault
  storage: Pick<Storage, 'remove'>
  clocks: RectifyTerms['clocks']
  settings: RectifyTerms['settings']
}

/**
 * False, with nothing changed, for an application that cannot be erased: it is open, erased already, or an exchange
 * about it is under way.
 */
export async function eraseApplication (
  hub: Erasing, work: Work, serial: number, now: Date
): Promise<boolean> {
  const { vault, storage } = hub
  const erasable = await lockErasable(work, serial)
  if (!erasable || !await settleIntents(work, serial, now)) return false
  const persons = await personsOf(vault, work, [erasable.jointNumber])
  letChange(work)
  await eraseWords(work, persons, erasable.jointNumber)
  erasePerson(vault, work, erasable, now)
  eraseMessages(work, serial)
  eraseRemains(work)
  eraseFacts(work, serial)
  await eraseEvaluation(hub, work, serial, now)
  eraseVisits(work, serial)
  eraseFilings(work, serial)
  await eraseAnswers(vault, work, serial)
  await removeAttachments(storage, work, serial)
  return true
}

/** Nobody can be called back any more: the clocks of what is open end with it. */
async function eraseEvaluation (hub: Erasing, work: Work, serial: number, now: Date): Promise<void> {
  removeLinksOf(work, serial)
  eraseRatings(work, serial)
  const dropped = await eraseRectifications(work, serial, now)
  if (dropped.length === 0) return
  const { rows: orders } = await work.query<ClockedApplication['orders'][number]>(
    'select id, enterprise, service, kind from orders where application_serial = $1', [serial])
  const terms = { clocks: hub.clocks, settings: hub.settings, now: () => now }
  for (const rectification of dropped) await keepRectificationClocks(terms, work, { serial, orders }, rectification)
}
