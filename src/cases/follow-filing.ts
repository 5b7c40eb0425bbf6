/** What becomes of a filing by hand: taken back by the filer, followed up or found broken by who supervises. */
import type { components } from '../../openapi/hub.d.ts'
import { APPROVALS } from '../enterprises/approvals.ts'
import type { Caller } from '../ground/access/caller.ts'
import { dateOf, dayAt } from '../ground/calendar/chinese-time.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { giveReason, moveItem, noteFiling, type FilingAtHand } from '../records/filings/change-filing.ts'
import type { Filing } from '../records/filings/filing.ts'
import { isOpen, ITEM_TRANSITIONS } from '../records/filings/filing-states.ts'
import { givenUpFiling } from '../records/intents/filing-intents.ts'
import { openIntents, reopenIntent } from '../records/intents/intents.ts'
import { cancelFilingOf } from '../steps/cancel-filing.ts'
import { endFiling, keepItemClocks } from '../steps/end-filing.ts'
import type { ShownFiling } from '../views/filings.ts'
import { actOnFiling } from './act-on-filing.ts'
import type { ForFilings } from './file-for-order.ts'

type Schemas = components['schemas']

/** Throws Problem `filing-not-found`, `filing-changed` or `filing-ended`. Once more it changes nothing. */
export async function cancelFiling (
  hub: ForFilings, caller: Caller, id: string, { version, reason }: Schemas['FilingCancellation']
): Promise<ShownFiling> {
  return await actOnFiling(hub, caller, { id, version }, async at => {
    const { filing } = at
    if (!isOpen(filing.state)) throw new Problem('filing-ended')
    if (filing.cancelReasonSealed === null) await cancelFilingOf(hub, at, { reason, actor: caller.id })
    return { action: 'filing-cancelled', reason }
  })
}

/** Of a notice that is in force. */
export function isFollowed ({ mode, state }: Pick<Filing, 'mode' | 'state'>): boolean {
  return mode === 'notice' && (state === 'open' || state === 'passed')
}

/** Throws Problem `filing-not-found`, `filing-changed`, `no-follow-up` or `validation-failed`. */
export async function followUpFiling (
  hub: ForFilings, caller: Caller, id: string, { version, ...found }: Schemas['FilingFollowUp']
): Promise<ShownFiling> {
  return await actOnFiling(hub, caller, { id, version }, async at => {
    const { filing } = at
    if (!isFollowed(filing)) throw new Problem('no-follow-up')
    const finishedOn = found.finishedOn ?? filing.finishedOn
    const restoredOn = found.restoredOn ?? filing.restoredOn
    const errors = followUpErrors(filing, { finishedOn, restoredOn }, hub.now())
    if (errors.length > 0) throw new Problem('validation-failed', { errors })
    const by = { source: 'hub', actor: caller.id } as const
    if (finishedOn !== filing.finishedOn) noteFiling(hub, at, { event: 'finished', ...by })
    if (restoredOn !== filing.restoredOn) noteFiling(hub, at, { event: 'restored', ...by })
    Object.assign(filing, { finishedOn, restoredOn })
    return { action: 'filing-followed-up', reason: '告知承诺事后核查' }
  })
}

function followUpErrors (
  { filedAt }: Filing, { finishedOn, restoredOn }: Pick<Filing, 'finishedOn' | 'restoredOn'>, now: Date
): FieldError[] {
  const today = dateOf(dayAt(now.getTime()))
  const filed = dateOf(dayAt(filedAt.getTime()))
  return [
    ...finishedOn !== null && finishedOn > today ? [fieldError('/finishedOn', 'day-in-the-future')] : [],
    ...finishedOn !== null && finishedOn < filed ? [fieldError('/finishedOn', 'day-out-of-order')] : [],
    ...restoredOn !== null && restoredOn > today ? [fieldError('/restoredOn', 'day-in-the-future')] : [],
    ...restoredOn !== null && (finishedOn === null || restoredOn < finishedOn)
      ? [fieldError('/restoredOn', 'day-out-of-order')]
      : []
  ]
}

/** Throws Problem `filing-not-found`, `filing-changed` or `no-breach`. */
export async function breakFiling (
  hub: ForFilings, caller: Caller, id: string, { version, reason }: Schemas['FilingBreach']
): Promise<ShownFiling> {
  return await actOnFiling(hub, caller, { id, version }, async at => {
    const { filing } = at
    if (!isFollowed(filing)) throw new Problem('no-breach')
    await breach(hub, at, caller, reason)
    return { action: 'filing-broken', reason: onOneLine(reason) }
  })
}

/** Whatever a department has made of it; those that have not decided are asked to stop. */
async function breach (hub: ForFilings, at: FilingAtHand, caller: Caller, reason: string): Promise<void> {
  const { work, filing } = at
  const wasOpen = filing.state === 'open'
  giveReason(hub, at, reason)
  noteFiling(hub, at, { event: 'broken', source: 'hub', actor: caller.id, remark: reason })
  const moved = filing.items.filter(({ state }) => state !== null && ITEM_TRANSITIONS[state].includes('revoked'))
  for (const item of moved) moveItem(hub, at, item, { state: 'revoked', source: 'hub' })
  await keepItemClocks(hub, at, moved.map(({ item }) => item))
  await endFiling(hub, at, 'broken')
  if (!wasOpen) return
  const now = hub.now()
  openIntents(hub.vault, work, [{ filingId: filing.id, enterprise: APPROVALS, kind: 'withdraw', at: now, now }])
}

function onOneLine (text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** Throws Problem `filing-not-found` or `not-given-up`. */
export async function redriveFiling (
  hub: ForFilings, caller: Caller, id: string, { reason }: Schemas['ActRequest']
): Promise<ShownFiling> {
  return await actOnFiling(hub, caller, { id }, async ({ work, filing }) => {
    const intentId = await givenUpFiling(work, filing.id)
    if (intentId === undefined || !await reopenIntent(work, intentId, hub.now())) throw new Problem('not-given-up')
    return { action: 'filing-redrive', reason }
  })
}
