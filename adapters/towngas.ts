/**
 * 港华燃气 (VCC openapi): JSON bodies behind a signed query string and a session token that all processes share; status
 * comes back by the push 7005.
 */
import { z } from 'zod'
import type { components } from '../openapi/enterprises/towngas.d.ts'
import type { Adapter, AdapterContext, AdapterDefinition, CallbackOutcome, CallbackSide } from './adapter.ts'
import { changedFields } from './changed-fields.ts'
import { CallbackRefused, failureOf, type Failure, type FailureTable } from './failure.ts'
import { parseJson, unreadable } from './http.ts'
import { nativeContract } from './native-contract.ts'
import { believingEither, rotating } from './rotation.ts'
import { secret, transport } from './settings.ts'
import { towngasSeq, towngasSign, upperMd5 } from './towngas-signature.ts'
import { sameText } from './same-text.ts'
import { toldJson } from './told-json.ts'
import { withToken } from './with-token.ts'

type Schemas = components['schemas']
type Order = Schemas['Order']
type Status = Schemas['Status']
type Answer = Schemas['Answer']

const contract = nativeContract<Schemas>('towngas')

const appId = z.string().min(1).max(20)

const settings = z.strictObject({
  ...transport,
  credentials: z.strictObject({
    appId,
    /** 基础密钥, signs the request for a token. */
    basePassword: secret,
    /** 接入密码, signs everything else. */
    accessPassword: secret
  }),
  callback: rotating({ appId, password: secret })
})

type Settings = z.infer<typeof settings>

/** Result codes by their "come back?" column. 20001 comes here only when a token made a moment ago is refused too. */
const CODES: FailureTable = {
  20001: { comeBack: 'later', fault: 'enterprise', alert: true },
  20002: { comeBack: 'never', fault: 'hub', alert: true },
  30001: { comeBack: 'never', fault: 'application' },
  30010: { comeBack: 'never', fault: 'application' },
  30404: { comeBack: 'never', fault: 'enterprise', alert: true },
  50000: { comeBack: 'later', fault: 'enterprise' }
}

/** Numbers and times have no empty form: 5002 cannot take them back. */
const EMPTIED = { mediaIds: [], remark: '' }

export const adapter: AdapterDefinition<Settings, Order, Status> = {
  settings,
  messages: { format: 'json', bytes: 65_536, depth: 8, parts: 500 },
  // §Interfaces, 1001: at most 100 tokens a day. §7005: re-sent 5 times, every 2 minutes.
  terms: { tokenLimit: { requests: 100, per: '24h' }, resentFor: '10m' },
  statusBy: 'callback',
  connect
}

function connect (context: AdapterContext<Settings>): Adapter<Order, Status> {
  const { call, close } = newCaller(context)
  const post = (interfaceNumber: string, resource: string, body: object): Promise<Answer> =>
    call({ interfaceNumber, resource, content: { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) } })
  const update = async (externalNo: string, action: Schemas['Update']['action'], changes: object): Promise<void> => {
    const body = contract.outgoing('Update', { ...changes, externalNo, action })
    const answer = await post('5002', 'workorder/update', body)
    if (answer.resultCode !== '0') throw failed(answer)
  }
  return {
    async place (order) {
      const answer = await post('5001', 'workorder/create', contract.outgoing('Order', order))
      if (answer.resultCode === '30010') return { kind: 'outOfArea', reason: answer.resultMsg ?? '' }
      if (answer.resultCode !== '0' && answer.resultCode !== '30009') throw failed(answer)
      return { kind: 'acknowledged', nativeNumber: contract.answered('WorkOrder', answer.data).workOrderNo }
    },
    async inquire ({ reference }) {
      await context.paceQuery(reference)
      const answer = await call({
        interfaceNumber: '5005', resource: 'workorder/detail', query: { externalNo: reference }
      })
      if (answer.resultCode === '30404') return { kind: 'notFound' }
      if (answer.resultCode !== '0') throw failed(answer)
      const status = contract.answered('Status', answer.data)
      if (status.externalNo !== reference) throw unreadable('/externalNo')
      return { kind: 'found', nativeNumber: status.workOrderNo, status }
    },
    async supplement ({ reference }, order, previous) {
      await update(reference, 'SUPPLEMENT', changedFields(contract.outgoing('Order', order), previous, EMPTIED))
    },
    async appoint ({ reference }, appointment) {
      await update(reference, 'APPOINT', appointment)
    },
    async withdraw ({ reference }, reason) {
      const answer = await post(
        '5003', 'workorder/cancel', contract.outgoing('Cancellation', { externalNo: reference, reason })
      )
      if (answer.resultCode === '30011') return { kind: 'tooLate', reason: answer.resultMsg ?? '' }
      if (answer.resultCode !== '0') throw failed(answer)
      return { kind: 'withdrawn' }
    },
    async upload (bytes, mediaType) {
      const type: Schemas['MediaType'] = mediaType === 'application/pdf' ? 'pdf' : 'image'
      const content = { type: 'application/octet-stream', bytes, signedAs: upperMd5(bytes) }
      const answer = await call({ interfaceNumber: '2001', resource: 'media/upload', query: { type }, content })
      if (answer.resultCode !== '0') throw failed(answer)
      return contract.answered('Media', answer.data).mediaId
    },
    callback: believingEither(context.settings.callback, callbackSide),
    close
  }
}

