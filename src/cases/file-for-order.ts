/**
 * An enterprise that builds files with the county's departments for its order: decided by the table of the settings,
 * recorded, and on its way to the approvals system where it is not exempt.
 */
import type { FilingMode } from '../../mappings/filing.ts'
import { APPROVALS } from '../enterprises/approvals.ts'
import type { ConnectedApprovals } from '../enterprises/connected-approvals.ts'
import type { Builder } from '../enterprises/approvals-settings.ts'
import type { Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { newRowId } from '../ground/database/row-id.ts'
import { inWork } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct } from '../records/acts/acts.ts'
import { giveToFiling, type NamedFile } from '../records/attachments/filing-files.ts'
import { hashAddress } from '../records/filings/added-lengths.ts'
import {
  filingAtHand, noteFiling, sealContent, storeFiling, type FilingAtHand
} from '../records/filings/change-filing.ts'
import { filingsOf, type Filing } from '../records/filings/filing.ts'
import { findOwnOrder } from '../records/filings/find-filing.ts'
import { isOpen, MODE_LABELS } from '../records/filings/filing-states.ts'
import { claimKey, hashOf, keepAnswer } from '../records/idempotency/answers.ts'
import { openIntents } from '../records/intents/intents.ts'
import { changeLocked, type OrderAtHand } from '../records/orders/application.ts'
import { isFinal } from '../records/orders/states.ts'
import { tellPortal } from '../steps/end-filing.ts'
import type { FilingTerms } from '../steps/filing-terms.ts'
import { holdOrder } from '../steps/hold-order.ts'
import type { Steps } from '../steps/steps.ts'
import { readFiling, type FilingNeeds, type ShownFiling } from '../views/filings.ts'
import {
  addressOf, contentOf, dayErrors, decided, type Decided, type FilingRequest
} from './decide-filing.ts'

export interface ForFilings extends Steps, FilingTerms, Omit<FilingNeeds, keyof Steps | keyof FilingTerms> {
  settings: {
    hub: {
      /** How long a second request with a running Idempotency-Key waits, milliseconds. */
      idempotencyWait: number
    }
  }
}

/** For which order, and the key that names the request. */
export interface Filed { reference: string, key: string, request: FilingRequest }

/**
 * Throws Problem `no-approvals`, `no-builder`, `order-not-found`, `order-not-taken`, `order-ended`,
 * `validation-failed`, or what an Idempotency-Key can be refused for.
 */
export async function fileForOrder (
  hub: ForFilings, caller: Caller, { reference, key, request }: Filed
): Promise<ShownFiling> {
  const view = viewOf(caller)
  const bodyHash = hashOf(['filing', reference, request])
  const named = { client: caller.id, key }
  const id = await inWork(hub, async work => {
    const wait = hub.settings.hub.idempotencyWait
    const earlier = await claimKey<{ filing: string }>(work, hub.vault, named, bodyHash, wait)
    if (earlier) return earlier.filing
    const { orderId, serial } = await findOwnOrder(work, view, reference)
    const filing = await changeLocked(hub, work, orderId, at => file(hub, at, caller, request))
    keepAnswer(work, hub.vault, named, { bodyHash, serial, answer: { filing }, now: hub.now() })
    return filing
  })
  return await readFiling(hub, view, id)
}

async function file (hub: ForFilings, at: OrderAtHand, caller: Caller, request: FilingRequest): Promise<string> {
  const { approvals, builder } = mayFile(hub, at)
  const now = hub.now()
  const address = addressOf(hub.vault, at)
  const errors = dayErrors(request, now, true)
  const found = await decided(hub.vault, at, approvals.settings.decisions, request, { address, now, errors })
  const id = newRowId()
  const files = await filesOf(at, id, caller, request, found, now)
  const content = contentOf(hub, at, builder, request, { address, files, mode: found.mode })
  const before = await filingsOf(at.work, at.application.serial)
  const reference = `${at.application.jointNumber}-SP${before.length + 1}`
  const filing = newFiling(at, { id, reference, request, found, now })
  filing.contentSealed = sealContent(hub.vault, filing, content)
  await begin(hub, filingAtHand(at, filing, true), caller, address)
  return id
}

function mayFile (
  { approvals }: ForFilings, { order }: OrderAtHand
): { approvals: ConnectedApprovals, builder: Builder } {
  if (!approvals) throw new Problem('no-approvals')
  if (isFinal(order.state)) throw new Problem('order-ended')
  if (order.delivery !== 'acknowledged') throw new Problem('order-not-taken')
  const { builders } = approvals.settings
  const builder = Object.hasOwn(builders, order.enterprise) ? builders[order.enterprise] : undefined
  if (!builder) throw new Problem('no-builder')
  return { approvals, builder }
}

/** Throws Problem `validation-failed` with all that is wrong. */
async function filesOf (
  { work, application: { serial }, order: { id: orderId } }: OrderAtHand, filingId: string, { owner }: Caller,
  { materials = [] }: FilingRequest, { errors }: Decided, at: Date
): Promise<NamedFile[]> {
  const answer = await giveToFiling(work, owner, { serial, orderId, filingId, at }, materials)
  const wrong = [...errors, ...'errors' in answer ? answer.errors : []]
  if (wrong.length > 0) throw new Problem('validation-failed', { errors: wrong })
  return 'files' in answer ? answer.files : []
}

interface New { id: string, reference: string, request: FilingRequest, found: Decided, now: Date }

function newFiling (
  { order }: OrderAtHand, { id, reference, request, found: { mode, decision }, now }: New
): Filing {
  const nothing = { nativeNumber: null, submittedAt: null, endedAt: null, failure: null, cancelReasonSealed: null }
  const onSite = { finishedOn: null, restoredOn: null, brokenAt: null, reasonSealed: null }
  const unheard = {
    state: null, reached: null, since: null, nativeAt: null, projectNumber: null, remarkSealed: null
  }
  return {
    id,
    orderId: order.id,
    enterprise: order.enterprise,
    reference,
    mode,
    state: mode === 'exempt' ? 'exempt' : 'pending',
    decision,
    lengthMetres: request.lengthMetres,
    filedAt: now,
    contentSealed: null,
    ...nothing,
    ...onSite,
    version: 0,
    lastEvent: 0,
    items: request.items.map(item => ({ id: newRowId(), item, ...unheard }))
  }
}

/** Stores it with what follows. */
async function begin (
  hub: ForFilings, at: FilingAtHand, { id: actor }: Caller, address: string
): Promise<void> {
  const { work, application: { jointNumber }, order, filing } = at
  const { id, reference, mode, state } = filing
  const now = hub.now()
  noteFiling(hub, at, { event: 'filed', source: 'hub', actor })
  storeFiling(hub, at, hashAddress(hub.vault, address))
  tellPortal(hub, at, 'filingSubmitted')
  if (isOpen(state)) {
    order.openFilings.push(mode as FilingMode)
    openIntents(hub.vault, work, [{ filingId: id, enterprise: APPROVALS, kind: 'place', at: now, now }])
    holdOrder(hub, at)
  }
  await recordAct(hub, work, {
    at: now,
    actor,
    action: 'filing-made',
    target: { filing: reference, jointNumber, order: order.reference, mode },
    about: [jointNumber],
    reason: `申报行政审批：${MODE_LABELS[mode]}`,
    affected: 1
  })
}
