/**
 * One transaction: what is written in it is stored whole or not at all; alarms ring and followers act only once it is
 * stored. Statements go out one behind the other without waiting (pipelining), so what nobody needs an answer of costs
 * no round trip.
 */
import { joinStatements } from './join-statements.ts'
import { lent } from './loans.ts'
import type { Pool, Queryable, Statement } from './pool.ts'

/** When to look at a row. */
export interface Alarm {
  queue: string
  id: string
  at: Date
  /** Rings only when nothing else of its queue is due. */
  patient?: boolean
}

export interface Work extends Queryable {
  /** Others are in it who do not know of each other: what they have in common (shared-work.ts). */
  common?: Common
  /**
   * A statement whose answer nobody waits for. Should it fail, so does the work. One that joins others goes with the
   * next that does not, or with the end.
   */
  write (text: string | Statement, values?: unknown[]): void
  /** Sets alarms once the work is stored. */
  ring (...alarms: Alarm[]): void
  /** Has something done once the work is stored, and not at all when it is not. Should it fail, the work has not. */
  afterwards (act: () => void): void
}

/** What those have in common who are in one work and do not know of each other. */
export interface Common {
  /** What one of them has at hand and another may come to, by names of their own. */
  atHand: Map<string, unknown>
  /** Has something done once all of them have done theirs, before the work is stored. */
  atEnd (act: () => Promise<void>): void
}

/** Statements that were made elsewhere. */
export function writeAll (work: Pick<Work, 'write'>, statements: readonly Statement[]): void {
  for (const statement of statements) work.write(statement)
}

/** What a work needs. Nobody waits for alarms to be set: the sweep sets those that were not. */
export interface Workplace {
  pool: Pool
  alarms: { set (alarms: Alarm[]): Promise<void> }
  /** Told of followers that fail. */
  log: { error (facts: object, message: string): void }
}

/** Runs `act` in one transaction. Whatever it asks of the same pool it asks in the work. */
export async function inWork<T> (place: Workplace, act: (work: Work) => Promise<T>): Promise<T> {
  const { result, rings, followers } = await store(place.pool, act)
  if (rings.length > 0) place.alarms.set(rings)
  for (const follow of followers) {
    try {
      follow()
    } catch (error) {
      // Whoever heard of it would take the work for one that has failed, and do it again.
      place.log.error({ alert: 'follower-failed', err: error }, 'what follows something stored has failed')
    }
  }
  return result
}

interface Stored<T> extends Pick<Opened, 'rings' | 'followers'> { result: T }

async function store<T> (pool: Pool, act: (work: Work) => Promise<T>): Promise<Stored<T>> {
  const connection = await pool.connect()
  const loan = lent(pool)
  const { work, writes, rings, followers } = newWork(connection)
  let broken: Error | undefined
  try {
    work.write('begin')
    const result = await loan.run(() => act(work))
    work.write('commit')
    await Promise.all(writes)
    return { result, rings, followers }
  } catch (error) {
    await connection.query('rollback').catch(failure => { broken = failure })
    throw await causeOf(error, writes)
  } finally {
    loan.end()
    connection.release(broken)
  }
}

/**
 * One transaction whose statements do not need each other's answers: sent whole, it is one round trip. When one of them
 * fails nothing is stored.
 */
export async function inOneGo<T extends readonly unknown[]> (
  pool: Pool, send: (connection: Queryable) => { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  const connection = await pool.connect()
  const loan = lent(pool)
  try {
    const begun = connection.query('begin')
    const sent = loan.run(() => send(connection))
    const answers = await Promise.all([...sent, begun, connection.query('commit')])
    connection.release()
    return answers.slice(0, sent.length) as unknown as T
  } catch (error) {
    // What else was sent may still be under way.
    connection.release(true)
    throw error
  } finally {
    loan.end()
  }
}

/** Runs `act` as a part of a work that may fail alone: then nothing of the part is stored, and the work goes on. */
export async function inPart<T> (work: Work, act: (part: Work) => Promise<T>): Promise<T> {
  const part = newWork(work)
  work.write('savepoint part')
  try {
    const result = await act(part.work)
    part.send()
    await Promise.all(part.writes)
    work.write('release savepoint part')
    work.ring(...part.rings)
    for (const follow of part.followers) work.afterwards(follow)
    return result
  } catch (error) {
    work.write('rollback to savepoint part')
    // It would stand before that of a part around this one, which has the same name.
    work.write('release savepoint part')
    throw await causeOf(error, part.writes)
  }
}

interface Opened {
  work: Work
  /** Sends what waits to be joined. */
  send (): void
  writes: Array<Promise<unknown>>
  rings: Alarm[]
  followers: Array<() => void>
}

function newWork (connection: Queryable): Opened {
  const writes: Array<Promise<unknown>> = []
  const rings: Alarm[] = []
  const followers: Array<() => void> = []
  const waiting: Statement[] = []

  function send (): void {
    if (waiting.length > 0) note(connection.query(joinStatements(waiting.splice(0))))
  }

  function note (sent: Promise<unknown>): void {
    // Looked at when the work ends.
    sent.catch(() => {})
    writes.push(sent)
  }

  const query: Work['query'] = (text, values) => {
    if (typeof text === 'object' && text.joins) {
      return connection.query(joinStatements(waiting.splice(0), text))
    }
    send()
    return connection.query(text, values)
  }
  const work: Work = {
    query,
    write (text, values) {
      if (typeof text === 'object' && text.joins) waiting.push(text)
      else note(query(text, values))
    },
    ring (...alarms) { rings.push(...alarms) },
    afterwards (act) { followers.push(act) }
  }
  return { work, send, writes, rings, followers }
}

/** PostgreSQL: in_failed_sql_transaction. */
const FAILED_BEFORE = '25P02'

/** Whether a statement failed because one before it in its transaction had. */
export function hasFailedBefore (error: unknown): boolean {
  return (error as { code?: string }).code === FAILED_BEFORE
}

/** What made the work fail: where a statement failed because of an earlier one that nobody waited for, that one. */
async function causeOf (error: unknown, writes: Array<Promise<unknown>>): Promise<unknown> {
  if (!hasFailedBefore(error)) return error
  const ended = await Promise.allSettled(writes)
  return ended.find(end => end.status === 'rejected')?.reason ?? error
}
