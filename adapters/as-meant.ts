/**
 * Tolerant reading, but never guessing: what an enterprise writes otherwise than its contract says is put as the
 * contract says where only one thing can be meant. What goes wrong with the contract says where to look; whether it is
 * right then, the contract says as well.
 */
import { DateTime } from 'luxon'
import type { Mismatch } from '../openapi/document.ts'
import { ZONE } from './timestamp.ts'

/** Puts what can be put right, in place; answers whether anything was. */
export function putAsMeant (value: unknown, mismatches: readonly Mismatch[]): boolean {
  const seen = new Set<string>()
  let changed = false
  for (const { pointer, schema } of mismatches) {
    if (seen.has(pointer)) continue
    const [parent, key] = placeOf(value, pointer)
    if (parent === undefined || !Object.hasOwn(parent, key)) continue
    const given = parent[key]
    const meant = meaningOf(given, schema)
    // An item of a list has a place, which nothing takes.
    if (meant === given || (meant === MISSING && Array.isArray(parent))) continue
    seen.add(pointer)
    changed = true
    if (meant === MISSING) delete parent[key]
    else parent[key] = meant
  }
  return changed
}

const MISSING = undefined

/** What holds the value a JSON pointer names, and its name there. */
function placeOf (whole: unknown, pointer: string): [parent: Record<string, unknown> | undefined, key: string] {
  const keys = pointer.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = keys.pop() ?? ''
  const parent = keys.reduce<unknown>(
    (at, key) => isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined, whole
  )
  return [isObject(parent) ? parent : undefined, last]
}

function isObject (value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The value itself where nothing certain can be said. */
function meaningOf (given: unknown, schema: Mismatch['schema']): unknown {
  // Of a member that is required, the contract says so once it is gone.
  if (given === null || given === '') return MISSING
  const wanted = typesOf(schema)
  if (typeof given === 'number' && wanted.has('string')) return textOf(given)
  if (typeof given !== 'string') return given
  if (wanted.has('number') || wanted.has('integer')) return numberOf(given)
  if (wanted.has('boolean')) return given === 'true' ? true : given === 'false' ? false : given
  const format = schema['x-time']
  return typeof format === 'string' ? timeOf(given, format) : given
}

function typesOf ({ type, const: only, enum: some = [] }: Mismatch['schema']): Set<string> {
  const values = only === undefined ? some : [only]
  return new Set([type ?? [], values.map((value: unknown) => typeof value)].flat())
}

/** Of a number that JSON keeps to its last digit and that is written in one way only. */
function textOf (given: number): unknown {
  return Number.isSafeInteger(given) ? String(given) : given
}

function numberOf (given: string): unknown {
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(given) ? Number(given) : given
}

/** From the year to the day, the hour and the minute; seconds, fractions and an offset as they come. */
const TIMES = [
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})[ T](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/i,
  /^(\d{4})()(\d\d)(\d\d)T?(\d\d)(\d\d)(?:(\d\d)(?:[.,]?(\d{3}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i
]

function zoneOf (offset: string | undefined): string {
  if (offset === undefined) return ZONE
  const [, hours, minutes = '00'] = /^([+-]\d{2}):?(\d{2})?$/.exec(offset) ?? []
  return hours === undefined ? 'UTC' : `UTC${hours}:${minutes}`
}

/**
 * A time in the contract's own writing: `iso`, or luxon's tokens. Without an offset it is Asia/Shanghai. A day that no
 * calendar has is none.
 */
function timeOf (given: string, format: string): string {
  const parts = TIMES.map(pattern => pattern.exec(given.trim())).find(found => found !== null)
  if (!parts) return given
  const [, year, , month, day, hour, minute, second = '0', fraction = '0', offset] = parts
  const time = DateTime.fromObject({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Math.floor(Number(`0.${fraction}`) * 1000)
  }, { zone: zoneOf(offset) })
  if (!time.isValid) return given
  const here = time.setZone(ZONE)
  return (format === 'iso' ? here.toISO({ suppressMilliseconds: true }) : here.toFormat(format)) ?? given
}
