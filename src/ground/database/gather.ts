/**
 * Sets instead of rows, without anybody waiting for company: what is asked for while a statement of its kind is under
 * way goes with the next one of the kind.
 */
import { isDatabaseAway } from './database-away.ts'
import type { Pool } from './pool.ts'

/** So many go together at most. */
const MOST = 100

interface Asked<Question, Answer> {
  question: Question
  resolve (answer: Answer): void
  reject (error: unknown): void
}

/**
 * So many runs are under way `atOnce`, at most. `run` answers many questions in their order, as one transaction. When it fails on several, each is asked alone, so
 * that one that cannot be answered fails no other; but not when the database is away, and may have stored them or not.
 */
export function gather<Question, Answer> (
  run: (questions: Question[]) => Promise<Answer[]>, atOnce = 1
): (question: Question) => Promise<Answer> {
  const waiting: Array<Asked<Question, Answer>> = []
  let underWay = 0

  async function runAll (): Promise<void> {
    underWay++
    while (waiting.length > 0) await runTogether(waiting.splice(0, MOST))
    underWay--
  }

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
