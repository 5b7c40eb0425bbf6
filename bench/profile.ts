/**
 * Where the hub's time goes while a figure is taken (`npm run bench -- --profile`): in this process by the profiler of
 * Node, in PostgreSQL by pg_stat_statements. The counterpart's time is not in it.
 */
import { Session, type Profiler } from 'node:inspector/promises'
import type { Pool } from '../src/ground/database/pool.ts'
import { rounded } from './rounds.ts'

export interface Profile {
  around<T> (units: number, work: () => Promise<T>): Promise<T>
  /** The greatest costs since it was last asked, for people. */
  lines (): string[]
}

/** A part of the whole, and milliseconds. */
type Costs = Map<string, number>

interface Statement { calls: number, time: number }

/** Of each list. */
const MOST = 15

/** `pool`: of a database in which nothing is measured. */
export function openProfile (pool: Pool): Profile {
  const session = new Session()
  session.connect()
  const places: Costs = new Map()
  const functions: Costs = new Map()
  const statements = new Map<string, Statement>()
  let all = 0
  return {
    async around (units, work) {
      const before = await readStatements(pool)
      await session.post('Profiler.enable')
      await session.post('Profiler.start')
      try {
        return await work()
      } finally {
        const { profile } = await session.post('Profiler.stop')
        addProfile(profile, places, functions)
        for (const [text, { calls, time }] of await readStatements(pool)) {
          const known = statements.get(text) ?? { calls: 0, time: 0 }
          const earlier = before.get(text) ?? { calls: 0, time: 0 }
          statements.set(text, {
            calls: known.calls + calls - earlier.calls, time: known.time + time - earlier.time
          })
        }
        all += units
      }
    },
    lines () {
      const lines = [
        ...greatest(places, 'of the process, by package or room'),
        ...greatest(functions, 'of the process, by function'),
        `statements of ${all} units, by time (with waits for locks): calls and ms of one unit`,
        ...[...statements].filter(([, { calls }]) => calls > 0)
          .sort(([, one], [, other]) => other.time - one.time).slice(0, MOST)
          .map(([text, { calls, time }]) => `  ${rounded(calls / all)}  ${rounded(time / all)}  ${text}`)
      ]
      for (const costs of [places, functions, statements]) costs.clear()
      all = 0
      return lines
    }
  }
}

async function readStatements (pool: Pool): Promise<Map<string, Statement>> {
  const { rows } = await pool.query<Statement & { text: string }>(`
    select left(regexp_replace(query, '\\s+', ' ', 'g'), 100) as text,
           sum(calls)::float8 as calls, sum(total_exec_time + total_plan_time) as time
    from pg_stat_statements
    where dbid <> (select oid from pg_database where datname = current_database()) group by 1`)
  return new Map(rows.map(({ text, ...statement }) => [text, statement]))
}

/** What is none of the process's work. */
const IDLE = new Set(['(idle)', '(root)', '(program)'])

function addProfile (
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile, places: Costs, functions: Costs
): void {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  samples.forEach((id, index) => {
    const { functionName, url } = frames.get(id)!
    if (IDLE.has(functionName) || url.startsWith('node:inspector')) return
    const milliseconds = timeDeltas[index]! / 1000
    const place = url === '' ? 'Node itself' : placeOf(url)
    add(places, functionName.startsWith('(') ? functionName : place, milliseconds)
    add(functions, `${functionName || '(anonymous)'} in ${place}`, milliseconds)
  })
}

const ROOT = new URL('..', import.meta.url).href

/** `bullmq`, `node:net`, `src/records/trail`. */
export function placeOf (url: string, root = ROOT): string {
  if (url.startsWith('node:')) return url.split('/', 2).join('/')
  const inside = url.split('/node_modules/').at(-1)!
  if (inside !== url) return inside.split('/', inside.startsWith('@') ? 2 : 1).join('/')
  return url.startsWith(root) ? url.slice(root.length).split('/', 3).join('/') : url
}

function add (costs: Costs, part: string, milliseconds: number): void {
  costs.set(part, (costs.get(part) ?? 0) + milliseconds)
}

function greatest (costs: Costs, what: string): string[] {
  const whole = [...costs.values()].reduce((sum, cost) => sum + cost, 0)
  return [
    `${Math.round(whole)} ms ${what}:`,
    ...[...costs].sort(([, one], [, other]) => other - one).slice(0, MOST)
      .map(([part, cost]) => `  ${rounded(cost / whole * 100)}%  ${part}`)
  ]
}
