/**
 * Filings as the contract shows them: by pages, and one with all that has happened to it. What they say of people and
 * places is shown to the enterprise that filed alone.
 */
import type { components, operations } from '../../openapi/hub.d.ts'
import { seesEverything, type View } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import type { Measure } from '../records/clocks/clock.ts'
import { clocksOfAll, type StoredClock } from '../records/clocks/clocks.ts'
import type { FilingEvent } from '../records/filings/change-filing.ts'
import {
  FILING_COLUMNS, filingOf, openContent, openWords, type Added, type Filing, type FilingRow, type Item
} from '../records/filings/filing.ts'
import { eventsOf } from '../records/filings/filing-events.ts'
import { findFiling, seenFilings } from '../records/filings/find-filing.ts'
import {
  FILING_CODES, FILING_LABELS, isOpen, itemCode, ITEM_LABELS, MODE_LABELS
} from '../records/filings/filing-states.ts'
import { STATUS_LABELS } from '../records/orders/states.ts'
import { shownNames } from '../records/people/shown-names.ts'
import { readPage } from './page.ts'
import { presentClock, type OrderOfClock } from './present-clock.ts'

type Schemas = components['schemas']
export type ShownFiling = Schemas['Filing']
type Request = NonNullable<operations['listFilings']['parameters']['query']>

export interface FilingNeeds {
  pool: Queryable
  vault: Vault
  clocks: { measure (): Measure }
  enterprises: ReadonlyMap<string, unknown>
  nameOf (slug: string): string
  now (): Date
}

interface Row extends FilingRow {
  number: number
  serial: number
  jointNumber: string
  orderReference: string
  service: Schemas['Service']
  givenUp: boolean
  correcting: boolean
}

const FILINGS = `
  select ${FILING_COLUMNS}, filings.number, serial, joint_number as "jointNumber",
         orders.reference as "orderReference", service,
         exists (
           select from intents where filing_id = filings.id and intents.state = 'undeliverable') as "givenUp",
         exists (
           select from intents
           where filing_id = filings.id and intents.state = 'open' and intents.kind = 'supplement') as "correcting"
  from filings join orders on orders.id = order_id join applications on serial = filings.application_serial`

const TASKS: Record<Schemas['FilingTask'], Filter> = {
  correct: [`filings.state = 'open' and cancel_reason_sealed is null and exists (
    select from filing_items where filing_id = filings.id and filing_items.state = 'needsMaterial')`],
  followUp: ["mode = 'notice' and filings.state = 'passed' and restored_on is null"],
  redrive: [`filings.id = any(array(
    select filing_id from intents where intents.state = 'undeliverable' and filing_id is not null))`]
}

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listFilings (
  needs: FilingNeeds, view: View, { cursor, limit, task, ...filter }: Request
): Promise<Schemas['FilingPage']> {
  const { jointNumber, orderReference, enterprise, mode, state } = filter
  const { rows, next } = await readPage<Row>(needs.pool, {
    select: FILINGS,
    filters: [
      ...seenFilings(view),
      ['joint_number = ?', jointNumber],
      ['order_id = any(array(select id from orders where enterprise = any(?) and reference = ?))',
        orderReference && slugsOf(needs, view), orderReference],
      ['filings.enterprise = ?', enterprise],
      ['filings.mode = ?', mode],
      ['filings.state = ?', state],
      ...task ? [TASKS[task]] : []
    ],
    by: 'filings.number',
    numberOf: ({ number }) => number,
    order: 'newest first'
  }, { cursor, limit })
  const clocks = await clocksOfAll(needs.pool, [...new Set(rows.map(({ serial }) => serial))])
  return { filings: rows.map(row => present(needs, view, row, clocks)), ...next }
}

/** An order is found by its enterprise and its reference: by no index without the one. */
function slugsOf ({ enterprises }: FilingNeeds, { enterprise }: View): string[] {
  return enterprise === null ? [...enterprises.keys()] : [enterprise]
}

/** Throws Problem `filing-not-found`. */
export async function readFiling (needs: FilingNeeds, view: View, id: string): Promise<ShownFiling> {
  const row = await read(needs, view, id)
  return present(needs, view, row, await clocksOfAll(needs.pool, [row.serial]))
}

/** Throws Problem `filing-not-found`. */
export async function readFilingDetail (
  needs: FilingNeeds, view: View, id: string
): Promise<Schemas['FilingDetail']> {
  const row = await read(needs, view, id)
  const { pool, vault } = needs
  const events = await eventsOf(pool, vault, row.id)
  const actors = events.flatMap(({ actor }) => actor === null ? [] : [actor])
  const nameOf = await shownNames(vault, pool, actors, needs.nameOf)
  const content = view.enterprise === null ? undefined : openContent(vault, row)
  return {
    filing: present(needs, view, row, await clocksOfAll(pool, [row.serial])),
    events: events.map(event => presentEvent(event, seesEverything(view) ? nameOf : undefined)),
    ...content && { content }
  }
}

async function read ({ pool }: FilingNeeds, view: View, id: string): Promise<Row> {
  const found = await findFiling(pool, view, id)
  const { text, values } = conditionsOf([['filings.id = ?', found.id]])
  return (await pool.query<Row>(`${FILINGS} where ${text}`, values)).rows[0]!
}

