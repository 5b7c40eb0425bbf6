/**
 * 中国电信 · 企业服务总线: one address, the service named in the envelope (interface document, Transport and SVC80003–SVC80006).
 */
import { z } from 'zod'
import type { components } from '../openapi/enterprises/telecom.d.ts'
import type { Adapter, AdapterContext, AdapterDefinition } from './adapter.ts'
import { Failure, failureOf, type FailureTable } from './failure.ts'
import { unreadable, type HttpAnswer } from './http.ts'
import { nativeContract } from './native-contract.ts'
import { believingEither, rotating } from './rotation.ts'
import { secret, transport } from './settings.ts'
import { telecomCallback } from './telecom-callback.ts'
import { readMessage, writeMessage, type Content } from './telecom-envelope.ts'
import { timestamp } from './timestamp.ts'

type Schemas = components['schemas']
type Order = Schemas['Order']
type ServiceCode = Schemas['ServiceCode']

const settings = z.strictObject({
  ...transport,
  credentials: z.strictObject({
    srcOrgId: z.string().regex(/^\d{6}$/, '应为 6 位数字'),
    srcSysId: z.string().regex(/^\d{10}$/, '应为 10 位数字'),
    srcSysSign: secret
  }),
  callback: rotating({ srcSysSign: secret })
})

export type TelecomSettings = z.infer<typeof settings>
type Context = AdapterContext<TelecomSettings>

/**
 * The document's column "come back?". 2004 and 2010 are answers where they can be, and end here only where they cannot.
 */
const FAILURES: FailureTable = {
  1003: { comeBack: 'never', fault: 'hub' },
  1008: { comeBack: 'never', fault: 'hub', alert: true },
  2004: { comeBack: 'never', fault: 'enterprise' },
  2010: { comeBack: 'never', fault: 'application' },
  9074: { comeBack: 'askFirst', fault: 'enterprise' }
}

/** 9xxx 系统忙. */
const BUSY = { comeBack: 'later', fault: 'enterprise' } as const

const contract = nativeContract<Schemas>('telecom')

export const adapter: AdapterDefinition<TelecomSettings, Order, Schemas['Status']> = {
  settings,
  messages: { format: 'xml', bytes: 32_768, depth: 10, parts: 500 },
  // SVC80010: repeated every 10 minutes, 6 times.
  terms: { resentFor: '60m' },
  statusBy: 'callback',
  connect (context) {
    return {
      ...orders(newCall(context), context.paceQuery),
      callback: believingEither(
        context.settings.callback, credentials => telecomCallback(credentials, contract, context.now)
      ),
      close: context.http.close
    }
  }
}

function orders (
  call: Call, paceQuery: Context['paceQuery']
): Pick<Adapter<Order, Schemas['Status']>, 'place' | 'inquire' | 'supplement' | 'withdraw'> {
  return {
    async place (order) {
      const answer = await call('SVC80003', { CUSTOMER_ORDER: inSequence(contract.outgoing('Order', order)) })
      if (answer.code === '2010') return { kind: 'refused', code: '2010', reason: answer.description || '无覆盖资源' }
      if (answer.code !== REPEATED) succeeded(answer)
      return { kind: 'acknowledged', nativeNumber: contract.answered('OrderAnswer', answer.content).CUST_ORDER_NBR }
    },
    async inquire ({ reference }) {
      await paceQuery(reference)
      const answer = await call('SVC80004', { QRY: contract.outgoing('Query', { EXT_CUST_ORDER_ID: reference }) })
      if (answer.code === '2004') return { kind: 'notFound' }
      succeeded(answer)
      const status = contract.answered('QueryAnswer', answer.content)
      return { kind: 'found', ...status.CUST_ORDER_NBR && { nativeNumber: status.CUST_ORDER_NBR }, status }
    },
    async supplement (_key, order) {
      const answer = await call('SVC80006', { CUSTOMER_ORDER: inSequence(contract.outgoing('Order', order)) })
      if (answer.code !== REPEATED) succeeded(answer)
    },
    // The document has no code for a cancel that comes too late (SVC80005). To take another one for it would be a
    // guess: an unlisted code is a failure that makes the hub ask where the order stands.
    async withdraw ({ reference }, reason) {
      succeeded(await call('SVC80005', {
        CANCEL: contract.outgoing('Cancel', { EXT_CUST_ORDER_ID: reference, REASON: reason })
      }))
      return { kind: 'withdrawn' }
    }
  }
}

/** EXT_CUST_ORDER_ID 重复: the bus has this order already. */
const REPEATED = '2001'

