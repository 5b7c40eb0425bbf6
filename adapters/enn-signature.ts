/**
 * The gateway's signature (interface document "Transport"): the same rule in both directions, each with its own secret.
 */
import { createHash, createHmac } from 'node:crypto'

export interface SignedParts {
  method: string
  /** Path and query as signed: towards ENN from `/jx-install` on, in callbacks those of the callback URL as agreed. */
  path: string
  /** Epoch milliseconds. */
  timestamp: string
  nonce: string
  /** As sent; empty for a GET. */
  body: Buffer | string
}

/** `X-GW-Signature`: base64 HMAC-SHA256 over five lines. */
export function signEnn (secret: string, { method, path, timestamp, nonce, body }: SignedParts): string {
  const bodyHash = createHash('sha256').update(body).digest('hex')
  return createHmac('sha256', secret).update([method, path, timestamp, nonce, bodyHash].join('\n')).digest('base64')
}
