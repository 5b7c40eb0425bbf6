/** The callback LB_ORDER_STATE of 中国移动: signed and encrypted like the hub's own requests, with the callback key. */
import { DateTime } from 'luxon'
import type { components } from '../openapi/enterprises/mobile.d.ts'
import type { CallbackOutcome, CallbackSide } from './adapter.ts'
import { CallbackRefused } from './failure.ts'
import { decrypt, sign } from './mobile-signature.ts'
import type { NativeContract } from './native-contract.ts'
import { sameText } from './same-text.ts'
import { ZONE } from './timestamp.ts'

type Schemas = components['schemas']

const WINDOW = { minutes: 10 }

/** Of the document's result codes those that fit; it names none for a time outside the window or a replay. */
const ANSWERS: Record<CallbackOutcome, Schemas['CallbackAnswer']> = {
  stored: { respCode: '00000', respDesc: '成功' },
  signature: { respCode: '10001', respDesc: '签名错误' },
  stale: { respCode: '10001', respDesc: '签名错误：timestamp 超出时限' },
  replayed: { respCode: '10001', respDesc: '签名错误：busiSerial 重复' },
  malformed: { respCode: '20001', respDesc: '参数错误' },
  unknownReference: { respCode: '20404', respDesc: '订单不存在' },
  internal: { respCode: '99999', respDesc: '系统异常' }
}

export function callbackSide (
  { appId, appKey }: { appId: string, appKey: string }, contract: NativeContract<Schemas>, now: () => Date
): CallbackSide<Schemas['Status']> {
  return {
    async accept ({ query, body }) {
      const content = body.toString('utf8')
      // The sign covers all of the query and the body: nothing unsigned is decrypted or read any further.
      const genuine = query['appId'] === appId && sameText(query['sign'] ?? '', sign(appKey, query, content))
      if (!genuine) throw new CallbackRefused('signature')
      const { timestamp, busiSerial } = contract.told('CallbackQuery', query)
      checkTime(timestamp, now())
      const { extOrderId, ...status } = contract.told(
        'OrderState', decrypt(appKey, contract.told('Ciphertext', content))
      )
      return { reference: extOrderId, messageId: busiSerial, nativeNumber: status.orderId, status }
    },
    plain ({ body }) {
      const said = decrypt(appKey, body.toString('utf8'))
      return said === undefined ? undefined : JSON.stringify(said)
    },
    answer (outcome, _request, field) {
      const answer = ANSWERS[outcome]
      const respDesc = outcome === 'malformed' && field ? `${answer.respDesc}：${field}` : answer.respDesc
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ ...answer, respDesc } satisfies Schemas['CallbackAnswer'])
      }
    }
  }
}

function checkTime (timestamp: string, now: Date): void {
  const said = DateTime.fromFormat(timestamp, 'yyyyMMddHHmmss', { zone: ZONE })
  if (!said.isValid) throw new CallbackRefused('malformed', '/timestamp')
  const here = DateTime.fromJSDate(now)
  if (said < here.minus(WINDOW) || said > here.plus(WINDOW)) throw new CallbackRefused('stale', '/timestamp')
}
