/** The time of a joint visit that the enterprise of an order is told by its system, where that can be told one. */
import type { ConnectedEnterprise } from '../enterprises/connected-enterprise.ts'
import { openAppointments } from '../records/intents/appointments.ts'
import type { OrderAtHand } from '../records/orders/application.ts'
import { visitAtHand } from '../records/visits/stored-visits.ts'
import { appointmentOf } from '../records/visits/visit.ts'
import type { Steps } from './steps.ts'

type Told = Pick<ConnectedEnterprise, 'mapping'>

export function canAppoint (enterprise: Told | undefined): boolean {
  return enterprise?.mapping.appointment !== undefined
}

/** As the visit stands; nothing where the enterprise is not to be told. */
export async function appointmentAtHand (
  { now }: Pick<Steps, 'now'>, enterprise: Told, { work, application, order }: OrderAtHand
): Promise<Date | undefined> {
  if (!canAppoint(enterprise) || !application.hasVisit) return undefined
  const visit = await visitAtHand(work, application)
  return visit && appointmentOf(visit, order, now())
}

/** After the order itself was sent, which says no other time than the one that its form wishes. */
export async function appointAgain (
  { now }: Pick<Steps, 'now'>, enterprise: Told, at: OrderAtHand
): Promise<void> {
  const begins = await appointmentAtHand({ now }, enterprise, at)
  if (begins) openAppointments(at.work, [at.order], { begins, now: now() })
}
