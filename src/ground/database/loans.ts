/**
 * Holds that whoever has a connection of a pool takes no second one: as many of those at once as the pool has
 * connections, and each waits for one that the others do not give back. What is asked while a work is under way is
 * asked in that work (Node's AsyncLocalStorage knows which).
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Pool } from 'pg'

interface Loan {
  pool: Pool
  ended: boolean
  /** In which it was taken, of another pool. */
  outer: Loan | undefined
}

const loans = new AsyncLocalStorage<Loan>()

/** A connection that is lent to what `run` runs, until `end`. */
export interface Lent {
  run<T> (act: () => T): T
  end (): void
}

export function lent (pool: Pool): Lent {
  const loan: Loan = { pool, ended: false, outer: loans.getStore() }
  return {
    run: act => loans.run(loan, act),
    end () { loan.ended = true }
  }
}

/** Has something run later as a part of the work at hand, where it has a context of its own. */
export function withLoanAtHand<A extends unknown[], T> (act: (...given: A) => T): (...given: A) => T {
  const loan = loans.getStore()
  return (...given) => loan ? loans.run(loan, () => act(...given)) : act(...given)
}

function has (pool: Pool): boolean {
  for (let loan = loans.getStore(); loan; loan = loan.outer) if (loan.pool === pool && !loan.ended) return true
  return false
}

/** Has `onSecond` told of every second connection before it is taken; what it throws is thrown to whoever wants it. */
export function watchLoans (pool: Pool, onSecond: (error: Error) => void): void {
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => unknown
  pool.connect = ((...given: unknown[]) => {
    if (has(pool)) onSecond(new Error('a second connection is taken by what holds one'))
    return connect(...given)
  }) as Pool['connect']
}
