/**
 * What a piece of work costs this process's own thread, whatever else the machine has to do: not the time that goes by but that for
 * which the processor worked on it, as many times that of a bare unit of work, measured beside it. So a slow machine, or a loaded one,
 * counts the same. `LIMIT` is what the event loop may be kept from everything else, some 50 ms where a unit is a millisecond.
 */
import { setImmediate } from 'node:timers/promises'

/** Units for which the event loop may stand, and that one message may cost. */
export const LIMIT = { stand: 50, whole: 100 }

/** Of what is over the limit it is looked again, since what costs little may have been hit by a collection or by a neighbour. */
const LOOKS = 12

export interface Cost { stand: number, whole: number }

/** In units; the least that was seen. Whatever costs little is looked at once; what is done `between` two looks costs nothing. */
export async function costOf (work: () => Promise<unknown>, between = async (): Promise<unknown> => undefined): Promise<Cost> {
  let least: Cost = { stand: Infinity, whole: Infinity }
  for (let look = 0; look < LOOKS && isTooMuch(least); look++) {
    // A neighbour slows both of them.
    const unit = look === 0 ? ordinarily : unitOfWork()
    const whole = await wholeOf(work) / unit
    await between()
    // Nothing of it can have kept the loop for longer than all of it took.
    const stand = whole <= LIMIT.stand ? whole : await standOf(work) / unit
    await between()
    least = { stand: Math.min(least.stand, stand), whole: Math.min(least.whole, whole) }
  }
  return least
}

export function isTooMuch ({ stand, whole }: Cost): boolean {
  return stand > LIMIT.stand || whole > LIMIT.whole
}

/** Milliseconds. */
function worked (): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

async function wholeOf (work: () => Promise<unknown>): Promise<number> {
  const before = worked()
  await work()
  return worked() - before
}

/** The longest of its turns. */
async function standOf (work: () => Promise<unknown>): Promise<number> {
  const watch = { over: false, longest: 0 }
  const watching = watched(watch)
  await work()
  await setImmediate()
  watch.over = true
  await watching
  return watch.longest
}

async function watched (watch: { over: boolean, longest: number }): Promise<void> {
  for (let before = worked(); !watch.over;) {
    await setImmediate()
    const now = worked()
    watch.longest = Math.max(watch.longest, now - before)
    before = now
  }
}

/** Something of what a hub does all day: about a millisecond of a processor of these years. */
const DOCUMENT = JSON.stringify(Array.from({ length: 300 }, (_, index) => ({ id: `JXLB${index}`, at: '2026-11-23T09:30:15+08:00', words: ['办件', '企业', '"'], count: index })))

/** What is measured is a number of ticks: of less than many units nothing could be said. */
const AT_ONCE = 20

function unitOfWork (): number {
  const before = worked()
  for (let i = 0; i < 3 * AT_ONCE; i++) JSON.stringify(JSON.parse(DOCUMENT))
  return (worked() - before) / AT_ONCE
}

/** Once it has warmed up, and when nobody disturbs. */
const ordinarily = Math.min(...Array.from({ length: 15 }, unitOfWork))
