/** Ends by hand what was given up about an order: a person has found out how it stands at the enterprise. */
import type { components } from '../../openapi/hub.d.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { lockOrder, transit, type LockedOrder } from '../records/orders/transition.ts'
import { transaction, type Connection } from '../ground/database/pool.ts'
import { acknowledge } from '../steps/acknowledge.ts'
import { endIntents, payloadOf } from '../records/intents/intents.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import { takeMaterial } from '../engines/delivery/supplement.ts'
import { declineWithdrawal } from '../engines/delivery/withdraw.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { stillWaiting } from './redrive-orders.ts'
import { waitingIntents, type UndeliverableOrder, type WaitingIntent } from '../views/undeliverable-orders.ts'

export type Settlement = Omit<components['schemas']['SettlementRequest'], 'reason'>

/** The portal is told as of everything that happens to an order. Throws Problem `undeliverable-order-not-found`, `settlement-not-possible`. */
export async function settleOrder (hub: Hub, orderId: string, settlement: Settlement, { actor, reason }: Pick<ActTerms, 'actor' | 'reason'>): Promise<void> {
  const alarms: Alarm[] = []
  await transaction(hub.pool, async connection => {
    const [waiting] = await stillWaiting(connection, await waitingIntents(connection, { orderIds: [orderId] }))
    if (!waiting) throw new Problem('undeliverable-order-not-found')
    const settle = SETTLEMENTS[waiting.task][settlement.outcome]
    if (!settle) throw new Problem('settlement-not-possible')
    const order = await lockOrder(connection, orderId)
    await settle({ hub, connection, order, waiting, settlement, alarms })
    await connection.query('update orders set failure = null where id = $1', [orderId])
    // The remark is the applicant's business, and is kept with the order.
    const { remark: _remark, ...said } = settlement
    await recordAct(connection, { at: hub.now(), actor, action: 'order-settlement', target: { order: waiting.reference, task: waiting.task, ...said }, reason, affected: 1 })
  })
  await hub.alarms.set(alarms)
}

interface Case { hub: Hub, connection: Connection, order: LockedOrder, waiting: WaitingIntent, settlement: Settlement, alarms: Alarm[] }
type Settle = (matter: Case) => Promise<void>

const ENDINGS = { refused: endedAs('refused'), withdrawn: endedAs('withdrawn') }

/** What can be said of each task; what is missing cannot. */
const SETTLEMENTS: Record<UndeliverableOrder['task'], Partial<Record<Settlement['outcome'], Settle>>> = {
  place: { delivered, ...ENDINGS },
  supplement: { delivered: takenMaterial, ...ENDINGS },
  withdraw: { declined, ...ENDINGS }
}

/** Its messages are understood, and it is watched, by what is set for its enterprise. */
async function delivered ({ hub, connection, order, settlement: { nativeNumber, remark }, alarms }: Case): Promise<void> {
  const enterprise = hub.enterprises.get(order.enterprise)
  if (!enterprise) throw new Problem('settlement-not-possible')
  await acknowledge(hub, enterprise, connection, order, { source: 'hub', nativeNumber, remark }, alarms)
}

async function takenMaterial ({ hub, connection, order, waiting, alarms }: Case): Promise<void> {
  const { corrections } = await payloadOf(hub, connection, waiting.intentId) as { corrections: Partial<ApplicationForm> }
  await endIntents(connection, order.id, 'supplement')
  await takeMaterial(hub, connection, order, corrections, 'hub', alarms)
}

async function declined ({ hub, connection, order, settlement: { remark }, alarms }: Case): Promise<void> {
  await endIntents(connection, order.id, 'withdraw')
  await declineWithdrawal(hub, connection, order, { source: 'hub', remark }, alarms)
}

function endedAs (state: 'refused' | 'withdrawn'): Settle {
  return async ({ hub, connection, order, settlement: { remark }, alarms }) => {
    await transit(hub, connection, order, { state, source: 'hub', remark }, alarms)
    await endIntents(connection, order.id)
  }
}
