/** Takes an application in: everything it leads to is stored in one transaction before it is answered. */
import { createHash, randomUUID } from 'node:crypto'
import { configure } from 'safe-stable-stringify'
import type { components } from '../../openapi/hub.d.ts'
import { freeAttachments, nameAttachments } from '../records/attachments/attachments.ts'
import { addWorkingDays, calendarCovers } from '../ground/calendar/working-days.ts'
import { afterCommit, transaction, type Connection, type Queryable } from '../ground/database/pool.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { Hub } from '../hub.ts'
import { concerns, matterAtHand } from '../ground/observe/matter.ts'
import { storeSearchHashes } from '../records/orders/search-hashes.ts'
import { Problem } from '../ground/problem/problem.ts'
import { sealForm } from '../records/orders/form.ts'
import { addOrder } from '../steps/open-order.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { readBySerial, type Application } from '../views/applications.ts'
import { jointNumber } from '../enterprises/county.ts'
import { attachmentErrors, route, type Target } from '../enterprises/route.ts'

/** Acceptance and survey are promised within one working day (建办〔2023〕87号). */
const PROMISED_WORKING_DAYS = 1

/**
 * Throws Problem `validation-failed` with every failing field, `idempotency-key-reused`, or `idempotency-key-busy`. `form` is
 * valid by the contract. A key that a client repeats with the same form gives the answer that was given first.
 */
export async function submit (hub: Hub, client: string, key: string, form: ApplicationForm): Promise<Application> {
  const { targets, errors } = route(hub.enterprises, hub.settings, form)
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
  const alarms: Alarm[] = []
  const answer = await transaction(hub.pool, async connection => {
    const repeated = await claimKey(hub, connection, { client, key }, form)
    if (repeated) return repeated
    const serial = await storeApplication(hub, connection, client, form, targets, alarms)
    const answer = await readBySerial(hub, connection, serial)
    await connection.query('update idempotency_keys set answer_sealed = $3, application_serial = $4 where client_id = $1 and key = $2', [client, key, hub.vault.seal(['answer', client, key], answer), serial])
    concerns({ jointNumber: answer.jointNumber })
    afterCommit(connection, () => {
      hub.log.info({ enterprises: targets.map(({ enterprise }) => enterprise.slug) }, 'application accepted')
      hub.metrics.applicationAccepted()
    })
    return answer
  })
  // At the same moment to all of them (统一受理).
  await hub.alarms.set(alarms)
  return answer
}

/** A client names its requests as it likes, so only both together name one. */
export interface RequestKey { client: string, key: string }

/**
 * The answer given before to this key, if there is one. Asked before the form is checked, because a repeat must be answered as
 * the first was even if its planned time has passed since. Throws Problem `idempotency-key-reused`.
 */
export async function answeredBefore (hub: Hub, request: RequestKey, form: unknown): Promise<Application | undefined> {
  return await findAnswer(hub, hub.pool, request, hashOf(form))
}

async function findAnswer (hub: Hub, connection: Queryable, { client, key }: RequestKey, hash: Buffer): Promise<Application | undefined> {
  const { rows } = await connection.query<{ bodyHash: Buffer, answerSealed: Buffer }>(`
    select body_hash as "bodyHash", answer_sealed as "answerSealed" from idempotency_keys where client_id = $1 and key = $2`, [client, key])
  if (rows[0] && !rows[0].bodyHash.equals(hash)) throw new Problem('idempotency-key-reused')
  return rows[0] && hub.vault.open(['answer', client, key], rows[0].answerSealed)
}

/** No form is that deep; what is deeper is refused for what it is, not for its depth. */
const stringify = configure({ maximumDepth: 20 })

function hashOf (form: unknown): Buffer {
  return createHash('sha256').update(stringify(form) ?? '').digest()
}

/** PostgreSQL: lock_not_available. */
const LOCKED = '55P03'

/**
 * Claims the key for this transaction. A second request waits here for the first to end, for `idempotencyWait` at most, and
 * then finds its answer.
 */
async function claimKey (hub: Hub, connection: Connection, request: RequestKey, form: ApplicationForm): Promise<Application | undefined> {
  const hash = hashOf(form)
  await connection.query("select set_config('lock_timeout', $1, true)", [String(hub.settings.hub.idempotencyWait)])
  try {
    const { rowCount } = await connection.query(`
      insert into idempotency_keys (client_id, key, body_hash, created_at) values ($1, $2, $3, $4) on conflict do nothing`, [request.client, request.key, hash, hub.now()])
    await connection.query("select set_config('lock_timeout', '0', true)")
    if (rowCount === 1) return undefined
  } catch (error) {
    if ((error as { code?: string }).code !== LOCKED) throw error
    throw new Problem('idempotency-key-busy', { headers: { 'retry-after': '1' } })
  }
  return await findAnswer(hub, connection, request, hash)
}

async function storeApplication (hub: Hub, connection: Connection, client: string, form: ApplicationForm, targets: Target[], alarms: Alarm[]): Promise<number> {
  const named = form.attachments ?? []
  const errors = named.length === 0 ? [] : attachmentErrors(named, await freeAttachments(connection, client, named.map(({ id }) => id)), targets.map(({ enterprise }) => enterprise))
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
  const serial = await insertApplication(hub, connection, client, form)
  if (named.length > 0) await nameAttachments(connection, { serial, at: hub.now() }, named)
  for (const target of targets) await addOrder(hub, connection, serial, target, alarms)
  return serial
}

async function insertApplication (hub: Hub, connection: Connection, client: string, form: ApplicationForm): Promise<number> {
  const now = hub.now()
  const acceptBy = addWorkingDays(now, PROMISED_WORKING_DAYS)
  const { rows } = await connection.query<{ serial: number }>("select nextval('joint_number') as serial")
  const { serial } = rows[0]!
  await connection.query(`
    insert into applications (serial, joint_number, received_at, accept_by, portal_case_number, form_sealed, notices, correlation_id, traceparent, client_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  [
    serial, jointNumber(hub.settings.county, serial), now, acceptBy, form.portalCaseNumber ?? null, sealForm(hub, serial, form),
    JSON.stringify(notices(form, acceptBy)), matterAtHand().correlationId ?? randomUUID(), hub.traces.here() ?? null, client
  ])
  await storeSearchHashes(hub, connection, serial, form.basic)
  return serial
}

function notices (form: ApplicationForm, acceptBy: Date): Array<components['schemas']['Notice']> {
  const times = [acceptBy, ...form.basic.appointment?.plannedAt ? [new Date(form.basic.appointment.plannedAt)] : []]
  if (times.every(calendarCovers)) return []
  return [{ code: 'calendar-not-covered', message: '国务院办公厅尚未公布或系统尚未收录该年度放假安排，工作日暂按周一至周五推算' }]
}
