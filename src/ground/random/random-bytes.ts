/**
 * Random bytes for nonces and ids, each used once. Asking the system for them costs more than to encrypt a short text,
 * however few they are: they are asked for by the page. Each byte is given away once, and none is secret.
 */
import { randomFillSync } from 'node:crypto'

const PAGE = 4096

let page = Buffer.alloc(0)
let given = 0

/** So many that nobody has had. */
export function unusedBytes (count: number): Buffer {
  if (given + count > page.length) {
    // A new one: who has bytes of the last page may still hold them.
    page = randomFillSync(Buffer.allocUnsafeSlow(PAGE))
    given = 0
  }
  const bytes = page.subarray(given, given + count)
  given += count
  return bytes
}
