/**
 * China Unicom's open capability platform: one JSON envelope for every call, an MD5 TOKEN over its head, and a result
 * in two layers, the gateway's and the business system's. The interface document is described in
 * openapi/enterprises/unicom.yaml.
 */
import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/unicom.d.ts'
import type {
  Accepted, Adapter, AdapterContext, AdapterDefinition, CallbackOutcome, CallbackSide, NativeAnswer, NativeRequest
} from './adapter.ts'
import { CallbackRefused, failureOf, type Failure, type FailureTable } from './failure.ts'
import { parseJson } from './http.ts'
import { nativeContract, type NativeContract } from './native-contract.ts'
import { believingEither, rotating } from './rotation.ts'
import { secret, transport } from './settings.ts'
import { sameText } from './same-text.ts'
import { localIso, timestamp, ZONE } from './timestamp.ts'
import { toldJson } from './told-json.ts'

type Schemas = components['schemas']
type Order = Schemas['Order']
type Status = Schemas['Status']

const party = { appId: z.string().min(1), secret }

const settings = z.strictObject({
  ...transport,
  /** How the hub signs. */
  credentials: z.strictObject(party),
  /** How the platform signs its callbacks. */
  callback: rotating(party)
})

type Settings = z.output<typeof settings>

export const adapter: AdapterDefinition<Settings, Order, Status> = {
  settings, messages: { format: 'json', bytes: 65_536, depth: 10, parts: 500 }, statusBy: 'callback', connect
}

/** As `newHead` writes it. */
const TIMESTAMP = 'yyyy-MM-dd HH:mm:ss SSS'

/** TIMESTAMP may be off by ten minutes. */
const WINDOW = 10 * 60 * 1000

const GATEWAY_OK = '00000'
const GATEWAY = {
  10001: { comeBack: 'never', fault: 'hub', alert: true },
  // Flow control.
  10006: { comeBack: 'later', fault: 'hub', condition: 'busy' },
  90000: { comeBack: 'later', fault: 'enterprise', condition: 'down' }
} satisfies FailureTable

const OK = '0000'
const DUPLICATE = '1005'
const DECLINED = '1010'
const NOT_FOUND = '1404'
/**
 * Business codes where they are failures. 1404 is one for a change to an order that the hub knows to be there: the two
 * order books differ, which a person has to look at.
 */
const BUSINESS = {
  1001: { comeBack: 'never', fault: 'application' },
  [DECLINED]: { comeBack: 'never', fault: 'enterprise' },
  [NOT_FOUND]: { comeBack: 'never', fault: 'enterprise', alert: true },
  8888: { comeBack: 'later', fault: 'enterprise' }
} satisfies FailureTable

/** The TOKEN of a head: names and values run together, then the secret. It does not cover the body. */
export function unicomToken (
  { APP_ID, TIMESTAMP, TRANS_ID }: Pick<Schemas['Head'], 'APP_ID' | 'TIMESTAMP' | 'TRANS_ID'>, secret: string
): string {
  return createHash('md5').update(`APP_ID${APP_ID}TIMESTAMP${TIMESTAMP}TRANS_ID${TRANS_ID}${secret}`).digest('hex')
}

