/**
 * The advisory locks of PostgreSQL that the hub takes: all of them here, so that no two parts of the hub wait for each
 * other by chance. Whoever shares the database with the hub must not use these numbers.
 */

/**
 * The letters `lian` as one number: nothing else of the hub is numbered like that, neither divisions (GB/T 2260) nor
 * cases.
 */
const BASE = 0x6c69616e

export const LOCKS = {
  /** Held by the one process that migrates; the others that start with it wait. */
  migrations: BASE + 1,
  /** One process sweeps at a time. */
  sweep: BASE + 2,
  /** One process purges at a time. */
  purge: BASE + 3,
  /** One request of an Idempotency-Key at a time: with a hash of the key beside it, a lock for each. */
  idempotencyKey: BASE + 5,
  /** One change of the calendar at a time, each upon the one before. */
  calendar: BASE + 6,
  /** One filing is decided at a time: each counts the lengths of those before. */
  filings: BASE + 7,
  /** Ratings that came from one place are counted by one at a time: with a hash of the place beside it. */
  ratingsOfPlace: BASE + 9
} as const satisfies Record<string, number>

/** PostgreSQL: lock_not_available. */
const LOCKED = '55P03'

/** Whether a statement has waited for a lock as long as it may. */
export function isLocked (error: unknown): boolean {
  return (error as { code?: string }).code === LOCKED
}
