/**
 * Nonces, each used once. Asking for random bytes costs more than to encrypt a short text, however few they are: they
 * are asked for by the page. Each byte is given away once, and none is secret.
 */
import { randomFillSync } from 'node:crypto'

const PAGE = 4096

let page = Buffer.alloc(0)
let given = 0

/** So many random bytes that nobody has had. */
export function nextNonce (bytes: number): Buffer {
  if (given + bytes > page.length) {
    // A new one: who has a nonce of the last page may still hold it.
    page = randomFillSync(Buffer.allocUnsafeSlow(PAGE))
    given = 0
  }
  const nonce = page.subarray(given, given + bytes)
  given += bytes
  return nonce
}
