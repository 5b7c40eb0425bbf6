/**
 * China Unicom's open capability platform, simulated after its interface document: it checks the envelope, the TOKEN
 * and every field, and answers in two layers. 【无资源】 in the address is declined with 1010.
 */
import { createHash } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { readNativeContract, type Json } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/unicom.d.ts'
import { serveContract, type Handlers } from '../openapi/serve-contract.ts'
import { fixed, SANDBOX_PLACE } from './place.ts'
import {
  startSimulator, type Desk, type OutgoingCallback, type SimulatedOrder, type Simulator, type SimulatorOptions
} from './simulator.ts'

type Schemas = components['schemas']
/** The operations the platform serves; the webhook it calls itself. */
type Served = Omit<operations, 'orderStateNotify'>

export interface UnicomParty { appId: string, secret: string }

export interface UnicomOptions extends SimulatorOptions {
  /** Whose requests it takes. */
  credentials?: UnicomParty
  /** What it signs its callbacks with. */
  callback?: UnicomParty
}

const MINUTES_10 = 10 * 60 * 1000

export function simulate (options: UnicomOptions = {}): Promise<Simulator> {
  const {
    credentials = { appId: 'lianbanjx', secret: 'unicom-sandbox-secret' },
    callback = { appId: 'lianbanjx', secret: 'unicom-callback-secret' },
    place = SANDBOX_PLACE,
    ...shared
  } = options
  const contract = fixed(readNativeContract('unicom'), {
    'Order.DEAL_AREA_CODE': place.code, 'Order.TRADE_EPARCHY_CODE': place.eparchyCode
  })
  let serial = 0
  return startSimulator({
    profile: 'unicom',
    script: ['10', '20', '30', '40', '50', '60'],
    aside: { refused: '90', needsMaterial: '70', withdrawn: '80' },
    nativeNumber: count => `56${String(count).padStart(14, '0')}`,
    routes: (app, desk) => serve(app, contract, desk, credentials),
    callback: (order, to, now, genuine) =>
      orderStateNotify(
        order, to, signedHead(genuine ? callback : { ...callback, secret: 'not-the-secret' }, now, ++serial)
      ),
    acknowledged (status, body) {
      const { UNI_BSS_HEAD: head, UNI_BSS_BODY: answer } = JSON.parse(body.toString())
      return status === 200 && head.RESP_CODE === '00000' && answer.ORDER_STATE_NOTIFY_RSP.RESP_CODE === '0000'
    }
  }, shared)
}

/** The TOKEN as the document writes it: `APP_ID<v>TIMESTAMP<v>TRANS_ID<v><secret>`, MD5 in lower-case hex. */
export function tokenOfUnicomHead (appId: string, timestamp: string, transId: string, secret: string): string {
  const text = ['APP_ID', appId, 'TIMESTAMP', timestamp, 'TRANS_ID', transId, secret].join('')
  return createHash('md5').update(text, 'utf8').digest('hex').toLowerCase()
}

function serve (app: FastifyInstance, contract: Json, desk: Desk, credentials: UnicomParty): void {
  const seen = new Set<string>()
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer)))
    } catch {
      done(refusal('报文不是 UTF-8 编码的 JSON'))
    }
  })
  // The gateway stands before the business system: it looks at the head before any field of the body is checked.
  app.addHook('preValidation', async (request, reply) => {
    demandHeaders(request)
    const problem = problemOfHead(request.body, credentials, desk.now(), seen)
    if (problem) await reply.send({ UNI_BSS_HEAD: { RESP_CODE: '10001', RESP_DESC: problem }, UNI_BSS_BODY: {} })
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const ours = error.statusCode === undefined || error.statusCode >= 500
    reply.code(200).type('application/json; charset=utf-8').send(JSON.stringify({
      UNI_BSS_HEAD: { RESP_CODE: '00000', RESP_DESC: 'Success' },
      UNI_BSS_BODY: {
        [answerKey(request.url)]: ours ? result('8888', '业务系统异常') : result('1001', `参数错误：${whatFails(error)}`)
      }
    }))
  })
  serveContract<Served>(app, contract, handlersAt(desk))
}

function refusal (message: string): FastifyError {
  return Object.assign(new Error(message), { name: 'FastifyError', code: 'REFUSED', statusCode: 400 })
}

function demandHeaders ({ headers }: FastifyRequest): void {
  if (!/^application\/json;\s*charset=utf-8$/i.test(headers['content-type'] ?? '')) throw refusal('Content-Type')
  if (headers.accept !== 'application/json') throw refusal('Accept')
}

/** What is wrong with a head, by name. TRANS_ID is "new per attempt", so one that was seen is refused. */
function problemOfHead (
  body: unknown, { appId, secret }: UnicomParty, now: Date, seen: Set<string>
): string | undefined {
  const head = (body as { UNI_BSS_HEAD?: Record<string, unknown> } | null)?.UNI_BSS_HEAD
  const { APP_ID, TIMESTAMP, TRANS_ID, TOKEN } = head ?? {}
  if (APP_ID !== appId) return 'APP_ID 不存在'
  if (typeof TIMESTAMP !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \d{3}$/.test(TIMESTAMP)) {
    return 'TIMESTAMP 格式错误'
  }
  if (typeof TRANS_ID !== 'string' || !/^\d{23}$/.test(TRANS_ID)) return 'TRANS_ID 格式错误'
  if (TOKEN !== tokenOfUnicomHead(appId, TIMESTAMP, TRANS_ID, secret)) return 'TOKEN 校验失败'
  const sent = Date.parse(`${TIMESTAMP.slice(0, 10)}T${TIMESTAMP.slice(11, 19)}.${TIMESTAMP.slice(20)}+08:00`)
  if (!(Math.abs(now.getTime() - sent) <= MINUTES_10)) return 'TIMESTAMP 超出允许范围'
  if (seen.has(TRANS_ID)) return 'TRANS_ID 重复'
  seen.add(TRANS_ID)
  return undefined
}

