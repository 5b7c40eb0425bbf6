/** Keeps a believed message of an enterprise in the trail: an exchange that came from the other side. */
import type { CallbackSide, NativeAnswer, NativeRequest } from '../../../adapters/adapter.ts'
import { writeAll } from '../../ground/database/work.ts'
import type { OrderAtHand } from '../../records/orders/application.ts'
import { personalOf } from '../../records/orders/change-order.ts'
import { storeExchange } from '../../records/trail/exchanges.ts'
import { secretsOf, type SentMessage } from '../../records/trail/messages.ts'
import type { Steps } from '../../steps/steps.ts'

export interface BelievedCallback {
  /** The number it has among the exchanges. */
  exchange: number
  receivedAt: Date
  /** What became of it at once; a parked message is applied later. */
  outcome: string
  request: NativeRequest
  answer: NativeAnswer
  /** `filingCallback` of the approvals system. */
  kind?: 'callback' | 'filingCallback'
}

/** Whose it is: what it can make readable, and what it proves itself with. */
interface Speaker { adapter: { callback?: Pick<CallbackSide<unknown>, 'plain'> }, settings: object }

/** Of a message about somebody who has been erased the content is not kept. */
export function recordCallback (
  engine: Pick<Steps, 'vault' | 'now' | 'log'>, { adapter, settings }: Speaker,
  { work, application, order }: OrderAtHand,
  { exchange, receivedAt, outcome, request, answer, kind = 'callback' }: BelievedCallback
): void {
  const personal = personalOf(engine.vault, application, order)
  const duration = engine.now().getTime() - receivedAt.getTime()
  const plain = adapter.callback?.plain?.(request)
  const message: SentMessage = {
    request: {
      method: 'POST',
      url: personal ? request.url : request.url.split('?', 1)[0]!,
      headers: given(request.headers),
      ...personal && { body: request.body },
      ...personal && plain !== undefined && { plain: { body: plain, answer: (body: Buffer) => body.toString() } }
    },
    startedAt: receivedAt,
    duration,
    answer: { status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) },
    secrets: secretsOf(settings)
  }
  writeAll(work, storeExchange(engine, exchange, {
    orderId: order.id,
    personal: personal ?? { identity: [], words: [] },
    kind,
    attempt: 1,
    startedAt: receivedAt,
    duration,
    outcome,
    messages: [message]
  }))
}

function given (headers: NativeRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (
    value === undefined ? [] : [[name, value]])))
}
