/** Callbacks as they are kept: the message byte for byte and the status that was read from it, sealed, for both hold whatever the enterprise wrote. */
import type { NativeRequest } from '../../../adapters/adapter.ts'
import type { Connection } from '../../ground/database/pool.ts'
import type { Slug } from '../../enterprises/profiles.ts'
import type { Hub } from '../../hub.ts'

/** Keeps a message before anything in it is believed. Answers the id of its row. */
export async function keepMessage (hub: Hub, slug: Slug, { url, body }: NativeRequest): Promise<number> {
  const { rows } = await hub.pool.query<{ id: number }>("select nextval('callbacks_id_seq') as id")
  const { id } = rows[0]!
  await hub.pool.query('insert into callbacks (id, enterprise, received_at, url_sealed, body_sealed) values ($1, $2, $3, $4, $5)',
    [id, slug, hub.now(), hub.vault.seal(['callbackUrl', id], url), hub.vault.sealBytes(['callbackBody', id], body)])
  return id
}

/** What a verified message says, for its row's `status_sealed`. */
export function sealStatus (hub: Hub, id: number, status: unknown): Buffer {
  return hub.vault.seal(['callbackStatus', id], status)
}

export function openStatus (hub: Pick<Hub, 'vault'>, id: number, sealed: Buffer): unknown {
  return hub.vault.open(['callbackStatus', id], sealed)
}

/** The statuses that came before their order's acknowledgement, in the order in which they came. */
export async function parkedStatuses (hub: Hub, connection: Connection, orderId: string): Promise<Array<{ id: number, status: unknown }>> {
  const { rows } = await connection.query<{ id: number, statusSealed: Buffer }>(`
    select id, status_sealed as "statusSealed" from callbacks where order_id = $1 and state = 'parked' order by id for update`, [orderId])
  return rows.map(({ id, statusSealed }) => ({ id, status: openStatus(hub, id, statusSealed) }))
}
