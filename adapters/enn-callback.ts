/** What 新奥燃气 tells the hub (interface document "Callback"): verified, read, and answered with HTTP status codes. */
import type { components } from '../openapi/enterprises/enn.d.ts'
import type { CallbackOutcome, CallbackSide, NativeAnswer, NativeRequest } from './adapter.ts'
import { signEnn } from './enn-signature.ts'
import { CallbackRefused } from './failure.ts'
import type { NativeContract } from './native-contract.ts'
import { sameText } from './same-text.ts'
import { toldJson } from './told-json.ts'

type Schemas = components['schemas']

interface CallbackSettings {
  accessKey: string
  secret: string
  path?: string | undefined
}

const WINDOW = 5 * 60_000

/** Any 2xx is an acknowledgement; everything else makes ENN send again. The error codes are the hub's own. */
const ANSWERS: Record<Exclude<CallbackOutcome, 'stored'>, { status: number, code: string, message: string }> = {
  unknownReference: { status: 404, code: 'NOT_FOUND', message: '联办单号不存在' },
  internal: { status: 500, code: 'INTERNAL', message: '系统异常，请稍后重发' },
  signature: { status: 401, code: 'SIGNATURE_INVALID', message: '签名错误' },
  stale: { status: 401, code: 'TIMESTAMP_EXPIRED', message: '时间戳超出范围' },
  replayed: { status: 401, code: 'REPLAYED', message: '请求重复' },
  malformed: { status: 400, code: 'PARAM_INVALID', message: '报文不符合约定' }
}

export function ennCallback (
  settings: CallbackSettings, contract: NativeContract<Schemas>, now: () => Date
): CallbackSide<Schemas['Status']> {
  return {
    async accept (request) {
      const nonce = verify(settings, request, now())
      const { eventId, ...status } = contract.told('Notification', toldJson(request.body, true))
      return {
        reference: status.externalNo,
        messageId: eventId,
        nonce,
        ...status.orderNo && { nativeNumber: status.orderNo },
        status
      }
    },

    answer (outcome, _request, field) {
      if (outcome === 'stored') return json(200, { success: true } satisfies Schemas['NotificationAnswer'])
      const { status, ...error } = ANSWERS[outcome]
      return json(status, { success: false, ...error, ...field && { field } } satisfies Schemas['ErrorAnswer'])
    }
  }
}

function json (status: number, content: object): NativeAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) }
}

/** The nonce of a genuine and timely request; whether it was seen before is for the hub to know. */
function verify (settings: CallbackSettings, { method, url, headers, body }: NativeRequest, now: Date): string {
  const {
    'x-gw-accesskey': accessKey = '',
    'x-gw-timestamp': timestamp = '',
    'x-gw-nonce': nonce = '',
    'x-gw-signature': signature = ''
  } = headers
  const expected = signEnn(settings.secret, { method, path: settings.path ?? url, timestamp, nonce, body })
  if (!sameText(signature, expected) || !sameText(accessKey, settings.accessKey)) throw new CallbackRefused('signature')
  if (!/^\d{13}$/.test(timestamp) || Math.abs(now.getTime() - Number(timestamp)) > WINDOW) {
    throw new CallbackRefused('stale')
  }
  if (!/^[0-9a-f]{16,32}$/i.test(nonce)) throw new CallbackRefused('malformed', 'X-GW-Nonce')
  return nonce
}
