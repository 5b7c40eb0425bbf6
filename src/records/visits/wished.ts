/** The time that the applicant wished on the form (预约): the first that is proposed, as soon as there are orders. */
import { slotAround } from '../../ground/calendar/slots.ts'
import type { Work } from '../../ground/database/work.ts'
import type { ApplicationForm } from '../../ground/form/order-view.ts'
import type { LockedApplication } from '../orders/application.ts'
import { ordersToVisit, proposeTime, type VisitTerms } from './arrange.ts'
import { storeVisit } from './stored-visits.ts'

/** Of an application that the work has just written. Nothing where nobody has to come, or the time is past by now. */
export async function proposeAsWished (
  terms: VisitTerms, work: Work, application: LockedApplication, { basic: { appointment } }: ApplicationForm
): Promise<void> {
  const { receivedAt: now } = application
  if (appointment?.plannedAt === undefined || ordersToVisit(terms, application).length === 0) return
  const slot = slotAround(terms.measure().calendar, Date.parse(appointment.plannedAt))
  if (!slot || slot.from <= now.getTime()) return
  const at = { work, application, visit: undefined }
  storeVisit(work, await proposeTime(terms, at, { slot, by: 'applicant', actor: null, now }))
}
