/**
 * Begins a profile (`npm run new-profile -- county-heat --service water`): contract, mapping, adapter, simulator, the
 * first cases and words, written after kit/new-profile/, with the line of the registry and an enterprise in the
 * sandbox. It compiles and speaks an interface of the plainest kind; what is still to be written is told by
 * kit/missing-parts.ts. Exit code 2, and nothing is written, when the name will not do.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Document, isNode, parse, parseDocument } from 'yaml'
import type { Service } from '../mappings/mapping.ts'
import { systemNames } from '../openapi/document.ts'
import { profiles } from '../src/enterprises/profiles.ts'
import { missingParts } from './missing-parts.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TEMPLATES = fileURLToPath(new URL('new-profile/', import.meta.url))
const REGISTRY = 'src/enterprises/profiles.ts'
const SETTINGS = 'settings.sandbox.yaml'
const USAGE = '用法：npm run new-profile -- <接口规格> [--service water|electricity|gas|network]'

/** What differs between the services: the first kind of business, and the least that a form says of it. */
const SERVICES: Record<Service, { kind: string, letter: string, block: string, order: string, products?: string }> = {
  water: {
    kind: 'new',
    letter: 'W',
    block: '{ "kind": "new", "demand": 0.5 }',
    order: "() => ({ water: { kind: 'new', demand: 0.5 } })"
  },
  electricity: {
    kind: 'new',
    letter: 'E',
    block: '{ "kind": "new", "mainCapacity": 8 }',
    order: "() => ({ electricity: { kind: 'new', mainCapacity: 8 } })"
  },
  gas: {
    kind: 'ignition',
    letter: 'G',
    block: '{ "kind": "ignition" }',
    order: "slug => ({ gas: { kind: 'ignition', supplier: slug } })"
  },
  network: {
    kind: 'new',
    letter: 'N',
    block: '{ "carriers": ["{{slug}}"], "products": ["broadband"], "kind": "new", "bandwidth": 300 }',
    order: "slug => ({ network: { carriers: [slug], products: ['broadband'], kind: 'new', bandwidth: 300 } })",
    products: "['broadband']"
  }
}

/** Why the name will not do. */
function refusal (slug: string | undefined, service: string): string | undefined {
  if (slug === undefined) return USAGE
  if (!Object.hasOwn(SERVICES, service)) return `业务 ${service} 不在允许的取值之内。${USAGE}`
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug) || slug.length > 40 || slug === 'portal') {
    return `接口规格的名称 ${slug} 不可用：应以小写字母开头，由小写字母、数字和单个连字符组成，最多 40 字，不能是 portal`
  }
  if (systemNames().includes(slug) || profiles.has(slug)) return `接口规格 ${slug} 已经存在`
  const { enterprises } = parse(read(SETTINGS))
  if (slug in enterprises) return `${SETTINGS} 中已有名为 ${slug} 的企业`
  const taken = templates().map(({ path }) => pathOf(path, slug)).filter(path => existsSync(ROOT + path))
  return taken.length > 0 ? `文件已经存在：${taken.join('、')}` : undefined
}

interface Template { path: string, text: string }

/** In kit/new-profile/ each lies where it belongs in the project, with SLUG for the name of the profile. */
function templates (): Template[] {
  return globSync('**/*.template', { cwd: TEMPLATES }).sort()
    .map(path => ({ path, text: readFileSync(TEMPLATES + path, 'utf8') }))
}

function pathOf (path: string, slug: string): string {
  return path.replaceAll('SLUG', slug).replace(/\.template$/, '')
}

function read (path: string): string {
  return readFileSync(ROOT + path, 'utf8')
}

function write (path: string, text: string): void {
  mkdirSync(dirname(ROOT + path), { recursive: true })
  writeFileSync(ROOT + path, text)
}

/** The words that stand in double braces in a template. */
function wordsOf (slug: string, service: Service): Record<string, string> {
  const { kind, letter, block, order, products } = SERVICES[service]
  return {
    slug,
    service,
    kind,
    letter,
    order,
    block: block.replace('{{slug}}', slug),
    key: keyOf(slug),
    products: products ? `\n    products: ${products},` : '',
    address: isRouted(service) ? `\n  address: { text: '泾县泾川镇${areaOf(slug)}1号' },` : ''
  }
}

