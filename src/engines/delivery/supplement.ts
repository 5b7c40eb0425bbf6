/** Sends corrected material to an enterprise that asked for it. */
import { applyProgress } from '../../steps/apply-progress.ts'
import { storeCorrections } from '../../records/orders/form.ts'
import type { ApplicationForm } from '../../ground/form/order-view.ts'
import { isFinal } from '../../records/orders/states.ts'
import { lockOrder, type LockedOrder, type Source } from '../../records/orders/transition.ts'
import { transaction, type Connection } from '../../ground/database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import { recordExchange } from './exchanges.ts'
import { handFiles } from './files.ts'
import { standing } from './inquire.ts'
import { closeIntent, type Intent } from '../../records/intents/intents.ts'
import { corrected, type LoadedOrder } from './order.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'

/**
 * Before an attempt whose outcome is unknown is repeated the enterprise is asked: an order that has gone on waits for nothing any more.
 * Where it still waits the same correction twice is one correction.
 */
export async function supplement (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder): Promise<undefined> {
  const { corrections } = intent.payload as { corrections: Partial<ApplicationForm> }
  const state = await standing(hub, enterprise, intent, order, intent.askFirst)
  if (state === 'needsMaterial' || state === 'notFound') await send(hub, enterprise, intent, order, corrections)
  const alarms: Alarm[] = []
  await transaction(hub.pool, async connection => {
    const locked = await lockOrder(connection, order.id)
    await closeIntent(connection, intent)
    if (!isFinal(locked.state)) await takeMaterial(hub, connection, locked, corrections, 'answer', alarms)
  })
  await hub.alarms.set(alarms)
}

async function send (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder, corrections: Partial<ApplicationForm>): Promise<void> {
  const { adapter, mapping, site } = enterprise
  const next = corrected(order, corrections)
  await recordExchange(hub, intent, order, 'supplement', async () => {
    const files = await handFiles(hub, enterprise, order)
    await adapter.supplement(order.key, mapping.order(next.view, files, site), mapping.order(order.view, [], site))
    return { kind: 'taken' }
  })
}

/** The enterprise has the corrected material. 补正结束: from here the clock runs again; what it told of what follows is not undone. */
export async function takeMaterial (hub: Hub, connection: Connection, order: LockedOrder, corrections: Partial<ApplicationForm>, source: Source, alarms: Alarm[]): Promise<void> {
  await storeCorrections(hub, connection, order, corrections)
  await connection.query('update orders set failure = null where id = $1', [order.id])
  if (order.state === 'needsMaterial') await applyProgress(hub, connection, order, { kind: 'mapped', state: 'materialReceived' }, source, alarms)
}
