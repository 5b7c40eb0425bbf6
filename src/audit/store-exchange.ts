/** Stores an exchange with its messages, redacted: rows that are never changed. */
import type { FailureFacts } from '../../adapters/failure.ts'
import type { HttpAnswer } from '../../adapters/http.ts'
import type { Queryable } from '../database/pool.ts'
import type { Hub } from '../hub.ts'
import type { PersonalValues } from './personal-values.ts'
import { newRedactor, type Redactor } from './redact.ts'
import type { SentMessage } from './trail.ts'

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
  await connection.query(`
    with exchange as (
      insert into exchanges (order_id, kind, attempt, started_at, duration_ms, outcome, code, message) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id
    )
    insert into messages (exchange_id, position, started_at, duration_ms, method, url, request_headers, request, status, response_headers, response, failure)
    select exchange.id, position, "startedAt", duration, method, url, "requestHeaders", request, status, "responseHeaders", response, failure
    from exchange, rows from (jsonb_to_recordset($9::jsonb) as (
      "startedAt" timestamptz, duration integer, method text, url text, "requestHeaders" jsonb, request text, status smallint, "responseHeaders" jsonb, response text, failure text
    )) with ordinality as message ("startedAt", duration, method, url, "requestHeaders", request, status, "responseHeaders", response, failure, position)`,
  [orderId, kind, attempt, startedAt, duration, outcome, code === undefined ? null : redactor.text(code), message === undefined ? null : redactor.text(message),
    JSON.stringify(messages.map(sent => redacted(hub, redactor, sent)))])
}

function redacted (hub: Hub, { url, headers, body }: Redactor, { request, startedAt, duration, answer, failure }: SentMessage): object {
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