function present (
  needs: FilingNeeds, view: View, row: Row, clocks: readonly StoredClock[]
): ShownFiling {
  const { jointNumber, orderReference, service, serial: _serial, number: _number, ...rest } = row
  const filing = filingOf(rest)
  const { id, mode, state, decision, failure, finishedOn, restoredOn } = filing
  const cancelReason = openWords(needs.vault, 'filingCancelReason', id, filing.cancelReasonSealed)
  const reason = openWords(needs.vault, 'filingReason', id, filing.reasonSealed)
  const task = taskOf(row)
  return {
    id,
    reference: filing.reference,
    jointNumber,
    orderReference,
    enterprise: filing.enterprise,
    enterpriseName: needs.nameOf(filing.enterprise),
    service,
    mode,
    modeLabel: MODE_LABELS[mode],
    state,
    stateLabel: FILING_LABELS[state],
    ...state !== 'exempt' && { statusCode: FILING_CODES[state] },
    decision: presentDecision(view, jointNumber, decision),
    lengthMetres: filing.lengthMetres,
    filedAt: localTime(filing.filedAt),
    ...filing.submittedAt && { submittedAt: localTime(filing.submittedAt) },
    ...filing.endedAt && { endedAt: localTime(filing.endedAt) },
    ...filing.nativeNumber !== null && { nativeNumber: filing.nativeNumber },
    ...failure && { failure },
    items: filing.items.map(item => presentItem(needs, item, state, clocks)),
    ...cancelReason !== undefined && { cancelReason },
    ...reason !== undefined && { reason },
    ...finishedOn !== null && { finishedOn },
    ...restoredOn !== null && { restoredOn },
    ...filing.brokenAt && { brokenAt: localTime(filing.brokenAt) },
    ...task && { task },
    possible: possibleFor(view, row),
    version: filing.version
  }
}

function presentDecision (
  view: View, jointNumber: string, { version, decidedBy, row, days, reason, added }: Filing['decision']
): Schemas['FilingDecision'] {
  return {
    reason,
    tableVersion: version,
    row,
    ...days !== undefined && { days },
    decidedByMetres: decidedBy,
    ...added && { added: presentAdded(view, jointNumber, added) }
  }
}

/** Who sees the filings of some applications alone is not told by what others are called that there are such. */
function presentAdded (
  { client }: View, jointNumber: string, { count, metres, references }: Added
): Schemas['AddedFilings'] {
  return {
    filings: count,
    metres,
    references: references.filter(reference => client === null || reference.startsWith(`${jointNumber}-`)),
    label: `连同十二个月内同一办件、同一地址的另外 ${count} 件申报（${metres} 米）一并判定（不可拆分）`
  }
}

/** Of a department's clock the order says nothing. */
const OF_NO_ORDER: OrderOfClock = { state: 'specialProcedure', delivery: 'acknowledged' }

/** What an item says before the approvals system has it. */
const UNSENT: Partial<Record<Schemas['FilingState'], string>> = { exempt: '免予审批', pending: '待送审批系统' }

function presentItem (
  { vault, clocks: { measure }, now }: FilingNeeds, { id, item, state, since, projectNumber, remarkSealed }: Item,
  filing: Schemas['FilingState'], clocks: readonly StoredClock[]
): Schemas['FilingItem'] {
  const remark = openWords(vault, 'filingRemark', id, remarkSealed)
  const clock = clocks.find(({ subject }) => subject === id)
  return {
    item,
    itemLabel: ITEM_LABELS[item],
    ...state !== null && { statusCode: itemCode(state) },
    stateLabel: state === null ? UNSENT[filing] ?? FILING_LABELS[filing] : STATUS_LABELS[itemCode(state)]!,
    ...since && { since: localTime(since) },
    ...projectNumber !== null && { projectNumber },
    ...remark !== undefined && { remark },
    ...clock && { clock: presentClock(measure(), clock, OF_NO_ORDER, now()) }
  }
}

function awaitsCorrection ({ state, cancelReasonSealed, items }: Row): boolean {
  return state === 'open' && cancelReasonSealed === null && (items ?? []).some(({ state }) => state === 'needsMaterial')
}

function taskOf (row: Row): Schemas['FilingTask'] | undefined {
  if (row.givenUp) return 'redrive'
  if (awaitsCorrection(row)) return 'correct'
  return row.mode === 'notice' && row.state === 'passed' && row.restoredOn === null ? 'followUp' : undefined
}

/** What is followed up on site is the county's business: neither who has filed does it, nor a window. */
function possibleFor (view: View, row: Row): Schemas['FilingAct'][] {
  const { mode, state, cancelReasonSealed, correcting } = row
  const isFollowed = seesEverything(view) && mode === 'notice' && (state === 'open' || state === 'passed')
  return [
    ...awaitsCorrection(row) && !correcting ? ['correct' as const] : [],
    ...isOpen(state) && cancelReasonSealed === null ? ['cancel' as const] : [],
    ...isFollowed ? ['followUp' as const, 'break' as const] : []
  ]
}

/** What has happened to a filing as a whole, in words; to an item its states say it. */
export const HAPPENING_LABELS: Record<string, string> = {
  filed: '申报',
  submitted: '审批系统已接收',
  declined: '审批系统不予接收',
  corrected: '提交补正',
  correctionSent: '补正已送审批系统',
  correctionMissed: '补正未被接收',
  cancelAsked: '申请撤回',
  cancelMissed: '审批系统答复已办结，未能撤回',
  cancelled: '已撤回',
  finished: '核查：已完工',
  restored: '核查：路面（绿地）已恢复',
  broken: '认定违反承诺，撤销'
}

function presentEvent (
  { item, event, at, remark, actor }: FilingEvent, nameOf: ((actor: string) => string) | undefined
): Schemas['FilingEvent'] {
  const text = HAPPENING_LABELS[event] ?? STATUS_LABELS[itemCode(event as NonNullable<Item['state']>)]!
  return {
    at: localTime(at),
    ...item !== null && { item },
    text: item === null ? text : `${ITEM_LABELS[item]}：${text}`,
    ...remark !== undefined && { remark },
    ...actor !== null && nameOf && { actor: nameOf(actor) }
  }
}
