/**
 * Catches every statement that a pool runs, with the place in src/ that asked for it and the plan that PostgreSQL really took (auto_explain
 * sends it back as a notice), so that nobody has to list statements.
 */
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import ts from 'typescript'
import type { Pool } from '../../src/ground/database/pool.ts'
import { partsOf } from './round-trips.ts'
import { nodesOf, place, sourceFiles } from '../source-files.ts'

export interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Filter?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Rows Removed by Join Filter'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: PlanNode[]
}

export interface Explained { text: string, plan: PlanNode }

export interface Recorded {
  plans: Explained[]
  /** Places in src/ whose statements have run: `src/views/page.ts:42`. */
  places: Set<string>
  /** The names of statements, of those too that went as a part of another one (join-statements.ts). */
  parts: Set<string>
  /** The texts of statements with a name, which may get a plan that is made for any values. */
  named: Set<string>
  /** All texts. */
  texts: Set<string>
  /** Those of pages of lists. */
  pages: Set<string>
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const SETTINGS = {
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice'
}

/** From here on. */
export function recordPlans (...pools: Pool[]): Recorded {
  const recorded: Recorded = { plans: [], places: new Set(), parts: new Set(), named: new Set(), texts: new Set(), pages: new Set() }
  const known = new WeakSet<object>()
  for (const pool of pools) {
    pool.on('acquire', client => {
      if (known.has(client)) return
      known.add(client)
      client.on('notice', ({ message = '' }) => {
        const [, json] = message.split('plan:\n')
        if (json === undefined) return
        const { 'Query Text': text, Plan: plan } = JSON.parse(json)
        recorded.plans.push({ text, plan })
      })
      for (const statement of ["load 'auto_explain'", ...Object.entries(SETTINGS).map(([name, value]) => `set ${name} = '${value}'`)]) {
        client.query(statement).catch(() => {})
      }
      watch(client, recorded)
    })
  }
  for (const pool of pools) watch(pool, recorded)
  return recorded
}

function watch (queryable: pg.Pool | pg.PoolClient, { places, parts, named, texts, pages }: Recorded): void {
  const query = queryable.query.bind(queryable) as (...given: unknown[]) => unknown
  queryable.query = (...given: unknown[]) => {
    const from = askedFrom(new Error().stack!)
    const [statement] = given as [string | { name?: string, text: string }]
    const text = typeof statement === 'string' ? statement : statement.text
    if (from !== undefined) {
      places.add(from)
      for (const part of partsOf(text)) parts.add(part)
      if (typeof statement === 'object' && statement.name !== undefined) parts.add(statement.name)
      texts.add(text)
      if (from.startsWith('src/views/page.ts:')) pages.add(text)
      if (typeof statement === 'object' && statement.name !== undefined) named.add(text)
    }
    return query(...given) as any
  }
}

/** The first frame in src/ that is not of the work itself; of what several have asked there is none but that of their work. */
function askedFrom (stack: string): string | undefined {
  const frames = [...stack.matchAll(/file:\/\/(\/[^\s:)]+):(\d+):\d+/g)].map(([, file, line]) => `${file!.slice(ROOT.length)}:${line}`)
  const asked = frames.find(frame => frame.startsWith('src/') && !frame.startsWith('src/ground/database/'))
  return asked ?? frames.find(frame => frame.startsWith('src/ground/database/shared-work.ts'))
}

/**
 * Every place in these folders where a statement is run: calls of `query` and `write`. `isAmong` tells whether the name that it is given there is one of
 * these, or begins as one does where it is made of several parts.
 */
export function statementPlaces (folders: readonly string[]): Array<{ first: number, last: number, path: string, isAmong: (names: Set<string>) => boolean }> {
  return sourceFiles.filter(({ path }) => folders.some(folder => path.startsWith(folder))).flatMap(file => nodesOf(file).flatMap(node => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return []
    if (node.expression.name.text !== 'query' && node.expression.name.text !== 'write') return []
    const line = (position: number): number => file.tree.getLineAndCharacterOfPosition(position).line + 1
    const [, name, beginning] = /\bname: (?:'([^']+)'|`([^`$]+))/.exec(node.getText()) ?? []
    const isAmong = (names: Set<string>): boolean =>
      name !== undefined ? names.has(name) : beginning !== undefined && [...names].some(one => one.startsWith(beginning))
    return [{ path: file.path, first: Number(place(file, node).split(':')[1]), last: line(node.getEnd()), isAmong }]
  }))
}

/** Every optional condition in these folders: the text of an array that begins with a text in which a `?` stands. */
export function optionalConditions (folders: readonly string[]): Array<{ at: string, condition: string }> {
  return sourceFiles.filter(({ path }) => folders.some(folder => path.startsWith(folder))).flatMap(file => nodesOf(file).flatMap(node => {
    if (!ts.isArrayLiteralExpression(node)) return []
    const [first] = node.elements
    if (!first || !ts.isStringLiteralLike(first) || !first.text.includes('?')) return []
    return [{ at: place(file, node), condition: first.text }]
  }))
}

/** Whether a condition stands in a text, its places filled in. */
export function standsIn (text: string, condition: string): boolean {
  const pattern = condition.split('?').map(part => part.replaceAll(/[.*+^${}()|[\]\\]/g, '\\$&')).join('\\$\\d+')
  return new RegExp(pattern).test(text)
}

/** All nodes of a plan. */
export function planNodes (plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(planNodes)]
}

/** How many rows a node looked at, of all its rounds. */
export function looked (node: PlanNode): number {
  const each = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  return each * (node['Actual Loops'] ?? 0)
}

/** How many blocks a plan looked at, wherever they were. */
export function blocks (plan: PlanNode): number {
  return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
}
