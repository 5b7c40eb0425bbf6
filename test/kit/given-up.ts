/** Orders in front of a person, made as rows: what happened before does not matter to those who look at them. */
import type { Slug } from '../../src/enterprises/profiles.ts'
import type { BareHub, SubmittedOrder } from './bare-hub.ts'

export interface GivenUp {
  enterprise: Slug
  task: 'place' | 'supplement' | 'withdraw' | 'appoint'
  code: string
  /** Minutes after the test's beginning. */
  minute: number
  askFirst: boolean
}

/** An order whose task was given up. */
export async function giveUp (bare: BareHub, { enterprise = 'unicom', task = 'place', code = 'timeout', minute = 0, askFirst = false }: Partial<GivenUp> = {}): Promise<SubmittedOrder> {
  const order = await bare.submit()
  const at = new Date(bare.clock.now.getTime() + minute * 60_000)
  await bare.rows(`
    update orders set enterprise = $2, delivery = $3, state = $4, withdrawal = $5, failure = $6 where id = $1`,
  [order.orderId, enterprise, task === 'place' ? 'undeliverable' : 'acknowledged', task === 'supplement' ? 'needsMaterial' : 'received', task === 'withdraw' ? 'requested' : null, { code, message: '没有应答' }])
  await bare.rows(`
    update intents set enterprise = $2, kind = $3, state = 'undeliverable', attempts = 7, ask_first = $4, given_up_at = $5 where id = $1`,
  [order.intentId, enterprise, task, askFirst, at])
  return order
}
