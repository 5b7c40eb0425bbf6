/** The timeline of one application: its transitions, the exchanges about its orders, what the enterprises told. */
import type { components } from '../../openapi/hub.d.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { seenOrders, seesEverything, type View } from '../ground/access/visible.ts'
import { localMinute, localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import type { CallbackState } from '../records/inbox/callbacks.ts'
import type { About, AnnouncementKind } from '../records/orders/announcements.ts'
import type { EventKind } from '../records/orders/transition.ts'
import { openRemark } from '../records/orders/form.ts'
import { PROMISE_LABELS, type ClockNews } from '../records/orders/promises.ts'
import { STATES, STATUS_LABELS } from '../records/orders/states.ts'
import { shownNames } from '../records/people/shown-names.ts'
import { announcementText, seenOf } from './announcement-texts.ts'
import { findApplication } from './applications.ts'
import { EXCHANGE_LABELS, outcomeLabel } from './exchanges.ts'
import { ratingEntries } from './rating-entries.ts'

type Schemas = components['schemas']
type Entry = Schemas['TimelineEntry']

export interface TimelineNeeds {
  pool: Queryable
  vault: Vault
  nameOf (slug: string): string
}

/** Oldest first. Throws Problem `application-not-found`. */
export async function readTimeline (
  needs: TimelineNeeds, view: View, jointNumber: string
): Promise<Schemas['Timeline']> {
  const serial = await findApplication(needs, view, jointNumber)
  const parts = [transitions, announcements, exchanges, callbacks, ratings].map(read => read(needs, view, serial))
  const dated = (await Promise.all(parts)).flat()
  dated.sort((a, b) => a.when.getTime() - b.when.getTime() || (a.entry.sequence ?? 0) - (b.entry.sequence ?? 0))
  return { jointNumber, entries: dated.map(({ entry }) => view.enterprise ? ofItsOwn(entry) : entry) }
}

/** The places in the application's sequence would tell how much happens at the others. */
function ofItsOwn ({ sequence: _sequence, ...entry }: Entry): Entry {
  return entry
}

interface Dated { when: Date, entry: Entry }

interface TransitionRow {
  event: EventKind
  sequence: number
  enterprise: Slug
  state: Schemas['OrderState']
  statusCode: number
  at: Date
  recordedAt: Date
  nativeNumber: string | null
  bookedFor: Date | null
  remarkSealed: Buffer | null
  clock: ClockNews | null
  actor: string | null
}

async function transitions ({ pool, vault, nameOf }: TimelineNeeds, view: View, serial: number): Promise<Dated[]> {
  const { text, values } = conditionsOf([['transitions.application_serial = ?', serial], ...seenOrders(view)])
  const { rows } = await pool.query<TransitionRow>(`
    select event, sequence, enterprise, transitions.state, transitions.status_code as "statusCode", at,
           recorded_at as "recordedAt", native_number as "nativeNumber", transitions.booked_for as "bookedFor",
           transitions.remark_sealed as "remarkSealed", clock, actor
    from transitions join orders on orders.id = order_id where ${text}`, values)
  const actors = seesEverything(view) ? rows.map(({ actor }) => actor) : []
  const personOf = await shownNames(vault, pool, actors, nameOf)
  return rows.map(row => {
    const { event, sequence, enterprise, state, statusCode, at, recordedAt, remarkSealed, clock, actor } = row
    if (clock) {
      const text = `${nameOf(enterprise)}：${clockText(event, clock)}`
      return { when: recordedAt, entry: { at: localTime(at), kind: 'clock', enterprise, text, sequence } }
    }
    const remark = openRemark(vault, ['transitionRemark', serial, sequence], remarkSealed)
    const text = `${nameOf(enterprise)}：${textOf(row)}${remark ? `：${remark}` : ''}`
    const by = actor !== null && seesEverything(view) && { by: actor, byName: personOf(actor) }
    const told = { kind: 'transition', enterprise, text, sequence, state, statusCode, ...by } as const
    return { when: recordedAt, entry: { at: localTime(at), ...told } }
  })
}

interface AnnouncedRow { event: AnnouncementKind, sequence: number, at: Date, recordedAt: Date, about: About }

/** An enterprise is told of what it has a part in. */
async function announcements ({ pool, nameOf }: TimelineNeeds, view: View, serial: number): Promise<Dated[]> {
  const { rows } = await pool.query<AnnouncedRow>(`
    select event, sequence, at, recorded_at as "recordedAt", about
    from transitions where application_serial = $1 and about is not null`, [serial])
  return rows.flatMap(({ event, sequence, at, recordedAt, about }) => {
    const seen = seenOf(view, about)
    if (!seen) return []
    const text = announcementText(event, seen, nameOf)
    return [{ when: recordedAt, entry: { at: localTime(at), kind: 'announcement' as const, text, sequence } }]
  })
}

/** Of news in a state the number, too: it may be all there is. */
function textOf ({ event, state, statusCode, bookedFor, nativeNumber }: TransitionRow): string {
  const what = event === 'withdrawalDeclined' ? '不同意撤回' : STATES[state].label
  return [
    `${what}（${STATUS_LABELS[statusCode]}）${event === 'updated' ? '有更新' : ''}`,
    bookedFor && `预约 ${localMinute(bookedFor)}`,
    event === 'updated' && nativeNumber && `受理编号 ${nativeNumber}`
  ].filter(Boolean).join('，')
}

function clockText (event: EventKind, { promise, dueAt }: ClockNews): string {
  const due = dueAt.slice(0, 16).replace('T', ' ')
  return `${PROMISE_LABELS[promise]}${event === 'clockExpired' ? '已超期' : '临期'}（应于 ${due} 前完成）`
}

interface ExchangeRow {
  enterprise: Slug
  kind: Schemas['RecordedExchange']['kind']
  attempt: number
  startedAt: Date
  outcome: string
  code: string | null
  message: string | null
}

/** What an inquiry found shows as a transition; callbacks tell by their own rows what became of them in the end. */
const SHOWN_EXCHANGES: Filter[] = [
  ["exchanges.kind not in ('callback', 'filingCallback')"], ["exchanges.kind <> 'inquire' or outcome <> 'found'"]
]

async function exchanges ({ pool, nameOf }: TimelineNeeds, view: View, serial: number): Promise<Dated[]> {
  const { text, values } = conditionsOf([['application_serial = ?', serial], ...seenOrders(view), ...SHOWN_EXCHANGES])
  const { rows } = await pool.query<ExchangeRow>(`
    select enterprise, exchanges.kind, attempt, started_at as "startedAt", outcome, code, message
    from exchanges join orders on orders.id = order_id where ${text}`, values)
  return rows.map(({ enterprise, kind, attempt, startedAt, outcome, code, message }) => {
    const what = `第 ${attempt} 次${EXCHANGE_LABELS[kind]}：${outcomeLabel(kind, outcome)}`
    const text = `${nameOf(enterprise)}：${what}${code ? `（${code} ${message}）` : ''}`
    return { when: startedAt, entry: { at: localTime(startedAt), kind: 'exchange', enterprise, text, outcome } }
  })
}

/** Of those that belong to an order. */
const CALLBACK_TEXTS: Partial<Record<CallbackState, string>> = {
  refused: '无法识别，已报警',
  parked: '先于送达确认到达，暂存',
  applied: '已采纳',
  repeated: '重复',
  late: '迟到，不改变状态',
  ignored: '无需处理',
  unknownStatus: '状态代码未知，已报警'
}

interface CallbackRow { enterprise: Slug, receivedAt: Date, state: CallbackState }

async function callbacks ({ pool, nameOf }: TimelineNeeds, view: View, serial: number): Promise<Dated[]> {
  const { text, values } = conditionsOf([['application_serial = ?', serial], ...seenOrders(view)])
  const { rows } = await pool.query<CallbackRow>(`
    select callbacks.enterprise, callbacks.received_at as "receivedAt", callbacks.state
    from callbacks join orders on orders.id = order_id where ${text}`, values)
  return rows.map(({ enterprise, receivedAt, state }) => {
    const text = `${nameOf(enterprise)}：来报：${CALLBACK_TEXTS[state] ?? state}`
    const at = localTime(receivedAt)
    return { when: receivedAt, entry: { at, kind: 'callback', enterprise, text, outcome: state } }
  })
}

async function ratings ({ pool, nameOf }: TimelineNeeds, view: View, serial: number): Promise<Dated[]> {
  const entries = await ratingEntries(pool, nameOf, view, serial)
  return entries.map(({ when, ...entry }) => ({ when, entry: { at: localTime(when), kind: 'rating', ...entry } }))
}
