/**
 * Hands the duty of who took an application in first (首问责任) to another clerk of the unit: whoever does it, so that it
 * goes on when somebody is ill or has left.
 */
import type { components } from '../../openapi/hub.d.ts'
import { unitOf, type Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { inWork } from '../ground/database/work.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct } from '../records/acts/acts.ts'
import { lockAnswering, storeAccountable } from '../records/orders/accountable.ts'
import { findAccount } from '../records/people/accounts.ts'
import type { Steps } from '../steps/steps.ts'
import { readApplication, type Application, type ApplicationNeeds } from '../views/applications.ts'

/** Throws Problem `application-not-found`; `validation-failed` for who is no clerk of the unit whose it is. */
export async function handOverDuty (
  hub: Steps & ApplicationNeeds, caller: Caller, jointNumber: string,
  { login, reason }: components['schemas']['DutyHandover']
): Promise<Application> {
  const view = viewOf(caller)
  await inWork(hub, async work => {
    const application = await lockAnswering(work, view, jointNumber)
    if (!application) throw new Problem('application-not-found')
    const { serial, clientId, accountable } = application
    const account = await findAccount(work, login)
    const isColleague =
      account?.state === 'active' && account.unit === unitOf(clientId) && account.roles.includes('clerk')
    if (!isColleague) throw new Problem('validation-failed', { errors: [fieldError('/login', 'not-of-the-unit')] })
    if (accountable === login) return
    storeAccountable(work, serial, login)
    await recordAct(hub, work, {
      at: hub.now(),
      actor: caller.id,
      action: 'duty-handover',
      target: { jointNumber, from: accountable, to: login },
      about: [jointNumber],
      reason,
      affected: 1
    })
  })
  return await readApplication(hub, view, jointNumber)
}
