/** Takes corrected fields and files for an order whose enterprise asks for them (补正). */
import type { components } from '../../openapi/hub.d.ts'
import type { Caller } from '../doors/http/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { freeAttachments, nameAttachments } from '../records/attachments/attachments.ts'
import { transaction, type Connection } from '../ground/database/pool.ts'
import { hasOpenIntent, openIntent } from '../records/intents/intents.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { Hub } from '../hub.ts'
import { fieldError, Problem, type FieldError } from '../ground/problem/problem.ts'
import type { FormChecker } from '../ground/form/form-checker.ts'
import { openCorrections, openForm, type SealedForm } from '../records/orders/form.ts'
import { composePatches, mergePatch } from '../ground/form/merge-patch.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { readApplication, type Application } from '../views/applications.ts'
import { regionErrors } from '../enterprises/county.ts'
import { attachmentErrors } from '../enterprises/route.ts'
import { lockOrders, type LockedOrder } from '../records/orders/transition.ts'

type Request = components['schemas']['SupplementRequest']

/**
 * Throws Problem `application-not-found`; `no-material-wanted` when the order does not wait for any; `supplement-under-way` when an
 * earlier one has not reached the enterprise yet; `validation-failed` with every failing field.
 */
export async function supplement (hub: Hub, checkForm: FormChecker, caller: Caller, jointNumber: string, request: Request): Promise<Application> {
  const alarms: Alarm[] = []
  await transaction(hub.pool, async connection => {
    const orders = await lockOrders(connection, viewOf(caller), jointNumber)
    const order = orders.find(({ enterprise }) => enterprise === request.enterprise)
    if (!order) throw new Problem('validation-failed', { errors: [fieldError('/enterprise', 'no-such-order')] })
    if (order.state !== 'needsMaterial') throw new Problem('no-material-wanted')
    if (await hasOpenIntent(connection, order.id, 'supplement')) throw new Problem('supplement-under-way', { headers: { 'retry-after': '10' } })
    const corrections = await check(hub, checkForm, connection, caller.id, order, request)
    const now = hub.now()
    if (request.attachments) await nameAttachments(connection, { serial: order.applicationSerial, orderId: order.id, at: now }, request.attachments)
    alarms.push(...await openIntent(hub, connection, { orderId: order.id, enterprise: order.enterprise, kind: 'supplement', at: now, now, payload: { corrections } }))
  })
  await hub.alarms.set(alarms)
  return await readApplication(hub, viewOf(caller), jointNumber)
}

/** The order's corrections with these on top, if the form they make is valid as a whole. */
async function check (hub: Hub, checkForm: FormChecker, connection: Connection, client: string, order: LockedOrder, { enterprise, changes = {}, attachments = [] }: Request): Promise<unknown> {
  const { rows } = await connection.query<SealedForm & { correctionsSealed: Buffer | null, receivedAt: Date }>(`
    select serial, form_sealed as "formSealed", corrections_sealed as "correctionsSealed", received_at as "receivedAt"
    from applications join orders on application_serial = serial where orders.id = $1`, [order.id])
  const { receivedAt, correctionsSealed } = rows[0]!
  const form = openForm(hub, rows[0]!)
  const earlier = openCorrections(hub, order.id, correctionsSealed)
  const foreign = Object.keys(changes).filter(block => block !== 'basic' && block !== order.service)
  const own = Object.fromEntries(Object.entries(changes).filter(([block]) => !foreign.includes(block)))
  const corrections = composePatches(earlier, own)
  const corrected = { ...mergePatch(form, corrections) as ApplicationForm, attachments: replaced(form.attachments ?? [], attachments) }
  // A planned time that was right when the application came in is not wrong because it has passed since.
  const asOf = changes.basic && 'appointment' in changes.basic ? hub.now() : receivedAt
  const errors: FieldError[] = [
    ...foreign.map(block => fieldError(`/changes/${block}`, 'not-its-block')),
    ...[...checkForm(corrected, asOf), ...regionErrors(hub.settings.county, corrected)].map(error => ({ ...error, pointer: error.pointer.startsWith('/attachments') ? error.pointer : `/changes${error.pointer}` })),
    ...attachments.length === 0
      ? []
      : attachmentErrors(attachments, await freeAttachments(connection, client, attachments.map(({ id }) => id)), [hub.enterprises.get(enterprise)!])
  ]
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
  return corrections
}

type Named = NonNullable<ApplicationForm['attachments']>

/** New files take the place of earlier ones of their kind. */
function replaced (earlier: Named, named: Named): Named {
  return [...earlier.filter(({ kind }) => !named.some(other => other.kind === kind)), ...named]
}
