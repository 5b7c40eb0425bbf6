/** Dice that fall the same way for the same seed (mulberry32, public domain). */

export interface Dice {
  /** Evenly spread over [from, to). */
  between (from: number, to: number): number
  pick<T> (of: readonly T[]): T
  chance (probability: number): boolean
}

export function newDice (seed: number): Dice {
  let state = seed >>> 0

  function next (): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000
  }

  return {
    between: (from, to) => from + next() * (to - from),
    pick: of => of[Math.floor(next() * of.length)]!,
    chance: probability => next() < probability
  }
}
