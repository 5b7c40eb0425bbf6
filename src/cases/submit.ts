/** Takes an application in: everything it leads to is stored in one transaction before it is answered. */
import { createHash, randomUUID } from 'node:crypto'
import { configure } from 'safe-stable-stringify'
import type { components } from '../../openapi/hub.d.ts'
import { jointNumber } from '../enterprises/county.ts'
import { attachmentErrors, route, type Routing, type Target } from '../enterprises/route.ts'
import { addWorkingDays, calendarCovers } from '../ground/calendar/working-days.ts'
import { inWork, type Work } from '../ground/database/work.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { concerns, matterAtHand } from '../ground/observe/matter.ts'
import type { Traces } from '../ground/observe/traces.ts'
import { Problem } from '../ground/problem/problem.ts'
import { freeAttachments, nameAttachments } from '../records/attachments/attachments.ts'
import { claimKey, findAnswer, keepAnswer, unanswered, type RequestKey } from '../records/idempotency/answers.ts'
import { storeApplication } from '../records/orders/application.ts'
import { insertApplication, nextSerial, type NewApplication } from '../records/orders/new-orders.ts'
import { openOrders } from '../steps/open-orders.ts'
import type { Steps } from '../steps/steps.ts'
import type { Application } from '../views/applications.ts'
import { factsOfNew, presentApplication, shownOf } from '../views/present-application.ts'

/** Acceptance and survey are promised within one working day (建办〔2023〕87号). */
const PROMISED_WORKING_DAYS = 1

export interface Submitting extends Steps {
  nameOf (slug: string): string
  settings: Routing['settings'] & {
    hub: {
      /** How long a second request with a running Idempotency-Key waits, milliseconds. */
      idempotencyWait: number
    }
  }
  metrics: Steps['metrics'] & { applicationAccepted (): void }
  traces: Pick<Traces, 'here'>
}

/**
 * Throws Problem `validation-failed` with every failing field, `idempotency-key-reused`, or `idempotency-key-busy`.
 * `form` is valid by the contract. A key that a client repeats with the same form gives the answer that was given
 * first.
 */
export async function submit (
  hub: Submitting, client: string, key: string, form: ApplicationForm
): Promise<Application> {
  const { targets, errors } = route(hub, form)
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
  const request = { client, key }
  const bodyHash = hashOf(form)
  return await inWork(hub, async work => {
    const claim = claimKey<Application>(work, hub.vault, request, bodyHash, hub.settings.hub.idempotencyWait)
    // Sent behind it without waiting, where nothing else can refuse the application.
    const early = form.attachments ? undefined : nextSerial(work, unanswered(request))
    // What fails with the claim is told of by the claim.
    early?.catch(() => {})
    const given = await claim
    if (given) return given
    await checkAttachments(work, client, form, targets)
    const serial = (await (early ?? nextSerial(work, unanswered(request))))!
    const answer = await openApplication(hub, work, { serial, client, form }, targets)
    keepAnswer(work, hub.vault, request, { bodyHash, serial, answer, now: hub.now() })
    concerns({ jointNumber: answer.jointNumber })
    work.afterwards(() => {
      hub.log.info({ enterprises: targets.map(({ enterprise }) => enterprise.slug) }, 'application accepted')
      hub.metrics.applicationAccepted()
    })
    return answer
  })
}

/**
 * The answer given before to this key, if there is one. Asked before the form is checked, because a repeat must be
 * answered as the first was even if its planned time has passed since. Throws Problem `idempotency-key-reused`.
 */
export async function answeredBefore (
  { pool, vault }: Pick<Submitting, 'pool' | 'vault'>, request: RequestKey, form: unknown
): Promise<Application | undefined> {
  return await findAnswer(pool, vault, request, hashOf(form))
}

/** No valid form is nested that deep; one that is deeper fails the contract's own checks. */
const stringify = configure({ maximumDepth: 20 })

function hashOf (form: unknown): Buffer {
  return createHash('sha256').update(stringify(form) ?? '').digest()
}

/** Before a number is taken. Throws Problem `validation-failed`. */
async function checkAttachments (
  work: Work, client: string, { attachments = [] }: ApplicationForm, targets: Target[]
): Promise<void> {
  if (attachments.length === 0) return
  const free = await freeAttachments(work, client, attachments.map(({ id }) => id))
  const errors = attachmentErrors(attachments, free, targets.map(({ enterprise }) => enterprise))
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
}

/** The answer is made of what was written, without reading it back. */
async function openApplication (
  hub: Submitting, work: Work, { serial, client, form }: Pick<NewApplication, 'serial' | 'client' | 'form'>,
  targets: Target[]
): Promise<Application> {
  const receivedAt = hub.now()
  const acceptBy = addWorkingDays(receivedAt, PROMISED_WORKING_DAYS)
  const facts = {
    jointNumber: jointNumber(hub.settings.county, serial), receivedAt, acceptBy, notices: noticesOf(form, acceptBy)
  }
  const application = insertApplication(hub, work, {
    ...facts,
    serial,
    form,
    correlationId: matterAtHand().correlationId ?? randomUUID(),
    traceparent: hub.traces.here() ?? null,
    client,
    orders: targets.length
  })
  if (form.attachments) nameAttachments(work, { serial, at: receivedAt }, form.attachments)
  await openOrders(hub, work, application, targets)
  storeApplication(hub, work, application)
  return presentApplication(
    { ...facts, status: 'processing', erasedAt: null, form: shownOf(form) },
    application.orders.map(factsOfNew), { nameOf: hub.nameOf, isEnterprise: false })
}

function noticesOf (form: ApplicationForm, acceptBy: Date): Array<components['schemas']['Notice']> {
  const times = [acceptBy, ...form.basic.appointment?.plannedAt ? [new Date(form.basic.appointment.plannedAt)] : []]
  if (times.every(calendarCovers)) return []
  return [{ code: 'calendar-not-covered', message: '国务院办公厅尚未公布或系统尚未收录该年度放假安排，工作日暂按周一至周五推算' }]
}
