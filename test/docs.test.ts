/** What the documents say that code says too. Where they differ the document is wrong; most of it is mended by `npm run docs`. */
import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'tap'
import { parse } from 'yaml'
import type { ZodType } from 'zod'
import type { OrderState } from '../mappings/mapping.ts'
import { newAjv, readDocument } from '../openapi/document.ts'
import { formFormats } from '../src/ground/form/formats.ts'
import { TRANSITIONS } from '../src/records/orders/states.ts'
import { schedule } from '../src/ground/retry/retry.ts'
import { profiles } from '../src/enterprises/profiles.ts'
import { approvalsSettings } from '../src/enterprises/approvals-settings.ts'
import type { EnterpriseSettings } from '../src/enterprises/settings.ts'
import { plainSettings } from './kit/plain-settings.ts'
import { pages, partsWithoutPlace, pictures, withMadeParts } from './kit/tables/pages.ts'
import { scheduleTable } from './kit/tables/schedules.ts'
import { commonSettings, environmentVariables, ownSettings } from './kit/tables/settings.ts'
import { stepsDiagram, transitionsDiagram } from './kit/tables/states.ts'
import { projectFiles, read, sourceFiles } from './source-files.ts'

interface Table { header: string[], rows: string[][] }

for (const page of pages) {
  test(`${page} has its made parts as npm run docs makes them`, async t => {
    const text = read(page)
    const made = withMadeParts(text).split('\n')
    t.strictSame(text.split('\n').filter(line => !made.includes(line)), [], `${page} has stale lines: run npm run docs`)
    t.strictSame(made.filter(line => !text.split('\n').includes(line)), [], `${page} lacks lines: run npm run docs`)
    t.equal(withMadeParts(text), text)
  })

  test(`${page} leads to pages, headings and files that are there`, async t => {
    t.strictSame(deadLinks(page, read(page)), [])
  })
}

for (const [path, draw] of Object.entries(pictures)) {
  test(`${path} is as npm run docs draws it`, async t => {
    t.equal(read(path), draw(), `${path} is stale: run npm run docs`)
  })
}

test('a link that leads nowhere is named', async t => {
  t.strictSame(deadLinks('docs/operate/x.md', '[a](install.md) [b](../../README.md#run-it) [c](https://example.org) [d](gone.md) [e](install.md#没有)'), ['gone.md', 'install.md#没有'])
})

test('every made part has its place in a page, and every place its part', async t => {
  t.strictSame(partsWithoutPlace(pages.map(read)), [], 'write <!-- name --> and <!-- /name --> on lines of their own into the page it belongs in')
  t.ok(partsWithoutPlace(['<!-- settings -->\n<!-- /settings -->\n']).includes('metrics'))
  t.throws(() => withMadeParts('<!-- settings -->\n'), { message: 'the place for settings has no end: write <!-- /settings --> on a line of its own' })
  t.throws(() => withMadeParts('<!-- weather -->\n<!-- /weather -->\n'), /^nothing makes weather: the parts are transitions, /)
})

test('the README is short, and says the same in both languages', async t => {
  for (const path of ['README.md', 'README.zh.md']) t.ok(read(path).split('\n').length <= 150, `${path} has at most 150 lines`)
  t.strictSame(commandsOf('README.zh.md'), commandsOf('README.md'), 'the same commands')
  t.strictSame(linksOf('README.zh.md').sort(), linksOf('README.md').map(link => link.replace('README.zh.md', 'README.md')).sort(), 'the same ways on')
})

test('the filing that is shown is one', async t => {
  const [, json] = /\/filings -H [^]*? -d '(\{.*\})'\n/.exec(read('docs/enterprise/filings.md'))!
  const contract = readDocument(new URL('../openapi/hub.yaml', import.meta.url))
  const ajv = newAjv({ formats: formFormats(() => new Date()) }).addSchema(contract, 'contract')
  const isFiling = ajv.compile({ $ref: 'contract#/components/schemas/FilingRequest' })
  t.ok(isFiling(JSON.parse(json!.replaceAll('\'$TODAY\'', '2026-12-01'))), JSON.stringify(isFiling.errors))
})

test('every page is on the way from docs/README.md', async t => {
  const reached = new Set(['docs/README.md'])
  for (const page of reached) for (const link of linksOf(page)) if (pages.includes(link)) reached.add(link)
  t.strictSame(pages.filter(page => page.startsWith('docs/') && !reached.has(page)), [])
})

test('one thing has one term, in the glossary and in whatever people read', async t => {
  const names = allTables('docs/architecture/glossary.md').flatMap(({ rows }) => rows).map(([, name]) => name!)
  t.strictSame(names.filter((name, place) => names.indexOf(name) < place), [], 'explained once')
  // What else 行政审批 and its 申报 have been called.
  const others = /报批|报件|涉路/
  const files = projectFiles.filter(path => !path.startsWith('test/'))
  t.strictSame(files.filter(path => others.test(read(path))), [], 'say 行政审批, 申报, 审批方式, 申报附件')
})

test('the table of the environment names every variable that src/settings.ts reads, and no other', async t => {
  const named = tables('docs/operate/install.md', ['环境变量', '含义', '默认值']).flatMap(([names]) => names!.split('、'))
  t.strictSame(sorted(named), sorted(environmentVariables()))
})

test('the table of alerts has every word that the log uses, and no other', async t => {
  const words = sourceFiles.filter(({ path }) => path.startsWith('src/')).flatMap(({ text }) => [...text.matchAll(/\balert: ([^,}\n]*)/g)])
    .flatMap(([, value]) => [...value!.matchAll(/'([a-z-]+)'/g)].map(([, word]) => word!))
  t.ok(words.includes('undeliverable'), 'words are found')
  t.strictSame(sorted(tables('docs/operate/watch.md', ['告警', '发生了什么', '怎么办']).map(([word]) => word)), sorted([...new Set(words)]))
})

