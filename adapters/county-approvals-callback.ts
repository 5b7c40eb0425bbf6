/** 办件状态回调 of 县行政审批: the token in the envelope proves it, and nothing of the rest is read before. */
import type { components } from '../openapi/enterprises/county-approvals.d.ts'
import type { CallbackOutcome, CallbackSide } from './adapter.ts'
import { CallbackRefused } from './failure.ts'
import type { NativeContract } from './native-contract.ts'
import { sameText } from './same-text.ts'
import { toldJson } from './told-json.ts'

type Native = components['schemas']

export function approvalsCallback (token: string, contract: NativeContract<Native>): CallbackSide<Native['Item']> {
  return {
    async accept (request) {
      const message = toldJson(request.body, false)
      if (!sameText(tokenIn(message), token)) throw new CallbackRefused('signature')
      const { params: { flowno, ...status } } = contract.told('ItemCallback', message)
      // A message has no id of its own; one that was not acknowledged comes again as it was.
      return { reference: flowno, knownByBody: true, status }
    },

    answer (outcome, _request, field) {
      const { code, text } = ANSWERS[outcome]
      const named = outcome === 'malformed' && field ? `${text}：${field.split('/').at(-1)}` : text
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ status: { code, text: named } } satisfies Native['CallbackAnswer'])
      }
    }
  }
}

function tokenIn (message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'token' in message ? message.token : undefined
}

/** The document gives the words of success alone; those of the rest are its own for the calls, where it has any. */
const ANSWERS: Record<CallbackOutcome, Native['CallbackAnswer']['status']> = {
  stored: { code: '1', text: 'ok' },
  unknownReference: { code: '0', text: 'flowno不存在' },
  internal: { code: '0', text: '系统繁忙' },
  signature: { code: '0', text: 'token失效' },
  stale: { code: '0', text: '消息过期' },
  replayed: { code: '0', text: '消息重复而内容不同' },
  malformed: { code: '0', text: '报文格式错误' }
}
