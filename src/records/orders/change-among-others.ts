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
  changeLocked, lockFree, storeApplication, type LockedApplication, type OrderAtHand, type OrderRecords
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
    const turns = await atHand(records, work, work.common, serial)
    return await turns.take(application => {
      writeAll(work, first)
      return change({ work, application, order: application.orders.find(order => order.id === id)! })
    })
  })
}

/** Those who change one application, one after the other. */
interface Turns { take<T> (change: (application: LockedApplication) => Promise<T>): Promise<T> }

/** Throws NotTogether where somebody else has it: the others do not wait for that. */
async function atHand (records: OrderRecords, work: Work, common: Common, serial: number): Promise<Turns> {
  const name = `application ${serial}`
  const locked = await lockFree(work, serial)
  const known = common.atHand.get(name) as Turns | undefined
  if (known) return known
  if (!locked) throw new NotTogether()
  const turns = newTurns(locked)
  common.atHand.set(name, turns)
  common.atEnd(AsyncLocalStorage.bind(() => storeApplication(records, work, locked)))
  return turns
}

function newTurns (application: LockedApplication): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take (change) {
      const mine = last.then(() => change(application))
      // Who fails fails all of them; whoever comes next need not know.
      last = mine.catch(() => {})
      return mine
    }
  }
}
