/**
 * Notes callbacks that are not believed. A flood of them costs the database next to nothing: beyond the few of an hour
 * that are kept they are counted here, and the counts are written down every few seconds.
 */
import type { Logger } from 'pino'
import type { Pool } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import {
  countRefused, hourOf, keepRefused, KEPT_IN_AN_HOUR, type Refused
} from '../../records/inbox/refused-callbacks.ts'

/** Milliseconds between two times that counts are written down. */
const EVERY = 10_000

export interface Refusals {
  /** Counts one, and keeps little of it where it is one of the first of its hour; answers its id then. Never throws. */
  note (refused: Refused): Promise<number | undefined>
  /** Writes down what was counted since. What cannot be written now is written with the next. */
  write (): Promise<void>
  close (): Promise<void>
}

/** Of one enterprise and hour, in this process. */
interface Count { enterprise: string, hour: Date, seen: number, unwritten: number }

export function newRefusals ({ pool, vault, log }: { pool: Pool, vault: Vault, log: Logger }): Refusals {
  const counts = new Map<string, Count>()
  let timer: NodeJS.Timeout | undefined

  function countOf ({ enterprise, receivedAt }: Refused): Count {
    const hour = hourOf(receivedAt)
    const key = `${enterprise} ${hour.getTime()}`
    const count = counts.get(key) ?? { enterprise, hour, seen: 0, unwritten: 0 }
    counts.set(key, count)
    return count
  }

  async function keep (refused: Refused): Promise<number | undefined> {
    const { enterprise, reason } = refused
    try {
      const callback = await keepRefused(pool, vault, refused)
      if (callback !== undefined) log.warn({ enterprise, callback, reason }, 'callback refused')
      return callback
    } catch (error) {
      log.warn({ err: error, enterprise, reason }, 'refused callback not kept')
      return undefined
    }
  }

  async function write (): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    for (const [key, count] of counts) {
      const { enterprise, hour, unwritten } = count
      count.unwritten = 0
      try {
        if (unwritten > 0) await countRefused(pool, enterprise, hour, unwritten)
      } catch (error) {
        count.unwritten += unwritten
        log.warn({ err: error }, 'refused callbacks not counted')
      }
      const isCurrent = [...counts.values()].every(other => other.enterprise !== enterprise || other.hour <= hour)
      if (!isCurrent && count.unwritten === 0) counts.delete(key)
    }
  }

  return {
    async note (refused) {
      const count = countOf(refused)
      count.seen++
      count.unwritten++
      timer ??= setTimeout(() => { write() }, EVERY).unref()
      if (count.seen > KEPT_IN_AN_HOUR) return undefined
      const isLast = count.seen === KEPT_IN_AN_HOUR
      const id = await keep(refused)
      if (isLast) log.warn({ enterprise: refused.enterprise }, 'more of this hour are only counted')
      return id
    },
    write,
    close: write
  }
}
