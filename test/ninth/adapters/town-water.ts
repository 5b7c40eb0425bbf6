/** 乡镇水厂: signed JSON, results told by HTTP status, callbacks with the same signature. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/town-water.d.ts'
import type { Adapter, AdapterContext, AdapterDefinition, CallbackOutcome, CallbackSide } from './adapter.ts'
import { CallbackRefused, Failure, failureOf, type FailureTable } from './failure.ts'
import { unreadable, type OwnAnswer } from './http.ts'
import { nativeContract } from './native-contract.ts'
import { sameText } from './same-text.ts'
import { secret, transport } from './settings.ts'
import { toldJson } from './told-json.ts'

type Native = components['schemas']

const access = z.strictObject({ key: z.string().min(1), secret })
const settings = z.strictObject({ ...transport, credentials: access, callback: access })
type Settings = z.infer<typeof settings>

export const adapter: AdapterDefinition<Settings, Native['Order'], Native['Status']> = {
  settings, messages: { format: 'json', bytes: 65_536, depth: 8, parts: 500 }, statusBy: 'callback', connect
}

const contract = nativeContract<Native>('town-water')

const status = contract.json('Status')
const error = contract.json('ErrorAnswer')

const OWN = { 200: status, 201: status, 400: error, 401: error, 404: error, 409: error }
type Answer = OwnAnswer<typeof OWN>

/** By HTTP status; 429 and 5xx are told by the HTTP client. */
const FAILURES: FailureTable = {
  'http-400': { comeBack: 'never', fault: 'application' },
  'http-401': { comeBack: 'never', fault: 'hub', alert: true },
  'http-404': { comeBack: 'never', fault: 'enterprise', alert: true },
  'http-409': { comeBack: 'never', fault: 'enterprise' }
}

/** X-Works-Signature: lower-case hex HMAC-SHA256 over the timestamp and, right behind it, the body as sent. */
export function signTownWater (secret: string, timestamp: string, body: Buffer | string): string {
  return createHmac('sha256', secret).update(timestamp).update(body).digest('hex')
}

function connect (context: AdapterContext<Settings>): Adapter<Native['Order'], Native['Status']> {
  const { baseUrl, credentials } = context.settings

  async function call (method: 'GET' | 'POST', path: string, content?: object): Promise<Answer> {
    await context.pace()
    const body = content ? JSON.stringify(content) : ''
    const timestamp = String(context.now().getTime())
    return await context.http.send({
      method,
      url: `${baseUrl}/waterworks/v1/orders${path}`,
      headers: {
        'x-works-key': credentials.key,
        'x-works-timestamp': timestamp,
        'x-works-signature': signTownWater(credentials.secret, timestamp, body),
        ...content && { 'content-type': 'application/json' }
      },
      ...content && { body }
    }, OWN)
  }

  return {
    async place (order) {
      const answer = await call('POST', '', contract.outgoing('Order', order))
      // 200: the reference is known, from an attempt whose answer was lost.
      if (answer.status !== 201 && answer.status !== 200) throw failureOfAnswer(answer)
      const status = ownStatus(answer.content, order.reference)
      return { kind: 'acknowledged', nativeNumber: status.worksNo, status }
    },

    async inquire ({ reference }) {
      await context.paceQuery(reference)
      const answer = await call('GET', `/${reference}`)
      if (answer.status === 404) return { kind: 'notFound' }
      if (answer.status !== 200) throw failureOfAnswer(answer)
      const status = ownStatus(answer.content, reference)
      return { kind: 'found', nativeNumber: status.worksNo, status }
    },

    async supplement ({ reference }, order) {
      const answer = await call('POST', `/${reference}/supplement`, contract.outgoing('Order', order))
      if (answer.status !== 200) throw failureOfAnswer(answer)
    },

    async withdraw ({ reference }, reason) {
      const answer = await call('POST', `/${reference}/cancel`, contract.outgoing('Cancellation', { reason }))
      if (answer.status === 409) return { kind: 'tooLate', reason: wordsOf(answer.content) }
      if (answer.status !== 200) throw failureOfAnswer(answer)
      return { kind: 'withdrawn' }
    },

    callback: callbackSide(context),
    close: () => context.http.close()
  }
}

/** Another order's is none. */
function ownStatus (status: Native['Status'], reference: string): Native['Status'] {
  if (status.reference !== reference) throw unreadable('/reference')
  return status
}

function failureOfAnswer ({ status, content }: Answer): Failure {
  // 201 to what is no placement.
  if ('reference' in content) return unreadable(String(status))
  return failureOf(FAILURES, `http-${status}`, wordsOf(content))
}

function wordsOf ({ message, field }: Native['ErrorAnswer']): string {
  return field ? `${field}：${message}` : message
}

const TIME_WINDOW = 5 * 60_000

function callbackSide ({ settings: { callback }, now }: AdapterContext<Settings>): CallbackSide<Native['Status']> {
  return {
    async accept ({ headers, body }) {
      const { 'x-works-key': key, 'x-works-timestamp': timestamp = '', 'x-works-signature': given = '' } = headers
      if (key !== callback.key || !sameText(given, signTownWater(callback.secret, timestamp, body))) {
        throw new CallbackRefused('signature')
      }
      if (!/^\d{13}$/.test(timestamp) || Math.abs(now().getTime() - Number(timestamp)) > TIME_WINDOW) {
        throw new CallbackRefused('stale')
      }
      const { eventId, ...status } = contract.told('Notification', toldJson(body, true))
      return { reference: status.reference, messageId: eventId, nativeNumber: status.worksNo, status }
    },

    answer (outcome, _request, field) {
      const [status, message] = ANSWERS[outcome]
      const content = outcome === 'stored'
        ? { taken: true } satisfies Native['NotificationAnswer']
        : { message, ...field && { field } } satisfies Native['ErrorAnswer']
      return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) }
    }
  }
}

const ANSWERS: Record<CallbackOutcome, [status: number, message: string]> = {
  stored: [200, '成功'],
  unknownReference: [404, '没有这个联办单号'],
  internal: [500, '系统异常，请稍后重发'],
  signature: [401, '签名错误'],
  stale: [401, '时间戳超出范围'],
  replayed: [401, '事件编号重复而内容不同'],
  malformed: [400, '报文不符合约定']
}
