/**
 * Says what is wrong with a form, and of one that nothing is wrong with what would come of it: whatever a submission
 * finds is found here.
 */
import type { components } from '../../openapi/hub.d.ts'
import { jointNumber } from '../enterprises/county.ts'
import { attachmentErrors, route, type Routing, type Target } from '../enterprises/route.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { FormChecker, PartReader, SoundParts } from '../ground/form/form-checker.ts'
import { orderView, type ApplicationForm } from '../ground/form/order-view.ts'
import type { FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { freeAttachments, type FreeAttachment } from '../records/attachments/attachments.ts'
import { clockFactsOf } from '../records/clocks/clock.ts'
import { foreseeAcceptBy, type ClockTerms } from '../records/clocks/follow.ts'

type Schemas = components['schemas']

export interface Checking extends Routing { pool: Queryable }

/** Of the contract. */
export interface FormChecks { checkForm: FormChecker, readParts: PartReader }

/** Stores nothing. `form` is whatever has been filled in of one. */
export async function checkApplication (
  hub: Checking & { clocks: ClockTerms, now (): Date }, { checkForm, readParts }: FormChecks, client: string,
  form: unknown
): Promise<Schemas['ApplicationCheck']> {
  const now = hub.now()
  const failing = checkForm(form, now)
  const sound = failing.length > 0 ? readParts(form) : form as ApplicationForm
  const { targets, errors } = await lookFurther(hub, client, sound)
  const all = [...failing, ...errors]
  const orders = targets.map(({ enterprise: { slug, name }, service, kind }) =>
    ({ enterprise: slug, enterpriseName: name, service, kind }))
  if (all.length > 0) {
    // As many as a submission is told.
    const { errors: told = [], errorsOmitted } = new Problem('validation-failed', { errors: all })
    return { valid: false, errors: told, ...errorsOmitted > 0 && { errorsOmitted }, orders, notices: [] }
  }
  const acceptBy = foreseeAcceptBy(hub.clocks, { receivedAt: now, orders }, clockFactsOf(form as ApplicationForm))
  // Cutting does not depend on the number.
  const named = { jointNumber: jointNumber(hub.settings.county, 1), receivedAt: now }
  const notices = cutNotices(form as ApplicationForm, named, targets)
  return { valid: true, errors: [], orders, ...acceptBy && { acceptBy: localTime(acceptBy) }, notices }
}

/** What is wrong with a form beyond its fields, as far as its parts are sound: where it goes, and its files. */
export async function lookFurther (
  hub: Checking, client: string, form: SoundParts
): Promise<{ targets: Target[], errors: FieldError[] }> {
  const { targets, errors } = route(hub, form)
  const files = await fileErrors(form, targets, ids => freeAttachments(hub.pool, client, ids))
  return { targets, errors: [...errors, ...files] }
}

export async function fileErrors (
  { attachments = [] }: Pick<SoundParts, 'attachments'>, targets: Target[],
  freeAmong: (ids: string[]) => Promise<FreeAttachment[]>
): Promise<FieldError[]> {
  if (attachments.length === 0) return []
  const free = await freeAmong(attachments.map(({ id }) => id))
  return attachmentErrors(attachments, free, targets.map(({ enterprise }) => enterprise))
}

/** What the applicant wrote and an enterprise does not get in full, as its mapping says. */
export function cutNotices (
  form: ApplicationForm, { jointNumber, receivedAt }: { jointNumber: string, receivedAt: Date }, targets: Target[]
): Array<Schemas['Notice']> {
  const received = { jointNumber, receivedAt: localTime(receivedAt), form }
  return targets.flatMap(({ enterprise: { slug, name, mapping }, service }) => {
    // Cutting does not depend on what the order is called.
    const cut = mapping.cut?.(orderView(service, '', received)) ?? []
    return cut.map(pointer => {
      const message = `${name}的系统容不下全部说明，「${LABELS[pointer.split('/')[2]!]}」不能完整送达`
      return { code: 'text-cut', message, enterprise: slug, pointer }
    })
  })
}

const LABELS: Record<string, string> = {
  kindText: '业务种型（其他）说明', businessNatureText: '业务性质（其他）说明', remark: '备注'
}
