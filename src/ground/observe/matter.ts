/**
 * What the hub is at work on: kept beside each request and each job for as long as it runs, so that every line of the
 * log says it without being told (Node's AsyncLocalStorage).
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** What a line of the log says beside its own data. Numbers of cases, never persons. */
export interface Matter {
  /**
   * The id of the request that brought the application in; of the request at hand, while it is about no application
   * yet.
   */
  correlationId?: string
  jointNumber?: string
  enterprise?: string
  /** What the hub calls the order towards the enterprise. */
  reference?: string
}

const matters = new AsyncLocalStorage<Matter>()

/** Runs work on a matter of its own, of which more may become known on the way. */
export function atWork<T> (matter: Matter, work: () => T): T {
  return matters.run(matter, work)
}

/** From here on the work at hand is about this, too. */
export function concerns (facts: Matter): void {
  Object.assign(matters.getStore() ?? {}, facts)
}

/** What the work at hand is about; nothing outside of any. */
export function matterAtHand (): Matter {
  return { ...matters.getStore() }
}

/**
 * A listener of connections that many requests share: what it hears is about none of them, not even the one that opened
 * them.
 */
export function aside<A extends unknown[]> (listen: (...heard: A) => void): (...heard: A) => void {
  return (...heard) => matters.exit(() => listen(...heard))
}
