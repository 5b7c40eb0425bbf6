/** Stores an exchange with its messages, redacted: rows that are never changed. */
import type { FailureFacts } from '../../../adapters/failure.ts'
import type { HttpAnswer } from '../../../adapters/http.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import type { PersonalValues } from '../../ground/redaction/personal-values.ts'
import { newRedactor, type Redactor } from '../../ground/redaction/redact.ts'
import type { SentMessage } from './messages.ts'

export interface Exchange extends Partial<Pick<FailureFacts, 'code' | 'message'>> {
  orderId: string
  /** What the applicant told of themselves in this order. */
  personal: PersonalValues
  kind: string
  attempt: number
  startedAt: Date
  duration: number
  outcome: string
  messages: SentMessage[]
}

export async function storeExchange (hub: Hub, connection: Queryable, { orderId, personal, kind, attempt, startedAt, duration, outcome, code, message, messages }: Exchange): Promise<void> {
  const redactor = newRedactor(personal, messages.flatMap(({ secrets }) => secrets))
  // The id is part of what the messages are sealed with.
  const { rows } = await connection.query<{ id: number }>("select nextval('exchanges_id_seq') as id")
  const { id } = rows[0]!
  await connection.query(`
    with exchange as (
      insert into exchanges (id, order_id, kind, attempt, started_at, duration_ms, outcome, code, message) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id
    )
    insert into messages (exchange_id, position, started_at, duration_ms, method, url, request_headers, request_sealed, status, response_headers, response_sealed, failure)
    select exchange.id, position, "startedAt", duration, method, url, "requestHeaders", decode(request, 'base64'), status, "responseHeaders", decode(response, 'base64'), failure
    from exchange, jsonb_to_recordset($10::jsonb) as message (
      position smallint, "startedAt" timestamptz, duration integer, method text, url text, "requestHeaders" jsonb, request text, status smallint, "responseHeaders" jsonb, response text, failure text)`,
  [id, orderId, kind, attempt, startedAt, duration, outcome, code === undefined ? null : redactor.text(code), message === undefined ? null : redactor.text(message),
    JSON.stringify(messages.map((sent, index) => sealed(hub, id, index + 1, redacted(hub, redactor, sent))))])
}

interface Redacted { request?: string, response?: string, [name: string]: unknown }

/** As JSON takes it. */
function sealed (hub: Hub, exchange: number, position: number, { request, response, ...rest }: Redacted): object {
  return {
    ...rest,
    position,
    ...request !== undefined && { request: hub.vault.seal(['messageRequest', exchange, position], request).toString('base64') },
    ...response !== undefined && { response: hub.vault.seal(['messageResponse', exchange, position], response).toString('base64') }
  }
}

function redacted (hub: Hub, { url, headers, body }: Redactor, { request, startedAt, duration, answer, failure }: SentMessage): Redacted {
  /** A message that cannot be read for the trail holds nobody up, and is not kept as it is. */
  function kept (render: () => string): string {
    try {
      return render()
    } catch (error) {
      // The words of some errors show what they stumbled over.
      hub.log.error({ fault: (error as Error).name }, 'message not rendered for the trail')
      return '[not rendered]'
    }
  }
  return {
    startedAt,
    duration,
    method: request.method,
    url: kept(() => url(request.url)),
    requestHeaders: headers(request.headers ?? {}),
    ...request.body !== undefined && { request: kept(() => request.plain ? body(request.plain.body) : body(request.body!, contentTypeOf(request.headers ?? {}))) },
    ...answer && { status: answer.status, responseHeaders: headers(answer.headers) },
    ...answer && answer.body.length > 0 && { response: kept(() => request.plain ? body(request.plain.answer(answer.body)) : body(answer.body, contentTypeOf(answer.headers))) },
    ...failure && { failure }
  }
}

function contentTypeOf (headers: HttpAnswer['headers']): string {
  return String(Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '')
}
