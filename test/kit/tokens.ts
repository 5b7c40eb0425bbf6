/** Access tokens and client assertions as a test wants them: right, or wrong in one thing. */
import { createPrivateKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { SignJWT, type JWTPayload } from 'jose'
import { sandboxDocument } from '../../kit/sandbox.ts'

const { tokenEndpoint } = sandboxDocument().access
const [jwk] = tokenEndpoint.signingKeys

/** What the hub of settings.sandbox.yaml signs with. */
export const SANDBOX_KEY: KeyObject = createPrivateKey({ key: jwk, format: 'jwk' })

/** The header and the claims of a token that is in force at this time; what is given takes the place of what would be there, undefined of nothing. */
export function tokenParts (now: Date, claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): { header: Record<string, unknown>, claims: Record<string, unknown> } {
  const seconds = Math.floor(now.getTime() / 1000)
  return {
    header: defined({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid, ...header }),
    claims: defined({
      iss: tokenEndpoint.issuer, aud: 'lianban', sub: 'portal', client_id: 'portal', iat: seconds, exp: seconds + 600, jti: randomUUID(), scope: 'enterprises:read', ...claims
    })
  }
}

export function signed ({ header, claims }: { header: Record<string, unknown>, claims: Record<string, unknown> }, key: KeyObject = SANDBOX_KEY): Promise<string> {
  return new SignJWT(claims as JWTPayload).setProtectedHeader(header as { alg: string }).sign(key, { crit: { 'urn:example': true } })
}

/** One of the portal's, of these scopes. */
export function tokenOf (now: Date, scope: string, client = 'portal'): Promise<string> {
  return signed(tokenParts(now, { scope, sub: client, client_id: client }))
}

/** For the Authorization header. */
export function bearer (token: string): RequestInit {
  return { headers: { authorization: `Bearer ${token}` } }
}

/** A key, and its public half as a JWK. */
export function newKey (kid: string, type: 'P-256' | 'Ed25519' | 'RSA' = 'P-256'): { key: KeyObject, jwk: Record<string, unknown> } {
  const { privateKey: key, publicKey } = type === 'RSA'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : type === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key, jwk: { ...publicKey.export({ format: 'jwk' }), kid } }
}

export function encoded (part: unknown): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
}

function defined (values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
