/**
 * The hub's own token end-point (RFC 6749 §4.4): gives known clients short-lived access tokens, and publishes how to
 * check them.
 */
import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Json } from '../../../../openapi/document.ts'
import type { components, operations } from '../../../../openapi/hub.d.ts'
import type { Handlers } from '../../../../openapi/serve-contract.ts'
import type { AccessSettings, ClientSettings } from '../../../ground/access/settings.ts'
import { newSecretVerifier } from '../../../ground/access/secret-verifier.ts'
import { signingKey, type SigningKey } from '../../../ground/access/signing-key.ts'
import { Problem } from '../../../ground/problem/problem.ts'
import type { Hub } from '../../../hub.ts'
import { ALGORITHMS } from './bearer.ts'
import { authenticate } from './client-proof.ts'
import { NOT_KEPT, TokenProblem } from './token-problem.ts'

type TokenRequest = components['schemas']['TokenRequest']
type TokenEndpoint = NonNullable<AccessSettings['tokenEndpoint']>

type TokenOperations = 'issueToken' | 'readKeys' | 'readAuthorizationServer'

export function tokenHandlers (hub: Hub, contract: Json): Handlers<Pick<operations, TokenOperations>> {
  const { tokenEndpoint } = hub.settings.access
  const keys = tokenEndpoint?.signingKeys.map(signingKey) ?? []
  const secrets = newSecretVerifier()

  /** Where tokens come from elsewhere, there is no such address. */
  function here (): TokenEndpoint {
    if (!tokenEndpoint) throw new Problem('not-found')
    return tokenEndpoint
  }

  return {
    async issueToken (request, reply) {
      const terms = here()
      const asked = withoutEmpty(request.body)
      if (asked.grant_type === undefined) throw new TokenProblem('invalid_request')
      if (asked.grant_type !== 'client_credentials') throw new TokenProblem('unsupported_grant_type')
      const client = await authenticate(hub, secrets, request.headers.authorization, asked)
      const granted = scopesFor(client, asked.scope)
      reply.headers(NOT_KEPT)
      return {
        access_token: await accessToken(terms, keys[0]!, client, granted, hub.now()),
        token_type: 'Bearer',
        expires_in: terms.tokenLife / 1000,
        scope: granted
      }
    },
    async readKeys () {
      here()
      return { keys: keys.map(({ published }) => published) }
    },
    async readAuthorizationServer () {
      const { issuer } = here()
      return {
        issuer,
        token_endpoint: `${issuer}/oauth/token`,
        jwks_uri: `${issuer}/.well-known/jwks.json`,
        service_documentation: `${issuer}/docs`,
        scopes_supported: Object.keys(contract['components'].securitySchemes.oauth2.flows.clientCredentials.scopes),
        response_types_supported: [],
        grant_types_supported: ['client_credentials'],
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ALGORITHMS
      }
    }
  }
}

/** A parameter without a value is none (RFC 6749 §3.2). */
function withoutEmpty (request: TokenRequest): Partial<TokenRequest> {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== ''))
}

function scopesFor ({ scopes }: ClientSettings, asked: string | undefined): string {
  if (asked === undefined) return scopes.join(' ')
  const wanted = [...new Set(asked.split(' ').filter(scope => scope !== ''))]
  if (wanted.length === 0 || wanted.some(scope => !scopes.includes(scope))) throw new TokenProblem('invalid_scope')
  return wanted.join(' ')
}

function accessToken (
  { issuer, audience, tokenLife }: TokenEndpoint, { kid, algorithm, key }: SigningKey,
  { id }: ClientSettings, scope: string, now: Date
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  return new SignJWT({ client_id: id, scope })
    .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid })
    .setIssuer(issuer)
    .setSubject(id)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.floor(tokenLife / 1000))
    .setJti(randomUUID())
    .sign(key)
}
