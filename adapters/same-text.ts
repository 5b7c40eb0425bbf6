/** Compares what was given with what is right, in constant time whatever the lengths. */
import { createHash, timingSafeEqual } from 'node:crypto'

export function sameText (given: unknown, right: string): boolean {
  return timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(right))
}

/** Of equal length, which the comparison needs. */
function digest (text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
