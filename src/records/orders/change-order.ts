/**
 * What can happen to an order under its application's lock: changes in memory, stored when the work ends
 * (application.ts).
 */
import type { FailureFacts } from '../../../adapters/failure.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { personalValues, type PersonalValues } from '../../ground/redaction/personal-values.ts'
import { withoutPersonal } from '../../ground/redaction/redact.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { LockedApplication, OrderAtHand, OrderRecords } from './application.ts'
import type { EventKind, Source } from './transition.ts'
import type { LockedOrder } from './locked-order.ts'
import { mayPass, type Custody } from './custody.ts'
import { openCorrections, openForm, type Correction } from './form.ts'
import type { ClockNews } from './promises.ts'
import { storeSearchHashes } from './search-hashes.ts'
import { furthest, statusCode } from './states.ts'

type Pen = Pick<OrderRecords, 'vault' | 'now'>

export interface Move {
  state: OrderState
  source: Source
  event?: EventKind
  /** The enterprise's own time. */
  nativeAt?: Date | undefined
  bookedFor?: string | undefined
  remark?: string | undefined
  /** The enterprise had accepted the order, which nobody saw. */
  accepted?: boolean | undefined
}

/** Moves an order to a state that `advance` (states.ts) has allowed; of somebody who has been erased to that alone. */
export function transit (
  pen: Pen, { application, order }: OrderAtHand, { state, source, event, nativeAt, bookedFor, remark, accepted }: Move
): void {
  const from = order.state
  const words = remark ?? (state === 'withdrawn' ? wishOf(pen.vault, order) : undefined)
  const erased = isErased(application)
  const shown = words && !erased ? presentable(pen.vault, application, order, words) : undefined
  const visit = bookedFor === undefined || erased ? undefined : new Date(bookedFor)
  order.state = state
  if (accepted) order.reached = furthest(order.reached, 'accepted')
  order.statusCode = statusCode(state, order.reached)
  order.reached = furthest(order.reached, state)
  order.since = nativeAt ?? pen.now()
  order.nativeAt = nativeAt ?? order.nativeAt
  order.bookedFor = visit ?? order.bookedFor
  order.remarkSealed = shown === undefined ? null : pen.vault.seal(['orderRemark', order.id], shown)
  application.changed.add(order)
  noteTransition(pen, application, order, { source, event, nativeAt, from, bookedFor: visit, remark: shown })
}

/** The applicant wants the order back. */
export function requestWithdrawal ({ vault }: Pen, { application, order }: OrderAtHand, reason: string): void {
  order.withdrawal = 'requested'
  order.withdrawalReasonSealed = null
  order.wishSealed = vault.seal(['withdrawalWish', order.id], reason)
  application.changed.add(order)
}

/** The enterprise keeps the order and goes on with it. */
export function declineWithdrawal (
  pen: Pen, { application, order }: OrderAtHand, { source, remark }: Pick<Move, 'source' | 'remark'>
): void {
  order.withdrawal = 'declined'
  order.wishSealed = null
  order.withdrawalReasonSealed = remark === undefined ? null : pen.vault.seal(['withdrawalReason', order.id], remark)
  application.changed.add(order)
  noteTransition(pen, application, order, { source, event: 'withdrawalDeclined', from: order.state, remark })
}

/** Why the applicant wants an order back; nothing where they do not. */
export function wishOf (vault: Vault, { id, wishSealed }: Pick<LockedOrder, 'id' | 'wishSealed'>): string | undefined {
  return wishSealed ? vault.open<string>(['withdrawalWish', id], wishSealed) : undefined
}

/** Something that a clock of the order has come to, and its state has not. */
export function noteClock (
  pen: Pick<Pen, 'now'>, { application, order }: OrderAtHand, event: 'clockWarned' | 'clockExpired', clock: ClockNews
): void {
  noteTransition(pen, application, order, { source: 'hub', event, from: order.state, remark: undefined, clock })
}

