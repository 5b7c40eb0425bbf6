/**
 * Bearer tokens at the door (RFC 6750): a JWT access token by the profile of RFC 9068, checked as RFC 8725 advises, of
 * a known client, with the scope that the operation demands.
 */
import type { FastifyRequest } from 'fastify'
import {
  createLocalJWKSet, createRemoteJWKSet, decodeJwt, errors, jwtVerify,
  type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey
} from 'jose'
import type { Guard } from '../../../../openapi/serve-contract.ts'
import type { Caller } from '../../../ground/access/caller.ts'
import type { AccessSettings, ClientSettings } from '../../../ground/access/settings.ts'
import { signingKey } from '../../../ground/access/signing-key.ts'
import { Problem } from '../../../ground/problem/problem.ts'
import type { Hub } from '../../../hub.ts'
import { remembering } from './verified-tokens.ts'

/** Asymmetric ones alone, so that no public key can be taken for a shared secret (RFC 8725 §3.1). */
export const ALGORITHMS = ['ES256', 'PS256', 'RS256', 'EdDSA']

/** Seconds that clocks may differ. */
export const CLOCK_ALLOWANCE = 10

/** Headers that bring or name a key of the sender's own choice (RFC 8725 §3.10). */
const FOREIGN_KEYS = ['jku', 'jwk', 'x5u', 'x5c']

interface Issuer { issuer: string, audience: string, keys: JWTVerifyGetKey }

/** A token that is not believed, and why; for the log, the caller is not told. */
class TokenRefused extends Error {}

/** Makes the guard of each operation. It leaves the caller in `request.caller`. */
export function bearerGuard ({ settings, now, log }: Pick<Hub, 'settings' | 'now' | 'log'>): Guard {
  const issuers = issuersOf(settings.access)
  const { clients } = settings.access
  const verified = remembering((token, now) => claimsOf(token, issuers, now))
  if (clients.length === 0) log.warn('access.clients is empty: whoever calls is refused')

  async function callerFrom (token: string): Promise<Caller> {
    const claims = await verified(token, now())
    const client = clients.find(({ id }) => id === claims['client_id'])
    if (!client || issuerOf(settings.access, client) !== claims.iss) throw new TokenRefused('client_id')
    const granted = typeof claims['scope'] === 'string' ? claims['scope'].split(' ') : []
    const { id, kind, enterprise, scopes } = client
    const allowed = new Set(scopes.filter(scope => granted.includes(scope)))
    return { id, owner: id, kind, ...enterprise && { enterprise }, scopes: allowed }
  }

  return Object.assign((scopes: readonly string[]) => {
    return async (request: FastifyRequest) => {
      const { authorization } = request.headers
      const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '') ?? []
      if (!token) throw unauthenticated(challenge())
      const caller = await callerFrom(token).catch(error => {
        if (!(error instanceof TokenRefused)) throw error
        request.log.info({ reason: error.message }, 'token refused')
        throw unauthenticated(challenge('invalid_token'))
      })
      if (!scopes.every(scope => caller.scopes.has(scope))) {
        const wanted = `${challenge('insufficient_scope')}, scope="${scopes.join(' ')}"`
        throw new Problem('insufficient-scope', { headers: { 'www-authenticate': wanted } })
      }
      request.caller = caller
    }
  }, { isShown: ({ headers }: FastifyRequest) => headers.authorization !== undefined })
}

/** A client with proof of its own is known to the hub's token end-point alone; no other issuer can speak for it. */
function issuerOf ({ tokenEndpoint }: AccessSettings, { issuer }: ClientSettings): string | undefined {
  return issuer ?? tokenEndpoint?.issuer
}

function issuersOf ({ tokenEndpoint, issuers }: AccessSettings): Issuer[] {
  const own = tokenEndpoint && {
    issuer: tokenEndpoint.issuer,
    audience: tokenEndpoint.audience,
    keys: createLocalJWKSet({ keys: tokenEndpoint.signingKeys.map(key => signingKey(key).published) } as JSONWebKeySet)
  }
  return [...own ? [own] : [], ...issuers.map(({ issuer, audience, jwksUrl, jwksMaxAge, jwksCooldown, jwks }) => ({
    issuer,
    audience,
    keys: jwksUrl ? remoteKeys(jwksUrl, jwksMaxAge, jwksCooldown) : createLocalJWKSet(jwks as JSONWebKeySet)
  }))]
}

/** That an issuer's keys cannot be fetched is not the caller's fault. */
function remoteKeys (url: string, cacheMaxAge: number, cooldownDuration: number): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url), { cacheMaxAge, cooldownDuration })
  return async (header, token) => {
    try {
      return await keys(header, token)
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error
      throw new Problem('unavailable', { headers: { 'retry-after': '5' }, cause: error })
    }
  }
}

async function claimsOf (token: string, issuers: Issuer[], now: Date): Promise<JWTPayload> {
  try {
    const { iss } = decodeJwt(token)
    const issuer = issuers.find(({ issuer }) => issuer === iss)
    if (!issuer) throw new TokenRefused('iss')
    const { payload } = await jwtVerify(token, (header, jws) => {
      const foreign = FOREIGN_KEYS.find(name => name in header)
      if (foreign || !header.kid) throw new TokenRefused(foreign ?? 'kid')
      return issuer.keys(header, jws)
    }, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      typ: 'at+jwt',
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'iat', 'sub', 'jti', 'client_id'],
      clockTolerance: CLOCK_ALLOWANCE,
      currentDate: now
    })
    return payload
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error
    const ofClaim = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired
    const claim = ofClaim ? ` ${error.claim}` : ''
    throw new TokenRefused(error.code + claim)
  }
}

function unauthenticated (challenge: string): Problem {
  return new Problem('unauthenticated', { headers: { 'www-authenticate': challenge } })
}

/** RFC 6750 §3; where no token was shown it says only that one is needed. */
function challenge (error?: string): string {
  return `Bearer realm="lianban"${error ? `, error="${error}"` : ''}`
}
