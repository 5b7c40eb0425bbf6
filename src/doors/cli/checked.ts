/** Arguments and options of commands as the contract's schemas have them, so that a command takes what its operation takes. */
import type { components } from '../../../openapi/hub.d.ts'
import { newChecker, readDocument, type Checker } from '../../../openapi/document.ts'
import { FIELD_ERRORS } from '../../ground/problem/field-errors.ts'
import { WrongUsage } from './shell.ts'

type Schemas = components['schemas']
type Name = keyof Schemas & string

let checker: Checker<Schemas> | undefined

function contract (): Checker<Schemas> {
  checker ??= newChecker<Schemas>(readDocument(new URL('../../../openapi/hub.yaml', import.meta.url)))
  return checker
}

/** The options that were given, as a value of the named schema. Throws WrongUsage, naming every option that does not do. */
export function checked<N extends Name> (name: N, given: Record<string, unknown>): Schemas[N] {
  const value = Object.fromEntries(Object.entries(given).filter(([, option]) => option !== undefined))
  const result = contract().check(name, value)
  if ('value' in result) return result.value
  throw wrong(result.mismatches.map(({ pointer }) => pointer.slice(1)))
}

/** The options that were given, where each has a schema of its own. */
export function checkedEach<O extends Record<string, unknown>> (schemas: Record<keyof O & string, Name>, given: O): O {
  const mistaken = Object.keys(schemas).filter(option => given[option] !== undefined && !isA(schemas[option]!, given[option]))
  if (mistaken.length > 0) throw wrong(mistaken)
  return given
}

/** `givenUpFrom` is said as `--given-up-from`. */
function wrong (options: string[]): WrongUsage {
  const names = [...new Set(options)].map(option => `--${option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`)
  return new WrongUsage(names.map(name => `${name}：${FIELD_ERRORS.value}`).join('\n'))
}

/** Whether a single value is of the named schema. */
export function isA<N extends Name> (name: N, value: unknown): value is Schemas[N] {
  return 'value' in contract().check(name, value)
}
