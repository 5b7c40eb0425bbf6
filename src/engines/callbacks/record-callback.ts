/** Keeps a believed message of an enterprise in the trail: an exchange that came from the other side. */
import type { NativeAnswer, NativeRequest } from '../../../adapters/adapter.ts'
import type { Connection } from '../../ground/database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import { personalOf } from '../../records/orders/personal-of.ts'
import { storeExchange } from '../../records/trail/store-exchange.ts'
import { secretsOf, type SentMessage } from '../../records/trail/messages.ts'

export interface BelievedCallback {
  /** Of its row among the callbacks. */
  id: number
  orderId: string
  receivedAt: Date
  /** What became of it at once; a parked message is applied later. */
  outcome: string
  request: NativeRequest
  answer: NativeAnswer
}

/** A message about somebody who has been erased says nothing any more, neither here nor where it was kept as it came. */
export async function recordCallback (
  hub: Hub, connection: Connection, enterprise: ConnectedEnterprise, { id, orderId, receivedAt, outcome, request, answer }: BelievedCallback
): Promise<void> {
  const personal = await personalOf(hub, connection, orderId)
  if (!personal) await connection.query('update callbacks set url_sealed = null, body_sealed = null, status_sealed = null where id = $1', [id])
  const duration = hub.now().getTime() - receivedAt.getTime()
  const plain = enterprise.adapter.callback?.plain?.(request)
  const message: SentMessage = {
    request: {
      method: 'POST',
      url: personal ? request.url : request.url.split('?', 1)[0]!,
      headers: Object.fromEntries(Object.entries(request.headers).flatMap(([name, value]) => value === undefined ? [] : [[name, value]])),
      ...personal && { body: request.body },
      ...personal && plain !== undefined && { plain: { body: plain, answer: (body: Buffer) => body.toString() } }
    },
    startedAt: receivedAt,
    duration,
    answer: { status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) },
    secrets: secretsOf(enterprise.settings)
  }
  await storeExchange(hub, connection, {
    orderId, personal: personal ?? { identity: [], words: [] }, kind: 'callback', attempt: 1, startedAt: receivedAt, duration, outcome, messages: [message]
  })
}
