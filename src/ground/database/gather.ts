/**
 * Sets instead of rows, without anybody waiting for company: what is asked for in one turn of the event loop goes
 * together, and what is asked for while enough statements of its kind are under way goes with the next one of the kind.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { aside } from '../observe/matter.ts'
import { isDatabaseAway } from './database-away.ts'
import type { Pool } from './pool.ts'

/** So many go together at most. */
const MOST = 100

/** So many of a kind are under way at most: while one waits for the disk another is worked on. */
export const AT_ONCE = 2

interface Asked<Question, Answer> {
  question: Question
  resolve (answer: Answer): void
  reject (error: unknown): void
}

/**
 * `run` answers many questions in their order, as one transaction. When it fails on several, each is asked alone, so
 * that one that cannot be answered fails no other; but not when the database is away, and may have stored them or not.
 * One run must bear another beside it, as it bears those of other processes, unless there is one `atOnce`.
 */
export function gather<Question, Answer> (
  run: (questions: Question[]) => Promise<Answer[]>, atOnce = AT_ONCE
): (question: Question) => Promise<Answer> {
  const waiting: Array<Asked<Question, Answer>> = []
  let underWay = 0

  /** What is done for many is about none of them, nor about whoever came first. */
  const runAll = aside(async () => {
    underWay++
    while (waiting.length > 0) {
      // What came from outside at the same moment, the answers to several requests perhaps, is asked for by then.
      await turnOfTheLoop()
      const asked = waiting.splice(0, MOST)
      if (asked.length > 0) await runTogether(asked)
    }
    underWay--
  })

  async function runTogether (asked: Array<Asked<Question, Answer>>): Promise<void> {
    try {
      const answers = await run(asked.map(({ question }) => question))
      asked.forEach(({ resolve }, index) => { resolve(answers[index]!) })
    } catch (error) {
      if (asked.length === 1 || isDatabaseAway(error)) for (const { reject } of asked) reject(error)
      else for (const one of asked) await runTogether([one])
    }
  }

  return question => new Promise((resolve, reject) => {
    waiting.push({ question, resolve, reject })
    if (underWay < atOnce) runAll()
  })
}

/** One for each pool, made when it is first asked for: whoever works with the same database goes together. */
export function perPool<T> (make: (pool: Pool) => T): (pool: Pool) => T {
  const made = new WeakMap<Pool, T>()
  return pool => {
    const known = made.get(pool) ?? make(pool)
    made.set(pool, known)
    return known
  }
}
