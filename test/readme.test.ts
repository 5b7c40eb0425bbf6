/** What the README says that code says too. Where they differ the README is wrong; most of it is mended by `npm run readme`. */
import { existsSync } from 'node:fs'
import { test } from 'tap'
import { parse } from 'yaml'
import type { ZodType } from 'zod'
import type { OrderState } from '../mappings/mapping.ts'
import { TRANSITIONS } from '../src/records/orders/states.ts'
import { schedule } from '../src/ground/retry/retry.ts'
import { profiles } from '../src/enterprises/profiles.ts'
import type { EnterpriseSettings } from '../src/enterprises/settings.ts'
import { FIELD_ERRORS } from '../src/ground/problem/field-errors.ts'
import { PROBLEMS } from '../src/ground/problem/problem.ts'
import { plainSettings } from './kit/plain-settings.ts'
import { retryScheduleTable, transitionsDiagram, withMadeParts } from './readme-tables.ts'
import { commonSettings, environmentVariables, ownSettings } from './settings-table.ts'
import { read, sourceFiles } from './source-files.ts'

const readme = read('README.md')

interface Table { header: string[], rows: string[][] }

test('its made parts are what npm run readme makes', async t => {
  const made = withMadeParts(readme).split('\n')
  t.strictSame(readme.split('\n').filter(line => !made.includes(line)), [], 'stale lines: run npm run readme')
  t.strictSame(made.filter(line => !readme.split('\n').includes(line)), [], 'missing lines: run npm run readme')
  t.equal(withMadeParts(readme), readme)
  t.throws(() => withMadeParts(readme.replace('<!-- /settings -->', '')), { message: 'README.md has no place for settings: write <!-- settings --> and <!-- /settings --> on lines of their own' })
})

test('its table of problems has every code with its status and title, and no other', async t => {
  const rows = tables(['code', 'status', 'title']).map(([code, status, title]) => ({ code, status: Number(status), title }))
  const problems = Object.entries(PROBLEMS).map(([code, { status, title }]) => ({ code, status, title }))
  t.strictSame(sorted(rows), sorted(problems), 'expected: PROBLEMS of src/ground/problem/problem.ts; found: the table headed code, status, title')
})

test('its table of field errors has every code with its message, and no other', async t => {
  const rows = tables(['field code', 'message']).map(([code, message]) => ({ code, message }))
  const errors = Object.entries(FIELD_ERRORS).map(([code, message]) => ({ code, message }))
  t.strictSame(sorted(rows), sorted(errors), 'expected: FIELD_ERRORS of src/ground/problem/field-errors.ts; found: the table headed field code, message')
})

test('its table of the environment names every variable that src/settings.ts reads, and no other', async t => {
  const named = tables(['environment', 'meaning', 'default']).flatMap(([names]) => names!.split(', '))
  t.strictSame(sorted(named), sorted(environmentVariables()))
})

test('its table of alerts has every word that the log uses, and no other', async t => {
  const words = sourceFiles.filter(({ path }) => path.startsWith('src/')).flatMap(({ text }) => [...text.matchAll(/\balert: ([^,}\n]*)/g)])
    .flatMap(([, value]) => [...value!.matchAll(/'([a-z-]+)'/g)].map(([, word]) => word!))
  t.ok(words.includes('undeliverable'), 'words are found')
  t.strictSame(sorted(tables(['alert', 'what happened', 'what to do']).map(([word]) => word)), sorted([...new Set(words)]))
})

test('its alert rules name metrics that there are', async t => {
  const { groups } = parse(/```yaml\n(groups:[^]*?)```/.exec(readme)![1]!)
  const named = (groups as any[]).flatMap(({ rules }) => rules).flatMap(({ expr }) => [...expr.matchAll(/\blianban_\w+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, '')))
  t.ok(named.length > 5)
  const known = tables(['metric', 'type', 'labels', 'meaning']).map(([name]) => name)
  t.strictSame(named.filter(name => !known.includes(name)), [])
})

test('the scripts and files it names are there', async t => {
  const { scripts } = JSON.parse(read('package.json'))
  const named = [...readme.matchAll(/\bnpm run ([a-z]+)/g)].map(([, name]) => name!)
  t.not(named.length, 0)
  t.strictSame(named.filter(name => !(name in scripts)), [], 'package.json has no such script')
  const linked = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path!)
  t.not(linked.length, 0)
  t.strictSame(linked.filter(path => !existsSync(new URL(`../${path}`, import.meta.url))), [], 'no such file')
})

