/** Reads the trail of an application as the contract shows it. */
import type { components, operations } from '../../openapi/hub.d.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { seenOrders, type View } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import type { CallbackState } from '../records/inbox/callbacks.ts'
import { findApplication } from './applications.ts'
import { CALLBACK_LABELS } from './callbacks.ts'
import { readPage } from './page.ts'

type Schemas = components['schemas']
type Request = NonNullable<operations['listExchanges']['parameters']['query']>

export interface ExchangeNeeds {
  pool: Queryable
  vault: Vault
  nameOf (slug: string): string
}

type Shown = 'kind' | 'attempt' | 'durationMs' | 'outcome' | 'reference'

interface ExchangeRow extends Pick<Schemas['RecordedExchange'], Shown> {
  id: number
  enterprise: Slug
  startedAt: Date
  code: string | null
  message: string | null
  messages: MessageRow[]
}

type Nullable<T> = { [Key in keyof Required<T>]: T[Key] | null }

/** As `json_build_object` writes it: times as text, what is missing as null, what is sealed in base64. */
type MessageRow = Omit<Nullable<Schemas['ExchangeMessage']>, 'startedAt'> & { startedAt: string }

const EXCHANGES = `
  select exchanges.id, orders.enterprise, reference, exchanges.kind, attempt, started_at as "startedAt",
         duration_ms as "durationMs", outcome, code, message, array(
           select json_build_object(
             'startedAt', messages.started_at, 'durationMs', messages.duration_ms, 'method', method, 'url', url,
             'requestHeaders', request_headers, 'request', encode(request_sealed, 'base64'), 'status', status,
             'responseHeaders', response_headers, 'response', encode(response_sealed, 'base64'),
             'failure', messages.failure)
           from messages where exchange_id = exchanges.id order by position) as messages
  from exchanges join orders on orders.id = order_id`

/** The newest last. Throws Problem `application-not-found`, or `invalid-parameter` for a cursor that is none. */
export async function listExchanges (
  needs: ExchangeNeeds, view: View, jointNumber: string, { enterprise, kind, ...page }: Request
): Promise<Schemas['ExchangePage']> {
  const serial = await findApplication(needs, view, jointNumber)
  const { rows, next } = await readPage<ExchangeRow>(needs.pool, {
    select: EXCHANGES,
    filters: [
      ['order_id = any(array(select id from orders where application_serial = ?))', serial],
      ...seenOrders(view),
      ['orders.enterprise = ?', enterprise],
      ['exchanges.kind = ?', kind]
    ],
    // An order has few: they are looked up and sorted, whatever the planner thinks of walking along all there are.
    by: 'exchanges.id + 0',
    numberOf: ({ id }) => id,
    order: 'oldest first'
  }, page)
  return { exchanges: rows.map(row => presentExchange(needs, row)), ...next }
}

export const EXCHANGE_LABELS: Record<Schemas['ExchangeKind'], string> = {
  place: '送单',
  inquire: '查询进度',
  supplement: '送补正材料',
  withdraw: '申请撤回',
  appoint: '通知踏勘时间',
  callback: '企业来报',
  file: '申报行政审批',
  askFiling: '查询审批进度',
  refile: '送审批补正',
  cancelFiling: '撤回申报',
  filingCallback: '审批来报'
}

const OUTCOME_LABELS: Record<string, string> = {
  acknowledged: '已送达',
  receipt: '已收件，待企业确认',
  refused: '不予办理',
  outOfArea: '不在企业经营区域',
  found: '已查到',
  notFound: '查无此单',
  taken: '已收',
  withdrawn: '同意撤回',
  underway: '正在办理撤回',
  tooLate: '不同意撤回',
  submitted: '审批系统已接收',
  otherContent: '审批系统已有另一份',
  failed: '未成功'
}

/** What an answer came to; of a callback what became of it. */
export function outcomeLabel (kind: Schemas['ExchangeKind'], outcome: string): string {
  const isCallback = kind === 'callback' || kind === 'filingCallback'
  return (isCallback ? CALLBACK_LABELS[outcome as CallbackState] : OUTCOME_LABELS[outcome]) ?? outcome
}

function presentExchange (
  { vault, nameOf }: ExchangeNeeds, { id, startedAt, code, message, messages, ...row }: ExchangeRow
): Schemas['RecordedExchange'] {
  return {
    ...row,
    enterpriseName: nameOf(row.enterprise),
    kindLabel: EXCHANGE_LABELS[row.kind],
    outcomeLabel: outcomeLabel(row.kind, row.outcome),
    startedAt: localTime(startedAt),
    ...code !== null && { code },
    ...message !== null && { message },
    messages: messages.map((message, index) => presentMessage(vault, id, index + 1, message))
  }
}

function presentMessage (
  vault: Vault, exchange: number, position: number, { request, response, ...row }: MessageRow
): Schemas['ExchangeMessage'] {
  const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
  function opened (column: 'messageRequest' | 'messageResponse', sealed: unknown): string | undefined {
    if (typeof sealed !== 'string') return undefined
    return vault.open<string>([column, exchange, position], Buffer.from(sealed, 'base64'))
  }
  const sent = opened('messageRequest', request)
  const answered = opened('messageResponse', response)
  return {
    ...known as unknown as Schemas['ExchangeMessage'],
    startedAt: localTime(new Date(row.startedAt)),
    ...sent !== undefined && { request: sent },
    ...answered !== undefined && { response: answered }
  }
}
