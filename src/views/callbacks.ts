/**
 * What the enterprises told, as operators see it: by pages, and one with what it means. Never a message or the words in
 * it: both hold personal data.
 */
import type { Progress } from '../../mappings/mapping.ts'
import type { components, operations } from '../../openapi/hub.d.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { openStatus, UNSETTLED, type CallbackState } from '../records/inbox/callbacks.ts'
import { openRemains } from '../records/inbox/refused-callbacks.ts'
import { STATES } from '../records/orders/states.ts'
import { readPage } from './page.ts'

type Schemas = components['schemas']
type Callback = Schemas['Callback']
type Obstacle = Schemas['CallbackObstacle']
type Request = NonNullable<operations['listCallbacks']['parameters']['query']>

/** What the contract can filter by, and single callbacks. */
export type CallbackFilter = Schemas['CallbackFilter'] & { callbackIds?: number[] }

/** What becomes of a callback depends on the enterprise's mapping. */
export interface CallbackNeeds {
  vault: Vault
  enterprises: ReadonlyMap<Slug, { mapping: { progress (status: unknown): Progress } }>
}

interface ReadNeeds extends CallbackNeeds {
  pool: Queryable
  nameOf (slug: string): string
}

export interface CallbackRow {
  id: number
  enterprise: Slug
  receivedAt: Date
  state: CallbackState
  reason: string | null
  reference: string | null
  messageId: string | null
  nativeNumber: string | null
  statusSealed: Buffer | null
  /** Of one that was refused. */
  remainsSealed: Buffer | null
  /** The order it is about, as far as the hub knows one now. */
  orderId: string | null
  serial: number | null
  jointNumber: string | null
  correlationId: string | null
  delivery: Schemas['DeliveryState'] | null
}

/** The order is the one it belongs to, or would belong to now. */
const CALLBACKS = `
  select callbacks.id, callbacks.enterprise, callbacks.received_at as "receivedAt", callbacks.state, reason,
         told_reference as reference, message_id as "messageId", told_native_number as "nativeNumber",
         status_sealed as "statusSealed", remains_sealed as "remainsSealed",
         orders.id as "orderId", serial, joint_number as "jointNumber", correlation_id as "correlationId", delivery
  from callbacks
  left join orders on orders.id = coalesce(
    order_id, (select id from orders where enterprise = callbacks.enterprise and reference = told_reference))
  left join applications on serial = application_serial`

/** Those that belong to an order of the application, and those that only name one. */
const ABOUT = `
  select told.id from callbacks as told
  where told.order_id = any(array(
    select orders.id from orders join applications on serial = application_serial where joint_number = ?))
  union all
  select told.id from applications
  join orders on application_serial = serial
  join callbacks as told on told.enterprise = orders.enterprise and told_reference = reference
  where joint_number = ? and told.order_id is null`

function filtersOf (filter: CallbackFilter): Filter[] {
  const { state, enterprise, jointNumber, receivedFrom, receivedTo, callbackIds } = filter
  return [
    ['callbacks.state = ?', state],
    ['callbacks.enterprise = ?', enterprise],
    [`callbacks.id in (${ABOUT})`, jointNumber, jointNumber],
    ['callbacks.received_at >= ?', receivedFrom],
    ['callbacks.received_at < ?', receivedTo],
    ['callbacks.id = any(?)', callbackIds]
  ]
}

/** Those that a filter takes and that can be taken again, in the order in which they came. */
export async function redrivableCallbacks (
  needs: CallbackNeeds, connection: Queryable, filter: CallbackFilter
): Promise<CallbackRow[]> {
  const { text, values } = conditionsOf([...filtersOf(filter), ['callbacks.state = any(?)', UNSETTLED]])
  const { rows } = await connection.query<CallbackRow>(`${CALLBACKS} where ${text} order by callbacks.id`, values)
  return rows.filter(row => obstacleOf(needs, row) === undefined)
}

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listCallbacks (
  needs: ReadNeeds, { cursor, limit, ...filter }: Request
): Promise<Schemas['CallbackPage']> {
  const { rows, next } = await readPage<CallbackRow>(needs.pool, {
    select: CALLBACKS,
    filters: filtersOf(filter),
    by: 'callbacks.id',
    numberOf: ({ id }) => id,
    order: 'newest first',
    ...(filter.receivedFrom ?? filter.receivedTo) !== undefined && {
      time: { by: 'callbacks.received_at', of: ({ receivedAt }) => receivedAt }
    }
  }, { cursor, limit })
  return { callbacks: rows.map(row => present(needs, row)), ...next }
}

