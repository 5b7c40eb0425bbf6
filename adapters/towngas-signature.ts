/** The sign and seq of 港华燃气 (VCC openapi), the same for requests and for the push 7005. */
import { createHash } from 'node:crypto'
import { timestamp } from './timestamp.ts'

/**
 * Upper-case hex MD5 of the query parameters that are not empty, sorted by name, as name and value; then the body; then
 * the password. A `sign` among the parameters does not count.
 */
export function towngasSign (query: Record<string, string>, body: string | Buffer, password: string): string {
  const parameters = Object.entries(query)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([one], [other]) => one < other ? -1 : 1)
    .map(([name, value]) => name + value)
  return upperMd5(parameters.join(''), body, password)
}

/** What stands for a file in the sign of 2001. */
export function upperMd5 (...parts: Array<string | Buffer>): string {
  return parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest('hex').toUpperCase()
}

/** Interface number, time, and a serial of 14 digits. */
export function towngasSeq (interfaceNumber: string, now: Date, serial: string): string {
  return interfaceNumber + timestamp(now) + serial
}
