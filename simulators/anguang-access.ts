/** Who may speak at the simulated 安广网络: client assertions, access tokens, and the keys it signs its own events with. */
import {
  createHash, createPublicKey, generateKeyPairSync, randomBytes, randomUUID, sign, verify, type JsonWebKey, type
  KeyObject
} from 'node:crypto'

export interface Client {
  clientId: string
  /** The client's public ES256 key, handed over at onboarding. */
  jwk: JsonWebKey
}

export interface TokenDesk {
  /** An access token for a client assertion that is sound; else what is wrong with it. */
  issue (assertion: string, tokenUrl: string): { token: string } | { wrong: string }
  /** Whether an Authorization header holds a token in force. */
  admits (authorization: string | undefined): boolean
  /** Forgets every token, as if all had expired. */
  revoke (): void
}

/** Seconds. */
export const TOKEN_LIFE = 600
const LONGEST_LIFE = 300

export function newTokenDesk ({ clientId, jwk }: Client, now: () => Date): TokenDesk {
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const used = new Set<unknown>()
  const tokens = new Map<string, number>()

  function seconds (): number {
    return Math.floor(now().getTime() / 1000)
  }

  return {
    issue (assertion, tokenUrl) {
      const wrong = wrongAssertion(assertion, key, { clientId, tokenUrl, seconds: seconds(), used })
      if (wrong) return { wrong }
      const token = randomBytes(24).toString('base64url')
      tokens.set(token, seconds() + TOKEN_LIFE)
      return { token }
    },
    admits: (authorization = '') => (tokens.get(authorization.replace(/^Bearer /, '')) ?? 0) > seconds(),
    revoke: () => tokens.clear()
  }
}

interface Expected { clientId: string, tokenUrl: string, seconds: number, used: Set<unknown> }

/** RFC 7523 §3 as the interface document narrows it. A sound assertion uses its `jti` up. */
function wrongAssertion (
  assertion: string, key: KeyObject, { clientId, tokenUrl, seconds, used }: Expected
): string | undefined {
  const [header = '', payload = '', signature = ''] = assertion.split('.')
  const { alg } = decoded(header)
  if (alg !== 'ES256') return 'alg'
  const signed = Buffer.from(`${header}.${payload}`)
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))) {
    return 'signature'
  }
  const { iss, sub, aud, exp, jti } = decoded(payload)
  if (iss !== clientId) return 'iss'
  if (sub !== clientId) return 'sub'
  if (aud !== tokenUrl) return 'aud'
  if (typeof exp !== 'number' || exp <= seconds || exp > seconds + LONGEST_LIFE) return 'exp'
  if (typeof jti !== 'string' || jti === '' || used.has(jti)) return 'jti'
  used.add(jti)
  return undefined
}

function decoded (part: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(Buffer.from(part, 'base64url').toString()))
  } catch {
    return {}
  }
}

export type EventAlgorithm = 'EdDSA' | 'ES256'

export interface EventKeys {
  /** The key set to publish. */
  published (): { keys: Array<{ kty: string, kid: string }> }
  /** Signs from now on with a new key; the old one stays published. */
  rotate (algorithm: EventAlgorithm): void
  /** A token for an event of these claims. `genuine` false signs with a key nobody knows under the same `kid`. */
  token (claims: Record<string, unknown>, genuine: boolean): string
}

interface EventKey { kid: string, alg: EventAlgorithm, privateKey: KeyObject, publicKey: KeyObject }

export function newEventKeys (algorithm: EventAlgorithm): EventKeys {
  const keys = [newEventKey(algorithm)]
  return {
    published: () => ({
      keys: keys.map(({ kid, alg, publicKey }) => ({
        ...publicKey.export({ format: 'jwk' }) as { kty: string }, kid, alg, use: 'sig'
      }))
    }),
    rotate: next => { keys.push(newEventKey(next)) },
    token (claims, genuine) {
      const { kid, alg, privateKey } = keys.at(-1)!
      return newToken({ alg, kid, typ: 'JWT' }, claims, genuine ? privateKey : newEventKey(alg).privateKey)
    }
  }
}

function newEventKey (alg: EventAlgorithm): EventKey {
  const pair = alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid: randomUUID(), alg, ...pair }
}

/** A JWT in compact form, signed as its key can. */
export function newToken (header: Record<string, unknown>, claims: Record<string, unknown>, key: KeyObject): string {
  const signed = [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = key.asymmetricKeyType === 'ed25519'
    ? sign(null, Buffer.from(signed), key)
    : sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

export function bodyDigest (body: string): string {
  return createHash('sha256').update(body).digest('base64url')
}
