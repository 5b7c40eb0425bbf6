/**
 * What can happen to a filing under its application's lock: changes in memory, stored by `storeFiling` with what has
 * happened.
 */
import { isDeepStrictEqual } from 'node:util'
import type { FilingItem, FilingMode, ItemState } from '../../../mappings/filing.ts'
import { bytea } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { LockedApplication, OrderAtHand } from '../orders/application.ts'
import { presentable } from '../orders/change-order.ts'
import type { Filing, FilingContent, Item } from './filing.ts'
import { FILING_STATES, furthestOf, isOpen, type FilingState } from './filing-states.ts'

/** Who says so: the approvals system's answer, an inquiry, its callback, or the hub itself. */
export type FilingSource = 'answer' | 'inquiry' | 'callback' | 'hub'

/** What happens to a filing as a whole; to an item its states do. */
export type FilingHappening =
  'filed' | 'submitted' | 'declined' | 'corrected' | 'correctionSent' | 'correctionMissed' | 'cancelAsked' |
  'cancelMissed' | 'cancelled' | 'finished' | 'restored' | 'broken'

export interface FilingEvent {
  sequence: number
  /** Null of the filing as a whole. */
  item: FilingItem | null
  event: FilingHappening | ItemState
  at: Date
  recordedAt: Date
  source: FilingSource
  actor: string | null
  remark: string | undefined
}

/** A filing under its application's lock, and the work in which it changes. */
export interface FilingAtHand extends OrderAtHand {
  filing: Filing
  /** Has to be stored as a new row. */
  isNew: boolean
  /** As it was read. */
  before: Filing
  /** What has happened in this work, in sequence. */
  happened: FilingEvent[]
}

interface Pen { vault: Vault, now (): Date }

export function filingAtHand (at: OrderAtHand, filing: Filing, isNew = false): FilingAtHand {
  const { work, application, order } = at
  return { work, application, order, filing, isNew, before: copyOf(filing), happened: [] }
}

function copyOf (filing: Filing): Filing {
  return { ...filing, items: filing.items.map(item => ({ ...item })) }
}

type Noted = Partial<Pick<FilingEvent, 'item' | 'at' | 'actor' | 'remark'>> & Pick<FilingEvent, 'event' | 'source'>

/** Gives what has happened its place in the filing's own sequence; words are kept without the applicant's data. */
export function noteFiling (
  { vault, now }: Pen, filed: FilingAtHand, { item = null, event, at, source, actor = null, remark }: Noted
): void {
  const recordedAt = now()
  filed.happened.push({
    sequence: ++filed.filing.lastEvent,
    item,
    event,
    at: at ?? recordedAt,
    recordedAt,
    source,
    actor,
    remark: shownRemark(vault, filed, remark)
  })
}

/** Moves a filing, if the table allows it; whether the order is held by it is known from here on. */
export function moveFiling ({ now }: Pick<Pen, 'now'>, { order, filing }: FilingAtHand, to: FilingState): boolean {
  if (!FILING_STATES[filing.state].includes(to)) return false
  const wasOpen = isOpen(filing.state)
  filing.state = to
  if (wasOpen && !isOpen(to)) {
    filing.endedAt = now()
    const index = order.openFilings.indexOf(filing.mode as FilingMode)
    if (index >= 0) order.openFilings.splice(index, 1)
  }
  return true
}

export interface ItemMove {
  state: ItemState
  source: FilingSource
  /** The department's own time. */
  nativeAt?: Date | undefined
  projectNumber?: string | undefined
  /** The department's words; kept without the applicant's data, and of one who was erased not at all. */
  remark?: string | undefined
}

/** Moves an item to a state that `advanceItem` has allowed. */
export function moveItem (pen: Pen, at: FilingAtHand, item: Item, move: ItemMove): void {
  const { state, source, nativeAt, projectNumber } = move
  const remark = shownRemark(pen.vault, at, move.remark)
  item.state = state
  item.reached = furthestOf(item.reached ?? 'received', state)
  item.since = nativeAt ?? pen.now()
  item.nativeAt = nativeAt ?? item.nativeAt
  item.projectNumber = projectNumber || item.projectNumber
  // What the department has said last stays where the hub itself ends it.
  if (remark !== undefined) item.remarkSealed = pen.vault.seal(['filingRemark', item.id], remark)
  else if (source !== 'hub') item.remarkSealed = null
  noteFiling(pen, at, { item: item.item, event: state, source, remark, ...nativeAt && { at: nativeAt } })
}

function shownRemark (vault: Vault, { application, order }: FilingAtHand, remark?: string): string | undefined {
  return remark && application.formSealed ? presentable(vault, application, order, remark) : undefined
}

/** Why it was declined, or counts as broken. */
export function giveReason ({ vault }: Pen, at: FilingAtHand, reason: string): void {
  const shown = shownRemark(vault, at, reason)
  at.filing.reasonSealed = shown === undefined ? null : vault.seal(['filingReason', at.filing.id], shown)
}

/** Why it is wanted back; the departments are told. */
export function wantBack ({ vault }: Pen, at: FilingAtHand, reason: string): void {
  const shown = shownRemark(vault, at, reason) ?? ''
  at.filing.cancelReasonSealed = vault.seal(['filingCancelReason', at.filing.id], shown)
}

export function sealContent (vault: Vault, { id }: Pick<Filing, 'id'>, content: FilingContent): Buffer {
  return vault.seal(['filingContent', id], content)
}

/** How its address is told from others; kept with which key and digest made it. */
export interface AddressHash { hash: Buffer, way: string }

