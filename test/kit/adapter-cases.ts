/**
 * The adapter cases of a profile: JSON under `test/fixtures/<profile>/adapter/`. A file is one case, or what its `cases` have in
 * common, whose members stand over the file's; with `rows` there is each case for each row, whose members are the `${name}` in it.
 * `{ "$ref": "#/order", "$patch": {…} }` stands for a part of `common.json` (or of another file, before the `#`) with a merge patch.
 */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { FAULTS } from '../../simulators/faults.ts'
import { mergePatch } from '../../src/ground/form/merge-patch.ts'
import { TROUBLES } from './loopback.ts'
import { givenAnswer, givenMessage, written } from './wire/wire.ts'

const exchange = z.strictObject({
  /** What the adapter must send, by the members that are named. */
  request: z.strictObject({
    /** `POST /path`, without the query. */
    to: z.unknown(),
    query: z.unknown(),
    /** Null: not sent. */
    headers: z.record(z.string(), z.string().nullable()),
    head: z.unknown(),
    body: z.unknown(),
    /** Bytes that stand in the body as sent. */
    holds: z.array(z.union([z.string(), written]))
  }).partial().default({}),
  answer: z.union([givenAnswer, z.enum(TROUBLES)])
})

/** The facts of a failure, all of them but the message, which is looked at when it is named. */
const failure = z.looseObject({ comeBack: z.string(), fault: z.string(), code: z.string(), message: z.unknown().optional() })

/** What is done, and what must come of it; in this order. `$match` in what is expected stands for a text of that pattern. */
const step = z.strictObject({
  /** Time goes by. */
  pass: z.string(),
  /** The simulator moves an order: reference, native status, remark; of a filing the item stands behind the reference. */
  move: z.tuple([z.string(), z.string()]).rest(z.string()),
  arm: z.array(z.enum(FAULTS)),
  /** An operation of the adapter and its arguments; bytes are written as `{ "hex": … }`. */
  call: z.tuple([z.enum(['place', 'inquire', 'supplement', 'withdraw', 'appoint', 'upload', 'register', 'submit', 'cancel'])]).rest(z.unknown()),
  exchanges: z.array(exchange),
  /** What the operation answers; null when it only succeeds. */
  outcome: z.unknown(),
  failure,
  /** The order book of the simulator, by the members that are named. */
  orders: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** The filings of the approvals system, likewise. */
  filings: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** The approvals system is busy for so many calls. */
  busy: z.number(),
  /** What the hub was told by the simulator since the last look: accepted, or refused. */
  told: z.array(z.unknown())
}).partial()

const adapterCase = step.extend({
  name: z.string(),
  description: z.string(),
  now: z.string().optional(),
  /** A merge patch to the sandbox's settings. */
  settings: z.looseObject({}).optional(),
  /** What stands before the paths of the document in the base URL. */
  basePath: z.string().optional(),
  /** Exchanges before the first call's own, as a rule for a token: those of `common.json` unless said otherwise. */
  opening: z.array(exchange),
  /** Of a case of several steps. */
  steps: z.array(step).optional(),
  /** Options of the simulator, where the case is against it. */
  simulator: z.looseObject({}).optional(),
  /** Where its callbacks come to the hub; `/v1/callbacks/<profile>` unless said otherwise. */
  callbackPath: z.string().optional(),
  /** How often the adapter waited for its turn; without a simulator it must be once a request. */
  paced: z.number().optional(),

  /** A message of the enterprise: it is accepted, or refused, and answered. */
  callback: givenMessage.optional(),
  accepted: z.unknown().optional(),
  refused: z.union([z.string(), z.strictObject({ reason: z.string(), field: z.string().optional() })]).optional(),
  /** Only the answer to the message is looked at. */
  answering: z.enum(['stored', 'unknownReference', 'internal', 'signature', 'stale', 'replayed', 'malformed']).optional(),
  field: z.string().optional(),
  answer: z.strictObject({ status: z.number(), headers: z.unknown(), body: z.unknown() }).partial().optional(),

  /** What the settings are read as, by the members that are named; `refused` names the place of wrong ones. */
  read: z.looseObject({}).optional(),
  /** What must not be repeated of wrong settings. */
  secret: z.string().optional()
})

