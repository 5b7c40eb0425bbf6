/**
 * Counts what a pool's connections say to the database: statements, and round trips, which are the answers that have to be
 * waited for one after the other. Statements that go out together are one round trip.
 */
import type { ClientBase } from 'pg'
import type { Pool } from '../../src/ground/database/pool.ts'

export interface Talk {
  /** The statements, in the order in which they went out: by name, or by how they begin. */
  statements: string[]
  /** Those that are planned anew each time, having no name; without what begins and ends transactions. */
  unnamed: string[]
  roundTrips: number
  /** Round trips from the one that locks an application's row to the end of its transaction. */
  locked: number
}

type Query = (statement: any, ...rest: any[]) => any

interface Counted extends Pick<Talk, 'statements' | 'unnamed'> { deepest: number, lockedFrom: number | undefined, locked: number }

/** What `act` says over connections that the pool has opened by then, or opens for it. */
export async function talkOf (pool: Pool, act: () => Promise<unknown>): Promise<Talk> {
  const counted: Counted = { statements: [], unnamed: [], deepest: 0, lockedFrom: undefined, locked: 0 }
  const restore: Array<() => void> = []
  const seen = new WeakSet<object>()
  function listen (client: ClientBase): void {
    if (seen.has(client)) return
    seen.add(client)
    const query = client.query.bind(client) as Query
    Object.assign(client, { query: (statement: unknown, ...rest: unknown[]) => counting(counted, statement, query, rest) })
    restore.push(() => { Object.assign(client, { query }) })
  }
  pool.on('acquire', listen)
  try {
    await act()
  } finally {
    pool.off('acquire', listen)
    for (const undo of restore) undo()
  }
  const { statements, unnamed, deepest, locked } = counted
  return { statements, unnamed, roundTrips: deepest, locked }
}

/** A statement is one round trip deeper than the deepest that was answered when it went out. */
function counting (counted: Counted, statement: unknown, query: Query, rest: unknown[]): any {
  const text = nameOf(statement)
  const depth = counted.deepest
  counted.statements.push(text)
  if (!isNamed(statement)) counted.unnamed.push(text)
  if (/from applications where[^;]*for no key update/.test(textOf(statement))) counted.lockedFrom ??= depth
  const done = (): void => {
    counted.deepest = Math.max(counted.deepest, depth + 1)
    if (/^(commit|rollback)/.test(text) && counted.lockedFrom !== undefined) {
      counted.locked = Math.max(counted.locked, depth + 1 - counted.lockedFrom)
      counted.lockedFrom = undefined
    }
  }
  const callback = rest.at(-1)
  if (typeof callback === 'function') {
    return query(statement, ...rest.slice(0, -1), (...told: unknown[]) => {
      done()
      callback(...told)
    })
  }
  const answer: Promise<unknown> = query(statement, ...rest)
  answer.then(done, done)
  return answer
}

const OF_TRANSACTIONS = /^(begin|commit|rollback|set local|savepoint|release)/

function isNamed (statement: unknown): boolean {
  return (statement as { name?: string }).name !== undefined || OF_TRANSACTIONS.test(textOf(statement))
}

function textOf (statement: unknown): string {
  return typeof statement === 'string' ? statement : (statement as { text: string }).text
}

/** The names of what went as one (join-statements.ts); nothing where a statement went alone. */
export function partsOf (text: string): string[] {
  return [...text.matchAll(/\/\* ([\w-]+) \*\//g)].map(([, name]) => name!)
}

function nameOf (statement: unknown): string {
  const parts = partsOf(textOf(statement))
  if (parts.length > 0) return parts.join('+')
  const { name } = statement as { name?: string }
  return name ?? textOf(statement).trim().replaceAll(/\s+/g, ' ').slice(0, 50)
}
