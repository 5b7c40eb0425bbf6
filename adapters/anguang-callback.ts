/** What 安广网络 tells the hub: TMF622 events under a JWT that is bound to the body (interface document "Callback"). */
import { createHash, timingSafeEqual } from 'node:crypto'
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import type { components } from '../openapi/enterprises/anguang.d.ts'
import type { CallbackOutcome, CallbackSide, NativeRequest } from './adapter.ts'
import { CallbackRefused, Failure } from './failure.ts'
import type { NativeContract } from './native-contract.ts'
import { toldJson } from './told-json.ts'

type Schemas = components['schemas']
type Event = Schemas['ProductOrderStateChangeEvent'] | Schemas['ProductOrderInformationRequiredEvent']

export interface CallbackTerms {
  issuer: string
  /** The hub's client id. */
  audience: string
  /** The enterprise's published keys. */
  keys: JWTVerifyGetKey
  now: () => Date
}

const ALGORITHMS = ['EdDSA', 'ES256']

/** Seconds. */
const LONGEST_LIFE = 5 * 60
/** Seconds that 安广网络's clock may be ahead of the hub's. */
const CLOCK_ALLOWANCE = 30

/** Of jose, when the keys could not be had or read: not the sender's fault, so the event must come again. */
const NO_KEYS = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/** By the last part of the listener's path. */
const EVENTS = {
  productOrderStateChangeEvent: 'ProductOrderStateChangeEvent',
  productOrderInformationRequiredEvent: 'ProductOrderInformationRequiredEvent'
} as const

/** Anything but 204 makes 安广网络 send again. The codes are the hub's own. */
const ANSWERS: Record<Exclude<CallbackOutcome, 'stored'>, { status: number, code: string, reason: string }> = {
  signature: { status: 401, code: 'tokenRefused', reason: '签名令牌无效' },
  stale: { status: 401, code: 'tokenExpired', reason: '签名令牌已过期或有效期过长' },
  malformed: { status: 400, code: 'malformed', reason: '报文不符合约定' },
  replayed: { status: 400, code: 'eventIdReused', reason: '事件编号已用于另一内容' },
  unknownReference: { status: 404, code: 'notFound', reason: '外部流水号不存在' },
  internal: { status: 500, code: 'internal', reason: '系统异常，请稍后重发' }
}

export function anguangCallback (
  terms: CallbackTerms, contract: NativeContract<Schemas>
): CallbackSide<Schemas['Status']> {
  return {
    async accept (request) {
      await verify(terms, request)
      const event: Event = contract.told(eventOf(request), toldJson(request.body, true))
      const { productOrder } = event.event
      return {
        reference: productOrder.externalId,
        messageId: event.eventId,
        nativeNumber: productOrder.id,
        status: statusOf(productOrder, event)
      }
    },

    answer (outcome, _request, field) {
      if (outcome === 'stored') return { status: 204, headers: {}, body: '' }
      const { status, ...error } = ANSWERS[outcome]
      const content: Schemas['Error'] = { ...error, ...field && { message: field }, status: String(status) }
      return { status, headers: { 'content-type': 'application/json;charset=utf-8' }, body: JSON.stringify(content) }
    }
  }
}

/**
 * What is read of an order and of the event that tells it. The customer's data, which the order repeats, go no further.
 */
export function statusOf (order: Schemas['ProductOrder'], event?: Event): Schemas['Status'] {
  const { state, orderDate, completionDate, cancellationDate, cancellationReason } = order
  return {
    state,
    ...orderDate && { orderDate },
    ...completionDate && { completionDate },
    ...cancellationDate && { cancellationDate },
    ...cancellationReason && { cancellationReason },
    ...event && { eventType: event.eventType },
    ...event?.eventTime && { eventTime: event.eventTime },
    ...event?.description && { description: event.description },
    ...event && 'fieldPath' in event && event.fieldPath && { fieldPath: event.fieldPath }
  }
}

function eventOf ({ method, url }: NativeRequest): typeof EVENTS[keyof typeof EVENTS] {
  const name = /\/listener\/(\w+)$/.exec(url.split('?', 1)[0]!)?.[1] ?? ''
  if (method !== 'POST' || !Object.hasOwn(EVENTS, name)) {
    throw new CallbackRefused('malformed', 'listener', { genuine: true })
  }
  return EVENTS[name as keyof typeof EVENTS]
}

async function verify (
  { issuer, audience, keys, now }: CallbackTerms, { headers, body }: NativeRequest
): Promise<void> {
  const token = /^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1]
  if (!token) throw new CallbackRefused('signature', 'Authorization')
  const seconds = Math.floor(now().getTime() / 1000)
  const claims = await claimsOf(token, (header, jws) => {
    if (!header?.kid) throw new CallbackRefused('signature', 'kid')
    return keys(header, jws)
  }, { issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['exp', 'bodySha256'], currentDate: now() })
  if (claims.exp! - seconds > LONGEST_LIFE + CLOCK_ALLOWANCE) throw new CallbackRefused('stale', 'exp')
  if (!isDigest(claims['bodySha256'], body)) throw new CallbackRefused('signature', 'bodySha256')
}

async function claimsOf (
  token: string, keys: JWTVerifyGetKey, options: Parameters<typeof jwtVerify>[2]
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new CallbackRefused('stale', 'exp')
    if (isAboutKeys(error)) {
      throw new Failure(
        { comeBack: 'later', fault: 'enterprise', code: 'jwks', message: '无法取得安广网络的签名公钥' }, { cause: error }
      )
    }
    if (!(error instanceof errors.JOSEError)) throw error
    throw new CallbackRefused('signature', error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined)
  }
}

/** An enterprise that cannot be reached says so itself. */
function isAboutKeys (error: unknown): boolean {
  if (error instanceof errors.JOSEError) return NO_KEYS.has(error.code)
  return error instanceof Failure && error.facts.condition === undefined
}

function isDigest (claim: unknown, body: Buffer): boolean {
  const told = typeof claim === 'string' ? Buffer.from(claim, 'base64url') : Buffer.alloc(0)
  const actual = createHash('sha256').update(body).digest()
  return told.length === actual.length && timingSafeEqual(told, actual)
}
