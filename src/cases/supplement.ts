/** Takes corrected fields and files for an order whose enterprise asks for them (补正). */
import type { components } from '../../openapi/hub.d.ts'
import { regionErrors, type CountySettings } from '../enterprises/county.ts'
import { attachmentErrors } from '../enterprises/route.ts'
import type { Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import type { FormChecker } from '../ground/form/form-checker.ts'
import { mergePatches } from '../ground/form/merge-patch.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { holdFreeAttachments, nameAttachments } from '../records/attachments/attachments.ts'
import { hasOpenIntent, openIntents } from '../records/intents/intents.ts'
import { changeApplication, ordersSeen, type OrderAtHand } from '../records/orders/application.ts'
import { openCorrections, openForm } from '../records/orders/form.ts'
import type { Steps } from '../steps/steps.ts'
import { readApplication, type Application, type ApplicationNeeds } from '../views/applications.ts'

type Request = components['schemas']['SupplementRequest']

export interface Supplementing extends Steps, Omit<ApplicationNeeds, keyof Steps> {
  settings: { county: CountySettings }
}

/**
 * Throws Problem `application-not-found`; `no-material-wanted` when the order does not wait for any;
 * `supplement-under-way` when an earlier one has not reached the enterprise yet; `validation-failed` with every failing
 * field.
 */
export async function supplement (
  hub: Supplementing, checkForm: FormChecker, caller: Caller, jointNumber: string, request: Request
): Promise<Application> {
  const view = viewOf(caller)
  await changeApplication(hub, view, jointNumber, async (work, application) => {
    const order = ordersSeen(application, view).find(({ enterprise }) => enterprise === request.enterprise)
    if (!order) throw new Problem('validation-failed', { errors: [fieldError('/enterprise', 'no-such-order')] })
    if (order.state !== 'needsMaterial') throw new Problem('no-material-wanted')
    if (await hasOpenIntent(work, order.id, 'supplement')) {
      throw new Problem('supplement-under-way', { headers: { 'retry-after': '10' } })
    }
    const corrections = await check(hub, checkForm, caller.owner, { work, application, order }, request)
    const now = hub.now()
    const { serial } = application
    if (request.attachments) nameAttachments(work, { serial, orderId: order.id, at: now }, request.attachments)
    const { id: orderId, enterprise } = order
    const atDesk = order.desk !== null
    // Whoever has it before them at the desk sees that there is more to it.
    if (atDesk) application.changed.add(order)
    openIntents(hub.vault, work, [
      { orderId, enterprise, kind: 'supplement', at: now, now, atDesk, payload: { corrections } }
    ])
  })
  return await readApplication(hub, view, jointNumber)
}

/** The correction, if the form that it makes with those before is valid as a whole. */
async function check (
  hub: Supplementing, checkForm: FormChecker, client: string, { work, application, order }: OrderAtHand,
  { enterprise, changes = {}, attachments = [] }: Request
): Promise<unknown> {
  const form = openForm(hub.vault, { serial: application.serial, formSealed: application.formSealed! })
  const foreign = Object.keys(changes).filter(block => block !== 'basic' && block !== order.service)
  const own = Object.fromEntries(Object.entries(changes).filter(([block]) => !foreign.includes(block)))
  const corrections = [...openCorrections(hub.vault, order), own]
  const corrected = {
    ...mergePatches(form, corrections) as ApplicationForm, attachments: replaced(form.attachments ?? [], attachments)
  }
  // A planned time that was right when the application came in is not wrong because it has passed since.
  const asOf = changes.basic && 'appointment' in changes.basic ? hub.now() : application.receivedAt
  const free = attachments.length === 0 ? [] : await holdFreeAttachments(work, client, attachments.map(({ id }) => id))
  const wrong = checkForm(corrected, asOf)
  const errors: FieldError[] = [
    ...foreign.map(block => fieldError(`/changes/${block}`, 'not-its-block')),
    ...(wrong.length > 0 ? wrong : regionErrors(hub.settings.county, corrected)).map(placed),
    ...attachments.length === 0 ? [] : attachmentErrors(attachments, free, [hub.enterprises.get(enterprise)!])
  ]
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
  return own
}

/** Where the failing field stands in the request. */
function placed (error: FieldError): FieldError {
  return error.pointer.startsWith('/attachments') ? error : { ...error, pointer: `/changes${error.pointer}` }
}

type Named = NonNullable<ApplicationForm['attachments']>

/** New files take the place of earlier ones of their kind. */
function replaced (earlier: Named, named: Named): Named {
  return [...earlier.filter(({ kind }) => !named.some(other => other.kind === kind)), ...named]
}