/** RspType 0 / RspCode 0000 is `0000`; every other code is one of RspType 9. */
interface Answer { code: string, description: string, content: unknown }

type Call = (serviceCode: ServiceCode, content: Content) => Promise<Answer>

/** Calls a service; the sign is taken out of the bus's texts. */
function newCall (context: Context): Call {
  const { baseUrl, credentials } = context.settings
  return async (serviceCode, content) => {
    await context.pace()
    const head = requestHead(serviceCode, credentials, context.now(), context.digits(10))
    // HTTP is 200 unless the bus is down.
    const { content: answer } = await context.http.send({
      method: 'POST',
      url: `${baseUrl}/csb/service`,
      headers: { 'content-type': 'text/xml;charset=GBK' },
      body: writeMessage(contract.outgoing('RequestHead', head), content)
    }, { 200: readAnswer })
    return resultOf(answer, head.TransactionID, credentials.srcSysSign)
  }
}

function readAnswer (body: Buffer, headers: HttpAnswer['headers']): Schemas['AnswerEnvelope'] {
  const message = readMessage(body, String(headers['content-type'] ?? ''), unreadable)
  return contract.answered('AnswerEnvelope', message)
}

/** `TcpCont` of one attempt. */
function requestHead (
  serviceCode: ServiceCode, { srcOrgId, srcSysId, srcSysSign }: TelecomSettings['credentials'], now: Date,
  serial: string
): Schemas['RequestHead'] {
  return {
    ActionCode: '0',
    TransactionID: transactionId(srcSysId, now, serial),
    ServiceLevel: '1',
    SrcOrgID: srcOrgId,
    SrcSysID: srcSysId,
    SrcSysSign: srcSysSign,
    DstOrgID: '600305',
    DstSysID: '6003050001',
    BusCode: 'BUS35011',
    ServiceCode: serviceCode,
    ServiceContractVer: `${serviceCode}20260101`,
    ReqTime: timestamp(now)
  }
}

/** SrcSysID (10), yyyyMMdd, 10 digits. */
export function transactionId (srcSysId: string, now: Date, serial: string): string {
  return `${srcSysId}${timestamp(now, 8)}${serial}`
}

function resultOf ({ TcpCont, SvcCont }: Schemas['AnswerEnvelope'], transaction: string, sign: string): Answer {
  const { RspType, RspCode, RspDesc = '' } = TcpCont.Response
  if (TcpCont.TransactionID !== transaction) throw unreadable('/TcpCont/TransactionID')
  if ((RspType === '0') !== (RspCode === '0000')) throw unreadable('/TcpCont/Response/RspCode')
  return { code: RspCode, description: plain(RspDesc, sign), content: SvcCont }
}

function succeeded ({ code, description }: Answer): void {
  if (code === '0000') return
  const busy = /^9\d{3}$/.test(code) && !Object.hasOwn(FAILURES, code)
  throw busy ? new Failure({ ...BUSY, code, message: description }) : failureOf(FAILURES, code, description)
}

/** RspDesc may hold a Java stack and may repeat what it was sent: the first line is kept, the sign is not. */
function plain (text: string, sign: string): string {
  const first = text.trim().split('\n', 1)[0]!.trim()
  return [...first.replaceAll(sign, '***')].slice(0, 200).join('')
}

/**
 * The order with its elements in the document's sequence: in XML it is part of the contract, in an object it gets lost
 * easily.
 */
function inSequence ({ EXT_CUST_ORDER_ID, LAN_ID, REGION_ID, CUST, ORDER_ITEMS, BOOK_TIME, REMARK }: Order): Content {
  const { CUST_NAME, CERT_TYPE, CERT_NUMBER, CONTACT_NAME, CONTACT_PHONE } = CUST
  return {
    EXT_CUST_ORDER_ID,
    LAN_ID,
    REGION_ID,
    CUST: { CUST_NAME, CERT_TYPE, CERT_NUMBER, CONTACT_NAME, CONTACT_PHONE },
    ORDER_ITEMS: {
      ORDER_ITEM: ORDER_ITEMS.ORDER_ITEM.map(({ SERVICE_OFFER_ID, PROD_ID, INSTALL_ADDR, OLD_ADDR, ATTR }) =>
        ({ SERVICE_OFFER_ID, PROD_ID, INSTALL_ADDR, OLD_ADDR, ATTR: ATTR && { CD: ATTR.CD, VAL: ATTR.VAL } }))
    },
    BOOK_TIME,
    REMARK
  }
}
