/**
 * One transaction for many: what is begun at the same time, or while others of its kind are being stored, goes
 * together. Each runs as if it were alone; what they ask and write at the same time goes out as one statement with the
 * rows of all, and they are stored by one commit.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { AT_ONCE, gather, perPool } from './gather.ts'
import { withLoanAtHand } from './loans.ts'
import { isLocked } from './locks.ts'
import type { Statement } from './pool.ts'
import { hasFailedBefore, inWork, type Work, type Workplace } from './work.ts'

/**
 * Thrown by what finds that it cannot be done together with others: it runs alone. Best before it has written anything;
 * afterwards it is a failure of all of them, and each runs alone.
 */
export class NotTogether extends Error {
  constructor () {
    super('this is done in a work of its own')
  }
}

type Act<T> = (work: Work) => Promise<T>

type Outcome = { value: unknown } | { error: unknown } | 'alone'

interface Asked extends Pick<Share, 'key' | 'isOwn'> {
  act: Act<unknown>
  /** Runs something in the context of Node that it was asked in. */
  within: <A extends unknown[], T>(run: (...given: A) => T, ...given: A) => T
}

type Ask = (asked: Asked) => Promise<Outcome>

const asksOf = perPool(() => new Map<string, Ask>())

export interface Share {
  /** What goes together. */
  kind: string
  /** Of one key only one goes with the others. */
  key: string
  /** Of one lane only one transaction at a time; without lanes there are AT_ONCE. */
  lane?: number
  /** Whether what was thrown before anything was written is this one's affair alone; nothing is, unless given. */
  isOwn?: (error: unknown) => boolean
}

/**
 * Runs `act` in one transaction with whatever else of its kind there is. They must not change the same rows without
 * knowing of each other (`common`), nor wait for anybody else: what may have to, throws NotTogether. After a failure
 * that is not one's own nothing of any of them is stored, and each is run once more, alone.
 */
export async function inSharedWork<T> (
  place: Workplace, { kind, lane, ...own }: Share, act: Act<T>
): Promise<T> {
  const outcome = await askOf(place, kind, lane)({ ...own, act, within: AsyncLocalStorage.snapshot() })
  if (outcome === 'alone') return await inWork(place, act)
  if ('error' in outcome) throw outcome.error
  return outcome.value as T
}

function askOf (place: Workplace, kind: string, lane: number | undefined): Ask {
  const asks = asksOf(place.pool)
  const name = lane === undefined ? kind : `${kind} ${lane}`
  const atOnce = lane === undefined ? AT_ONCE : 1
  const ask = asks.get(name) ?? gather((asked: Asked[]) => runTogether(place, asked), atOnce)
  asks.set(name, ask)
  return ask
}

/** In which a statement of a shared work waits for what others have locked, milliseconds. */
const PATIENCE = 2_000

async function runTogether (place: Workplace, asked: Asked[]): Promise<Outcome[]> {
  const first = new Map<string, Asked>()
  for (const one of asked) if (!first.has(one.key)) first.set(one.key, one)
  const together = inWork(place, async work => {
    work.write(`set local lock_timeout = ${PATIENCE}`)
    const { shared, end } = newShared(work)
    const outcomes = await allEnded(asked.map(async one =>
      first.get(one.key) === one ? await outcomeOf(shared, one) : 'alone'))
    await end()
    return outcomes
  })
  return await together.catch(error => {
    // Whoever it is that needs what somebody else has waits for that by itself, when it is run alone.
    if (asked.length === 1 && (isLocked(error) || error instanceof NotTogether)) return ['alone']
    throw error
  })
}

/** Once all have ended, if need be in failure: what still ran would go on in a connection that is another's by then. */
async function allEnded<T> (running: Array<Promise<T>>): Promise<T[]> {
  const ends = await Promise.allSettled(running)
  const failures = ends.flatMap(end => end.status === 'rejected' ? [end.reason] : [])
  if (failures.length > 0) throw failures.find(error => !hasFailedBefore(error)) ?? failures[0]
  return ends.map(end => (end as PromiseFulfilledResult<T>).value)
}

/** Throws what is not the affair of this one alone. */
async function outcomeOf (shared: Work, { act, within, isOwn = () => false }: Asked): Promise<Outcome> {
  let hasWritten = false
  const own: Work = {
    ...shared,
    write (...given) {
      hasWritten = true
      shared.write(...given)
    },
    // Of what the one is about, not of whoever began the work.
    afterwards (follow) { shared.afterwards(AsyncLocalStorage.bind(follow)) }
  }
  try {
    return { value: await within(withLoanAtHand(act), own) }
  } catch (error) {
    if (hasWritten) throw error
    if (error instanceof NotTogether) return 'alone'
    if (!isOwn(error)) throw error
    return { error }
  }
}

interface Asking { statements: Statement[], answer: PromiseWithResolvers<any> }

/** A work in which statements of rows that several ask at the same time are one; each gets the answer to all. */
function newShared (work: Work): { shared: Work, end: () => Promise<void> } {
  const ends: Array<() => Promise<void>> = []
  let asking: Asking | undefined

  function send (): void {
    if (!asking) return
    const { statements, answer } = asking
    asking = undefined
    const rows = statements.flatMap(({ rows }) => rows!)
    answer.resolve(work.query({ ...statements[0]!, rows }))
  }

  function ask (statement: Statement): Promise<any> {
    if (asking && asking.statements[0]!.name !== statement.name) send()
    // After everything that goes on at once, promises included.
    if (!asking) process.nextTick(send)
    asking ??= { statements: [], answer: Promise.withResolvers() }
    asking.statements.push(statement)
    return asking.answer.promise
  }

  const shared: Work = {
    ...work,
    common: { atHand: new Map(), atEnd (act) { ends.push(act) } },
    query (text, values) {
      if (typeof text === 'object' && text.rows) return ask(text)
      send()
      return work.query(text, values)
    },
    write (text, values) {
      if (typeof text === 'string' || !text.joins) send()
      work.write(text, values)
    }
  }
  return { shared, end: async () => { await allEnded(ends.map(act => act())) } }
}
