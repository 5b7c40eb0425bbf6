/**
 * 国网县供电公司: one endpoint, JSON in an envelope, an HMAC-SM3 over the bytes in the headers, a result in two layers. The
 * signature headers are assumed.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/state-grid.d.ts'
import type {
  Adapter, AdapterContext, AdapterDefinition, CallbackOutcome, CallbackSide, NativeRequest
} from './adapter.ts'
import { CallbackRefused, failureOf, type FailureTable } from './failure.ts'
import { unreadable } from './http.ts'
import { nativeContract } from './native-contract.ts'
import { believingEither, rotating } from './rotation.ts'
import { secret, transport } from './settings.ts'
import { sameText } from './same-text.ts'
import { toldJson } from './told-json.ts'

type Native = components['schemas']
type Settings = z.infer<typeof settings>

const contract = nativeContract<Native>('state-grid')

const settings = z.strictObject({
  ...transport,
  credentials: z.strictObject({
    /** X-Sg-App, the hub's app id at the grid. */
    app: z.string().min(1),
    key: secret
  }),
  callback: rotating({ app: z.string().min(1), key: secret }),
  /** What stands in every order and was agreed on site. */
  agreed: z.strictObject({ orgNo: z.string().regex(/^[0-9A-Za-z]+$/, '应为供电单位编码') })
})

export const adapter: AdapterDefinition<Settings, Native['Order'], Native['Status']> = {
  settings,
  messages: { format: 'json', bytes: 65_536, depth: 8, parts: 500 },
  // §Transport, 90001: 日终批处理 every day 23:30–00:30. §Callback: re-sent for a day, hourly in the end.
  terms: { maintenance: [{ from: '23:30', to: '00:30' }], resentFor: '24h' },
  statusBy: 'callback',
  connect
}

/** The outer code, of the gateway. */
const GATEWAY: FailureTable = {
  40100: { comeBack: 'never', fault: 'hub', alert: true },
  // The gateway lives, the grid behind it is not reachable.
  50300: { comeBack: 'later', fault: 'enterprise', condition: 'down' }
}

/** The inner code, of the grid's own system. */
const BUSINESS: FailureTable = {
  20001: { comeBack: 'never', fault: 'application' },
  20002: { comeBack: 'never', fault: 'hub', alert: true },
  // Only a correction or a withdrawal of something the hub had placed comes here.
  30001: { comeBack: 'never', fault: 'enterprise', alert: true },
  // Closed for the day's batch, or too busy to look.
  90001: { comeBack: 'later', fault: 'enterprise', condition: 'busy' }
}

const DONE = '00000'

/** X-Sg-Sign: lower-case hex HMAC-SM3 over the time, a line feed, and the body as sent. */
export function sign (key: string, time: string, body: Buffer | string): string {
  return createHmac('sm3', key).update(`${time}\n`).update(body).digest('hex')
}

