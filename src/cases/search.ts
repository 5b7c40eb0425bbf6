/**
 * Finds applications by what identifies their applicant: of use to whoever has somebody before them, and no way to find
 * out a person's values by trying. So it wants enough of them, and is recorded in the transaction that looks.
 */
import type { components } from '../../openapi/hub.d.ts'
import type { Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { inWork, type Workplace } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordDisclosure } from '../records/acts/record-disclosure.ts'
import { personsOf } from '../records/orders/persons.ts'
import { searchApplications, type ApplicationNeeds } from '../views/applications.ts'
import type { PageRequest } from '../views/page.ts'

type Schemas = components['schemas']

type Searching = Workplace & ApplicationNeeds & { now (): Date }

/** Values that together are somebody's: an identity number is by itself, and so is the number of a case. */
const ENOUGH = 2

/** Throws Problem `search-too-wide`, or `invalid-parameter` for a cursor that is none. */
export async function search (
  hub: Searching, caller: Caller, page: PageRequest, { purpose, ...sought }: Schemas['ApplicationSearch']
): Promise<Schemas['ApplicationPage']> {
  const fields = Object.keys(sought)
  // A clerk finds what the own unit has taken in, mostly for who stands at the window: any one value will do.
  const enough = caller.kind === 'clerk' ? 1 : ENOUGH
  const isOne = sought.idNumber !== undefined || sought.number !== undefined
  if (!isOne && fields.length < enough) throw new Problem('search-too-wide')
  return await inWork(hub, async work => {
    const found = await searchApplications({ ...hub, pool: work }, viewOf(caller), page, sought)
    const numbers = found.applications.map(({ jointNumber }) => jointNumber)
    const persons = await personsOf(hub.vault, work, numbers, sought)
    const record = { at: hub.now(), actor: caller.id, fields, purpose, found: numbers.length }
    await recordDisclosure(hub, work, persons, record)
    return found
  })
}
