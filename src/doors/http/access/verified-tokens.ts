/** Tokens whose signature was verified a moment ago: a portal shows the same one with every request of an hour. */
import type { JWTPayload } from 'jose'

/** How long a token is not verified again, milliseconds: as long as a key that was withdrawn may be believed. */
const MEMORY = 60_000

/** More than any county has clients; a flood of others pushes the oldest out. */
const MOST = 1_000

export type Verify = (token: string, now: Date) => Promise<JWTPayload>

/** Verifies as `verify` does, but not what it has verified within the last minute, unless that has expired since. */
export function remembering (verify: Verify): Verify {
  const verified = new Map<string, { claims: JWTPayload, from: number, until: number }>()
  return async (token, now) => {
    const time = now.getTime()
    const known = verified.get(token)
    if (known && known.from <= time && time < known.until) return known.claims
    verified.delete(token)
    const claims = await verify(token, now)
    if (verified.size >= MOST) verified.delete(verified.keys().next().value!)
    verified.set(token, { claims, from: time, until: Math.min(time + MEMORY, claims.exp! * 1000) })
    return claims
  }
}
