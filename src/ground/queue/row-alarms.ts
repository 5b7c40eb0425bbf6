/**
 * The alarm clock without a queue: where there is nothing but PostgreSQL, the rows themselves are looked through for
 * what is due, again and again. What this process makes due rings here at once, without a look, and so does what it
 * puts off for a moment. All that is kept in memory is found by a look as well, so that losing it loses nothing.
 */
import { AsyncResource } from 'node:async_hooks'
import type { Logger } from 'pino'
import { levelOf } from '../database/database-away.ts'
import { LEAST, type Alarms, type Answering, type Ring } from './alarms.ts'
import { newExpectations, type Expected } from './expectations.ts'
import { LOOK_EVERY, lookRegularly } from './looks.ts'

/** What is due later than this is left to the looks, milliseconds. */
const FORESIGHT = 2 * LOOK_EVERY

/** For which time a row is left alone whose handler failed, milliseconds. */
const REST = 5_000

/** How much longer the queue waits for its next row after each failure in a row, up to REST, milliseconds. */
const PAUSE_PER_FAILURE = 100

/** While handlers take no longer, the next rows are looked for before there is room for them, milliseconds. */
const QUICK = 50

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

/** Rings for the rows of one queue. */
interface Bell {
  /** Has a row ring at its time, or leaves it to a look. */
  expect (expected: Expected): void
  /** Lets running handlers finish. */
  close (): Promise<void>
}

function openBell ({ queue, concurrency, handler, due }: Answering, { now, log }: RowAlarmOptions): Bell {
  /** Rows whose time is to come, or that are left alone until then. */
  const expected = newExpectations()
  /** Rows whose time has come, until there is room for them. */
  const waiting = new Map<string, Ring>()
  const ringing = new Map<string, Promise<void>>()
  const looks = lookRegularly(look, now)
  const pause = newPause(work)
  /** More may be due than is known here. */
  let more = false
  /** The next look is for rows that there is no room for yet. */
  let isAhead = false
  let closed = false

  function expect (one: Expected): void {
    const { id, at } = one
    // One that is ringing says itself when it is to ring again.
    if (closed || ringing.has(id) || waiting.has(id) || expected.isBy(id, at)) return
    const wait = at.getTime() - now().getTime()
    if (wait <= 0) comeUp(one)
    else if (wait <= FORESIGHT) expected.set(one, wait, comeUp)
  }

  /** Whatever made it due, a request perhaps, is not what its handler is at work on. */
  const comeUp = AsyncResource.bind((one: Ring): void => {
    expected.delete(one)
    if (ringing.has(one.id)) return
    // What is patient comes by a look, behind all others; and of these no more than are next: somebody else may be
    // free for the rest.
    if (!one.patient && waiting.size < concurrency) waiting.set(one.id, one)
    else more = true
    work()
  })

  function work (): void {
    if (closed || pause.isOn()) return
    while (ringing.size < concurrency) {
      const next = takeNext(waiting)
      if (!next) break
      ringing.set(next.id, ring(next))
    }
    if (more && ringing.size < concurrency) looks.soon()
  }

  /**
   * What is found ahead is taken by nobody: another process that has room finds it as well. So it is not looked for
   * while handlers take long, and no more of it than can be done at once.
   */
  function lookAhead (): void {
    if (!more || waiting.size > concurrency / 2) return
    isAhead = true
    looks.soon()
  }

  async function ring (one: Ring): Promise<void> {
    try {
      const begun = now().getTime()
      const again = await handler(one.id)
      pause.succeeded()
      leave(one, again)
      if (now().getTime() - begun <= QUICK) lookAhead()
    } catch (error) {
      log[levelOf(error)]({ queue, err: error }, 'alarm handler failed')
      ringing.delete(one.id)
      expected.set({ ...one, at: after(REST) }, REST, comeUp)
      pause.failed()
    }
    work()
  }

  /** A row that is over for now does not ring by the very next look, should it be due all the same. */
  function leave (one: Ring, again: Date | undefined): void {
    ringing.delete(one.id)
    if (!again) return expected.leaveAlone({ ...one, at: after(LOOK_EVERY) }, LOOK_EVERY)
    const wait = Math.max(again.getTime() - now().getTime(), LEAST)
    if (wait <= FORESIGHT) expected.set({ ...one, at: again }, wait, comeUp)
  }

  function after (milliseconds: number): Date {
    return new Date(now().getTime() + milliseconds)
  }

  async function look (): Promise<void> {
    const room = concurrency - (isAhead ? waiting.size : ringing.size)
    isAhead = false
    more = room <= 0
    if (more || pause.isOn()) return
    try {
      const known = [...ringing.keys(), ...waiting.keys(), ...expected.ids()]
      const found = await due(now(), known, room)
      more ||= found.length === room
      for (const one of found) if (!ringing.has(one.id) && !expected.isFound(one.id)) waiting.set(one.id, one)
    } catch (error) {
      log.warn({ queue, err: error }, 'due rows not read')
    }
    work()
  }

  return {
    expect,
    async close () {
      closed = true
      pause.end()
      expected.end()
      await looks.end()
      await Promise.all(ringing.values())
    }
  }
}

function takeNext (waiting: Map<string, Ring>): Ring | undefined {
  const all = [...waiting.values()]
  const next = all.find(({ patient }) => !patient) ?? all[0]
  if (next) waiting.delete(next.id)
  return next
}

/** What made one handler fail may make all of them fail: after each the queue waits, longer the more have failed. */
interface Pause {
  isOn (): boolean
  failed (): void
  succeeded (): void
  end (): void
}

function newPause (resume: () => void): Pause {
  let failures = 0
  let ended = false
  let timer: NodeJS.Timeout | undefined
  return {
    isOn: () => timer !== undefined,
    failed () {
      if (ended) return
      failures++
      clearTimeout(timer)
      timer = setTimeout(() => {
        timer = undefined
        resume()
      }, Math.min(failures * PAUSE_PER_FAILURE, REST))
    },
    succeeded () { failures = 0 },
    end () {
      ended = true
      clearTimeout(timer)
    }
  }
}
