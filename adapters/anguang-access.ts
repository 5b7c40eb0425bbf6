/** How the hub shows 安广网络 who it is: OAuth 2 client credentials with a signed assertion (private_key_jwt, RFC 7523). */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/anguang.d.ts'
import type { AdapterContext, TransportSettings } from './adapter.ts'
import { failureOf } from './failure.ts'
import type { NativeContract } from './native-contract.ts'
import { fromText, secret } from './settings.ts'
import { OAUTH_FAILURES, withToken } from './with-token.ts'

type Schemas = components['schemas']

const jwk = z.object({
  kty: z.literal('EC'), crv: z.literal('P-256'), x: secret, y: secret, d: secret, kid: z.string().optional()
})

export const credentials = z.strictObject({
  clientId: z.string().min(1),
  /** The hub's ES256 key as a JWK, or its JSON text, the form an environment variable has. */
  privateJwk: z.preprocess(fromText, jwk)
})
export type Credentials = z.infer<typeof credentials>

type Context = AdapterContext<TransportSettings & { credentials: Credentials }>

/** Seconds an assertion is good for; the document allows five minutes, the rest is for clocks that differ. */
const ASSERTION_LIFE = 120

export interface Access {
  /** Sends an order call with the shared token; a token refused with 401 is renewed and the call repeated, once. */
  withToken<Answer extends { status: number }> (call: (token: string) => Promise<Answer>): Promise<Answer>
}

/** Throws when the key in the settings is none. */
export function newAccess (context: Context, contract: NativeContract<Schemas>): Access {
  const { baseUrl, credentials: { clientId, privateJwk } } = context.settings
  const tokenUrl = `${baseUrl}/oauth2/token`
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' })

  async function renew (): Promise<{ value: string, expiresAt: Date }> {
    const request = contract.outgoing('TokenRequest', {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await clientAssertion(key, {
        clientId, tokenUrl, now: context.now(), jti: context.digits(32), ...privateJwk.kid && { kid: privateJwk.kid }
      }),
      scope: 'productOrder'
    })
    await context.pace()
    const answer = await context.http.send({
      method: 'POST',
      url: tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(request).toString()
    }, { 200: contract.json('TokenAnswer'), 400: contract.json('TokenError'), 401: contract.json('TokenError') })
    if (answer.status !== 200) {
      const { error, error_description: description } = answer.content
      throw failureOf(OAUTH_FAILURES, error, description ?? `获取访问令牌失败（HTTP ${answer.status}）`)
    }
    const { access_token: value, expires_in: seconds } = answer.content
    return { value, expiresAt: new Date(context.now().getTime() + seconds * 1000) }
  }

  return { withToken: call => withToken(context.token, renew, call, ({ status }) => status === 401) }
}

export interface Assertion {
  clientId: string
  tokenUrl: string
  now: Date
  /** Never used before. */
  jti: string
  kid?: string
}

/** The client assertion of a token request (interface document "Access token"). */
export function clientAssertion (key: KeyObject, { clientId, tokenUrl, now, jti, kid }: Assertion): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', ...kid && { kid } })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ASSERTION_LIFE)
    .setJti(jti)
    .sign(key)
}