export type Exchange = z.infer<typeof exchange>
export type ExpectedFailure = z.infer<typeof failure>
export type Step = z.infer<typeof step>
export type AdapterCase = z.infer<typeof adapterCase>

/** In the order of their names. */
export function adapterCases (profile: string): AdapterCase[] {
  const folder = folderOf(profile)
  const files = globSync('*.json', { cwd: fileURLToPath(folder) }).sort().filter(name => name !== 'common.json')
  return files.flatMap(file => casesOf(basename(file, '.json'), resolved(read(new URL(file, folder)), folder), commonParts(profile)))
}

/** What cases refer to by `#/name`; of every profile an `order`, and the `key` that the hub knows it by. */
export function commonParts (profile: string): Record<string, any> {
  const folder = folderOf(profile)
  return resolved(read(new URL('common.json', folder)), folder) as Record<string, any>
}

function folderOf (profile: string): URL {
  return new URL(`../fixtures/${profile}/adapter/`, import.meta.url)
}

function casesOf (file: string, { cases = [{}], rows = [{}], ...shared }: any, { opening = [] }: any): AdapterCase[] {
  return rows.flatMap((row: object) => cases.map((own: { description?: string }) => {
    const description = [shared.description, own.description].filter(Boolean).join(': ')
    const given = inserted({ opening, ...shared, ...own, description }, row) as AdapterCase
    return checked({ ...given, name: `${file}: ${given.description}` })
  }))
}

/** With the members of a row in the places of their names. */
function inserted (value: unknown, row: Record<string, any>): unknown {
  if (Array.isArray(value)) return value.map(item => inserted(item, row))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inserted(item, row)]))
  if (typeof value !== 'string') return value
  const whole = /^\$\{(\w+)\}$/.exec(value)?.[1]
  return whole && whole in row ? row[whole] : value.replace(/\$\{(\w+)\}/g, (place, name) => name in row ? row[name] : place)
}

function checked (given: { name: string }): AdapterCase {
  const { data, error } = adapterCase.safeParse(given)
  if (error) throw new Error(`${given.name}: ${z.prettifyError(error)}`)
  return data
}

function read (file: URL): any {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Without references. */
function resolved (value: unknown, folder: URL): unknown {
  if (Array.isArray(value)) return value.map(item => resolved(item, folder))
  if (typeof value !== 'object' || value === null) return value
  if ('$ref' in value) return referred(value as Reference, folder)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolved(item, folder)]))
}

interface Reference { $ref: string, $patch?: object }

function referred ({ $ref, $patch, ...more }: Reference, folder: URL): unknown {
  if (Object.keys(more).length > 0) throw new Error(`beside $ref only $patch: ${Object.keys(more)}`)
  const [file, pointer = ''] = $ref.split('#')
  const whole = read(new URL(file || 'common.json', folder))
  const target = pointer.split('/').slice(1).reduce((at, key) => at?.[key], whole)
  if (target === undefined) throw new Error(`nothing under ${$ref}`)
  const part = resolved(target, folder)
  return $patch === undefined ? part : mergePatch(part, resolved($patch, folder))
}

/**
 * What is expected, each `{ "$match": pattern }` replaced by the text found in its place when that fits the pattern. With a
 * `$name` it must be the same text wherever this name stands.
 */
export function filled (expected: unknown, found: unknown, names = new Map<unknown, string>()): unknown {
  if (Array.isArray(expected)) return expected.map((item, index) => filled(item, (found as unknown[] | undefined)?.[index], names))
  if (typeof expected !== 'object' || expected === null) return expected
  if ('$match' in expected) return matching(expected as Pattern, found, names)
  return Object.fromEntries(Object.entries(expected).map(([name, item]) => [name, filled(item, (found as Record<string, unknown> | undefined)?.[name], names)]))
}

interface Pattern { $match: string, $name?: string }

function matching (pattern: Pattern, found: unknown, names: Map<unknown, string>): unknown {
  const { $match, $name } = pattern
  if (typeof found !== 'string' || !new RegExp($match).test(found)) return pattern
  if ($name === undefined) return found
  if (!names.has($name)) names.set($name, found)
  return names.get($name)
}
