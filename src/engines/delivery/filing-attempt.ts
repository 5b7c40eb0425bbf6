/** One attempt at an intent about a filing: what is known of it, and the way to the approvals system. */
import type { ApprovalsAdapter } from '../../../adapters/approvals-adapter.ts'
import type { ConnectedApprovals } from '../../enterprises/connected-approvals.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import { personalValues, type PersonalValues } from '../../ground/redaction/personal-values.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { filingAtHand, storeFiling, type FilingAtHand } from '../../records/filings/change-filing.ts'
import { filingById, openContent, openWords, type Filing, type FilingContent } from '../../records/filings/filing.ts'
import type { FilingIntent } from '../../records/intents/filing-intents.ts'
import { changeOrder, type OrderAtHand } from '../../records/orders/application.ts'
import { openCorrections, openForm } from '../../records/orders/form.ts'
import type { FilingTerms } from '../../steps/filing-terms.ts'
import type { Attempt, Delivery } from './attempt.ts'
import type { Guard } from './breaker.ts'
import { writingDown } from './exchanges.ts'
import { presenting } from './presentable-adapter.ts'

export interface FilingDelivery extends Delivery, Omit<FilingTerms, keyof Delivery> {}

export interface LoadedFiling {
  filing: Filing
  /** Nothing is left of it once the person has been erased. */
  content: FilingContent | undefined
  /** Why it is wanted back, if it is. */
  wish: string | undefined
  /** To be masked: of the applicant, and whom and where the filing names. */
  personal: PersonalValues
}

export interface FilingAttempt extends Pick<Attempt, 'unwritten'> {
  approvals: ConnectedApprovals
  /** The way to the system for this attempt. */
  adapter: Pick<ApprovalsAdapter<unknown, unknown>, 'submit' | 'inquire' | 'cancel' | 'upload'>
  intent: FilingIntent
  /** As it stood when the attempt began. */
  loaded: LoadedFiling
  /** The order that it belongs to: exchanges stand in its trail. */
  order: { id: string, personal: PersonalValues }
}

interface Row { serial: number, formSealed: Buffer | null, orderId: string, correctionsSealed: Buffer | null }

export async function loadFiling (connection: Queryable, vault: Vault, id: string): Promise<LoadedFiling> {
  const filing = (await filingById(connection, id))!
  const { rows: [row] } = await connection.query<Row>(`
    select serial, form_sealed as "formSealed", orders.id as "orderId", corrections_sealed as "correctionsSealed"
    from orders join applications on serial = application_serial where orders.id = $1`, [filing.orderId])
  const { serial, formSealed, orderId, correctionsSealed } = row!
  const content = openContent(vault, filing)
  const wish = openWords(vault, 'filingCancelReason', id, filing.cancelReasonSealed)
  const form = formSealed ? openForm(vault, { serial, formSealed }) : undefined
  const { address, contact, route } = content ?? {}
  const personal = personalValues(
    form, openCorrections(vault, { id: orderId, correctionsSealed }), { address, contact, route }, wish)
  return { filing, content, wish, personal }
}

/** The adapter with what is done around each of its calls. */
export function guarded (
  adapter: ApprovalsAdapter<unknown, unknown>, guard: Guard, personal: PersonalValues
): FilingAttempt['adapter'] {
  const present = presenting(personal)
  const wrap: Guard = call => present(() => guard(call))
  return {
    submit: project => wrap(() => adapter.submit(project)),
    inquire: reference => wrap(() => adapter.inquire(reference)),
    cancel: (reference, reason) => wrap(() => adapter.cancel(reference, reason)),
    upload: (content, name) => wrap(() => adapter.upload(content, name))
  }
}

/** Changes the filing that an attempt is about; what was said so far is written down in the same work. */
export async function changeFilingOf<T> (
  delivery: FilingDelivery, attempt: Pick<FilingAttempt, 'unwritten' | 'order' | 'intent'>,
  change: (at: FilingAtHand) => Promise<T>
): Promise<T> {
  const changeFiling = async (order: OrderAtHand): Promise<T> => {
    const at = filingAtHand(order, (await filingById(order.work, attempt.intent.filingId))!)
    const result = await change(at)
    storeFiling(delivery, at)
    return result
  }
  return await writingDown(attempt.unwritten, first => changeOrder(delivery, attempt.order.id, changeFiling, first))
}
