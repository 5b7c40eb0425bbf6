/**
 * What the enterprises told, as operators see it: by pages, and one with what it means. Never a message or the words in it: both
 * hold personal data.
 */
import type { components, operations } from '../../openapi/hub.d.ts'
import type { Progress } from '../../mappings/mapping.ts'
import { STATES } from '../records/orders/states.ts'
import type { CallbackState } from '../records/inbox/callback-state.ts'
import { openStatus } from '../records/inbox/inbox.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { enterpriseName } from '../enterprises/settings.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../ground/problem/problem.ts'

type Schemas = components['schemas']
type Callback = Schemas['Callback']
type Obstacle = Schemas['CallbackObstacle']
type Filters = NonNullable<operations['listCallbacks']['parameters']['query']>

/** What the contract can filter by, and single callbacks. */
export type CallbackFilter = Schemas['CallbackFilter'] & { callbackIds?: number[] }

/** States in which nothing has come of a callback yet, but something may. */
export const UNSETTLED = ['received', 'failed', 'unknownReference', 'unknownStatus', 'parked'] as const satisfies CallbackState[]

export interface CallbackRow {
  id: number
  enterprise: Slug
  receivedAt: Date
  state: CallbackState
  reason: string | null
  reference: string | null
  messageId: string | null
  nativeNumber: string | null
  contentHash: Buffer | null
  statusSealed: Buffer | null
  /** The order it is about, as far as the hub knows one now. */
  orderId: string | null
  serial: number | null
  jointNumber: string | null
  correlationId: string | null
  delivery: Schemas['DeliveryState'] | null
}

const SELECT = `
  select callbacks.id, callbacks.enterprise, callbacks.received_at as "receivedAt", callbacks.state, reason, told_reference as reference,
         message_id as "messageId", told_native_number as "nativeNumber", content_hash as "contentHash", status_sealed as "statusSealed",
         orders.id as "orderId", serial, joint_number as "jointNumber", correlation_id as "correlationId", delivery
  from callbacks
  left join orders on orders.id = coalesce(order_id, (select id from orders where enterprise = callbacks.enterprise and reference = told_reference))
  left join applications on serial = application_serial
  where ($1::text is null or callbacks.state = $1)
    and ($2::text is null or callbacks.enterprise = $2)
    and ($3::text is null or joint_number = $3)
    and ($4::timestamptz is null or callbacks.received_at >= $4)
    and ($5::timestamptz is null or callbacks.received_at < $5)
    and ($6::bigint[] is null or callbacks.id = any($6))`

function valuesOf ({ state, enterprise, jointNumber, receivedFrom, receivedTo, callbackIds }: CallbackFilter): unknown[] {
  return [state, enterprise, jointNumber, receivedFrom, receivedTo, callbackIds]
}

/** Those that a filter takes and that can be taken again, in the order in which they came. */
export async function redrivableCallbacks (hub: Hub, connection: Queryable, filter: CallbackFilter): Promise<CallbackRow[]> {
  const { rows } = await connection.query<CallbackRow>(`${SELECT} and callbacks.state = any($7) order by callbacks.id`, [...valuesOf(filter), UNSETTLED])
  return rows.filter(row => obstacleOf(hub, row) === undefined)
}

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listCallbacks (hub: Hub, { cursor, limit = 20, ...filter }: Filters): Promise<Schemas['CallbackPage']> {
  const { rows } = await hub.pool.query<CallbackRow>(`${SELECT} and ($7::bigint is null or callbacks.id < $7) order by callbacks.id desc limit $8`,
    [...valuesOf(filter), readCursor(cursor), limit + 1])
  const page = rows.slice(0, limit)
  return { callbacks: page.map(row => present(hub, row)), ...rows.length > limit && { nextCursor: writeCursor(page.at(-1)!.id) } }
}

/** Throws Problem `callback-not-found`. */
export async function readCallback (hub: Hub, callbackId: number): Promise<Schemas['CallbackDetail']> {
  const { rows } = await hub.pool.query<CallbackRow>(SELECT, valuesOf({ callbackIds: [callbackId] }))
  const [row] = rows
  if (!row) throw new Problem('callback-not-found')
  const progress = progressOf(hub, row)
  return { callback: present(hub, row), ...progress && { meaning: presentMeaning(progress) } }
}

/** What its status means; nothing for a message that was never verified, or of an enterprise that is not connected now. */
function progressOf (hub: Hub, { id, enterprise, statusSealed }: CallbackRow): Progress | undefined {
  return statusSealed === null ? undefined : hub.enterprises.get(enterprise)?.mapping.progress(openStatus(hub, id, statusSealed))
}

/** Longer than any message is at work. */
const CUT_OFF = 60_000

/** Why an unsettled callback cannot be taken again; nothing where it can. */
function obstacleOf (hub: Hub, row: CallbackRow): Obstacle | undefined {
  if (row.state === 'received' && hub.now().getTime() - row.receivedAt.getTime() < CUT_OFF) return 'underWay'
  if (row.statusSealed === null) return 'notVerified'
  if (!hub.enterprises.has(row.enterprise)) return 'notConnected'
  if (row.orderId === null) return 'unknownReference'
  if (row.state === 'parked' && (row.delivery === 'pending' || row.delivery === 'unknown')) return 'notAcknowledged'
  if (row.state === 'unknownStatus' && progressOf(hub, row)!.kind === 'unknown') return 'unknownStatus'
  return undefined
}

export const CALLBACK_LABELS: Record<CallbackState, string> = {
  received: '已收到',
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

const OBSTACLES: Record<Obstacle, string> = {
  underWay: '正在处理',
  notVerified: '未经核验，须由企业重发',
  notConnected: '该企业未接入',
  unknownReference: '仍无此单号',
  notAcknowledged: '订单尚未确认送达，确认后自动采纳',
  unknownStatus: '状态代码仍未知，须更新对照表'
}

function present (hub: Hub, row: CallbackRow): Callback {
  const unsettled = (UNSETTLED as readonly CallbackState[]).includes(row.state)
  const obstacle = unsettled ? obstacleOf(hub, row) : undefined
  return {
    callbackId: row.id,
    enterprise: row.enterprise,
    enterpriseName: enterpriseName(hub.settings.enterprises, row.enterprise),
    receivedAt: localTime(row.receivedAt),
    state: row.state,
    stateLabel: CALLBACK_LABELS[row.state],
    ...row.reason !== null && { reason: row.reason },
    ...row.reference !== null && { reference: row.reference },
    ...row.messageId !== null && { messageId: row.messageId },
    ...row.orderId !== null && { orderId: row.orderId },
    ...row.jointNumber !== null && { jointNumber: row.jointNumber },
    redrivable: unsettled && obstacle === undefined,
    ...obstacle && { obstacle, obstacleLabel: OBSTACLES[obstacle] }
  }
}

/** Longer than any status of an interface document. */
const NATIVE_LIMIT = 64

function presentMeaning (progress: Progress): Schemas['CallbackMeaning'] {
  if (progress.kind === 'outOfArea') return { kind: progress.kind }
  if (progress.kind !== 'mapped') return { kind: progress.kind, native: [...progress.native].slice(0, NATIVE_LIMIT).join('') }
  const { kind, state, at, bookedFor } = progress
  return { kind, state, stateLabel: STATES[state].label, ...at && { at: localTime(new Date(at)) }, ...bookedFor && { bookedFor: localTime(new Date(bookedFor)) } }
}