/** `/api/lianban/applyOrder/v1` → `APPLY_ORDER_RSP` */
function answerKey (url: string): string {
  return url.split('/')[3]!.replace(/[A-Z]/g, '_$&').toUpperCase() + '_RSP'
}

function whatFails ({ validation, code, message }: FastifyError): string {
  const [first] = validation ?? []
  if (!first) return code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? 'Content-Type' : message
  const missing = first.keyword === 'required' ? `/${String(first.params['missingProperty'])}` : ''
  return first.instancePath + missing
}

function result (RESP_CODE: string, RESP_DESC: string): Schemas['Result'] {
  return { RESP_CODE, RESP_DESC }
}

const PASSED: Schemas['AnswerHead'] = { RESP_CODE: '00000', RESP_DESC: 'Success' }

function handlersAt (desk: Desk): Handlers<Served> {
  return {
    async applyOrder ({ body }) {
      const order = body.UNI_BSS_BODY.APPLY_ORDER_REQ.CST_ORD.CST_ORD_INFO
      return { UNI_BSS_HEAD: PASSED, UNI_BSS_BODY: { APPLY_ORDER_RSP: await apply(desk, order) } }
    },
    async queryOrder ({ body }) {
      const known = desk.find(body.UNI_BSS_BODY.QUERY_ORDER_REQ.SUBSCRIBE_ID)
      const answer = known
        ? { ...result('0000', '成功'), ORDER_ID: known.nativeNumber, ...stateOf(known) }
        : result('1404', '订单不存在')
      return { UNI_BSS_HEAD: PASSED, UNI_BSS_BODY: { QUERY_ORDER_RSP: answer } }
    },
    async cancelOrder ({ body }) {
      const { SUBSCRIBE_ID } = body.UNI_BSS_BODY.CANCEL_ORDER_REQ
      return { UNI_BSS_HEAD: PASSED, UNI_BSS_BODY: { CANCEL_ORDER_RSP: cancel(desk, SUBSCRIBE_ID) } }
    },
    async amendOrder ({ body }) {
      const order = body.UNI_BSS_BODY.AMEND_ORDER_REQ.CST_ORD.CST_ORD_INFO
      return { UNI_BSS_HEAD: PASSED, UNI_BSS_BODY: { AMEND_ORDER_RSP: amend(desk, order) } }
    }
  }
}

async function apply (desk: Desk, content: Schemas['Order']): Promise<Schemas['OrderResult']> {
  if (content.CUST_ADDRESS.includes('【无资源】')) return result('1010', '资源不具备：该地址无可用端口')
  const { order, repeated } = await desk.place(content.SUBSCRIBE_ID, content, content.CUST_ADDRESS)
  return { ...repeated ? result('1005', 'SUBSCRIBE_ID 已存在') : result('0000', '成功'), ORDER_ID: order.nativeNumber }
}

/** The document has no code for "too late"; 1010, by which the carrier refuses, is the nearest (assumed). */
function cancel (desk: Desk, reference: string): Schemas['Result'] {
  if (!desk.find(reference)) return result('1404', '订单不存在')
  return desk.withdraw(reference) ? result('0000', '成功') : result('1010', '订单已竣工，不能撤单')
}

/** Nor has it one for an order that does not wait for material; 1001 (assumed). */
function amend (desk: Desk, content: Schemas['Order']): Schemas['OrderResult'] {
  const known = desk.find(content.SUBSCRIBE_ID)
  if (!known) return result('1404', '订单不存在')
  if (!desk.supplement(content.SUBSCRIBE_ID, content)) return result('1001', '参数错误：订单不在待补件状态')
  return { ...result('0000', '成功'), ORDER_ID: known.nativeNumber }
}

function stateOf ({ status, since, remark }: SimulatedOrder): Schemas['Status'] {
  return { ORDER_STATE: status, STATE_DATE: localDigits(since).slice(0, 14), ...remark && { REMARK: remark } }
}

function orderStateNotify (order: SimulatedOrder, to: string, UNI_BSS_HEAD: Schemas['Head']): OutgoingCallback {
  const ORDER_STATE_NOTIFY_REQ = { SUBSCRIBE_ID: order.reference, ORDER_ID: order.nativeNumber, ...stateOf(order) }
  return {
    url: to,
    headers: { 'Content-Type': 'application/json; charset=UTF-8', Accept: 'application/json' },
    body: JSON.stringify({
      UNI_BSS_HEAD, UNI_BSS_BODY: { ORDER_STATE_NOTIFY_REQ }, UNI_BSS_ATTACHED: { MEDIA_INFO: '' }
    })
  }
}

function signedHead ({ appId, secret }: UnicomParty, now: Date, serial: number): Schemas['Head'] {
  const digits = localDigits(now)
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(digits)!
  const [, year, month, day, hour, minute, second, thousandth] = parts
  const TIMESTAMP = `${year}-${month}-${day} ${hour}:${minute}:${second} ${thousandth}`
  const TRANS_ID = digits + String(serial % 1_000_000).padStart(6, '0')
  return {
    APP_ID: appId, TIMESTAMP, TRANS_ID, TOKEN: tokenOfUnicomHead(appId, TIMESTAMP, TRANS_ID, secret), RESERVED: []
  }
}

/** A moment in China, which keeps no summer time, as `yyyyMMddHHmmssSSS`. */
function localDigits (moment: Date): string {
  return new Date(moment.getTime() + 8 * 60 * 60 * 1000).toISOString().replace(/\D/g, '')
}
