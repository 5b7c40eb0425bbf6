/** What became of a callback: the states of its row. */
import type { Verdict } from '../orders/states.ts'
import type { Queryable } from '../../ground/database/pool.ts'

/** `received` until it is one of the others; a row that stays so was cut off. */
export type CallbackState =
  'received' | 'refused' | 'unknownReference' | 'parked' | 'applied' | 'repeated' | 'late' | 'ignored' | 'unknownStatus' | 'failed'

const SETTLED: Record<Verdict | 'ignored' | 'unknownStatus', CallbackState> = {
  moves: 'applied', repeat: 'repeated', late: 'late', ended: 'late', ignored: 'ignored', unknownStatus: 'unknownStatus'
}

export async function settleCallback (connection: Queryable, id: number, verdict: keyof typeof SETTLED): Promise<CallbackState> {
  await connection.query('update callbacks set state = $2 where id = $1', [id, SETTLED[verdict]])
  return SETTLED[verdict]
}
