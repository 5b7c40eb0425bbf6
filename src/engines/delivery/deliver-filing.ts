/** Hands filings to the approvals system: alarm -> mapping.project() -> adapter.submit() -> items -> reactions. */
import type { FilingItem } from '../../../mappings/filing.ts'
import { Failure } from '../../../adapters/failure.ts'
import type { ConnectedApprovals } from '../../enterprises/connected-approvals.ts'
import { inOneGo } from '../../ground/database/work.ts'
import { atWork, concerns } from '../../ground/observe/matter.ts'
import type { Handler } from '../../ground/queue/alarms.ts'
import { filingFilesOf, noteFiledAs } from '../../records/attachments/filing-files.ts'
import { giveReason, noteFiling, type FilingAtHand } from '../../records/filings/change-filing.ts'
import { isOpen } from '../../records/filings/filing-states.ts'
import { claimFilingIntent, type FilingClaim, type FilingTask } from '../../records/intents/filing-intents.ts'
import { closeIntent } from '../../records/intents/intents.ts'
import { endFiling } from '../../steps/end-filing.ts'
import { takeIn } from '../../steps/filing-progress.ts'
import { readBreaker, type Breaker } from './breaker.ts'
import { cancelAtDepartments } from './cancel-at-departments.ts'
import { recordExchange, writeDown } from './exchanges.ts'
import { failFiling } from './fail-filing.ts'
import { changeFilingOf, guarded, loadFiling, type FilingAttempt, type FilingDelivery } from './filing-attempt.ts'
import { throughGate } from './gate.ts'
import { askDepartments, applyItems } from './inquire-filing.ts'
import { leaseFrom, underLease } from './lease.ts'

/** Answers the alarms of the approvals system's queue. */
export function deliverFilings (delivery: FilingDelivery, approvals: ConnectedApprovals): Handler {
  return id => atWork({ enterprise: approvals.slug }, async () => {
    const now = delivery.now()
    const leasedUntil = leaseFrom(now, delivery, approvals)
    const [claim, breaker] = await inOneGo<[FilingClaim, Breaker]>(delivery.pool, connection => [
      claimFilingIntent(connection, id, now, leasedUntil), readBreaker(connection, approvals.slug)
    ])
    if (!claim || 'again' in claim) return claim?.again
    const { intent, about: { correlationId, traceparent, jointNumber, reference } } = claim
    concerns({ correlationId, jointNumber, reference })
    const span = delivery.traces.open({ name: `deliver filing ${intent.kind}`, begun: traceparent, startedAt: now })
    const attempted = span.run(() =>
      underLease(delivery, approvals, intent, () => attempt(delivery, approvals, intent, breaker)))
    return await attempted.finally(() => span.end({ attributes: { 'lianban.attempt': intent.attempts } }))
  })
}

async function attempt (
  delivery: FilingDelivery, approvals: ConnectedApprovals, intent: FilingAttempt['intent'], breaker: Breaker
): Promise<Date | undefined> {
  const loaded = await loadFiling(delivery.pool, delivery.vault, intent.filingId)
  const order = { id: loaded.filing.orderId, personal: loaded.personal }
  const about = { approvals, intent, loaded, order, unwritten: [] }
  try {
    const carriedOut = throughGate(delivery, approvals, breaker, intent, async guard => {
      const adapter = guarded(approvals.adapter, guard, loaded.personal)
      return await CARRY_OUT[intent.kind](delivery, { ...about, adapter })
    })
    return await carriedOut.finally(() => writeDown(delivery, about))
  } catch (error) {
    return await failFiling(delivery, about, error)
  }
}

/** Answers when to come back, or nothing when the intent is over. */
type CarryOut = (delivery: FilingDelivery, attempt: FilingAttempt) => Promise<Date | undefined>

const CARRY_OUT: Record<FilingTask, CarryOut> = {
  place: submit, watch: askDepartments, withdraw: cancelAtDepartments, supplement: correct
}

/**
 * The same content under the same reference is the same filing, however often it is submitted. What is wanted back, and
 * may have arrived, is asked about first.
 */