interface Call {
  interfaceNumber: string
  resource: string
  query?: Record<string, string>
  /** Makes it a POST. `signedAs` stands in the sign where that is not the bytes themselves. */
  content?: { type: string, bytes: Buffer, signedAs?: string }
}

/** Calls with a token, renewed once when refused; seq and sign are new for every attempt. */
function newCaller (context: AdapterContext<Settings>): {
  call: (call: Call) => Promise<Answer>, close: () => Promise<void>
} {
  const { baseUrl, credentials: { appId, basePassword, accessPassword } } = context.settings

  async function send (
    { interfaceNumber, resource, query, content }: Call, password: string, token?: string
  ): Promise<unknown> {
    await context.pace()
    const parameters = {
      seq: towngasSeq(interfaceNumber, context.now(), context.digits(14)), appId, ...token && { token }, ...query
    }
    const sign = towngasSign(parameters, content?.signedAs ?? content?.bytes ?? '', password)
    // Every result of the document comes with 200.
    const { content: answer } = await context.http.send({
      method: content ? 'POST' : 'GET',
      url: `${baseUrl}/vcc-openapi/${resource}?${new URLSearchParams({ ...parameters, sign })}`,
      ...content && { headers: { 'content-type': content.type }, body: content.bytes }
    }, { 200: parseJson })
    return answer
  }

  async function renew (): Promise<{ value: string, expiresAt: Date }> {
    const answer = contract.answered(
      'TokenAnswer', await send({ interfaceNumber: '1001', resource: 'oauth2/getToken' }, basePassword)
    )
    const { resultCode = '0' } = answer
    if (resultCode !== '0') throw failed({ ...answer, resultCode })
    const { token, expireTime } = contract.answered('Token', answer.data ?? answer)
    return { value: token, expiresAt: new Date(expireTime * 1000) }
  }

  async function attempt (call: Call, token: string): Promise<Answer> {
    return contract.answered('Answer', await send(call, accessPassword, token))
  }

  return {
    async call (call) {
      return await withToken(
        context.token, renew, token => attempt(call, token), ({ resultCode }) => resultCode === '20001'
      )
    },
    close: context.http.close
  }
}

function failed ({ resultCode, resultMsg }: Answer): Failure {
  return failureOf(CODES, resultCode, resultMsg ?? '')
}

/**
 * 7005. The document gives neither a window for the time in a seq nor a rule about a seq coming twice, so none is made
 * up: a message that comes again, whoever sends it, says the same, and changes nothing. One that says anything else is
 * another message, of the same second too.
 */
function callbackSide ({ appId, password }: { appId: string, password: string }): CallbackSide<Status> {
  return {
    async accept ({ query, body }) {
      for (const name of ['seq', 'appId', 'sign']) {
        if (!query[name]) throw new CallbackRefused('malformed', name)
      }
      if (query['appId'] !== appId || !sameText(query['sign']!, towngasSign(query, body, password))) {
        throw new CallbackRefused('signature')
      }
      const status = contract.told('Status', toldJson(body, true))
      return {
        reference: status.externalNo,
        knownByBody: true,
        nativeNumber: status.workOrderNo,
        status
      }
    },
    answer (outcome, _request, field) {
      const [resultCode, resultMsg] = ANSWERS[outcome]
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ resultCode, resultMsg: field ? `${resultMsg}：${field.replace(/^\//, '')}` : resultMsg })
      }
    }
  }
}

const ANSWERS: Record<CallbackOutcome, [resultCode: string, resultMsg: string]> = {
  stored: ['0', '成功'],
  unknownReference: ['30404', '工单不存在'],
  internal: ['50000', '系统异常'],
  signature: ['20002', '签名错误'],
  stale: ['30001', '参数错误'],
  replayed: ['30001', '参数错误'],
  malformed: ['30001', '参数错误']
}
