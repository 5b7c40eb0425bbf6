/**
 * An adapter whose words carry no personal data: what the enterprise says of a failure or refusal goes into rows, logs
 * and answers.
 */
import type { Adapter } from '../../../adapters/adapter.ts'
import { Failure } from '../../../adapters/failure.ts'
import type { PersonalValues } from '../../ground/redaction/personal-values.ts'
import { newRedactor, withoutPersonal } from '../../ground/redaction/redact.ts'
import { around } from './around.ts'

export function presentableAdapter (
  adapter: Adapter<unknown, unknown>, personal: PersonalValues
): Adapter<unknown, unknown> {
  return around(adapter, presenting(personal))
}

/** What is done around each call of an adapter for that. */
export function presenting (personal: PersonalValues): <T>(call: () => Promise<T>) => Promise<T> {
  const presentable = withoutPersonal(personal)
  // Only operators see a failure, and they need nobody's number.
  const { text } = newRedactor(personal)
  return async call => {
    try {
      const answer = await call()
      return hasReason(answer) ? { ...answer, reason: presentable(answer.reason) } : answer
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const { code, message } = error.facts
      throw new Failure({ ...error.facts, code: text(code), message: text(message) }, { cause: error.cause })
    }
  }
}

function hasReason (answer: unknown): answer is { reason: string } {
  return typeof answer === 'object' && answer !== null && 'reason' in answer && typeof answer.reason === 'string'
}