function connect (context: AdapterContext<Settings>): Adapter<Native['Order'], Native['Status']> {
  const { baseUrl, credentials } = context.settings

  /**
   * The business result of one service, whatever its inner code. `Request` in the contract holds the schema of each
   * service's data.
   */
  async function call (serviceCode: Native['ServiceCode'], data: Native['Request']['data']): Promise<Native['Result']> {
    const body = JSON.stringify(contract.outgoing('Request', { serviceCode, source: '010307', target: '34101', data }))
    await context.pace()
    const time = String(context.now().getTime())
    // The grid says everything with 200.
    const { content: outer } = await context.http.send({
      method: 'POST',
      url: `${baseUrl}/transformation?serCode=${serviceCode}`,
      headers: {
        'content-type': 'application/json',
        'x-sg-app': credentials.app,
        'x-sg-time': time,
        'x-sg-sign': sign(credentials.key, time, body)
      },
      body
    }, { 200: contract.json('Answer') })
    if (outer.code !== DONE) throw failureOf(GATEWAY, outer.code, outer.message ?? '')
    if (!outer.data) throw unreadable('/data')
    return outer.data
  }

  return {
    async place (order) {
      const result = await call('20001780', order)
      // 10001: the grid has this preAppNo already, from an attempt whose answer was lost.
      if (result.code !== DONE && result.code !== '10001') throw businessFailure(result)
      return { kind: 'acknowledged', ...numberOf(result) }
    },

    async inquire ({ reference }) {
      await context.paceQuery(reference)
      const result = await call('20001781', { preAppNo: reference })
      if (result.code === '30001') return { kind: 'notFound' }
      if (result.code !== DONE) throw businessFailure(result)
      const { code, message, ...status } = result
      if (status.preAppNo !== reference) throw unreadable('/data/preAppNo')
      return { kind: 'found', ...numberOf(result), status: contract.answered('Status', status) }
    },

    async supplement (_key, order) {
      const result = await call('20001783', order)
      if (result.code !== DONE) throw businessFailure(result)
    },

    async withdraw ({ reference }, reason) {
      const result = await call('20001782', { preAppNo: reference, reason })
      if (result.code === '30002') return { kind: 'tooLate', reason: result.message || '已送电，不可撤回' }
      if (result.code !== DONE) throw businessFailure(result)
      return { kind: 'withdrawn' }
    },

    callback: believingEither(context.settings.callback, credentials => callbackSide(credentials, context.now)),
    close: () => context.http.close()
  }
}

function businessFailure ({ code, message }: Native['Result']): Error {
  return failureOf(BUSINESS, code, message ?? '')
}

/** 申请编号, once the grid has given one. */
function numberOf ({ appNo }: Pick<Native['Result'], 'appNo'>): { nativeNumber?: string } {
  return appNo ? { nativeNumber: appNo } : {}
}

/** X-Sg-Time may be five minutes off. */
const TIME_WINDOW = 5 * 60 * 1000

function callbackSide ({ app, key }: { app: string, key: string }, now: () => Date): CallbackSide<Native['Status']> {
  return {
    async accept (request) {
      const { 'x-sg-app': givenApp, 'x-sg-time': time = '', 'x-sg-sign': given = '' } = request.headers
      if (givenApp !== app || !sameText(given, sign(key, time, request.body))) throw new CallbackRefused('signature')
      if (!/^\d{13}$/.test(time) || Math.abs(now().getTime() - Number(time)) > TIME_WINDOW) {
        throw new CallbackRefused('stale')
      }
      const { data: { serialNo, ...status } } = contract.told('Feedback', toldJson(request.body, true))
      return { reference: status.preAppNo, messageId: serialNo, ...numberOf(status), status }
    },

    answer (outcome, request, field) {
      const { code, msg } = outcome === 'malformed' && field?.startsWith('/') && isMissing(request, field)
        ? { code: '0009' as const, msg: `字段缺失：${field.split('/').at(-1)}` }
        : ANSWERS[outcome]
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ code, msg, data: {} } satisfies Native['FeedbackAnswer'])
      }
    }
  }
}

const ANSWERS: Record<CallbackOutcome, Pick<Native['FeedbackAnswer'], 'code' | 'msg'>> = {
  stored: { code: '0000', msg: '成功' },
  unknownReference: { code: '0001', msg: 'preAppNo不存在' },
  internal: { code: '0002', msg: '系统错误，请稍后重发' },
  signature: { code: '0002', msg: '签名错误' },
  stale: { code: '0002', msg: '时间戳超出允许范围' },
  replayed: { code: '0002', msg: 'serialNo重复而内容不同' },
  malformed: { code: '0002', msg: '报文格式错误' }
}

/** Whether the field a message failed on is not there at all, which the grid wants told apart from a wrong one. */
function isMissing ({ body }: NativeRequest, pointer: string): boolean {
  const value = pointer.split('/').slice(1).reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | null | undefined)?.[key], toldJson(body, true)
  )
  return value === undefined || value === null || value === ''
}
