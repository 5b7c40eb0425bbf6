/** What a step at the desk makes of an order. */
import type { OrderState, Progress } from '../../mappings/mapping.ts'
import type { components } from '../../openapi/hub.d.ts'
import { endIntents, openIntents, payloadOf } from '../records/intents/intents.ts'
import type { OrderAtHand } from '../records/orders/application.ts'
import { declineWithdrawal, learnNumber, passCustody, presentable, transit } from '../records/orders/change-order.ts'
import type { Correction } from '../records/orders/form.ts'
import { applyProgress } from './progress.ts'
import { receiveMaterial } from './receive-material.ts'
import type { Steps } from './steps.ts'

/** An order at the desk, and who is at it. */
export interface AtDesk extends OrderAtHand {
  actor: string
  /** The intent that brings material nobody has looked at yet. */
  supplement: string | undefined
}

type Said = Omit<components['schemas']['DeskStepRequest'], 'version' | 'specialist' | 'attachments'>

/** Answers whether it has changed the order; the step is legal where that stands. */
export async function applyDeskStep (steps: Steps, at: AtDesk, said: Said): Promise<boolean> {
  const { step } = said
  switch (step) {
    case 'take': return await take(steps, at, said.nativeNumber)
    case 'nativeNumber': return await progress(steps, at, at.order.state, said)
    case 'withdrawalGranted':
      transit(steps, at, { state: 'withdrawn', source: 'desk' })
      return true
    case 'withdrawalDeclined':
      endIntents(at.work, at.order.id, 'withdraw')
      declineWithdrawal(steps, at, {
        source: 'desk', remark: presentable(steps.vault, at.application, at.order, said.reason!)
      })
      return true
    case 'supplementSeen': return await seeMaterial(steps, at)
    case 'outOfArea':
      return await applyProgress(steps, at, { kind: 'outOfArea', remark: said.reason! }, 'desk') === 'moves'
    default: return await progress(steps, at, step, said)
  }
}

/** From here on it is the enterprise's: its specialist has it (接单), and works on it until it ends. */
async function take (steps: Steps, at: AtDesk, nativeNumber: string | undefined): Promise<boolean> {
  const { work, order, actor } = at
  const now = steps.now()
  passCustody(at, 'acknowledged')
  order.takenBy = actor
  learnNumber(at, nativeNumber, true)
  await progress(steps, at, 'submitted', {})
  endIntents(work, order.id, 'place')
  const watched = { orderId: order.id, enterprise: order.enterprise, kind: 'watch' } as const
  openIntents(steps.vault, work, [{ ...watched, at: now, now, atDesk: true }])
  return true
}

async function seeMaterial (steps: Steps, at: AtDesk): Promise<boolean> {
  const { corrections } = await payloadOf(steps.vault, at.work, at.supplement!) as { corrections: Correction }
  endIntents(at.work, at.order.id, 'supplement')
  await receiveMaterial(steps, at, corrections, 'desk')
  return true
}

/** Of what a person says now the desk's clock is the hub's; it never goes back behind what was said of the order. */
async function progress (
  steps: Steps, at: AtDesk, state: OrderState, { bookedFor, nativeNumber, ...said }: Partial<Said>
): Promise<boolean> {
  const { nativeAt } = at.order
  const now = steps.now()
  const time = nativeAt !== null && nativeAt >= now ? new Date(nativeAt.getTime() + 1) : now
  const words = wordsOf(said)
  const told: Progress = {
    kind: 'mapped', state, at: time.toISOString(), ...bookedFor && { bookedFor }, ...words && { remark: words }
  }
  const applied = await applyProgress(steps, at, told, 'desk', { nativeNumber })
  return applied === 'moves' || applied === 'news'
}

/** What the applicant is told with a state. */
function wordsOf ({ material, reason, result, remark }: Partial<Said>): string | undefined {
  if (material !== undefined) return `${material}；原因：${reason}`
  return reason ?? result ?? remark
}