/** Throws Problem `callback-not-found`. */
export async function readCallback (needs: ReadNeeds, callbackId: number): Promise<Schemas['CallbackDetail']> {
  const { rows: [row] } = await needs.pool.query<CallbackRow>(`${CALLBACKS} where callbacks.id = $1`, [callbackId])
  if (!row) throw new Problem('callback-not-found')
  const progress = progressOf(needs, row)
  return {
    callback: present(needs, row),
    ...progress && { meaning: presentMeaning(progress) },
    ...row.remainsSealed && { remains: remainsOf(needs.vault, row.id, row.remainsSealed) }
  }
}

/** By these it is seen whether one message came twice; the bytes themselves are not shown. */
function remainsOf (vault: Vault, id: number, sealed: Buffer): Schemas['CallbackRemains'] {
  const { fingerprint, size } = openRemains(vault, id, sealed)
  return { fingerprint, size }
}

/**
 * What its status means; nothing for a message that was never verified, or of an enterprise that is not connected now.
 */
function progressOf (needs: CallbackNeeds, { id, enterprise, statusSealed }: CallbackRow): Progress | undefined {
  if (statusSealed === null) return undefined
  return needs.enterprises.get(enterprise)?.mapping.progress(openStatus(needs.vault, id, statusSealed))
}

/** Why an unsettled callback cannot be taken again; nothing where it can. */
function obstacleOf (needs: CallbackNeeds, row: CallbackRow): Obstacle | undefined {
  if (row.statusSealed === null) return 'personErased'
  if (!needs.enterprises.has(row.enterprise)) return 'notConnected'
  if (row.orderId === null) return 'unknownReference'
  if (row.state === 'parked' && (row.delivery === 'pending' || row.delivery === 'unknown')) return 'notAcknowledged'
  if (row.state === 'unknownStatus' && progressOf(needs, row)!.kind === 'unknown') return 'unknownStatus'
  return undefined
}

export const CALLBACK_LABELS: Record<CallbackState, string> = {
  refused: '核验未通过',
  unknownReference: '单号未知',
  parked: '暂存',
  applied: '已采纳',
  repeated: '重复',
  late: '迟到',
  ignored: '无需处理',
  unknownStatus: '状态代码未知',
  failed: '处理失败'
}

const OBSTACLE_LABELS: Record<Obstacle, string> = {
  personErased: '内容已随申请人信息删除',
  notConnected: '该企业未接入',
  unknownReference: '仍无此单号',
  notAcknowledged: '订单尚未确认送达，确认后自动采纳',
  unknownStatus: '状态代码仍未知，须更新对照表'
}

function present (needs: ReadNeeds, row: CallbackRow): Callback {
  const unsettled = (UNSETTLED as readonly CallbackState[]).includes(row.state)
  const obstacle = unsettled ? obstacleOf(needs, row) : undefined
  return {
    callbackId: row.id,
    enterprise: row.enterprise,
    enterpriseName: needs.nameOf(row.enterprise),
    receivedAt: localTime(row.receivedAt),
    state: row.state,
    stateLabel: CALLBACK_LABELS[row.state],
    ...row.reason !== null && { reason: row.reason },
    ...row.reference !== null && { reference: row.reference },
    ...row.messageId !== null && { messageId: row.messageId },
    ...row.orderId !== null && { orderId: row.orderId },
    ...row.jointNumber !== null && { jointNumber: row.jointNumber },
    redrivable: unsettled && obstacle === undefined,
    ...obstacle && { obstacle, obstacleLabel: OBSTACLE_LABELS[obstacle] }
  }
}

/** Longer than any status of an interface document. */
const NATIVE_LIMIT = 64

function presentMeaning (progress: Progress): Schemas['CallbackMeaning'] {
  if (progress.kind === 'outOfArea') return { kind: progress.kind }
  if (progress.kind !== 'mapped') {
    return { kind: progress.kind, native: [...progress.native].slice(0, NATIVE_LIMIT).join('') }
  }
  const { kind, state, at, noSuchTime, bookedFor } = progress
  return {
    kind,
    state,
    stateLabel: STATES[state].label,
    ...at && { at: localTime(new Date(at)) },
    ...noSuchTime !== undefined && { noSuchTime: true },
    ...bookedFor && { bookedFor: localTime(new Date(bookedFor)) }
  }
}
