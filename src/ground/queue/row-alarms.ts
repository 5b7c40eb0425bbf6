/**
 * The alarm clock without a queue: where there is nothing but PostgreSQL, the rows themselves are looked through for
 * what is due, again and again. What this process makes due rings here at once, without a look, and so does what it
 * puts off for a moment. All that is kept in memory is found by a look as well, so that losing it loses nothing.
 */
import { AsyncResource } from 'node:async_hooks'
import type { Logger } from 'pino'
import type { Alarm } from '../database/work.ts'
import type { Alarms, Answering, Ring } from './alarms.ts'

/** From one look to the next while nothing is found, milliseconds. */
const LOOK_EVERY = 500

/** What is due later than this is left to the looks, milliseconds. */
const FORESIGHT = 2 * LOOK_EVERY

/** For which time a row is left alone whose handler failed, milliseconds. */
const REST = 5_000

/** So many of a queue are kept at most until they ring; the others are left to the looks. */
const MOST_EXPECTED = 1_000

export interface RowAlarmOptions {
  now: () => Date
  log: Logger
}

export function openRowAlarms (options: RowAlarmOptions): Alarms {
  const bells = new Map<string, Bell>()
  return {
    async set (alarms) { for (const alarm of alarms) bells.get(alarm.queue)?.expect(alarm) },
    async insist (alarm) { bells.get(alarm.queue)?.expect({ ...alarm, at: options.now() }) },
    answer (answering) { bells.set(answering.queue, openBell(answering, options)) },
    async check () {},
    async close () { await Promise.all([...bells.values()].map(bell => bell.close())) }
  }
}

type Expected = Ring & Pick<Alarm, 'at'>

/** Rings for the rows of one queue. */
interface Bell {
  /** Has a row ring at its time, or leaves it to a look. */
  expect (expected: Expected): void
  /** Lets running handlers finish. */
  close (): Promise<void>
}

function openBell ({ queue, concurrency, handler, due }: Answering, { now, log }: RowAlarmOptions): Bell {
  /** Rows whose time is to come. */
  const expected = new Map<string, { at: Date, timer: NodeJS.Timeout }>()
  /** Rows whose time has come, until there is room for them. */
  const waiting = new Map<string, Ring>()
  const ringing = new Map<string, Promise<void>>()
  const looks = lookRegularly(look, now)
  /** More may be due than is known here. */
  let more = false
  let closed = false

  function expect (one: Expected): void {
    const { id, at } = one
    const known = expected.get(id)
    // One that is ringing says itself when it is to ring again.
    if (closed || ringing.has(id) || waiting.has(id) || (known && known.at <= at)) return
    const wait = at.getTime() - now().getTime()
    if (wait <= FORESIGHT) keep(one, wait)
  }

  function keep (one: Expected, wait: number): void {
    const { id, at } = one
    clearTimeout(expected.get(id)?.timer)
    expected.delete(id)
    if (wait <= 0) return comeUp(one)
    if (expected.size < MOST_EXPECTED) expected.set(id, { at, timer: setTimeout(comeUp, wait, one) })
  }

  /** Whatever made it due, a request perhaps, is not what its handler is at work on. */
  const comeUp = AsyncResource.bind((one: Ring): void => {
    expected.delete(one.id)
    // What is patient comes by a look, behind all others; and of these no more than are next: somebody else may be
    // free for the rest.
    if (!one.patient && waiting.size < concurrency) waiting.set(one.id, one)
    else more = true
    work()
  })

  function work (): void {
    if (closed) return
    while (ringing.size < concurrency) {
      const next = takeNext()
      if (!next) break
      ringing.set(next.id, ring(next))
    }
    if (more && ringing.size < concurrency) looks.soon()
  }

  function takeNext (): Ring | undefined {
    const all = [...waiting.values()]
    const next = all.find(({ patient }) => !patient) ?? all[0]
    if (next) waiting.delete(next.id)
    return next
  }

  async function ring ({ id, patient = false }: Ring): Promise<void> {
    try {
      const again = await handler(id)
      ringing.delete(id)
      if (again) expect({ id, patient, at: again })
    } catch (error) {
      log.error({ queue, err: error }, 'alarm handler failed')
      ringing.delete(id)
      keep({ id, patient, at: new Date(now().getTime() + REST) }, REST)
    }
    work()
  }

  async function look (): Promise<void> {
    const room = concurrency - ringing.size
    more = room <= 0
    if (more) return
    try {
      const known = [...ringing.keys(), ...waiting.keys(), ...expected.keys()]
      const found = await due(now(), known, room)
      more ||= found.length === room
      for (const one of found) if (!ringing.has(one.id)) waiting.set(one.id, one)
    } catch (error) {
      log.warn({ queue, err: error }, 'due rows not read')
    }
    work()
  }

  return {
    expect,
    async close () {
      closed = true
      for (const { timer } of expected.values()) clearTimeout(timer)
      await looks.end()
      await Promise.all(ringing.values())
    }
  }
}

/** From one look to the next while there is more, milliseconds. */
const PAUSE = 5

/** So many times as long as a look took it is waited for the next. */
const SPARING = 10

interface Looks {
  /** Looks again in a moment. */
  soon (): void
  /** Looks no more; ends when a look under way has ended. */
  end (): Promise<void>
}

function lookRegularly (look: () => Promise<void>, now: () => Date): Looks {
  let next: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let isSoon = false
  let ended = false

  function lookIn (milliseconds: number): void {
    clearTimeout(next)
    next = setTimeout(async () => {
      isSoon = false
      const begun = now().getTime()
      looking = look()
      await looking
      looking = undefined
      if (!ended) lookIn(isSoon ? PAUSE : Math.max(LOOK_EVERY, SPARING * (now().getTime() - begun)))
    }, milliseconds)
  }

  lookIn(0)
  return {
    soon () {
      if (isSoon || ended) return
      isSoon = true
      if (!looking) lookIn(PAUSE)
    },
    async end () {
      ended = true
      clearTimeout(next)
      await looking
    }
  }
}
