/**
 * When a process looks for rows that are due: again and again, at once while there is more, seldom while looks take
 * long.
 */

/** From one look to the next while nothing is found, milliseconds. */
export const LOOK_EVERY = 500

/** From one look to the next while there is more, milliseconds. */
const PAUSE = 1

/** So many times as long as a look took it is waited for the next, but no longer than that, milliseconds. */
const SPARING = 10
const LATEST = 5_000

export interface Looks {
  /** Looks again in a moment. */
  soon (): void
  /** Looks no more; ends when a look under way has ended. */
  end (): Promise<void>
}

export function lookRegularly (look: () => Promise<void>, now: () => Date): Looks {
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
      const spared = Math.min(SPARING * (now().getTime() - begun), LATEST)
      if (!ended) lookIn(isSoon ? PAUSE : Math.max(LOOK_EVERY, spared))
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
