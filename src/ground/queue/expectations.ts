/** Rows that a process keeps in mind: what is to ring in a moment, and what is left alone for a while. */
import type { Alarm } from '../database/work.ts'
import type { Ring } from './alarms.ts'

/** So many of a queue are kept at most; the others are left to the looks. */
const MOST_EXPECTED = 1_000

export type Expected = Ring & Pick<Alarm, 'at'>

interface Kept {
  at: Date
  timer: NodeJS.Timeout
  /** Looks are told not to find it. Most of what is over is not due any more: to tell of all that would cost more. */
  isToldOf: boolean
}

export interface Expectations {
  /** Whether a row is to come up by then. */
  isBy (id: string, at: Date): boolean
  /** Of those that looks are not to find: what is left alone is not among them before a look has found it. */
  ids (): string[]
  /** In the place of what was set for the row. */
  set (one: Expected, wait: number, comeUp: (one: Ring) => void): void
  /** A row that does not come up by itself, and is not to be begun meanwhile because a look finds it. */
  leaveAlone (one: Expected, wait: number): void
  /** Tells that a look has found a row; whether it is one that is not to be begun yet. */
  isFound (id: string): boolean
  delete (one: Pick<Ring, 'id'>): void
  /** Nothing comes up any more. */
  end (): void
}

export function newExpectations (): Expectations {
  const expected = new Map<string, Kept>()
  let ended = false

  function remove ({ id }: Pick<Ring, 'id'>): void {
    clearTimeout(expected.get(id)?.timer)
    expected.delete(id)
  }

  function keep (one: Expected, wait: number, comeUp: (one: Ring) => void, isToldOf: boolean): void {
    remove(one)
    if (ended || expected.size >= MOST_EXPECTED) return
    expected.set(one.id, { at: one.at, timer: setTimeout(comeUp, wait, one), isToldOf })
  }

  return {
    isBy (id, at) {
      const known = expected.get(id)
      return known !== undefined && known.at <= at
    },
    ids: () => [...expected].filter(([, { isToldOf }]) => isToldOf).map(([id]) => id),
    set: (one, wait, comeUp) => { keep(one, wait, comeUp, true) },
    leaveAlone: (one, wait) => { keep(one, wait, remove, false) },
    isFound (id) {
      const known = expected.get(id)
      if (known) known.isToldOf = true
      return known !== undefined
    },
    delete: remove,
    end () {
      ended = true
      for (const { timer } of expected.values()) clearTimeout(timer)
    }
  }
}
