/** The whole filing again, corrected, while a department waits for that (补正). */
import type { components } from '../../openapi/hub.d.ts'
import { APPROVALS } from '../enterprises/approvals.ts'
import type { Caller } from '../ground/access/caller.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { giveToFiling } from '../records/attachments/filing-files.ts'
import { noteFiling, sealContent, type FilingAtHand } from '../records/filings/change-filing.ts'
import { openContent } from '../records/filings/filing.ts'
import { hasOpenFilingIntent } from '../records/intents/filing-intents.ts'
import { openIntents } from '../records/intents/intents.ts'
import type { ShownFiling } from '../views/filings.ts'
import { actOnFiling } from './act-on-filing.ts'
import { contentOf, dayErrors, decided, type FilingRequest } from './decide-filing.ts'
import type { ForFilings } from './file-for-order.ts'

type Request = components['schemas']['FilingCorrection']

/**
 * Throws Problem `filing-not-found`, `filing-changed`, `no-correction-wanted`, `correction-under-way`, `person-erased`
 * or `validation-failed`.
 */
export async function correctFiling (
  hub: ForFilings, caller: Caller, id: string, { version, filing: request }: Request
): Promise<ShownFiling> {
  return await actOnFiling(hub, caller, { id, version }, async at => {
    await correct(hub, at, caller, request).catch(placed)
    return { action: 'filing-corrected', reason: '补正行政审批申报' }
  })
}

async function correct (hub: ForFilings, at: FilingAtHand, caller: Caller, request: FilingRequest): Promise<void> {
  const { work, filing } = at
  if (!hub.approvals) throw new Problem('no-approvals')
  const isWanted = filing.state === 'open' && filing.cancelReasonSealed === null &&
    filing.items.some(({ state }) => state === 'needsMaterial')
  if (!isWanted) throw new Problem('no-correction-wanted')
  if (await hasOpenFilingIntent(work, filing.id, 'supplement')) {
    throw new Problem('correction-under-way', { headers: { 'retry-after': '10' } })
  }
  const before = openContent(hub.vault, filing)
  if (!before) throw new Problem('person-erased')
  const { applicant, address } = before
  const now = hub.now()
  const { decisions } = hub.approvals.settings
  const errors = [...dayErrors(request, now, false), ...itemErrors(at, request)]
  const found = await decided(hub.vault, at, decisions, request, { address, now, except: filing.id, errors })
  const differs = found.mode === filing.mode ? [] : [fieldError('/lengthMetres', 'decision-differs')]
  const files = await giveToFiling(work, caller.owner, {
    serial: at.application.serial, orderId: filing.orderId, filingId: filing.id, at: now
  }, request.materials ?? [])
  const wrong = [...found.errors, ...differs, ...'errors' in files ? files.errors : []]
  if ('errors' in files || wrong.length > 0) throw new Problem('validation-failed', { errors: wrong })
  const builder = { ...applicant, contact: before.contact }
  filing.contentSealed = sealContent(hub.vault, filing, contentOf(hub, at, builder, request, {
    address, files: files.files, mode: filing.mode
  }))
  filing.lengthMetres = request.lengthMetres
  filing.failure = null
  noteFiling(hub, at, { event: 'corrected', source: 'hub', actor: caller.id })
  openIntents(hub.vault, work, [{ filingId: filing.id, enterprise: APPROVALS, kind: 'supplement', at: now, now }])
}

/** Where the failing fields stand in the request. */
function placed (error: unknown): never {
  throw error instanceof Problem && error.errors ? error.at('/filing') : error
}

/** Each department keeps what it has. */
function itemErrors ({ filing: { items } }: FilingAtHand, request: FilingRequest): ReturnType<typeof fieldError>[] {
  const filed = items.map(({ item }) => item).sort().join()
  return [...request.items].sort().join() === filed ? [] : [fieldError('/items', 'items-fixed')]
}
