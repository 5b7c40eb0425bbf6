/**
 * Why something could not be done at an enterprise, and whether to come back. An adapter throws it; the hub's retry
 * policy alone decides what follows.
 */

/**
 * `later`: the same thing again. `never`: a person has to look. `askFirst`: the outcome is unknown, inquire before
 * placing again.
 */
export type ComeBack = 'later' | 'never' | 'askFirst'

/**
 * Whose fault it is: ours (`hub`), the application's content (`application`), the enterprise's, or the way between
 * (`network`).
 */
export type Fault = 'hub' | 'application' | 'enterprise' | 'network'

/**
 * What a failure tells of more than the one order. `down`: the enterprise's system was not reached or gave up; often in
 * a row, it is left alone for a while. `busy`: it turned the request away unread for now, which is no attempt at the
 * order. `held`: the hub itself did not send it.
 */
export type Condition = 'down' | 'busy' | 'held'

export interface FailureFacts {
  comeBack: ComeBack
  fault: Fault
  /**
   * The enterprise's native code, or one of the hub's words: `timeout`, `connection`, `unreadable`, `http-<status>`.
   */
  code: string
  /** For people; never with personal data or secrets in it. */
  message: string
  condition?: Condition
  /** Milliseconds to wait, as the enterprise asked (Retry-After) or its terms demand. */
  retryAfter?: number
  /** The enterprise's own refusal by a code that its document does not list. */
  unlisted?: boolean
  /** Tell an operator at once: a wrong signature or account does not mend itself. */
  alert?: boolean
}

export class Failure extends Error {
  readonly facts: FailureFacts

  constructor (facts: FailureFacts, options?: ErrorOptions) {
    super(`${facts.code}: ${facts.message}`, options)
    this.name = 'Failure'
    this.facts = facts
  }
}

/** The table behind an adapter's native codes. */
export type FailureTable = Record<string, { comeBack: ComeBack, fault: Fault, condition?: Condition, alert?: boolean }>

/**
 * The failure a native code stands for. A code the document does not list leaves the outcome unknown: ask first.
 * `message` is the enterprise's text, cut short because some send a stack.
 */
export function failureOf (table: FailureTable, code: string, message: string): Failure {
  const unlisted = { comeBack: 'askFirst', fault: 'enterprise', alert: true, unlisted: true } as const
  const facts = Object.hasOwn(table, code) ? table[code]! : unlisted
  return new Failure({ ...facts, code, message: firstLine(message) })
}

function firstLine (text: string): string {
  return [...(text.split('\n', 1)[0] ?? '').trim()].slice(0, 200).join('')
}

/** A callback that is not believed. The enterprise is answered in its own words and nothing changes. */
export class CallbackRefused extends Error {
  readonly reason: RefusalReason
  readonly field: string | undefined
  /** It is the enterprise's own: only what it says cannot be read. */
  readonly genuine: boolean

  constructor (reason: RefusalReason, field?: string, { genuine = false } = {}) {
    super(field ? `${reason}: ${field}` : reason)
    this.name = 'CallbackRefused'
    this.reason = reason
    this.field = field
    this.genuine = genuine
  }
}

/**
 * `signature` forged or foreign, `stale` outside the time window, `replayed` id or nonce seen with other content,
 * `malformed` not the contract.
 */
export type RefusalReason = 'signature' | 'stale' | 'replayed' | 'malformed'
