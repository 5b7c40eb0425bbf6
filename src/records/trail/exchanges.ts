/** Stores an exchange with its messages, redacted: rows that are never changed. */
import type { Logger } from 'pino'
import type { FailureFacts } from '../../../adapters/failure.ts'
import type { HttpAnswer } from '../../../adapters/http.ts'
import type { Queryable, Statement } from '../../ground/database/pool.ts'
import type { PersonalValues } from '../../ground/redaction/personal-values.ts'
import { newRedactor, type Redactor } from '../../ground/redaction/redact.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { SentMessage } from './messages.ts'

export interface Exchange extends Partial<Pick<FailureFacts, 'code' | 'message'>> {
  orderId: string
  /** The applicant's personal data in this order, to be masked. */
  personal: PersonalValues
  kind: string
  attempt: number
  startedAt: Date
  duration: number
  outcome: string
  messages: SentMessage[]
}

interface Trail { vault: Vault, log: Logger }

/**
 * The number of the next exchange; it is part of what the messages are sealed with, so it is known before they are
 * stored.
 */
export async function nextExchange (connection: Queryable): Promise<number> {
  const { rows } = await connection.query<{ id: number }>({
    name: 'next-exchange', text: "select nextval('exchanges_id_seq') as id"
  })
  return rows[0]!.id
}

/**
 * What stores an exchange under its number, as a part of what else is written in a work; and once: a commit that broke
 * off may have taken place.
 */
export function storeExchange (trail: Trail, id: number, exchange: Exchange): Statement[] {
  const { orderId, personal, kind, attempt, startedAt, duration, outcome, code, message, messages } = exchange
  const redactor = newRedactor(personal, messages.flatMap(({ secrets }) => secrets))
  const rows = messages.map((sent, index) => sealed(trail.vault, id, index + 1, redacted(trail.log, redactor, sent)))
  return [
    {
      name: 'store-exchange',
      joins: true,
      text: EXCHANGE,
      rows: [{
        id,
        order_id: orderId,
        kind,
        attempt,
        started_at: startedAt,
        duration_ms: duration,
        outcome,
        code: code === undefined ? null : redactor.text(code),
        message: message === undefined ? null : redactor.text(message)
      }]
    },
    { name: 'store-messages', joins: true, text: MESSAGES, rows: rows.map(row => ({ ...row, exchange_id: id })) }
  ]
}

const EXCHANGE = `
  insert into exchanges (id, order_id, kind, attempt, started_at, duration_ms, outcome, code, message)
  select id, order_id, kind, attempt, started_at, duration_ms, outcome, code, message
  from jsonb_to_recordset($1::jsonb) as exchange (
    id bigint, order_id uuid, kind text, attempt integer, started_at timestamptz, duration_ms integer, outcome text,
    code text, message text)
  on conflict do nothing`

/** Its messages are there if it is, and else are not. */
const MESSAGES = `
  insert into messages (
    exchange_id, position, started_at, duration_ms, method, url, request_headers, request_sealed, status,
    response_headers, response_sealed, failure)
  select exchange_id, position, "startedAt", duration, method, url, "requestHeaders", decode(request, 'base64'), status,
         "responseHeaders", decode(response, 'base64'), failure
  from jsonb_to_recordset($1::jsonb) as message (
    exchange_id bigint, position smallint, "startedAt" timestamptz, duration integer, method text, url text,
    "requestHeaders" jsonb, request text, status smallint, "responseHeaders" jsonb, response text, failure text)
  on conflict do nothing`

interface Redacted { request?: string, response?: string, [name: string]: unknown }

/** A row of `messages`, as JSON: what is sealed in it is base64. */
function sealed (vault: Vault, exchange: number, position: number, { request, response, ...rest }: Redacted): object {
  const seal = (part: 'messageRequest' | 'messageResponse', text: string): string =>
    vault.seal([part, exchange, position], text).toString('base64')
  return {
    ...rest,
    position,
    ...request !== undefined && { request: seal('messageRequest', request) },
    ...response !== undefined && { response: seal('messageResponse', response) }
  }
}

function redacted (
  log: Logger, { url, headers, body }: Redactor, { request, startedAt, duration, answer, failure }: SentMessage
): Redacted {
  const { plain } = request
  /** A message that cannot be read for the trail holds nobody up, and is not kept as it is. */
  function kept (render: () => string): string {
    try {
      return render()
    } catch (error) {
      // The words of some errors show what they stumbled over.
      log.error({ fault: (error as Error).name }, 'message not rendered for the trail')
      return '[not rendered]'
    }
  }
  return {
    startedAt,
    duration,
    method: request.method,
    url: kept(() => url(request.url)),
    requestHeaders: headers(request.headers ?? {}),
    ...request.body !== undefined && {
      request: kept(() => plain ? body(plain.body) : body(request.body!, contentTypeOf(request.headers ?? {})))
    },
    ...answer && { status: answer.status, responseHeaders: headers(answer.headers) },
    ...answer && answer.body.length > 0 && {
      response: kept(() => plain ? body(plain.answer(answer.body)) : body(answer.body, contentTypeOf(answer.headers)))
    },
    ...failure && { failure }
  }
}

function contentTypeOf (headers: HttpAnswer['headers']): string {
  return String(Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '')
}

/** SQL: the oldest from before `$1`, `$2` at most, of applications that have ended. */
const DUE = `
  select exchanges.id from exchanges
  cross join lateral (
    select status from orders join applications on serial = application_serial where orders.id = order_id offset 0
  ) as its_application
  where started_at < $1 and status in ('completed', 'ended')
  order by started_at, exchanges.id limit $2`

export interface Purged { exchanges: number, messages: number }

/** So many exchanges at most, and their messages. */
export async function countDueExchanges (connection: Queryable, before: Date, most: number): Promise<Purged> {
  const { rows } = await connection.query<Purged>(`
    with due as materialized (${DUE})
    select (select count(*) from due) as exchanges,
           (select count(*) from messages where exchange_id = any(array(select id from due))) as messages`,
  [before, most])
  return rows[0]!
}

/** Removes so many at most with their messages; answers how many there were. Only after `letChange`. */
export async function purgeExchanges (work: Queryable, before: Date, most: number): Promise<Purged> {
  const { rows } = await work.query<Purged>(`
    with due as materialized (${DUE}),
      without_messages as (delete from messages where exchange_id = any(array(select id from due)) returning 1),
      gone as (delete from exchanges where id = any(array(select id from due)) returning 1)
    select (select count(*) from gone) as exchanges, (select count(*) from without_messages) as messages`,
  [before, most])
  return rows[0]!
}