/** Stores a new filing, with the hash of its address, or what has changed; and what has happened. */
export function storeFiling (pen: Pen, at: FilingAtHand, address?: AddressHash): void {
  const { work, application, filing, isNew, before } = at
  if (!isNew && isDeepStrictEqual(filing, before)) return
  if (!isNew) filing.version++
  work.write({
    name: 'store-filing',
    joins: true,
    text: STORE,
    values: [JSON.stringify(rowOf(filing, application, address))]
  })
  const items = JSON.stringify(filing.items.map(itemRow(filing)))
  work.write({ name: 'store-filing-items', joins: true, text: STORE_ITEMS, values: [items] })
  const events = JSON.stringify(at.happened.splice(0).map(event => eventRow(pen.vault, filing.id, event)))
  work.write({ name: 'store-filing-events', joins: true, text: STORE_EVENTS, values: [events] })
  at.isNew = false
  at.before = copyOf(filing)
}

const STORE = `
  insert into filings (
    id, application_serial, order_id, enterprise, client_id, reference, mode, state, decision, length_metres,
    address_hash, hashed_by, filed_at, content_sealed, native_number, submitted_at, ended_at, failure,
    cancel_reason_sealed, finished_on, restored_on, broken_at, reason_sealed, version)
  select id, application_serial, order_id, enterprise, client_id, reference, mode, state, decision, length_metres,
         address_hash, hashed_by, filed_at, content_sealed, native_number, submitted_at, ended_at, failure,
         cancel_reason_sealed, finished_on, restored_on, broken_at, reason_sealed, version
  from jsonb_to_record($1::jsonb) as given (
    id uuid, application_serial bigint, order_id uuid, enterprise text, client_id text, reference text, mode text,
    state text, decision jsonb, length_metres numeric, address_hash bytea, hashed_by text, filed_at timestamptz,
    content_sealed bytea, native_number text, submitted_at timestamptz, ended_at timestamptz, failure jsonb,
    cancel_reason_sealed bytea, finished_on date, restored_on date, broken_at timestamptz, reason_sealed bytea,
    version integer)
  on conflict (id) do update set
    state = excluded.state, decision = excluded.decision, length_metres = excluded.length_metres,
    content_sealed = excluded.content_sealed, native_number = excluded.native_number,
    submitted_at = excluded.submitted_at, ended_at = excluded.ended_at, failure = excluded.failure,
    cancel_reason_sealed = excluded.cancel_reason_sealed, finished_on = excluded.finished_on,
    restored_on = excluded.restored_on, broken_at = excluded.broken_at, reason_sealed = excluded.reason_sealed,
    version = excluded.version`

function rowOf (
  filing: Filing, { serial, clientId }: Pick<LockedApplication, 'serial' | 'clientId'>, address?: AddressHash
): object {
  return {
    id: filing.id,
    application_serial: serial,
    order_id: filing.orderId,
    enterprise: filing.enterprise,
    client_id: clientId,
    reference: filing.reference,
    mode: filing.mode,
    state: filing.state,
    decision: filing.decision,
    length_metres: filing.lengthMetres,
    address_hash: bytea(address?.hash ?? null),
    hashed_by: address?.way ?? null,
    filed_at: filing.filedAt,
    content_sealed: bytea(filing.contentSealed),
    native_number: filing.nativeNumber,
    submitted_at: filing.submittedAt,
    ended_at: filing.endedAt,
    failure: filing.failure,
    cancel_reason_sealed: bytea(filing.cancelReasonSealed),
    finished_on: filing.finishedOn,
    restored_on: filing.restoredOn,
    broken_at: filing.brokenAt,
    reason_sealed: bytea(filing.reasonSealed),
    version: filing.version
  }
}

const STORE_ITEMS = `
  insert into filing_items (
    id, filing_id, position, item, state, reached, since, native_at, project_number, remark_sealed)
  select id, filing_id, position, item, state, reached, since, native_at, project_number, remark_sealed
  from jsonb_to_recordset($1::jsonb) as given (
    id uuid, filing_id uuid, position smallint, item text, state text, reached text, since timestamptz,
    native_at timestamptz, project_number text, remark_sealed bytea)
  on conflict (id) do update set
    state = excluded.state, reached = excluded.reached, since = excluded.since, native_at = excluded.native_at,
    project_number = excluded.project_number, remark_sealed = excluded.remark_sealed`

function itemRow ({ id: filingId }: Filing): (item: Item, index: number) => object {
  return ({ id, item, state, reached, since, nativeAt, projectNumber, remarkSealed }, index) => ({
    id,
    filing_id: filingId,
    position: index,
    item,
    state,
    reached,
    since,
    native_at: nativeAt,
    project_number: projectNumber,
    remark_sealed: bytea(remarkSealed)
  })
}

const STORE_EVENTS = `
  insert into filing_events (filing_id, sequence, item, event, at, recorded_at, source, actor, remark_sealed)
  select filing_id, sequence, item, event, at, recorded_at, source, actor, remark_sealed
  from jsonb_to_recordset($1::jsonb) as given (
    filing_id uuid, sequence integer, item text, event text, at timestamptz, recorded_at timestamptz, source text,
    actor text, remark_sealed bytea)`

function eventRow (
  vault: Vault, filingId: string, { sequence, item, event, at, recordedAt, source, actor, remark }: FilingEvent
): object {
  const sealed = remark === undefined ? null : vault.seal(['filingEventRemark', filingId, sequence], remark)
  return {
    filing_id: filingId, sequence, item, event, at, recorded_at: recordedAt, source, actor, remark_sealed: bytea(sealed)
  }
}
