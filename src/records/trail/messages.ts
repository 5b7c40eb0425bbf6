/**
 * Collects the HTTP messages of one exchange, whoever sends them: the adapter's client tells of each, and whoever
 * records the exchange finds them together, those of a failed exchange too.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Failure } from '../../../adapters/failure.ts'
import type { HttpAnswer, HttpObserver, HttpRequest } from '../../../adapters/http.ts'
import { isSecretName } from '../../ground/redaction/patterns.ts'

/** A message as it was, to be redacted before it is kept. */
export interface SentMessage {
  request: HttpRequest
  startedAt: Date
  duration: number
  answer?: HttpAnswer
  /** Why there is no answer. */
  failure?: string
  /** What the enterprise and the hub prove themselves with. */
  secrets: readonly string[]
}

const trail = new AsyncLocalStorage<SentMessage[]>()

/** Runs `exchange`; every message sent in it is added to `messages`. */
export function collectMessages<T> (messages: SentMessage[], exchange: () => Promise<T>): Promise<T> {
  return trail.run(messages, exchange)
}

/**
 * Tells the trail of every message of an enterprise's client. What is sent outside of an exchange belongs to no order.
 */
export function trailObserver (settings: object, now: () => Date): HttpObserver {
  const secrets = secretsOf(settings)
  return async (request, send) => {
    const startedAt = now()
    const tell = (end: Pick<SentMessage, 'answer' | 'failure'>): void => {
      trail.getStore()?.push({ request, startedAt, duration: now().getTime() - startedAt.getTime(), secrets, ...end })
    }
    try {
      const answer = await send()
      tell({ answer })
      return answer
    } catch (error) {
      tell({ failure: error instanceof Failure ? error.facts.code : 'internal' })
      throw error
    }
  }
}

/** Every text of the settings that is called a secret. */
export function secretsOf (settings: object): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (typeof value === 'string') return isSecretName(name) || name === 'key' ? [value] : []
    return value !== null && typeof value === 'object' ? secretsOf(value) : []
  })
}
