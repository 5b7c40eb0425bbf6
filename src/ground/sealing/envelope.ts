/**
 * What a sealed value looks like, in one bytea:
 *
 * | bytes | |
 * |---|---|
 * | 1 | version, 1 |
 * | 1 | length of the key's id |
 * | 1-32 | id of the key, ASCII |
 * | 12 or 16 | nonce, as the key's algorithm has it |
 * | rest | ciphertext and tag |
 *
 * Version and key id are authenticated with everything else. PostgreSQL reads the id with its function `sealed_key`.
 */

const VERSION = 1

/** A value that was not sealed for its place, was changed since, or whose key is not in the settings. */
export class NotOpened extends Error {}

export interface Envelope {
  keyId: string
  /** Nonce, ciphertext and tag. */
  rest: Buffer
}

/** What stands before the nonce. */
export function header (keyId: string): Buffer {
  return Buffer.concat([Buffer.of(VERSION, keyId.length), Buffer.from(keyId, 'latin1')])
}

/** Throws when the bytes are no envelope. */
export function readEnvelope (sealed: Buffer): Envelope {
  const [version, length] = sealed
  if (version !== VERSION || length === undefined || sealed.length < 2 + length) {
    throw new NotOpened('not a sealed value')
  }
  return { keyId: sealed.toString('latin1', 2, 2 + length), rest: sealed.subarray(2 + length) }
}
