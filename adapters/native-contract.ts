/**
 * The native contract at the door, in both directions: what the hub sends, what it is answered, what it is told. A
 * value that does not fit stops here.
 */
import { newChecker, readNativeContract, type Checker, type Mismatch } from '../openapi/document.ts'
import { directionless } from '../openapi/readable-text.ts'
import { putAsMeant } from './as-meant.ts'
import { CallbackRefused, Failure } from './failure.ts'
import { parseJson, unreadable, type ReadAnswer } from './http.ts'

export interface NativeContract<Schemas> {
  /** An order about to be sent. Throws Failure `contract` (never): the mapping is wrong and a person has to look. */
  outgoing<Name extends keyof Schemas & string>(name: Name, value: unknown): Schemas[Name]
  /** An answer of the enterprise. Throws Failure `unreadable` (ask first). */
  answered<Name extends keyof Schemas & string>(name: Name, value: unknown): Schemas[Name]
  /** Reads an answer of the enterprise in JSON. */
  json<Name extends keyof Schemas & string>(name: Name): ReadAnswer<Schemas[Name]>
  /** A message of the enterprise, its signature verified. Throws CallbackRefused `malformed`, genuine. */
  told<Name extends keyof Schemas & string>(name: Name, value: unknown): Schemas[Name]
  /** What has to be read of a message to verify it. Throws CallbackRefused `malformed`. */
  claimed<Name extends keyof Schemas & string>(name: Name, value: unknown): Schemas[Name]
}

export function nativeContract<Schemas> (profile: string): NativeContract<Schemas> {
  let known: Checker<Schemas> | undefined
  // At first use: most hubs have but some of the enterprises there are profiles for.
  const checker = (): Checker<Schemas> => (known ??= newChecker<Schemas>(readNativeContract(profile)))
  const answered: NativeContract<Schemas>['answered'] = (name, value) =>
    read(checker(), name, value, ({ pointer }) => unreadable(pointer))
  return {
    outgoing: (name, value) => passed(checker(), name, value, ({ pointer, message }) =>
      new Failure({
        comeBack: 'never', fault: 'hub', code: 'contract', message: `${pointer} ${message}`, alert: true
      })),
    answered,
    json: name => (body, headers) => answered(name, parseJson(body, headers)),
    told: (name, value) => read(
      checker(), name, value, ({ pointer }) => new CallbackRefused('malformed', pointer, { genuine: true })
    ),
    claimed: (name, value) => read(checker(), name, value, ({ pointer }) => new CallbackRefused('malformed', pointer))
  }
}

/** What is put right may show what else is wrong: a text that was a number, and is no time as it stands. */
const READINGS = 4

/** As the contract says it, or as it is certainly meant (as-meant.ts). */
function read<Schemas, Name extends keyof Schemas & string> (
  checker: Checker<Schemas>, name: Name, value: unknown, refuse: (first: Mismatch) => Error
): Schemas[Name] {
  const given = storable(value)
  for (let reading = 1; ; reading++) {
    const result = checker.check(name, given)
    if ('value' in result) return result.value
    if (reading === READINGS || !putAsMeant(given, result.mismatches)) throw refuse(result.mismatches[0]!)
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
 * pair. Nor may it change how what stands around it is read.
 */
function storable (value: unknown): unknown {
  if (typeof value === 'string') return directionless(value).replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storable(item)]))
}
