/**
 * Verifies clients' secrets at a bounded cost. A derivation is meant to be slow, and anybody can ask for one: no more
 * than a few are under way, and whoever was right before waits for none.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Problem } from '../problem/problem.ts'
import { isSecretOf } from './secret-hash.ts'

export interface SecretVerifier {
  /**
   * Whether the secret is one of those that were hashed; without hashes there is no such client, and the answer takes
   * as long. Throws Problem `too-many-requests`.
   */
  verify (hashes: readonly string[] | undefined, secret: string): Promise<boolean>
}

/** Of a secret that nobody knows. */
const NOBODY = '$scrypt$ln=15,r=8,p=1$kZOkbvXPm/ICp+E99Ynqtw$MYgNNS8iw/aoTGQp8qYZgQBnDi4cBR8YDNOU55t7ch4'

/** A client may have two secrets, while it changes from one to the other: the work is the same for all. */
const HASHES = 2

/** Each takes some tens of milliseconds of a processor, and 32 MiB. */
const MOST_UNDER_WAY = 8

export function newSecretVerifier (): SecretVerifier {
  // Secrets that were right, by their hashes; told apart by a key of this process alone, which no one else can try.
  const key = randomBytes(32)
  const right = new Map<string, Buffer>()
  let underWay = 0

  async function derive (hashes: readonly string[], secret: string, digest: Buffer): Promise<boolean> {
    const all = [...hashes, ...Array<string>(HASHES).fill(NOBODY)].slice(0, HASHES)
    const matches = await Promise.all(all.map(hash => isSecretOf(hash, secret)))
    const found = hashes.find((_hash, index) => matches[index])
    if (found !== undefined) right.set(found, digest)
    return found !== undefined
  }

  return {
    async verify (hashes = [], secret) {
      const digest = createHmac('sha256', key).update(secret).digest()
      const isKnown = (hash: string): boolean => timingSafeEqual(right.get(hash) ?? Buffer.alloc(digest.length), digest)
      if (hashes.some(isKnown)) return true
      if (underWay >= MOST_UNDER_WAY) throw new Problem('too-many-requests', { headers: { 'retry-after': '1' } })
      underWay++
      try {
        return await derive(hashes, secret, digest)
      } finally {
        underWay--
      }
    }
  }
}
