/** Opens an order: its row, the transition that begins it, and the intent to hand it over, in one transaction. */
import { localTime } from '../ground/calendar/local-time.ts'
import { afterCommit, type Connection } from '../ground/database/pool.ts'
import { openIntent } from '../records/intents/intents.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { Hub } from '../hub.ts'
import type { Target } from '../enterprises/route.ts'
import { storeTransition } from '../records/orders/transition.ts'

/** More orders of one second than an enterprise's references tell apart (state-grid: 100) take the next candidates. */
const REFERENCE_CANDIDATES = 1000

export async function addOrder (hub: Hub, connection: Connection, serial: number, { enterprise, service, kind }: Target, alarms: Alarm[]): Promise<void> {
  const now = hub.now()
  const application = await readApplication(connection, serial)
  const id = await insertOrder(connection, { serial, enterprise: enterprise.slug, service, kind, now }, candidate => enterprise.mapping.reference(application, candidate, enterprise.site.county))
  await storeTransition(hub, connection, { id, applicationSerial: serial, state: 'received', reached: 'received' }, { state: 'received', source: 'hub' }, alarms)
  afterCommit(connection, () => { hub.metrics.orderOpened({ enterprise: enterprise.slug, service }) })
  alarms.push(...await openIntent(hub, connection, { orderId: id, enterprise: enterprise.slug, kind: 'place', at: now, now }))
}

async function readApplication (connection: Connection, serial: number): Promise<{ jointNumber: string, receivedAt: string }> {
  const { rows } = await connection.query<{ jointNumber: string, receivedAt: Date }>(`
    select joint_number as "jointNumber", received_at as "receivedAt" from applications where serial = $1`, [serial])
  return { jointNumber: rows[0]!.jointNumber, receivedAt: localTime(rows[0]!.receivedAt) }
}

interface NewOrder { serial: number, enterprise: string, service: string, kind: string, now: Date }

async function insertOrder (connection: Connection, { serial, enterprise, service, kind, now }: NewOrder, reference: (candidate: number) => string): Promise<string> {
  for (let candidate = 0; candidate < REFERENCE_CANDIDATES; candidate++) {
    const { rows } = await connection.query<{ id: string }>(`
      insert into orders (application_serial, position, enterprise, service, kind, reference, since)
      select $1, count(*), $2, $3, $4, $5, $6 from orders where application_serial = $1
      on conflict (enterprise, reference) do nothing returning id`, [serial, enterprise, service, kind, reference(candidate), now])
    if (rows[0]) return rows[0].id
  }
  throw new Error(`no free reference for an order of ${enterprise}`)
}