test('the settings that are read for it are those the schemas take', async t => {
  for (const [profile, { settings }] of profiles) {
    const own = ownSettings(profile).filter(({ value }) => value !== 'block').map(({ path }) => path)
    const paths = [`enterprises.<${profile}>.baseUrl`, `enterprises.<${profile}>.timeout`, ...own]
    t.strictSame(sorted(paths), sorted(leaves(settings, `enterprises.<${profile}>`)), profile)
  }
  const known = commonSettings().map(({ path }) => path)
  const { enterprises: { 'county-water': water }, ...defaults } = plainSettings(`
    enterprises: { county-water: { profile: county-water, name: 供水, baseUrl: http://127.0.0.1, credentials: { clientid: any, secret: any } } }`)
  const { credentials: _own, ...common } = water as EnterpriseSettings & { credentials: unknown }
  t.strictSame(paths({ ...defaults, enterprises: { '<slug>': common } }).filter(path => !known.includes(path)), [])
  t.match(commonSettings().find(({ path }) => path === 'enterprises.<slug>.delivery.retry.first'), { value: 'duration', fallback: '10s', required: false, meaning: /failed attempt/ })
  t.match(commonSettings().find(({ path }) => path === 'portal.webhookUrl'), { value: 'URL', fallback: undefined, required: true })
})

test('the schedule of retries shares a line among equal waits', async t => {
  t.equal(retryScheduleTable(schedule({ first: 1_000, ceiling: 4_000, horizon: 15_000 })), [
    '| after failed attempt | wait | since the first failure |',
    '|---|---|---|',
    '| 1 | 1 s | 1 s |',
    '| 2 | 2 s | 3 s |',
    '| 3–5 | 4 s each | 15 s |'
  ].join('\n'))
})

test('the picture of the transitions says what the table says', async t => {
  const picture = transitionsDiagram(TRANSITIONS)
  for (const step of ['received --> submitted', 'sending --> underWay', 'building --> inspected', 'underWay --> aside', 'aside --> underWay', 'aside --> ended']) t.match(picture, `  ${step}\n`)
  t.notMatch(picture, 'underWay --> sending')
  t.notMatch(picture, 'ended --> aside')
})

test('a transition that makes an exception is not drawn as if it made none', async t => {
  function changed (state: OrderState, next: OrderState[]): string {
    return transitionsDiagram({ ...TRANSITIONS, [state]: next })
  }
  const closed = changed('building', TRANSITIONS.building.filter(next => next !== 'withdrawn'))
  t.notMatch(closed, 'underWay --> ended')
  t.match(closed, '`inspected → withdrawn`')
  t.notMatch(closed, '`building → withdrawn`')
  const back = changed('inspected', [...TRANSITIONS.inspected, 'surveyed'])
  t.match(back, 'Legal too: `inspected → surveyed`.')
})

/** The rows of the tables with this header, code marks taken off. */
function tables (header: string[]): string[][] {
  const found = allTables().filter(table => JSON.stringify(table.header) === JSON.stringify(header))
  if (found.length === 0) throw new Error(`README.md has no table with the columns ${header.join(', ')}`)
  return found.flatMap(({ rows }) => rows)
}

function allTables (): Table[] {
  return readme.split('\n\n').map(block => block.split('\n').filter(line => line.startsWith('|'))).filter(lines => lines.length > 2).map(([header, , ...rows]) => ({ header: cells(header!), rows: rows.map(cells) }))
}

function cells (line: string): string[] {
  return line.replaceAll('`', '').slice(1, -1).split('|').map(cell => cell.trim())
}

function sorted<T> (items: T[]): T[] {
  return items.toSorted((one, other) => JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
}

/** Paths of all values in a settings object. */
function paths (value: unknown, path = ''): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [path]
  return Object.entries(value).flatMap(([key, item]) => paths(item, path === '' ? key : `${path}.${key}`))
}

/** Paths of all settings that a schema takes. */
function leaves (schema: ZodType, path: string): string[] {
  const { innerType, shape } = schema.def as { innerType?: ZodType, shape?: Record<string, ZodType> }
  if (innerType) return leaves(innerType, path)
  return shape ? Object.entries(shape).flatMap(([key, field]) => leaves(field, `${path}.${key}`)) : [path]
}
