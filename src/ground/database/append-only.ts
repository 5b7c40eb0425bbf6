/** Tables that refuse changes by trigger, and the exceptions from that. */
import type { Work } from './work.ts'

/** From here on, in this work, append-only tables can be changed: for a purge, an erasure, and a change of keys. */
export function letChange (work: Pick<Work, 'write'>): void {
  work.write("set local lianban.purging = 'on'")
}
