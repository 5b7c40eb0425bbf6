/**
 * Verifies secrets of clients and passwords of people at a bounded cost. A derivation is meant to be slow, and anybody
 * can ask for one: no more than a few are under way, and whoever was right before waits for none.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Problem } from '../problem/problem.ts'
import { hashSecret, isSecretOf } from './secret-hash.ts'

export interface SecretVerifier {
  /**
   * Whether the secret is one of those that were hashed; without hashes there is no such client, and the answer takes
   * as long. Throws Problem `too-many-requests`.
   */
  verify (hashes: readonly string[] | undefined, secret: string): Promise<boolean>
  /** What is kept of a secret. Throws Problem `too-many-requests`. */
  hash (secret: string): Promise<string>
}

export interface VerifierOptions {
  /** How many hashes are looked at, whatever there are: the work is the same for all. */
  hashes?: number
  /** What does the work. */
  derivation?: { hashSecret: typeof hashSecret, isSecretOf: typeof isSecretOf }
}

/** Of a secret that nobody knows. */
const NOBODY = '$scrypt$ln=15,r=8,p=1$kZOkbvXPm/ICp+E99Ynqtw$MYgNNS8iw/aoTGQp8qYZgQBnDi4cBR8YDNOU55t7ch4'

/** A client may have two secrets, while it changes from one to the other: the work is the same for all. */
const HASHES = 2

/** Each takes some tens of milliseconds of a processor, and 32 MiB. */
const MOST_UNDER_WAY = 8

export function newSecretVerifier (
  { hashes: count = HASHES, derivation = { hashSecret, isSecretOf } }: VerifierOptions = {}
): SecretVerifier {
  // Secrets that were right, by their hashes; told apart by a key of this process alone, which no one else can try.
  const key = randomBytes(32)
  const right = new Map<string, Buffer>()
  let underWay = 0

  async function derive (hashes: readonly string[], secret: string, digest: Buffer): Promise<boolean> {
    const all = [...hashes, ...Array<string>(count).fill(NOBODY)].slice(0, count)
    const matches = await Promise.all(all.map(hash => derivation.isSecretOf(hash, secret)))
    const found = hashes.find((_hash, index) => matches[index])
    if (found !== undefined) right.set(found, digest)
    return found !== undefined
  }

  async function inTurn<T> (work: () => Promise<T>): Promise<T> {
    if (underWay >= MOST_UNDER_WAY) throw new Problem('too-many-requests', { headers: { 'retry-after': '1' } })
    underWay++
    try {
      return await work()
    } finally {
      underWay--
    }
  }

  return {
    hash: secret => inTurn(() => derivation.hashSecret(secret)),
    async verify (hashes = [], secret) {
      const digest = createHmac('sha256', key).update(secret).digest()
      const isKnown = (hash: string): boolean => timingSafeEqual(right.get(hash) ?? Buffer.alloc(digest.length), digest)
      if (hashes.some(isKnown)) return true
      return await inTurn(() => derive(hashes, secret, digest))
    }
  }
}