function connect (context: AdapterContext<Settings>): Adapter<Order, Status> {
  const { baseUrl, callback } = context.settings
  const contract = nativeContract<Schemas>('unicom')

  /** Sends one request, passes the gateway's layer and hands back the answer with the business layer unread. */
  async function call (api: string, body: object): Promise<unknown> {
    await context.pace()
    const { content } = await context.http.send({
      method: 'POST',
      url: `${baseUrl}/api/lianban/${api}/v1`,
      headers: { 'content-type': 'application/json; charset=UTF-8', accept: 'application/json' },
      body: JSON.stringify({ UNI_BSS_HEAD: newHead(context), UNI_BSS_BODY: body, UNI_BSS_ATTACHED: { MEDIA_INFO: '' } })
    }, { 200: parseJson })
    const { RESP_CODE, RESP_DESC } = contract.answered('GatewayAnswer', content).UNI_BSS_HEAD
    if (RESP_CODE !== GATEWAY_OK) throw failureOf(GATEWAY, RESP_CODE, RESP_DESC ?? '')
    return content
  }

  return {
    async place (order) {
      const APPLY_ORDER_REQ = customerOrder(contract, order)
      const answer = contract.answered('ApplyOrderAnswer', await call('applyOrder', { APPLY_ORDER_REQ }))
      const result = answer.UNI_BSS_BODY.APPLY_ORDER_RSP
      if (result.RESP_CODE === OK || result.RESP_CODE === DUPLICATE) {
        return { kind: 'acknowledged', ...numberOf(result) }
      }
      if (result.RESP_CODE === DECLINED) return { kind: 'refused', code: DECLINED, reason: result.RESP_DESC || '资源不具备' }
      throw businessFailure(result)
    },

    async inquire ({ reference }) {
      await context.paceQuery(reference)
      const answer = contract.answered(
        'QueryOrderAnswer', await call('queryOrder', { QUERY_ORDER_REQ: { SUBSCRIBE_ID: reference } })
      )
      const result = answer.UNI_BSS_BODY.QUERY_ORDER_RSP
      if (result.RESP_CODE === NOT_FOUND) return { kind: 'notFound' }
      if (result.RESP_CODE !== OK) throw businessFailure(result)
      return { kind: 'found', ...numberOf(result), status: statusOf(contract.answered('Status', result)) }
    },

    async supplement (_key, order) {
      const AMEND_ORDER_REQ = customerOrder(contract, order)
      const answer = contract.answered('AmendOrderAnswer', await call('amendOrder', { AMEND_ORDER_REQ }))
      const result = answer.UNI_BSS_BODY.AMEND_ORDER_RSP
      if (result.RESP_CODE !== OK) throw businessFailure(result)
    },

    // The document has no code for a cancellation that comes too late. 1010 is the one code by which the carrier itself
    // declines ("refused by the carrier"), so it alone is read as too late; 1001, 1404 and 8888 keep their meaning and
    // a code that is not listed leaves the outcome unknown.
    async withdraw ({ reference }, reason) {
      const CANCEL_ORDER_REQ = { SUBSCRIBE_ID: reference, REASON: reason }
      const answer = contract.answered('CancelOrderAnswer', await call('cancelOrder', { CANCEL_ORDER_REQ }))
      const result = answer.UNI_BSS_BODY.CANCEL_ORDER_RSP
      if (result.RESP_CODE === OK) return { kind: 'withdrawn' }
      if (result.RESP_CODE === DECLINED) return { kind: 'tooLate', reason: result.RESP_DESC || '订单已不能撤销' }
      throw businessFailure(result)
    },

    callback: believingEither(callback, credentials => callbackSide(contract, credentials, context.now)),
    close: () => context.http.close()
  }
}

/** A head for one attempt: its TIMESTAMP, TRANS_ID and TOKEN are never used again. */
function newHead ({ settings: { credentials }, now, digits }: AdapterContext<Settings>): Schemas['Head'] {
  const time = now()
  const head = {
    APP_ID: credentials.appId,
    TIMESTAMP: localIso(time).replace(/[T.]/g, ' '),
    TRANS_ID: timestamp(time, 17) + digits(6)
  }
  return { ...head, TOKEN: unicomToken(head, credentials.secret), RESERVED: [] }
}

function customerOrder (contract: NativeContract<Schemas>, order: Order): Schemas['CustomerOrder'] {
  return { CST_ORD: { CST_ORD_INFO: contract.outgoing('Order', order) } }
}

function numberOf ({ ORDER_ID }: { ORDER_ID?: string | null }): { nativeNumber?: string } {
  return ORDER_ID ? { nativeNumber: ORDER_ID } : {}
}

function statusOf ({ ORDER_STATE, STATE_DATE, REMARK }: Status): Status {
  return { ORDER_STATE, STATE_DATE, ...REMARK && { REMARK } }
}

