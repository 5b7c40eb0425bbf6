/**
 * Ids of rows go on in time (UUID version 7, RFC 9562): in an index the new ones lie on its last page. Of random ones
 * each lies on a page of its own, which PostgreSQL writes whole into its log after each checkpoint; forty of them are
 * made for an application of seven orders. The time is the machine's, and says nothing: rows have times of their own.
 */
import { v7 } from 'uuid'
import { unusedBytes } from '../random/random-bytes.ts'

/** Stands behind the milliseconds, so that those of one of them go on, too. */
let sequence = 0

export function newRowId (): string {
  sequence = (sequence + 1) >>> 0
  // Left to itself it would ask the system for random bytes each time, which is dearer than all the rest.
  return v7({ seq: sequence, random: unusedBytes(16) })
}
