/** An adapter whose words carry no personal data: what the enterprise says of a failure or refusal goes into rows, logs and answers. */
import type { Adapter } from '../../adapters/adapter.ts'
import { Failure } from '../../adapters/failure.ts'
import type { PersonalValues } from '../audit/personal-values.ts'
import { withoutPersonal } from '../audit/redact.ts'

export function shield (adapter: Adapter<unknown, unknown>, personal: PersonalValues): Adapter<unknown, unknown> {
  const presentable = withoutPersonal(personal)
  async function shielded<T> (call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call()
      return hasReason(answer) ? { ...answer, reason: presentable(answer.reason) } : answer
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      throw new Failure({ ...error.facts, message: presentable(error.facts.message) }, { cause: error.cause })
    }
  }

  return {
    ...adapter,
    place: order => shielded(() => adapter.place(order)),
    inquire: key => shielded(() => adapter.inquire(key)),
    supplement: (key, order, previous) => shielded(() => adapter.supplement(key, order, previous)),
    withdraw: (key, reason) => shielded(() => adapter.withdraw(key, reason))
  }
}

function hasReason (answer: unknown): answer is { reason: string } {
  return typeof answer === 'object' && answer !== null && 'reason' in answer && typeof answer.reason === 'string'
}
