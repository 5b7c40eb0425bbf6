/**
 * 中国移动 · 能力开放平台: system parameters in the query, an encrypted body, an OAuth token (interface document, Transport).
 */
import { z } from 'zod'
import type { components } from '../openapi/enterprises/mobile.d.ts'
import type { Adapter, AdapterContext, AdapterDefinition } from './adapter.ts'
import { Failure, failureOf, type FailureTable } from './failure.ts'
import { callbackSide } from './mobile-callback.ts'
import { decrypt, encrypt, MESSAGES, sign } from './mobile-signature.ts'
import { nativeContract } from './native-contract.ts'
import { believingEither, rotating } from './rotation.ts'
import { secret, transport } from './settings.ts'
import { timestamp } from './timestamp.ts'
import { OAUTH_FAILURES, withToken } from './with-token.ts'

type Schemas = components['schemas']
type MobileAdapter = Adapter<Schemas['Order'], Schemas['Status']>

const appKey = z.string().regex(/^[0-9a-fA-F]{64}$/, '应为 64 位十六进制密钥')

const settings = z.strictObject({
  ...transport,
  credentials: z.strictObject({ appId: secret, appKey, clientId: secret, clientSecret: secret }),
  callback: rotating({ appId: secret, appKey })
})

export type MobileSettings = z.infer<typeof settings>
type Context = AdapterContext<MobileSettings>

/** The table of result codes. `10002` stands here for a token refused right after it was renewed. */
const FAILURES: FailureTable = {
  10001: { comeBack: 'never', fault: 'hub', alert: true },
  10002: { comeBack: 'later', fault: 'hub', alert: true },
  20001: { comeBack: 'never', fault: 'application' },
  20020: { comeBack: 'never', fault: 'application' },
  20404: { comeBack: 'never', fault: 'enterprise' },
  99999: { comeBack: 'later', fault: 'enterprise' }
}

const contract = nativeContract<Schemas>('mobile')

export const adapter: AdapterDefinition<MobileSettings, Schemas['Order'], Schemas['Status']> = {
  settings,
  messages: MESSAGES,
  statusBy: 'callback',
  connect (context) {
    const { settings: { credentials, callback }, paceQuery, now, http } = context
    return {
      ...orders(newCall(context), credentials.appKey, paceQuery),
      callback: believingEither(callback, party => callbackSide(party, contract, now)),
      close: http.close
    }
  }
}

function orders (
  call: Call, appKey: string, paceQuery: Context['paceQuery']
): Pick<MobileAdapter, 'place' | 'inquire' | 'supplement' | 'withdraw'> {
  function resultOf<Name extends 'OrderTaken' | 'Status'> (name: Name, { result }: Schemas['Answer']): Schemas[Name] {
    return contract.answered(name, result ? decrypt(appKey, result) : undefined)
  }

  return {
    async place (order) {
      const answer = await call('LB_ORDER_CREATE', contract.outgoing('Order', order))
      if (answer.respCode === '20020') return { kind: 'refused', code: '20020', reason: messageOf(answer) }
      // 20010: the reference was known already, the result names the order it has.
      if (answer.respCode !== '20010') succeeded(answer)
      return { kind: 'acknowledged', nativeNumber: resultOf('OrderTaken', answer).orderId }
    },
    async inquire ({ reference }) {
      await paceQuery(reference)
      const answer = await call('LB_ORDER_QUERY', contract.outgoing('OrderQuery', { extOrderId: reference }))
      if (answer.respCode === '20404') return { kind: 'notFound' }
      succeeded(answer)
      const status = resultOf('Status', answer)
      return { kind: 'found', nativeNumber: status.orderId, status }
    },
    async supplement (_key, order) {
      succeeded(await call('LB_ORDER_AMEND', contract.outgoing('Order', order)))
    },
    // The document has no code for "too late to cancel" (Methods, LB_ORDER_CANCEL). Taking another code for it would be
    // a guess: whatever is refused here is a failure, an unlisted code one that makes the hub ask where the order
    // stands.
    async withdraw ({ reference }, reason) {
      succeeded(await call('LB_ORDER_CANCEL', contract.outgoing('OrderCancel', { extOrderId: reference, reason })))
      return { kind: 'withdrawn' }
    }
  }
}

type Call = (method: Schemas['Method'], business: object) => Promise<Schemas['Answer']>

/** Calls a method; a token that is refused (10002) is renewed once and the call repeated once. */
function newCall (context: Context): Call {
  const { settings: { baseUrl, credentials }, http, token } = context

  async function attempt (
    method: Schemas['Method'], business: object, accessToken: string
  ): Promise<Schemas['Answer']> {
    const content = encrypt(credentials.appKey, business)
    await context.pace()
    const sentAt = timestamp(context.now())
    const query = {
      method,
      format: 'json',
      appId: credentials.appId,
      version: '1.0',
      timestamp: sentAt,
      accessToken,
      busiSerial: `LB${sentAt}${context.digits(12)}`
    }
    const signed = new URLSearchParams({ ...query, sign: sign(credentials.appKey, query, content) })
    // Business errors come with 200.
    const answer = await http.send({
      method: 'POST',
      url: `${baseUrl}/oppf?${signed}`,
      headers: { 'content-type': 'text/plain; charset=UTF-8' },
      body: content,
      plain: { body: JSON.stringify(business), answer: body => plainAnswer(credentials.appKey, body) }
    }, { 200: contract.json('Answer') })
    return answer.content
  }

  return (method, business) => withToken(
    token, () => requestToken(context), accessToken => attempt(method, business, accessToken),
    ({ respCode }) => respCode === '10002'
  )
}

async function requestToken (
  { settings: { baseUrl, credentials }, http, pace, now }: Context
): Promise<{ value: string, expiresAt: Date }> {
  await pace()
  const asked = now().getTime()
  const answer = await http.send({
    method: 'POST',
    url: `${baseUrl}/oauth/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials', client_id: credentials.clientId, client_secret: credentials.clientSecret
    }).toString()
    // The document lists no errors of the token endpoint; RFC 6749 §5.2 tells all of them with 400 or 401.
  }, { 200: contract.json('Token'), 400: contract.json('TokenError'), 401: contract.json('TokenError') })
  if (answer.status !== 200) {
    const { facts } = failureOf(OAUTH_FAILURES, answer.content.error, '获取令牌被拒绝')
    throw new Failure({ ...facts, code: `http-${answer.status}` })
  }
  const { access_token: value, expires_in: seconds } = answer.content
  return { value, expiresAt: new Date(asked + (seconds - Math.min(60, seconds / 2)) * 1000) }
}

/** An answer as a person reads it, its result decrypted; one that is none of the platform's is left as it is. */
function plainAnswer (appKey: string, body: Buffer): string {
  const text = body.toString('utf8')
  try {
    const answer = JSON.parse(text)
    return JSON.stringify({ ...answer, result: decrypt(appKey, answer.result) ?? answer.result })
  } catch {
    return text
  }
}

function succeeded (answer: Schemas['Answer']): void {
  if (answer.respCode !== '00000') throw failureOf(FAILURES, answer.respCode, messageOf(answer))
}

/** The platform's text, but not of a wrong signature: it may repeat what was signed, and with it the key. */
function messageOf ({ respCode, respDesc }: Schemas['Answer']): string {
  return respCode === '10001' ? '签名错误' : respDesc ?? ''
}
