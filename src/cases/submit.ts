/** Takes an application in: everything it leads to is stored in one transaction before it is answered. */
import { randomUUID } from 'node:crypto'
import { jointNumber } from '../enterprises/county.ts'
import { route, type Routing, type Target } from '../enterprises/route.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { inSharedWork } from '../ground/database/shared-work.ts'
import { inWork, type Work } from '../ground/database/work.ts'
import type { SoundParts } from '../ground/form/form-checker.ts'
import type { ProgressSettings } from '../ground/access/progress-settings.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { concerns, matterAtHand } from '../ground/observe/matter.ts'
import type { Traces } from '../ground/observe/traces.ts'
import type { FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { holdFreeAttachments, nameAttachments } from '../records/attachments/attachments.ts'
import { claimWithNumber, findAnswer, hashOf, keepAnswer, type RequestKey } from '../records/idempotency/answers.ts'
import { acceptByOf, clockFactsOf } from '../records/clocks/clock.ts'
import { beginClocks, type ClockTerms } from '../records/clocks/follow.ts'
import { submitDraft, type SeenDraft } from '../records/drafts/drafts.ts'
import { storeApplication } from '../records/orders/application.ts'
import { newCodeCheck, QUERY_CODE_DIGITS } from '../records/orders/query-code.ts'
import { proposeAsWished } from '../records/visits/wished.ts'
import type { VisitTerms } from '../records/visits/arrange.ts'
import { insertApplication, nextSerial, RUNNING_NUMBERS, type NewApplication } from '../records/orders/new-orders.ts'
import { openOrders } from '../steps/open-orders.ts'
import type { Steps } from '../steps/steps.ts'
import type { Application } from '../views/applications.ts'
import { shownCode } from '../views/shown-code.ts'
import { answeringOf, factsOfNew, presentApplication, shownOf } from '../views/present-application.ts'
import { clocksOfOrder } from '../views/present-clock.ts'
import { cutNotices, fileErrors, lookFurther, type Checking } from './check-application.ts'

export interface Submitting extends Steps {
  clocks: ClockTerms
  visits: VisitTerms
  nameOf (slug: string): string
  settings: Routing['settings'] & {
    hub: {
      /** How long a second request with a running Idempotency-Key waits, milliseconds. */
      idempotencyWait: number
    }
    progress: ProgressSettings
  }
  /** So many digits that nobody can foresee. */
  digits (count: number): string
  metrics: Steps['metrics'] & { applicationAccepted (): void }
  traces: Pick<Traces, 'here'>
}

/** Who submits for the client, if that is not itself. */
export interface Submitter {
  by?: string | undefined
  /** The account of the person that answers for it from now on. */
  accountable?: string | null | undefined
  /** What the form was kept as until now: of one draft comes one application. */
  draft?: SeenDraft | undefined
}

/**
 * Throws Problem `validation-failed` with every failing field, `idempotency-key-reused`, `idempotency-key-busy`, or
 * `draft-changed` where the draft is there no more as it was seen. `form` is valid by the contract. A key that a
 * client repeats with the same form gives the answer that was given first.
 */
export async function submit (
  hub: Submitting, client: string, key: string, form: ApplicationForm,
  { by = client, accountable = null, draft }: Submitter = {}
): Promise<Application> {
  const { targets, errors } = route(hub, form)
  if (errors.length > 0) throw await allThatFails(hub, client, form)
  const request = { client, key }
  const bodyHash = hashOf(form)
  const wait = hub.settings.hub.idempotencyWait
  // What others may hold, or what is written in several steps, goes alone.
  const isPlain = !form.attachments && !draft && !form.basic.appointment?.plannedAt
  // Once taken it is nobody else's, even when the work comes to nothing: run again, it is not left out.
  let serial: number | undefined
  async function take (work: Work): Promise<Application> {
    const numbers = isPlain && serial === undefined ? RUNNING_NUMBERS : null
    const claimed = await claimWithNumber<Application>(work, hub.vault, request, { bodyHash, wait, numbers })
    if (claimed.given) return await asGiven(work, hub.vault, claimed.given)
    // Before a number is taken.
    const wrong = await fileErrors(form, targets, ids => holdFreeAttachments(work, client, ids))
    if (wrong.length > 0) throw new Problem('validation-failed', { errors: wrong })
    if (draft && !await submitDraft(work, draft)) throw new Problem('draft-changed')
    serial ??= claimed.number ?? await nextSerial(work)
    const answer = await openApplication(hub, work, { serial, client, by, accountable, form }, targets)
    keepAnswer(work, hub.vault, request, { bodyHash, serial, answer, now: hub.now() })
    concerns({ jointNumber: answer.jointNumber })
    work.afterwards(() => {
      hub.log.info({ enterprises: targets.map(({ enterprise }) => enterprise.slug) }, 'application accepted')
      hub.metrics.applicationAccepted()
    })
    return answer
  }
  if (!isPlain) return await inWork(hub, take)
  const isOwn = (error: unknown): boolean => error instanceof Problem
  return await inSharedWork(hub, { kind: 'submit', key: JSON.stringify([client, key]), isOwn }, take)
}

/** Of a form whose fields are right, or of which `readParts` reads what is: `failing` are those that are not. */
export async function allThatFails (
  hub: Checking, client: string, form: SoundParts, failing: FieldError[] = []
): Promise<Problem> {
  const { errors } = await lookFurther(hub, client, form)
  return new Problem('validation-failed', { errors: [...failing, ...errors] })
}

/**
 * The answer given before to this key, if there is one. Asked before the form is checked, because a repeat must be
 * answered as the first was even if its planned time has passed since. Throws Problem `idempotency-key-reused`.
 */
export async function answeredBefore (
  { pool, vault }: Pick<Submitting, 'pool' | 'vault'>, request: RequestKey, form: unknown
): Promise<Application | undefined> {
  const given = await findAnswer<Application>(pool, vault, request, hashOf(form))
  return given && await asGiven(pool, vault, given)
}

/** As it was given, but for a query code that has been given anew since: it is good no more. */
async function asGiven (connection: Queryable, vault: Vault, answer: Application): Promise<Application> {
  const { queryCode, progressPage: _progressPage, ...rest } = answer
  if (queryCode === undefined || await newCodeCheck(connection, vault)(answer.jointNumber, queryCode)) return answer
  const message = '查询码在受理之后已换发，受理时的查询码作废'
  return { ...rest, notices: [...rest.notices, { code: 'query-code-renewed', message }] }
}

type Submitted = Pick<NewApplication, 'serial' | 'client' | 'by' | 'accountable' | 'form'>

/** The answer is made of what was written, without reading it back. */
async function openApplication (
  hub: Submitting, work: Work, { serial, form, ...submitter }: Submitted, targets: Target[]
): Promise<Application> {
  const receivedAt = hub.now()
  const named = { jointNumber: jointNumber(hub.settings.county, serial), receivedAt }
  const facts = { ...named, notices: cutNotices(form, named, targets) }
  const queryCode = hub.digits(QUERY_CODE_DIGITS)
  const application = insertApplication(hub, work, {
    ...facts,
    serial,
    form,
    queryCode,
    correlationId: matterAtHand().correlationId ?? randomUUID(),
    traceparent: hub.traces.here() ?? null,
    ...submitter,
    orders: targets.length
  })
  if (form.attachments) nameAttachments(work, { serial, at: receivedAt }, form.attachments)
  await openOrders(hub, work, application, targets)
  const clocks = beginClocks(hub.clocks, work, application, clockFactsOf(form))
  await proposeAsWished(hub.visits, work, application, form)
  await storeApplication(hub, work, application)
  const acceptBy = acceptByOf(clocks)
  const presented = presentApplication(
    {
      ...facts, acceptBy, status: 'processing', erasedAt: null, answering: answeringOf(submitter), form: shownOf(form)
    },
    application.orders.map(order => factsOfNew(order, clocksOfOrder(hub, order, clocks))),
    { nameOf: hub.nameOf, isEnterprise: false })
  return { ...presented, ...shownCode(hub.settings.progress, queryCode) }
}
