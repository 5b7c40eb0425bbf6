/** Tells an enterprise when it is expected at the joint visit (联合踏勘), as the visit stands at that moment. */
import { Failure } from '../../../adapters/failure.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import { closeIntent } from '../../records/intents/intents.ts'
import { appointmentAtHand } from '../../steps/appointment.ts'
import type { Attempt, Delivery } from './attempt.ts'
import { changeOrderOf, recordExchange } from './exchanges.ts'

/**
 * The same time told twice is one time, so nobody is asked before it is told again. A time that was agreed meanwhile
 * has taken the intent from this attempt: it is told by the next.
 */
export async function appoint (delivery: Delivery, attempt: Attempt): Promise<undefined> {
  const { enterprise, intent } = attempt
  const at = await changeOrderOf(delivery, attempt, at => appointmentAtHand(delivery, enterprise, at))
  if (at) await tell(delivery, attempt, at)
  await changeOrderOf(delivery, attempt, async ({ work }) => closeIntent(work, intent))
}

async function tell (delivery: Delivery, attempt: Attempt, at: Date): Promise<void> {
  const { enterprise: { mapping, slug }, adapter, order } = attempt
  await recordExchange(delivery, attempt, 'appoint', async () => {
    if (!adapter.appoint) {
      const message = `${slug} 的接口缺少预约`
      throw new Failure({ comeBack: 'never', fault: 'hub', code: 'no-appointment', message, alert: true })
    }
    await adapter.appoint(order.key, mapping.appointment!(localTime(at)))
    return { kind: 'taken' }
  })
}
