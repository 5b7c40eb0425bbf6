/** Sends corrected material to an enterprise that asked for it. */
import { applyProgress } from '../applications/apply-progress.ts'
import { storeCorrections } from '../applications/form.ts'
import type { ApplicationForm } from '../applications/order-view.ts'
import { lockOrder, type LockedOrder, type Source } from '../applications/transition.ts'
import { transaction, type Connection } from '../database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../hub.ts'
import { recordExchange } from './exchanges.ts'
import { handFiles } from './files.ts'
import { closeIntent, type Intent } from './intents.ts'
import { corrected, type LoadedOrder } from './order.ts'
import type { Alarm } from './queue.ts'

/** An attempt whose outcome is unknown is repeated as it is: the same correction twice is one correction. */
export async function supplement (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder): Promise<undefined> {
  const { adapter, mapping, settings: { profile } } = enterprise
  const { corrections } = intent.payload as { corrections: Partial<ApplicationForm> }
  const next = corrected(order, corrections)
  await recordExchange(hub, intent, order, 'supplement', async () => {
    const files = await handFiles(hub, enterprise, order)
    await adapter.supplement(order.key, mapping.order(next.view, files, profile), mapping.order(order.view, [], profile))
    return { kind: 'taken' }
  })
  const alarms: Alarm[] = []
  await transaction(hub.pool, async connection => {
    const locked = await lockOrder(connection, order.id)
    await closeIntent(connection, intent)
    await takeMaterial(hub, connection, locked, corrections, 'answer', alarms)
  })
  await hub.alarms.set(alarms)
}

/** The enterprise has the corrected material. 补正结束: from here the clock runs again. */
export async function takeMaterial (hub: Hub, connection: Connection, order: LockedOrder, corrections: Partial<ApplicationForm>, source: Source, alarms: Alarm[]): Promise<void> {
  await storeCorrections(hub, connection, order, corrections)
  await connection.query('update orders set failure = null where id = $1', [order.id])
  await applyProgress(hub, connection, order, { kind: 'mapped', state: 'materialReceived' }, source, alarms)
}
