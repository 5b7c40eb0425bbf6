/**
 * Hands orders to an enterprise:
 * alarm -> mapping.order() -> adapter.place() -> mapping.progress() -> advance() -> reactions.
 */
import type { Placement } from '../../../adapters/adapter.ts'
import { Failure } from '../../../adapters/failure.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import { gather, perPool } from '../../ground/database/gather.ts'
import { inOneGo } from '../../ground/database/work.ts'
import { atWork, concerns } from '../../ground/observe/matter.ts'
import type { Handler } from '../../ground/queue/alarms.ts'
import { isBeyondHorizon } from '../../ground/retry/retry.ts'
import {
  claimIntents, openClaimed, whenDue, type Claiming, type SealedClaim
} from '../../records/intents/claim-intent.ts'
import { endIntents, type IntentKind } from '../../records/intents/intents.ts'
import { postponeIntent } from '../../records/intents/postpone-intent.ts'
import type { OrderAtHand } from '../../records/orders/application.ts'
import { passCustody, transit } from '../../records/orders/change-order.ts'
import { isFinal } from '../../records/orders/states.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import { applyProgress } from '../../steps/progress.ts'
import { appoint } from './appoint.ts'
import { around } from './around.ts'
import { loadedOrder, type Attempt, type Delivery } from './attempt.ts'
import { readBreakersOf, type Breaker } from './breaker.ts'
import { changeOrderOf, recordExchange, writeDown } from './exchanges.ts'
import { fail } from './fail.ts'
import { handFiles } from './files.ts'
import { throughGate } from './gate.ts'
import { ask, watch } from './inquire.ts'
import { leaseFrom, underLease } from './lease.ts'
import { presentableAdapter } from './presentable-adapter.ts'
import { supplement } from './supplement.ts'
import { withdraw } from './withdraw.ts'

/** Answers the alarms of one enterprise's queue. */
export function deliver (delivery: Delivery, enterprise: ConnectedEnterprise): Handler {
  return id => atWork({ enterprise: enterprise.slug }, async () => {
    const now = delivery.now()
    const leasedUntil = leaseFrom(now, delivery, enterprise)
    const { claim, breaker } = await begun(delivery.pool)({ delivery, slug: enterprise.slug, id, leasedUntil })
    if (!claim) return await comeBack(delivery, id)
    const { intent, order: claimed } = openClaimed(delivery.vault, claim)
    const order = loadedOrder(delivery.vault, intent, claimed)
    const { correlationId, traceparent, key: { reference }, received: { jointNumber } } = order
    concerns({ correlationId, jointNumber, reference })
    const span = delivery.traces.open({ name: `deliver ${intent.kind}`, begun: traceparent, startedAt: now })
    const attempted = span.run(() =>
      underLease(delivery, enterprise, intent, () => attempt(delivery, { enterprise, intent, order, breaker })))
    return await attempted.finally(() => span.end({ attributes: { 'lianban.attempt': intent.attempts } }))
  })
}

/** After which an intent is tried for again that is due and that somebody is changing at this moment, milliseconds. */
const HELD = 250

/** When to come back for what cannot be claimed; nothing when it is done. */
async function comeBack ({ pool, now }: Delivery, id: string): Promise<Date | undefined> {
  const waiting = await whenDue(pool, id)
  if (!waiting || waiting.again > now()) return waiting?.again
  return new Date(now().getTime() + HELD)
}

interface Beginning extends Claiming { delivery: Delivery, slug: string }

/** Whatever is begun at the same time, whichever enterprise it is for. */
const begun = perPool(pool => gather(async (asked: Beginning[]) => {
  const [{ delivery: { now } }] = asked as [Beginning]
  const [claims, breakers] = await inOneGo<[Array<SealedClaim | undefined>, Breaker[]]>(pool, connection => [
    claimIntents(connection, asked, now()), readBreakersOf(connection, asked.map(({ slug }) => slug))
  ])
  return asked.map((_, index) => ({ claim: claims[index], breaker: breakers[index]! }))
}))

type Begun = Pick<Attempt, 'enterprise' | 'intent' | 'order'> & { breaker: Breaker }

