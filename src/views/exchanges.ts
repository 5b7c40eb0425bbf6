/** Reads the trail of an application as the contract shows it. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { applicationSeen, orderSeen, type View } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { enterpriseName } from '../enterprises/settings.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../ground/problem/problem.ts'
import { EXCHANGE_LABELS } from './exchange-labels.ts'

type Schemas = components['schemas']
type Filters = NonNullable<operations['listExchanges']['parameters']['query']>

interface ExchangeRow extends Pick<Schemas['RecordedExchange'], 'kind' | 'attempt' | 'durationMs' | 'outcome' | 'reference'> {
  id: number
  enterprise: Slug
  startedAt: Date
  code: string | null
  message: string | null
  messages: MessageRow[]
}

/** As `json_build_object` writes it: times as text, what is missing as null, what is sealed in base64. */
type MessageRow = Omit<{ [Key in keyof Required<Schemas['ExchangeMessage']>]: Schemas['ExchangeMessage'][Key] | null }, 'startedAt'> & { startedAt: string }

/** The newest last. Throws Problem `application-not-found`, or `invalid-parameter` for a cursor that is none. */
export async function listExchanges (hub: Hub, view: View, jointNumber: string, { enterprise, cursor, limit = 20 }: Filters): Promise<Schemas['ExchangePage']> {
  const { rows: known } = await hub.pool.query<{ serial: number }>(`
    select serial from applications where joint_number = $1 and ${applicationSeen(2, 3)}`, [jointNumber, view.client, view.enterprise])
  if (!known[0]) throw new Problem('application-not-found')
  const { rows } = await hub.pool.query<ExchangeRow>(`
    select exchanges.id, orders.enterprise, reference, exchanges.kind, attempt, started_at as "startedAt", duration_ms as "durationMs", outcome, code, message,
           array(select json_build_object('startedAt', messages.started_at, 'durationMs', messages.duration_ms, 'method', method, 'url', url,
                                          'requestHeaders', request_headers, 'request', encode(request_sealed, 'base64'), 'status', status,
                                          'responseHeaders', response_headers, 'response', encode(response_sealed, 'base64'), 'failure', messages.failure)
                 from messages where exchange_id = exchanges.id order by position) as messages
    from exchanges join orders on orders.id = order_id
    where application_serial = $1 and ${orderSeen(2)} and ($3::text is null or orders.enterprise = $3) and ($4::bigint is null or exchanges.id > $4)
    order by exchanges.id limit $5`,
  [known[0].serial, view.enterprise, enterprise, readCursor(cursor), limit + 1])
  const page = rows.slice(0, limit)
  return {
    exchanges: page.map(row => presentExchange(hub, row)),
    ...rows.length > limit && { nextCursor: writeCursor(page.at(-1)!.id) }
  }
}

function presentExchange (hub: Hub, { id, startedAt, code, message, messages, ...row }: ExchangeRow): Schemas['RecordedExchange'] {
  return {
    ...row,
    enterpriseName: enterpriseName(hub.settings.enterprises, row.enterprise),
    kindLabel: EXCHANGE_LABELS[row.kind],
    startedAt: localTime(startedAt),
    ...code !== null && { code },
    ...message !== null && { message },
    messages: messages.map((message, index) => presentMessage(hub, id, index + 1, message))
  }
}

function presentMessage (hub: Hub, exchange: number, position: number, { request, response, ...row }: MessageRow): Schemas['ExchangeMessage'] {
  const told = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Schemas['ExchangeMessage']
  return {
    ...told,
    startedAt: localTime(new Date(row.startedAt)),
    ...typeof request === 'string' && { request: hub.vault.open<string>(['messageRequest', exchange, position], Buffer.from(request, 'base64')) },
    ...typeof response === 'string' && { response: hub.vault.open<string>(['messageResponse', exchange, position], Buffer.from(response, 'base64')) }
  }
}
