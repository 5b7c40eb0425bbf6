/** 首问责任: who answers for an application that was taken in at a window. */
import type { Work } from '../../ground/database/work.ts'
import { seenByNumber, type View } from '../../ground/access/visible.ts'

export interface Answering {
  serial: number
  /** Whose it is: `unit:` and the name of the unit, of a program its client. */
  clientId: string
  accountable: string | null
}

/** Nobody else hands it over before the work ends. Undefined where there is none that is seen. */
export async function lockAnswering (work: Work, view: View, jointNumber: string): Promise<Answering | undefined> {
  const { text, values } = seenByNumber(view, jointNumber)
  const { rows } = await work.query<Answering>(`
    select serial, client_id as "clientId", accountable from applications where ${text} for no key update`, values)
  return rows[0]
}

export function storeAccountable (work: Work, serial: number, login: string): void {
  work.write('update applications set accountable = $2 where serial = $1', [serial, login])
}
