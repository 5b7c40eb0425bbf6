/** How the hub shows 安广网络 who it is: OAuth 2 client credentials with a signed assertion (private_key_jwt, RFC 7523). */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/anguang.d.ts'
import type { AdapterContext, TransportSettings } from './adapter.ts'
import { Failure, failureOf, type FailureTable } from './failure.ts'
import { parseJson, type HttpAnswer } from './http.ts'
import type { NativeContract } from './native-contract.ts'
import { fromText, secret } from './settings.ts'

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

/** By the error of RFC 6749 §5.2. What is wrong with the client does not mend itself. */
const FAILURES: FailureTable = {
  invalid_request: { comeBack: 'never', fault: 'hub', alert: true },
  invalid_client: { comeBack: 'never', fault: 'hub', alert: true },
  invalid_grant: { comeBack: 'never', fault: 'hub', alert: true },
  unauthorized_client: { comeBack: 'never', fault: 'hub', alert: true },
  unsupported_grant_type: { comeBack: 'never', fault: 'hub', alert: true },
  invalid_scope: { comeBack: 'never', fault: 'hub', alert: true }
}

/** Seconds an assertion is good for; the document allows five minutes, the rest is for clocks that differ. */
const ASSERTION_LIFE = 120

export interface Access {
  /** Sends an order call with the shared token; a token refused with 401 is renewed and the call repeated, once. */
  withToken (call: (token: string) => Promise<HttpAnswer>): Promise<HttpAnswer>
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
    })
    if (answer.status !== 200) throw refusal(answer)
    const { access_token: value, expires_in: seconds } = contract.answered('TokenAnswer', parseJson(answer.body))
    return { value, expiresAt: new Date(context.now().getTime() + seconds * 1000) }
  }

  function refusal (answer: HttpAnswer): Failure {
    const { error, error_description: description } = contract.answered('TokenError', parseJson(answer.body))
    return failureOf(FAILURES, error, description ?? `获取访问令牌失败（HTTP ${answer.status}）`)
  }

  return {
    async withToken (call) {
      const token = await context.token.current(() => harmless(renew))
      const answer = await call(token)
      if (answer.status !== 401) return answer
      return call(await context.token.current(() => harmless(renew), token))
    }
  }
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

/** Without a token no order can have gone out, so what became of the token request need not be asked. */
async function harmless<T> (renew: () => Promise<T>): Promise<T> {
  try {
    return await renew()
  } catch (error) {
    if (!(error instanceof Failure) || error.facts.comeBack !== 'askFirst') throw error
    throw new Failure({ ...error.facts, comeBack: 'later' }, { cause: error })
  }
}