test('the alert rules name metrics that there are', async t => {
  const { groups } = parse(/```yaml\n(groups:[^]*?)```/.exec(read('docs/operate/watch.md'))![1]!)
  const named = (groups as any[]).flatMap(({ rules }) => rules).flatMap(({ expr }) => [...expr.matchAll(/\blianban_\w+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, '')))
  t.ok(named.length > 5)
  const known = tables('docs/operate/watch.md', ['指标', '类型', '标签', '含义']).map(([name]) => name)
  t.strictSame(named.filter(name => !known.includes(name)), [])
})

test('the scripts that the documents name are there', async t => {
  const { scripts } = JSON.parse(read('package.json'))
  // The changelog also names what is gone.
  const named = pages.filter(page => page !== 'CHANGELOG.md').flatMap(page => [...read(page).matchAll(/\bnpm run (?:-s )?([a-z:-]+)/g)].map(([, name]) => ({ page, name: name! })))
  t.not(named.length, 0)
  t.strictSame(named.filter(({ name }) => !(name in scripts)), [], 'package.json has no such script')
})

test('the settings that the documents name in full are there', async t => {
  const known = commonSettings().map(({ path }) => path.replaceAll('[]', ''))
  const roots = [...new Set(known.map(path => path.split('.', 1)[0]!))].filter(root => root !== 'enterprises')
  // The changelog also names what is gone.
  const named = pages.filter(page => page !== 'CHANGELOG.md').flatMap(page => [...read(page).matchAll(new RegExp(`\`((?:${roots.join('|')})\\.[a-zA-Z.]+)\``, 'g'))].map(([, name]) => ({ page, name: name! })))
    // Events and a file.
    .filter(({ name }) => !['hub.test', 'clock.warned', 'clock.expired', 'hub.yaml'].includes(name))
  t.not(named.length, 0)
  t.strictSame(named.filter(({ name }) => !known.some(path => path === name || path.startsWith(`${name}.`))), [])
})

test('the settings that are read for the reference are those the schemas take', async t => {
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
  const shown = leaves(approvalsSettings(), 'approvals').filter(path => known.some(one => one === path || one.startsWith(`${path}.`)))
  t.ok(shown.length > 5)
  t.strictSame(leaves(approvalsSettings(), 'approvals').filter(path => !shown.includes(path)), [])
  t.match(commonSettings().find(({ path }) => path === 'approvals.decisions.rows[].decision'), { value: '`exempt` or `notice` or `parallel`', required: true })
  t.match(commonSettings().find(({ path }) => path === 'portal.webhookUrl'), { value: 'URL', fallback: undefined, required: true })
})

test('a schedule shares a line among equal waits', async t => {
  t.equal(scheduleTable(schedule({ first: 60_000, ceiling: 240_000, horizon: 900_000 })), [
    '| 第几次失败之后 | 等待 | 距第一次失败 |',
    '|---|---|---|',
    '| 1 | 1 分钟 | 1 分钟 |',
    '| 2 | 2 分钟 | 3 分钟 |',
    '| 3–5 | 每次 4 分钟 | 15 分钟 |'
  ].join('\n'))
  t.match(scheduleTable([5_000, 7_500_000]), '| 2 | 2 小时 5 分 | 2 小时 5 分 5 秒 |')
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

test('any table of legal steps is drawn with its beginning and its ends', async t => {
  t.equal(stepsDiagram({ open: ['held', 'done'], held: ['open'], done: [] }, { open: '待办' }), [
    '```mermaid', 'stateDiagram-v2', '  open: 待办 open', '  held: held', '  done: done', '  [*] --> open', '  open --> held', '  open --> done', '  held --> open', '  done --> [*]', '```'
  ].join('\n'))
  t.throws(() => stepsDiagram({ open: ['gone'] }), { message: 'steps to states that the table does not have: open → gone' })
})

/** The rows of the tables of a page with this header, code marks taken off. */
function tables (page: string, header: string[]): string[][] {
  const found = allTables(page).filter(table => JSON.stringify(table.header) === JSON.stringify(header))
  if (found.length === 0) throw new Error(`${page} has no table with the columns ${header.join(', ')}`)
  return found.flatMap(({ rows }) => rows)
}

function allTables (page: string): Table[] {
  return read(page).split('\n\n').map(block => block.split('\n').filter(line => line.startsWith('|'))).filter(lines => lines.length > 2)
    .map(([header, , ...rows]) => ({ header: cells(header!), rows: rows.map(cells) }))
}

/** Where a page's links lead, by their path from the root, but those out of the project. */
function linksOf (page: string): string[] {
  return localLinks(read(page)).map(link => posix.join(posix.dirname(page), link.split('#', 1)[0]!))
}

function localLinks (text: string): string[] {
  return [...text.replace(/```[^]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter(link => !/^https?:/.test(link))
}

function deadLinks (page: string, text: string): string[] {
  return localLinks(text).filter(link => {
    const [path, heading] = link.split('#') as [string, string?]
    const target = path === '' ? page : posix.join(posix.dirname(page), path)
    if (!existsSync(new URL(`../${target}`, import.meta.url))) return true
    return heading !== undefined && !headingsOf(path === '' ? text : read(target)).includes(decodeURIComponent(heading))
  })
}

/** As GitHub names them in addresses. */
function headingsOf (text: string): string[] {
  return [...text.replace(/```[^]*?```/g, '').matchAll(/^#+ (.+)$/gm)]
    .map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-'))
}

function commandsOf (page: string): string[] {
  return [...read(page).matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block]) => block!.trim().split('\n').map(line => line.replace(/ +#.*/, '')))
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
