/**
 * Erases a person before the retention time is over, because they ask for it or their data should never have been taken
 * (个人信息保护法 第四十七条).
 */
import { seenByNumber, type View } from '../ground/access/visible.ts'
import { inWork, type Workplace } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { eraseApplication, type Erasing } from '../steps/erase-person.ts'
import { readApplication, type Application, type ApplicationNeeds } from '../views/applications.ts'

type ErasingEarly = Erasing & Workplace & ApplicationNeeds & { now (): Date }

/**
 * Throws Problem `application-not-found`, or `application-open` when it has not ended yet. One that has been erased
 * before is answered as it is.
 */
export async function erase (
  hub: ErasingEarly, view: View, jointNumber: string, { actor, reason }: ActTerms
): Promise<Application> {
  await inWork(hub, async work => {
    const { text, values } = seenByNumber(view, jointNumber)
    const { rows } = await work.query<{ serial: number, erasedAt: Date | null }>(
      `select serial, erased_at as "erasedAt" from applications where ${text} for no key update`, values)
    if (!rows[0]) throw new Problem('application-not-found')
    if (rows[0].erasedAt) return
    const now = hub.now()
    // While it is known who the person is, whom the reason may name.
    await recordAct(hub, work, {
      at: now, actor, action: 'erasure', target: { jointNumber }, about: [jointNumber], reason, affected: 1
    })
    if (!await eraseApplication(hub, work, rows[0].serial, now)) throw new Problem('application-open')
  })
  return await readApplication(hub, view, jointNumber)
}
