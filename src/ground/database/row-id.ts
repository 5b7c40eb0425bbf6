/**
 * Ids of rows go on in time (UUID version 7, RFC 9562): in an index the new ones lie on its last page. Of random ones
 * each lies on a page of its own, which PostgreSQL writes whole into its log after each checkpoint; forty of them are
 * made for an application of seven orders. The time is the machine's, and says nothing: rows have times of their own.
 */
import { v7 } from 'uuid'

export function newRowId (): string {
  return v7()
}
