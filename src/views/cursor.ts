/** Where a page of a list ends, by the number of its last row; opaque to those who pass it on. */
import { Problem } from '../ground/problem/problem.ts'

export function writeCursor (number: number): string {
  return Buffer.from(String(number)).toString('base64url')
}

/** Null without one. Throws Problem `invalid-parameter` for a cursor that is none. */
export function readCursor (cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  const number = Number(Buffer.from(cursor, 'base64url').toString())
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new Problem('invalid-parameter', { errors: [{ pointer: '/cursor', code: 'format', message: '游标无效' }] })
}
