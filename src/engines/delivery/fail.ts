/**
 * What follows a failed attempt: the retry policy decides, the order shows what it is waiting for, and when nothing is
 * left to try a person is told.
 */
import type { FailureFacts } from '../../../adapters/failure.ts'
import { countUndeliverable } from '../../records/figures/figures.ts'
import { closeIntent, giveUpIntent } from '../../records/intents/intents.ts'
import { postponeIntent, type Postponement } from '../../records/intents/postpone-intent.ts'
import { changeOrder, type OrderAtHand } from '../../records/orders/application.ts'
import { passCustody, showFailure } from '../../records/orders/change-order.ts'
import { isFinal } from '../../records/orders/states.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import { appointmentAtHand } from '../../steps/appointment.ts'
import { showUnreadable } from '../../steps/unreadable.ts'
import type { Attempt, Delivery } from './attempt.ts'
import { judgeFailure } from './judge-failure.ts'

type Failed = Pick<Attempt, 'enterprise' | 'intent' | 'order'>

/** Answers when to come back, or nothing when the intent is over or in front of a person. */
export async function fail (delivery: Delivery, attempt: Failed, error: unknown): Promise<Date | undefined> {
  const { enterprise: { settings, slug }, intent, order } = attempt
  const { failure, hopeless, postponement } = judgeFailure(delivery, settings.delivery, intent, error)
  const givenUp = hopeless && await giveUp(delivery, attempt, failure, postponement.askFirst)
  if (failure.alert || givenUp) {
    const facts = { enterprise: slug, reference: order.view.reference, code: failure.code }
    delivery.log.error({ alert: givenUp ? 'undeliverable' : 'delivery', ...facts }, 'delivery needs a person')
  }
  if (hopeless) return undefined
  const kept = await putOff(delivery, attempt, failure, { ...postponement, underway: intent.underway })
  return kept ? postponement.at : undefined
}

/** False for an attempt whose intent is another's by now, or over. */
async function putOff (
  delivery: Delivery, { intent, order }: Failed, failure: FailureFacts, postponement: Postponement
): Promise<boolean> {
  const isWatch = intent.kind === 'watch'
  const isShown = isWatch ? failure.code === 'unreadable' : isOfOrder(intent)
  if (!isShown) return await postponeIntent(delivery.pool, intent, postponement)
  return await changeOrder(delivery, order.id, async at => {
    if (!await postponeIntent(at.work, intent, postponement)) return false
    if (isWatch) showUnreadable(at, 'inquiry')
    else if (intent.kind === 'place') passCustody(at, waitingAs(at, postponement.askFirst), failure)
    else showFailure(at, failure)
    return true
  })
}

/** Whether its order shows the failure: nothing about an order waits for a time to be told. */
function isOfOrder ({ kind }: Failed['intent']): boolean {
  return kind !== 'appoint'
}

/** An order with a receipt stays one that waits for its acknowledgement. */
function waitingAs ({ order }: OrderAtHand, askFirst: boolean): 'pending' | 'placed' | 'unknown' {
  if (!askFirst) return 'pending'
  return order.delivery === 'placed' ? 'placed' : 'unknown'
}

/**
 * Puts an intent in front of a person, unless its order has ended meanwhile or the enterprise has shown that it has it,
 * or the time that it is about holds no more. Answers whether it did.
 */
async function giveUp (
  delivery: Delivery, { enterprise, intent, order }: Failed, failure: FailureFacts, askFirst: boolean
): Promise<boolean> {
  return await changeOrder(delivery, order.id, async at => {
    if (isFinal(at.order.state) || await holdsNoMore(delivery, enterprise, intent, at)) {
      closeIntent(at.work, intent)
      return false
    }
    const told = isOfOrder(intent) ? undefined : { code: failure.code, message: failure.message }
    if (!await giveUpIntent(at.work, intent, { askFirst, failure: told, now: delivery.now() })) return false
    if (intent.kind === 'place' && at.order.hasParked) {
      await acknowledge(delivery, enterprise, at, { source: 'callback' })
      return false
    }
    if (intent.kind === 'place') {
      passCustody(at, 'undeliverable', failure)
      countUndeliverable(at, delivery.now())
    } else if (isOfOrder(intent)) showFailure(at, failure)
    return true
  })
}

async function holdsNoMore (
  delivery: Delivery, enterprise: Failed['enterprise'], { kind }: Failed['intent'], at: OrderAtHand
): Promise<boolean> {
  return kind === 'appoint' && !await appointmentAtHand(delivery, enterprise, at)
}
