/**
 * The native contract at the door, in both directions: what the hub sends, what it is answered, what it is told. A
 * value that does not fit stops here.
 */
import { newChecker, readNativeContract, type Checker, type Mismatch } from '../openapi/document.ts'
import { CallbackRefused, Failure } from './failure.ts'
import { unreadable } from './http.ts'

export interface NativeContract<Schemas> {
  /** An order about to be sent. Throws Failure `contract` (never): the mapping is wrong and a person has to look. */
  outgoing<Name extends keyof Schemas & string>(name: Name, value: unknown): Schemas[Name]
  /** An answer of the enterprise. Throws Failure `unreadable` (ask first). */
  answered<Name extends keyof Schemas & string>(name: Name, value: unknown): Schemas[Name]
  /** A message of the enterprise. Throws CallbackRefused `malformed`. */
  told<Name extends keyof Schemas & string>(name: Name, value: unknown): Schemas[Name]
}

export function nativeContract<Schemas> (profile: string): NativeContract<Schemas> {
  let known: Checker<Schemas> | undefined
  // At first use: most hubs have but some of the enterprises there are profiles for.
  const checker = (): Checker<Schemas> => (known ??= newChecker<Schemas>(readNativeContract(profile)))
  return {
    outgoing: (name, value) => passed(checker(), name, value, ({ pointer, message }) =>
      new Failure({
        comeBack: 'never', fault: 'hub', code: 'contract', message: `${pointer} ${message}`, alert: true
      })),
    answered: (name, value) => passed(checker(), name, storable(value), ({ pointer }) => unreadable(pointer)),
    told: (name, value) => passed(
      checker(), name, storable(value), ({ pointer }) => new CallbackRefused('malformed', pointer)
    )
  }
}

function passed<Schemas, Name extends keyof Schemas & string> (
  checker: Checker<Schemas>, name: Name, value: unknown, refuse: (first: Mismatch) => Error
): Schemas[Name] {
  const result = checker.check(name, value)
  if ('value' in result) return result.value
  throw refuse(result.mismatches[0]!)
}

/**
 * No text of an enterprise may keep its message from being stored: PostgreSQL takes neither NUL nor half a surrogate
 * pair.
 */
function storable (value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storable(item)]))
}
