/** The timeline of one application: its transitions, the exchanges about its orders, what the enterprises told. */
import type { components } from '../../openapi/hub.d.ts'
import { applicationSeen, orderSeen, type View } from '../ground/access/visible.ts'
import { EXCHANGE_LABELS } from './exchange-labels.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Hub } from '../hub.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { enterpriseName } from '../enterprises/settings.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { EventKind } from '../records/orders/transition.ts'
import { openRemark } from '../records/orders/remark.ts'
import { STATES, STATUS_LABELS } from '../records/orders/states.ts'

type Schemas = components['schemas']
type Entry = Schemas['TimelineEntry']

/** Oldest first. Throws Problem `application-not-found`. */
export async function readTimeline (hub: Hub, view: View, jointNumber: string): Promise<Schemas['Timeline']> {
  const { rows } = await hub.pool.query<{ serial: number }>(`
    select serial from applications where joint_number = $1 and ${applicationSeen(2, 3)}`, [jointNumber, view.client, view.enterprise])
  if (!rows[0]) throw new Problem('application-not-found')
  const { serial } = rows[0]
  const dated = (await Promise.all([transitions(hub, view, serial), exchanges(hub, view, serial), callbacks(hub, view, serial)])).flat()
  dated.sort((a, b) => a.when.getTime() - b.when.getTime() || (a.entry.sequence ?? 0) - (b.entry.sequence ?? 0))
  return { jointNumber, entries: dated.map(({ entry }) => view.enterprise ? ofItsOwn(entry) : entry) }
}

/** The places in the application's sequence would tell how much happens at the others. */
function ofItsOwn ({ sequence: _sequence, ...entry }: Entry): Entry {
  return entry
}

interface Dated { when: Date, entry: Entry }

interface TransitionRow { event: EventKind, sequence: number, enterprise: Slug, state: Schemas['OrderState'], statusCode: number, at: Date, recordedAt: Date, remarkSealed: Buffer | null }

async function transitions (hub: Hub, view: View, serial: number): Promise<Dated[]> {
  const { rows } = await hub.pool.query<TransitionRow>(`
    select event, sequence, enterprise, transitions.state, transitions.status_code as "statusCode", at, recorded_at as "recordedAt",
           transitions.remark_sealed as "remarkSealed"
    from transitions join orders on orders.id = order_id where transitions.application_serial = $1 and ${orderSeen(2)}`, [serial, view.enterprise])
  return rows.map(({ event, sequence, enterprise, state, statusCode, at, recordedAt, remarkSealed }) => {
    const remark = openRemark(hub, ['transitionRemark', serial, sequence], remarkSealed)
    const text = `${enterpriseName(hub.settings.enterprises, enterprise)}：${event === 'withdrawalDeclined' ? '不同意撤回' : STATES[state].label}（${STATUS_LABELS[statusCode]}）${remark ? `：${remark}` : ''}`
    return { when: recordedAt, entry: { at: localTime(at), kind: 'transition', enterprise, text, sequence, state, statusCode } }
  })
}

const OUTCOME_TEXTS: Record<string, string> = {
  acknowledged: '已送达', receipt: '已收件，待企业确认', refused: '企业不予办理', outOfArea: '不在企业经营区域', found: '已查到', notFound: '查无此单', taken: '企业已收', withdrawn: '企业同意', tooLate: '企业不同意', failed: '未成功'
}

interface ExchangeRow { enterprise: Slug, kind: Schemas['RecordedExchange']['kind'], attempt: number, startedAt: Date, outcome: string, code: string | null, message: string | null }

/** Inquiries that went well are left out: what they found shows as a transition. Callbacks tell what became of them in the end by their own rows. */
async function exchanges (hub: Hub, view: View, serial: number): Promise<Dated[]> {
  const { rows } = await hub.pool.query<ExchangeRow>(`
    select enterprise, exchanges.kind, attempt, started_at as "startedAt", outcome, code, message
    from exchanges join orders on orders.id = order_id
    where application_serial = $1 and ${orderSeen(2)} and exchanges.kind <> 'callback' and (exchanges.kind <> 'inquire' or outcome <> 'found')`, [serial, view.enterprise])
  return rows.map(({ enterprise, kind, attempt, startedAt, outcome, code, message }) => ({
    when: startedAt,
    entry: {
      at: localTime(startedAt),
      kind: 'exchange',
      enterprise,
      text: `${enterpriseName(hub.settings.enterprises, enterprise)}：第 ${attempt} 次${EXCHANGE_LABELS[kind]}：${OUTCOME_TEXTS[outcome]}${code ? `（${code} ${message}）` : ''}`,
      outcome
    }
  }))
}

const CALLBACK_TEXTS: Record<string, string> = {
  parked: '先于送达确认到达，暂存', applied: '已采纳', repeated: '重复', late: '迟到，不改变状态', ignored: '无需处理', unknownStatus: '状态代码未知，已报警'
}

interface CallbackRow { enterprise: Slug, receivedAt: Date, state: string }

async function callbacks (hub: Hub, view: View, serial: number): Promise<Dated[]> {
  const { rows } = await hub.pool.query<CallbackRow>(`
    select callbacks.enterprise, callbacks.received_at as "receivedAt", callbacks.state
    from callbacks join orders on orders.id = order_id where application_serial = $1 and ${orderSeen(2)}`, [serial, view.enterprise])
  return rows.map(({ enterprise, receivedAt, state }) => ({
    when: receivedAt,
    entry: { at: localTime(receivedAt), kind: 'callback', enterprise, text: `${enterpriseName(hub.settings.enterprises, enterprise)}：来报：${CALLBACK_TEXTS[state] ?? state}`, outcome: state }
  }))
}