async function submit (delivery: FilingDelivery, attempt: FilingAttempt): Promise<Date | undefined> {
  const { adapter, intent, loaded: { filing, wish } } = attempt
  if (filing.state !== 'pending') return await close(delivery, attempt)
  if (wish !== undefined) {
    const known = intent.askFirst
      ? await recordExchange(delivery, attempt, 'askFiling', () => adapter.inquire(filing.reference))
      : undefined
    return await changeFilingOf(delivery, attempt, async at => {
      closeIntent(at.work, intent)
      if (known?.kind === 'found') await applyItems(delivery, attempt, at, known.items)
      else await takeBack(delivery, at, wish)
      return undefined
    })
  }
  const project = await projectOf(delivery, attempt)
  const submission = await recordExchange(delivery, attempt, 'file', () => adapter.submit(project))
  if (submission.kind === 'otherContent') throw otherContent()
  return await changeFilingOf(delivery, attempt, async at => {
    closeIntent(at.work, intent)
    if (submission.kind === 'submitted') {
      const { nativeNumber, departments } = submission
      await takeIn(delivery, at, 'answer', { nativeNumber, projectNumbers: byItem(attempt, departments) })
    } else if (at.filing.state === 'pending') {
      giveReason(delivery, at, submission.reason)
      noteFiling(delivery, at, { event: 'declined', source: 'answer', remark: submission.reason })
      await endFiling(delivery, at, 'refused')
    }
    return undefined
  })
}

/** It never arrived, or was never sent. */
async function takeBack (delivery: FilingDelivery, at: FilingAtHand, remark: string): Promise<void> {
  if (at.filing.state !== 'pending') return
  noteFiling(delivery, at, { event: 'cancelled', source: 'inquiry', remark })
  await endFiling(delivery, at, 'cancelled')
}

/** A correction; where no department waits for it any more nothing is sent, and the filing shows that. */
async function correct (delivery: FilingDelivery, attempt: FilingAttempt): Promise<Date | undefined> {
  const { adapter, intent, loaded: { filing } } = attempt
  if (!isOpen(filing.state)) return await close(delivery, attempt)
  const project = await projectOf(delivery, attempt)
  const submission = await recordExchange(delivery, attempt, 'refile', () => adapter.submit(project))
  const known = submission.kind === 'otherContent'
    ? await recordExchange(delivery, attempt, 'askFiling', () => adapter.inquire(filing.reference))
    : undefined
  return await changeFilingOf(delivery, attempt, async at => {
    closeIntent(at.work, intent)
    if (submission.kind === 'submitted') {
      at.filing.failure = null
      noteFiling(delivery, at, { event: 'correctionSent', source: 'answer' })
      return undefined
    }
    const { reason } = submission
    at.filing.failure = { code: 'correction-not-taken', message: `补正未被审批系统接收：${reason}` }
    noteFiling(delivery, at, { event: 'correctionMissed', source: 'answer', remark: reason })
    if (known?.kind === 'found') await applyItems(delivery, attempt, at, known.items)
    return undefined
  })
}

async function close (delivery: FilingDelivery, attempt: FilingAttempt): Promise<undefined> {
  await changeFilingOf(delivery, attempt, async at => { closeIntent(at.work, attempt.intent) })
}

/** Files are handed in once: what is submitted again has to be the same. */
async function projectOf (delivery: FilingDelivery, { approvals, adapter, loaded }: FilingAttempt): Promise<unknown> {
  const { filing, content } = loaded
  if (!content) throw new Failure({ comeBack: 'never', fault: 'hub', code: 'person-erased', message: '个人信息已删除' })
  const stored = new Map((await filingFilesOf(delivery.pool, filing.id)).map(({ id, filedAs }) => [id, filedAs]))
  const materials: Array<{ name: string, fileId: string }> = []
  for (const { id, name } of content.materials) {
    const fileId = stored.get(id) ?? await handIn(delivery, adapter, id, name)
    materials.push({ name, fileId })
  }
  const { items, lengthMetres, route, startDate, endDate, projectName, applicant, contact, address } = content
  const { reference, mode } = filing
  return approvals.mapping.project({
    reference,
    projectName,
    applicant,
    contact,
    mode: mode === 'notice' ? 'notice' : 'parallel',
    lengthMetres,
    address,
    route,
    startDate,
    endDate,
    items,
    commitment: content.commitment,
    materials
  }, approvals.site)
}

async function handIn (
  { pool, storage }: FilingDelivery, adapter: FilingAttempt['adapter'], id: string, name: string
): Promise<string> {
  const fileId = await adapter.upload(await storage.get(pool, id), name)
  await noteFiledAs(pool, id, fileId)
  return fileId
}

function otherContent (): Failure {
  return new Failure({
    comeBack: 'never', fault: 'hub', code: 'other-content', message: '审批系统已有同一流水号的另一份申报', alert: true
  })
}

function byItem (
  { approvals: { mapping } }: FilingAttempt, departments: Array<{ itemCode: string, projectNumber: string }>
): Map<FilingItem, string> {
  return new Map(departments.flatMap(({ itemCode, projectNumber }) => {
    const item = mapping.item(itemCode)
    return item === undefined ? [] : [[item, projectNumber] as const]
  }))
}