async function attempt (
  delivery: Delivery, { enterprise, intent, order, breaker }: Begun
): Promise<Date | undefined> {
  const about = { enterprise, intent, order, unwritten: [] }
  try {
    const carriedOut = throughGate(delivery, enterprise, breaker, intent, async guard => {
      const adapter = presentableAdapter(around(enterprise.adapter, guard), order.personal)
      return await CARRY_OUT[intent.kind](delivery, { ...about, adapter })
    })
    // Before what follows from a failure: were it the trail that could not be stored, that would not be either.
    return await carriedOut.finally(() => writeDown(delivery, about))
  } catch (error) {
    return await fail(delivery, about, error)
  }
}

/** Answers when to come back, or nothing when the intent is over. */
type CarryOut = (delivery: Delivery, attempt: Attempt) => Promise<Date | undefined>

const CARRY_OUT: Record<IntentKind, CarryOut> = { place, watch, withdraw, supplement, appoint }

async function place (delivery: Delivery, attempt: Attempt): Promise<Date | undefined> {
  const { enterprise: { mapping, site }, adapter, intent, order } = attempt
  if (intent.askFirst) {
    const known = await recordExchange(delivery, attempt, 'inquire', () => ask(attempt))
    if (known) return await applyPlacement(delivery, attempt, known)
    intent.askFirst = false
    if (order.wish !== undefined && await leaveWithdrawn(delivery, attempt)) return undefined
    refuseWhatIsLostForGood(delivery, attempt)
  }
  const placement = await recordExchange(delivery, attempt, 'place', async () => {
    const files = await handFiles(delivery, attempt)
    return await adapter.place(mapping.order(order.view, files, site))
  })
  return await applyPlacement(delivery, attempt, placement)
}

/** What the applicant wants back and the enterprise does not have is not placed again. */
async function leaveWithdrawn (delivery: Delivery, attempt: Attempt): Promise<boolean> {
  return await changeOrderOf(delivery, attempt, async at => {
    if (at.order.withdrawal !== 'requested' || isFinal(at.order.state)) return false
    transit(delivery, at, { state: 'withdrawn', source: 'inquiry' })
    endIntents(at.work, at.order.id)
    return true
  })
}

/**
 * Throws Failure for an order that its enterprise takes again and again but does not know when asked, once the horizon
 * of its placement is over.
 */
function refuseWhatIsLostForGood ({ now }: Delivery, { enterprise: { settings }, intent, order }: Attempt): void {
  if ((order.delivery !== 'placed' && !intent.lost) || !isBeyondHorizon(intent, settings.delivery.retry, now())) return
  throw new Failure({ comeBack: 'never', fault: 'enterprise', code: 'unacknowledged', message: '企业屡次收单而查无此单' })
}

/**
 * Stores what the enterprise answered, with everything that follows from it; answers when to ask, after a mere receipt.
 */
async function applyPlacement (
  delivery: Delivery, attempt: Attempt, placement: Placement<unknown>
): Promise<Date | undefined> {
  const { enterprise } = attempt
  return await changeOrderOf(delivery, attempt, async at => {
    switch (placement.kind) {
      case 'acknowledged':
        await acknowledge(delivery, enterprise, at, { source: 'answer', ...placement })
        return undefined
      case 'receipt':
        if (!at.order.hasParked) return await awaitAcknowledgement(delivery, attempt, at)
        await acknowledge(delivery, enterprise, at, { source: 'callback' })
        return undefined
      case 'refused':
      case 'outOfArea':
        await decline(delivery, at, placement)
        return undefined
    }
  })
}

/** Sent, and to be asked after unless the enterprise shows before that it has the order; then the intent is over. */
async function awaitAcknowledgement (
  { now }: Delivery, { enterprise: { settings }, intent }: Attempt, at: OrderAtHand
): Promise<Date | undefined> {
  const again = new Date(now().getTime() + settings.delivery.acknowledgement.within)
  if (!await postponeIntent(at.work, intent, { at: again, askFirst: true })) return undefined
  passCustody(at, 'placed')
  return again
}

type Declined = Extract<Placement<unknown>, { kind: 'refused' | 'outOfArea' }>

/** The enterprise has seen the order and will not have it. */
async function decline (delivery: Delivery, at: OrderAtHand, { kind, reason: remark }: Declined): Promise<void> {
  passCustody(at, 'acknowledged')
  endIntents(at.work, at.order.id, 'place')
  const progress = kind === 'refused' ? { kind: 'mapped', state: 'refused', remark } as const : { kind, remark }
  await applyProgress(delivery, at, progress, 'answer')
}
