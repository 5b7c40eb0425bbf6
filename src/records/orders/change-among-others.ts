/**
 * Changes an order together with whatever else is changed at the same time, in one transaction (shared-work.ts). Orders
 * of one application are changed one after the other under one lock, and stored as one.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { AT_ONCE } from '../../ground/database/gather.ts'
import { inSharedWork, NotTogether } from '../../ground/database/shared-work.ts'
import type { Statement } from '../../ground/database/pool.ts'
import { writeAll, type Common, type Work } from '../../ground/database/work.ts'
import {
  changeLocked, changing, lockFree, storeApplication, type LockedApplication, type OrderAtHand, type OrderRecords
} from './application.ts'

export interface NamedOrder { id: string, applicationSerial: number }

/** `first` is written in the same work. What `change` does may be done twice, of which once counts. */
export async function changeAmongOthers<T> (
  records: OrderRecords, { id, applicationSerial: serial }: NamedOrder, change: (at: OrderAtHand) => Promise<T>,
  first: Statement[] = []
): Promise<T> {
  const share = { kind: 'change-order', key: id, lane: serial % AT_ONCE }
  return await inSharedWork(records, share, async work => {
    // Alone: somebody else had it.
    if (!work.common) {
      writeAll(work, first)
      return await changeLocked(records, work, id, change)
    }
    const locked = await lockFree(work, serial)
    return await inTurn(records, work, work.common, { serial, id, locked }, at => {
      writeAll(work, first)
      return change(at)
    })
  })
}

/** Changes an order that was locked by its name, in a work of its own or in one with others. */
export async function changeFound<T> (
  records: OrderRecords, work: Work, { application, order }: Pick<OrderAtHand, 'application' | 'order'>,
  change: (at: OrderAtHand) => Promise<T>
): Promise<T> {
  const { serial } = application
  if (work.common) {
    return await inTurn(records, work, work.common, { serial, id: order.id, locked: application }, change)
  }
  return await changing(records, work, application, () => change({ work, application, order }))
}

/** An order of an application that is locked, unless somebody else has it. */
interface Locked { serial: number, id: string, locked: LockedApplication | undefined }

/**
 * Those who change orders of one application change it as it is in memory, one after the other; it is stored once all
 * have done. Throws NotTogether where somebody else has it: the others do not wait for that.
 */
async function inTurn<T> (
  records: OrderRecords, work: Work, { atHand, atEnd }: Common, { serial, id, locked }: Locked,
  change: (at: OrderAtHand) => Promise<T>
): Promise<T> {
  const name = `application ${serial}`
  const known = atHand.get(name) as Turns | undefined
  const application = known?.application ?? locked
  if (!application) throw new NotTogether()
  const turns = known ?? { application, last: Promise.resolve() }
  if (!known) {
    atHand.set(name, turns)
    atEnd(AsyncLocalStorage.bind(() => storeApplication(records, work, application)))
  }
  const mine = turns.last.then(() =>
    change({ work, application, order: application.orders.find(order => order.id === id)! }))
  // Who fails fails all of them; whoever comes next need not know.
  turns.last = mine.catch(() => {})
  return await mine
}

/** Ends when the last who has come so far has done. */
interface Turns { application: LockedApplication, last: Promise<unknown> }