function keyOf (slug: string): string {
  return `${slug}-sandbox-key`
}

/** Gas suppliers and carriers are chosen on the form; the others go by the address. */
function isRouted (service: Service): service is 'water' | 'electricity' {
  return service === 'water' || service === 'electricity'
}

/** The word in an address by which the sandbox sends an order to the enterprise. */
function areaOf (slug: string): string {
  return `${slug}片区`
}

/** The registry with a line more. */
function registered (text: string, slug: string): string {
  const name = slug.includes('-') ? `'${slug}'` : slug
  const line = `  ${name}: join(import('../../mappings/${slug}.ts'), import('../../adapters/${slug}.ts')),\n`
  return inserted(text, /^const joined: .* = \{\n(?: {2}.*,?\n)*/m, line)
}

/** The sandbox with an enterprise more, at the next port, and with an area of its own where the address decides. */
function settled (text: string, slug: string, service: Service): string {
  const { enterprises } = parse(text)
  const ports = Object.values<{ baseUrl: string }>(enterprises).map(({ baseUrl }) => Number(new URL(baseUrl).port))
  const block = `\
  ${slug}:
    profile: ${slug}
    name: ${slug}
    baseUrl: http://127.0.0.1:${Math.max(...ports) + 1}
    credentials: { key: ${keyOf(slug)} }
`
  const routes = isRouted(service) ? withArea(text, slug, service, Object.keys(enterprises)) : text
  return inserted(routes, /^enterprises:\n(?: .*\n)*/m, block)
}

function withArea (text: string, slug: string, service: 'water' | 'electricity', slugs: string[]): string {
  const { enterprises, routing } = parse(text)
  const { default: fallback, areas = [] } = routing[service] ?? {}
  const own = slugs.filter(other => profiles.get(enterprises[other].profile)!.mapping.service === service)
  const area = { enterprise: slug, keywords: [areaOf(slug)] }
  const rule = new Document({ default: fallback ?? own[0] ?? slug, areas: [...areas, area] })
  const written = rule.toString({ collectionStyle: 'flow', lineWidth: 0 }).trimEnd()
  const before = parseDocument(text).getIn(['routing', service], true)
  if (isNode(before) && before.range) return text.slice(0, before.range[0]) + written + text.slice(before.range[1])
  return inserted(text, /^routing:\n/m, `  ${service}: ${written}\n`)
}

/** The text with more of it behind the place. Throws when the place is gone. */
function inserted (text: string, place: RegExp, more: string): string {
  const found = place.exec(text)
  if (!found) throw new Error(`nothing in the text is like ${place}`)
  const end = found.index + found[0].length
  return text.slice(0, end) + more + text.slice(end)
}

function begin (slug: string, service: Service): void {
  const words = wordsOf(slug, service)
  const [registry, settings] = [registered(read(REGISTRY), slug), settled(read(SETTINGS), slug, service)]
  for (const { path, text } of templates()) {
    write(pathOf(path, slug), text.replace(/\{\{(\w+)\}\}/g, (_place, word: string) => words[word]!))
    console.log(`写入 ${pathOf(path, slug)}`)
  }
  execFileSync(process.execPath, ['openapi/types.ts'], { cwd: ROOT, stdio: 'inherit' })
  write(REGISTRY, registry)
  write(SETTINGS, settings)
  console.log(`写入 openapi/enterprises/${slug}.d.ts\n登记 ${REGISTRY}\n登记 ${SETTINGS}`)
  for (const part of missingParts(slug)) console.log(`尚缺 ${part}`)
}

const { positionals: [slug, ...more], values: { service } } = parseArgs({
  allowPositionals: true, strict: false, options: { service: { type: 'string', default: 'water' } }
})
const wrong = more.length > 0 ? USAGE : refusal(slug, String(service))
if (wrong !== undefined) {
  console.error(wrong)
  process.exitCode = 2
} else {
  begin(slug!, service as Service)
}
