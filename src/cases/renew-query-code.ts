/** Gives an application another query code (查询码), when the receipt was lost or somebody else has read it. */
import type { components } from '../../openapi/hub.d.ts'
import type { Caller } from '../ground/access/caller.ts'
import type { ProgressSettings } from '../ground/access/progress-settings.ts'
import { seenByNumber, viewOf } from '../ground/access/visible.ts'
import { inWork, type Workplace } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { recordAct } from '../records/acts/acts.ts'
import { QUERY_CODE_DIGITS, storeQueryCode } from '../records/orders/query-code.ts'
import { forgetLookUps } from '../records/people/look-up-failures.ts'
import { shownCode } from '../views/shown-code.ts'

type Schemas = components['schemas']

interface Renewing extends Workplace {
  vault: Vault
  settings: { progress: ProgressSettings }
  now (): Date
  digits (count: number): string
}

/** The one before is good no more. Throws Problem `application-not-found`, or `person-erased`. */
export async function renewQueryCode (
  hub: Renewing, caller: Caller, jointNumber: string, { reason }: Schemas['QueryCodeRenewal']
): Promise<Schemas['QueryCodeAnswer']> {
  return await inWork(hub, async work => {
    const { text, values } = seenByNumber(viewOf(caller), jointNumber)
    const { rows } = await work.query<{ serial: number, isErased: boolean }>(`
      select serial, erased_at is not null as "isErased" from applications where ${text} for no key update`, values)
    if (!rows[0]) throw new Problem('application-not-found')
    const { serial, isErased } = rows[0]
    if (isErased) throw new Problem('person-erased')
    const queryCode = hub.digits(QUERY_CODE_DIGITS)
    storeQueryCode(work, hub.vault, serial, queryCode)
    await forgetLookUps(work, hub.vault, jointNumber)
    await recordAct(hub, work, {
      at: hub.now(),
      actor: caller.id,
      action: 'query-code-renewal',
      target: { jointNumber },
      about: [jointNumber],
      reason,
      affected: 1
    })
    return { jointNumber, ...shownCode(hub.settings.progress, queryCode) }
  })
}