function businessFailure ({ RESP_CODE, RESP_DESC }: Schemas['Result']): Failure {
  return failureOf(BUSINESS, RESP_CODE, RESP_DESC ?? '')
}

function callbackSide (
  contract: NativeContract<Schemas>, from: Settings['credentials'], now: () => Date
): CallbackSide<Status> {
  return {
    /** The TOKEN says nothing of the body, so the TRANS_ID goes along: a replay with another body shows by it. */
    async accept (request): Promise<Accepted<Status>> {
      const json = toldJson(request.body, false)
      const { UNI_BSS_HEAD: head } = contract.claimed('NotifyEnvelope', json)
      if (head.APP_ID !== from.appId || !sameText(head.TOKEN, unicomToken(head, from.secret))) {
        throw new CallbackRefused('signature')
      }
      const sent = DateTime.fromFormat(head.TIMESTAMP, TIMESTAMP, { zone: ZONE }).toMillis()
      // Written so that a date which does not exist (NaN) is outside, too.
      if (!(Math.abs(now().getTime() - sent) <= WINDOW)) throw new CallbackRefused('stale')
      const notification = contract.told('OrderStateNotifyRequest', json).UNI_BSS_BODY.ORDER_STATE_NOTIFY_REQ
      return {
        reference: notification.SUBSCRIBE_ID,
        messageId: head.TRANS_ID,
        ...numberOf(notification),
        status: statusOf(notification)
      }
    },
    answer: answering(contract)
  }
}

type AnswerBody = Schemas['OrderStateNotifyAnswer']['UNI_BSS_BODY']

/**
 * What concerns the head is the gateway's matter, for which the document has the one code 10001; the rest is the
 * business layer's.
 */
const ANSWERS: Record<CallbackOutcome, {
  text: string, business?: NonNullable<AnswerBody['ORDER_STATE_NOTIFY_RSP']>['RESP_CODE']
}> = {
  stored: { business: '0000', text: '成功' },
  malformed: { business: '1001', text: '参数错误' },
  unknownReference: { business: '1404', text: '订单不存在' },
  internal: { business: '8888', text: '业务系统异常' },
  signature: { text: 'TOKEN 校验失败' },
  stale: { text: 'TIMESTAMP 超出允许范围' },
  replayed: { text: 'TRANS_ID 重复' }
}

const TOKEN_FORM = /^[0-9a-f]{32}$/

function answering (contract: NativeContract<Schemas>): CallbackSide<Status>['answer'] {
  /** No TOKEN is made for an answer: it would be one for a notification, given to whoever asks. */
  function headOf ({ body }: NativeRequest): Partial<Schemas['NotifyHead']> {
    try {
      const { UNI_BSS_HEAD: head } = contract.claimed('NotifyEnvelope', toldJson(body, false))
      const { APP_ID, TIMESTAMP, TRANS_ID, TOKEN } = head
      return TOKEN_FORM.test(TOKEN) ? { APP_ID, TIMESTAMP, TRANS_ID, TOKEN } : { APP_ID, TIMESTAMP, TRANS_ID }
    } catch (error) {
      if (error instanceof CallbackRefused) return {}
      throw error
    }
  }

  return (outcome, request, field) => {
    const { text, business } = ANSWERS[outcome]
    const [RESP_CODE, RESP_DESC] = business ? [GATEWAY_OK, 'Success'] as const : ['10001', text] as const
    const result = business && { RESP_CODE: business, RESP_DESC: field ? `${text}：${field}` : text }
    return envelope({
      UNI_BSS_HEAD: { ...headOf(request), RESERVED: [], RESP_CODE, RESP_DESC },
      UNI_BSS_BODY: result ? { ORDER_STATE_NOTIFY_RSP: result } : {},
      UNI_BSS_ATTACHED: { MEDIA_INFO: '' }
    })
  }
}

function envelope (body: Schemas['OrderStateNotifyAnswer']): NativeAnswer {
  return { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(body) }
}