/** Passes the custody of an order on, if it may pass there; the failure that stood before is shown no more. */
export function passCustody (
  { application, order }: OrderAtHand, to: Custody, failure?: Pick<FailureFacts, 'code' | 'message'>
): void {
  if (!mayPass(order.delivery, to)) return
  order.delivery = to
  showFailure({ application, order }, failure)
}

/** A person has found out that the enterprise has the order: its system may not know it by the hub's reference. */
export function vouchFor ({ application, order }: OrderAtHand): void {
  order.vouchedFor = true
  application.changed.add(order)
}

/** Shows why the order is not with its enterprise yet; without a failure nothing is shown any more. */
export function showFailure (
  { application, order }: Pick<OrderAtHand, 'application' | 'order'>, failure?: Pick<FailureFacts, 'code' | 'message'>
): void {
  order.failure = failure ? { code: failure.code, message: failure.message } : null
  application.changed.add(order)
}

/**
 * The enterprise's own number of the order. Another than the one that is known counts when it comes with news or with
 * an acknowledgement (`again`): an old message must not bring an old number back. That of somebody who has been erased
 * is not learnt any more. Answers whether it was learnt.
 */
export function learnNumber (
  { application, order }: OrderAtHand, nativeNumber: string | null | undefined, again = false
): boolean {
  if (!nativeNumber || isErased(application) || nativeNumber === order.nativeNumber) return false
  if (order.nativeNumber !== null && !again) return false
  order.nativeNumber = nativeNumber
  application.changed.add(order)
  return true
}

/** What supplements change for one order; its application is found by what they say, too. */
export function correct (
  { vault }: Pen, { work, application, order }: OrderAtHand, corrections: Correction[]
): void {
  order.correctionsSealed = vault.seal(['corrections', order.id], [...openCorrections(vault, order), ...corrections])
  application.changed.add(order)
  for (const { basic } of corrections) storeSearchHashes(vault, work, application.serial, basic, order.enterprise)
}

/** What its enterprises still say of it is kept nowhere. */
function isErased ({ formSealed }: Pick<LockedApplication, 'formSealed'>): boolean {
  return formSealed === null
}

/** The personal data of an order's applicant; undefined once the person has been erased. */
export function personalOf (
  vault: Vault, { serial, formSealed }: Pick<LockedApplication, 'serial' | 'formSealed'>,
  order: Pick<LockedOrder, 'id' | 'correctionsSealed'>
): PersonalValues | undefined {
  return formSealed ? personalValues(openForm(vault, { serial, formSealed }), openCorrections(vault, order)) : undefined
}

/** Longer than any remark an interface document allows. */
const REMARK_LIMIT = 500

/**
 * What an enterprise wrote, fit to be shown: without the applicant's data, which some repeat, and of bounded length.
 */
export function presentable (
  vault: Vault, application: LockedApplication, order: LockedOrder, remark: string
): string {
  const personal = personalOf(vault, application, order)
  return [...personal ? withoutPersonal(personal)(remark) : remark].slice(0, REMARK_LIMIT).join('')
}

interface Noted extends Pick<Move, 'source' | 'nativeAt' | 'remark'> {
  event?: EventKind | undefined
  from: OrderState | null
  bookedFor?: Date | undefined
  clock?: ClockNews
}

/** Gives what has happened its place in the application's sequence. */
export function noteTransition (
  { now }: Pick<Pen, 'now'>, application: LockedApplication, order: LockedOrder,
  { source, event = 'progressed', nativeAt, from, bookedFor, remark, clock }: Noted
): void {
  const recordedAt = now()
  application.transitions.push({
    applicationSerial: application.serial,
    sequence: ++application.lastSequence,
    orderId: order.id,
    enterprise: order.enterprise,
    service: order.service,
    event,
    from,
    state: order.state,
    statusCode: statusCode(order.state, order.reached),
    at: nativeAt ?? recordedAt,
    recordedAt,
    source,
    bookedFor,
    remark,
    clock,
    receivedAt: application.receivedAt
  })
}
