/** When what an enterprise or a department says has happened, as far as it can be believed. */

/** Who says it, in the words of the log. */
export interface Teller { who: 'enterprise' | 'department', enterprise: string, reference: string }

/** What stands in a message. */
interface Told { at?: string, noSuchTime?: string }

interface Telling { log: { error (facts: object, message: string): void } }

/** How far a clock may be ahead of the hub's, milliseconds: as far as interface documents that check times allow. */
const AHEAD = 5 * 60_000

export function isAhead (time: Date | null | undefined, of: Date): boolean {
  return time !== null && time !== undefined && time.getTime() > of.getTime() + AHEAD
}

/**
 * By the teller's own clock, but nothing that cannot be: all that it says afterwards by a right clock would be late. A
 * message whose time is none counts from when it came; an answer may be old.
 */
export function timeOf (
  { log }: Telling, { who, ...matter }: Teller, { at, noSuchTime }: Told, source: string, heardAt: Date
): Date | undefined {
  if (noSuchTime !== undefined) return source === 'callback' ? heardAt : undefined
  const nativeAt = at === undefined ? undefined : new Date(at)
  if (!isAhead(nativeAt, heardAt)) return nativeAt
  log.error({ alert: 'clock-ahead', ...matter, nativeAt }, `${who} tells a time that is still to come`)
  return undefined
}

/** `told`: without anybody's data. Not of what is asked again and again, and changes nothing. */
export function tellNoSuchTime (
  { log }: Telling, { who, ...matter }: Teller, told: string | undefined, source: string, isNew: boolean
): void {
  if (told === undefined || (source === 'inquiry' && !isNew)) return
  log.error({ alert: 'no-such-time', ...matter, told }, `${who} tells a time that there is not`)
}
