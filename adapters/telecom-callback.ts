/**
 * SVC80010: how 中国电信 tells the hub of an order, in the envelope of the hub's own requests (interface document,
 * Callback).
 */
import type { components } from '../openapi/enterprises/telecom.d.ts'
import type { CallbackOutcome, CallbackSide, NativeRequest } from './adapter.ts'
import { CallbackRefused } from './failure.ts'
import type { NativeContract } from './native-contract.ts'
import { readMessage, writeMessage } from './telecom-envelope.ts'
import { sameText } from './same-text.ts'
import { timestamp } from './timestamp.ts'

type Schemas = components['schemas']

/** RspType 9 makes telecom send again. Of the document's codes those that fit; 9001 is one of its 9xxx 系统忙. */
const ANSWERS: Record<CallbackOutcome, Required<Schemas['Response']>> = {
  stored: { RspType: '0', RspCode: '0000', RspDesc: '成功' },
  signature: { RspType: '9', RspCode: '1008', RspDesc: '系统签名错误' },
  malformed: { RspType: '9', RspCode: '1003', RspDesc: '报文错误' },
  replayed: { RspType: '9', RspCode: '1003', RspDesc: '报文错误：TransactionID 重复' },
  // The document gives callbacks no time window; nothing here finds one stale.
  stale: { RspType: '9', RspCode: '1003', RspDesc: '报文错误：ReqTime' },
  unknownReference: { RspType: '9', RspCode: '2004', RspDesc: '订单不存在' },
  internal: { RspType: '9', RspCode: '9001', RspDesc: '系统忙' }
}

export function telecomCallback (
  { srcSysSign }: { srcSysSign: string }, contract: NativeContract<Schemas>, now: () => Date
): CallbackSide<Schemas['Status']> {
  return {
    async accept (request) {
      const message = read(request)
      if (!sameText(headOf(message)['SrcSysSign'], srcSysSign)) throw new CallbackRefused('signature')
      const { TcpCont, SvcCont } = contract.told('CallbackEnvelope', message)
      const { EXT_CUST_ORDER_ID, ...status } = SvcCont.ORDER_STATUS
      const nativeNumber = status.CUST_ORDER_NBR
      return {
        reference: EXT_CUST_ORDER_ID, messageId: TcpCont.TransactionID, ...nativeNumber && { nativeNumber }, status
      }
    },
    answer (outcome, request, field) {
      const answer = ANSWERS[outcome]
      const RspDesc = outcome === 'malformed' && field ? `${answer.RspDesc}：${field}` : answer.RspDesc
      const body = writeMessage({
        ActionCode: '1',
        TransactionID: transactionOf(request),
        RspTime: timestamp(now()),
        Response: { ...answer, RspDesc }
      })
      return { status: 200, headers: { 'content-type': 'text/xml;charset=GBK' }, body }
    }
  }
}

/** By its bytes: what is accepted and what is answered come of one reading. */
const known = new WeakMap<Buffer, unknown>()

function read ({ body, headers }: NativeRequest): unknown {
  const message = known.get(body) ??
    readMessage(body, headers['content-type'], why => new CallbackRefused('malformed', why))
  known.set(body, message)
  return message
}

/** Of a request that cannot be read the answer names no transaction. */
function transactionOf (request: NativeRequest): string {
  try {
    const transaction = headOf(read(request))['TransactionID']
    return typeof transaction === 'string' ? transaction : ''
  } catch (error) {
    if (error instanceof CallbackRefused) return ''
    throw error
  }
}

/** `TcpCont` of a message that is not known to be one yet. */
function headOf (message: unknown): Record<string, unknown> {
  const head = (message as { TcpCont?: unknown } | undefined)?.TcpCont
  return typeof head === 'object' && head !== null ? head as Record<string, unknown> : {}
}
