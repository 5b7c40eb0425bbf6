/**
 * The 能力开放平台 of 中国移动 as its interface document describes it. Where the document has no code - a time outside the
 * window, a busiSerial used again for something else, a cancellation that comes too late - what it answers is *assumed*
 * and said below.
 */
import { createHash, randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance } from 'fastify'
import { newChecker, readNativeContract } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/mobile.d.ts'
import { serveContract, type Request } from '../openapi/serve-contract.ts'
import { readTime, seal, signature, unseal, writeTime } from './mobile-envelope.ts'
import { SANDBOX_PLACE, type Place } from './place.ts'
import {
  startSimulator, type Desk, type OutgoingCallback, type SimulatedOrder, type Simulator, type SimulatorOptions
} from './simulator.ts'

type Schemas = components['schemas']
type Served = Pick<operations, 'issueToken' | 'callMethod'>

const SANDBOX = {
  appId: '501234',
  appKey: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
  clientId: 'lianban',
  clientSecret: 'mobile-sandbox-secret',
  callbackAppId: '501234',
  callbackKey: 'ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100'
}
type Credentials = typeof SANDBOX

const TOKEN_LIFE = 3600
const OLD_TOKEN_LIFE = 60
const WINDOW = 10 * 60 * 1000
const WRONG_KEY = '0'.repeat(64)

const contract = readNativeContract('mobile')
const checker = newChecker<Schemas>(contract)

/** A refusal in the platform's words: a respCode, or at the token endpoint an OAuth error. */
class Refusal extends Error {
  readonly code: string

  constructor (code: string, message: string) {
    super(message)
    this.code = code
  }
}

export function simulate (options: SimulatorOptions & { credentials?: Partial<Credentials> } = {}): Promise<Simulator> {
  const credentials = { ...SANDBOX, ...options.credentials }
  return startSimulator({
    profile: 'mobile',
    script: ['1', '2', '3', '4', '5', '6'],
    aside: { refused: '9', needsMaterial: '7', withdrawn: '8' },
    nativeNumber: serial => `NM341823${String(serial).padStart(8, '0')}`,
    routes: (app, desk) => serve(app, desk, credentials, options.place ?? SANDBOX_PLACE),
    callback: (order, to, now, genuine) => orderState(
      order, to, now, genuine ? credentials.callbackKey : WRONG_KEY, credentials.callbackAppId
    ),
    acknowledged: (status, body) => status === 200 && respCodeOf(body) === '00000'
  }, options)
}

function serve (app: FastifyInstance, desk: Desk, credentials: Credentials, place: Place): void {
  const tokens = newTokens(desk)
  const serials = new Map<string, string>()

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (request.url.startsWith('/oauth/token')) {
      const unauthorised = error instanceof Refusal
      return reply.code(unauthorised ? 401 : 400).send({ error: unauthorised ? error.code : 'invalid_request' })
    }
    const { code, message } = refusalOf(error)
    return reply.code(200).send({ respCode: code, respDesc: message })
  })

  function admit ({ query, headers, url, body }: Request<Served, 'callMethod'>): string {
    const content = body?.toString('utf8') ?? ''
    if (!/^text\/plain; ?charset=utf-8$/i.test(headers['content-type'] ?? '')) {
      throw new Refusal('20001', '参数错误：Content-Type')
    }
    const parameters = new URLSearchParams(url.slice(url.indexOf('?')))
    if (query.appId !== credentials.appId) throw new Refusal('10001', '签名错误：appId')
    if (query.sign !== signature(credentials.appKey, parameters, content)) throw new Refusal('10001', '签名错误')
    const said = readTime(query.timestamp)
    if (Number.isNaN(said)) throw new Refusal('20001', '参数错误：timestamp')
    // *assumed*: the document gives the window but no code for a time outside of it
    if (Math.abs(desk.now().getTime() - said) > WINDOW) throw new Refusal('10001', '签名错误：timestamp 超出时限')
    if (!tokens.valid(query.accessToken)) throw new Refusal('10002', 'accessToken 失效')
    // *assumed*: only a serial that comes again with other content is told apart from a repeat of the network
    const message = `${query.method} ${content}`
    if ((serials.get(query.busiSerial) ?? message) !== message) throw new Refusal('20001', '参数错误：busiSerial 重复')
    serials.set(query.busiSerial, message)
    return content
  }

  serveContract<Served>(app, contract, {
    async issueToken ({ body }) {
      if (body.client_id !== credentials.clientId || body.client_secret !== credentials.clientSecret) {
        throw new Refusal('invalid_client', 'client')
      }
      return { access_token: tokens.issue(), expires_in: TOKEN_LIFE }
    },
    async callMethod (request) {
      const business = read(credentials.appKey, admit(request))
      const outcome = await METHODS[request.query.method](business, desk, place)
      const { respCode = '00000', respDesc = '调用成功', result } = outcome
      return { respCode, respDesc, ...result && { result: seal(credentials.appKey, JSON.stringify(result)) } }
    }
  })
}

interface Tokens { issue (): string, valid (token: string): boolean }

/** A new token ends the old ones after 60 s. */
function newTokens (desk: Desk): Tokens {
  const ends = new Map<string, number>()
  return {
    issue () {
      const now = desk.now().getTime()
      for (const [token, end] of ends) ends.set(token, Math.min(end, now + OLD_TOKEN_LIFE * 1000))
      const token = randomUUID()
      ends.set(token, now + TOKEN_LIFE * 1000)
      return token
    },
    valid: token => (ends.get(token) ?? 0) > desk.now().getTime()
  }
}

interface Outcome { respCode?: string, respDesc?: string, result?: object }

type Method = (business: unknown, desk: Desk, place: Place) => Outcome | Promise<Outcome>

const METHODS: Record<Schemas['Method'], Method> = {
  async LB_ORDER_CREATE (business, desk, { code }) {
    const order = checked('Order', business)
    if (order.regionCode !== code) throw new Refusal('20001', '参数错误：regionCode 不在本县')
    if (order.installAddr.includes('【无资源】')) throw new Refusal('20020', '无资源')
    const { order: { nativeNumber }, repeated } = await desk.place(order.extOrderId, order, order.installAddr)
    return { ...repeated && { respCode: '20010', respDesc: 'extOrderId 重复' }, result: { orderId: nativeNumber } }
  },
  LB_ORDER_QUERY (business, desk) {
    return { result: statusOf(known(desk, checked('OrderQuery', business).extOrderId)) }
  },
  LB_ORDER_AMEND (business, desk) {
    const order = checked('Order', business)
    const { nativeNumber } = known(desk, order.extOrderId)
    if (!desk.supplement(order.extOrderId, order)) throw tooLate('订单不在待补件状态')
    return { result: { orderId: nativeNumber } }
  },
  LB_ORDER_CANCEL (business, desk) {
    const { extOrderId } = checked('OrderCancel', business)
    known(desk, extOrderId)
    if (!desk.withdraw(extOrderId)) throw tooLate('订单已不能撤销')
    return {}
  }
}

/** *assumed*: the document has no code for a request that the state of the order no longer allows. */
function tooLate (reason: string): Refusal {
  return new Refusal('20030', reason)
}

function known (desk: Desk, reference: string): SimulatedOrder {
  const order = desk.find(reference)
  if (!order) throw new Refusal('20404', '订单不存在')
  return order
}

function read (appKey: string, content: string): unknown {
  try {
    return JSON.parse(unseal(appKey, content))
  } catch {
    throw new Refusal('20001', '参数错误：报文无法解密')
  }
}

function checked<Name extends 'Order' | 'OrderQuery' | 'OrderCancel'> (name: Name, business: unknown): Schemas[Name] {
  const result = checker.check(name, business)
  if ('value' in result) return result.value
  const wrong = result.mismatches.map(({ pointer, message }) => `${pointer.slice(1)} ${message}`)
  throw new Refusal('20001', `参数错误：${wrong.join('，')}`)
}

function refusalOf (error: FastifyError | Refusal): { code: string, message: string } {
  if (error instanceof Refusal) return error
  const wrong = error.validation?.[0]
  if (!wrong) return { code: '99999', message: '系统异常' }
  return { code: '20001', message: `参数错误：${wrong.params['missingProperty'] ?? wrong.instancePath.slice(1)}` }
}

function statusOf ({ nativeNumber, status, since, remark }: SimulatedOrder): Schemas['Status'] {
  return { orderId: nativeNumber, state: status, stateTime: writeTime(since), ...remark && { remark } }
}

/** A repeat has a new timestamp and the same busiSerial, which is therefore made of what is told. */
function orderState (order: SimulatedOrder, to: string, now: Date, key: string, appId: string): OutgoingCallback {
  const content = seal(
    key, JSON.stringify({ extOrderId: order.reference, ...statusOf(order) } satisfies Schemas['OrderState'])
  )
  const busiSerial = createHash('sha256').update(`${content} ${order.since.getTime()}`).digest('hex').slice(0, 32)
  const query = new URLSearchParams({
    method: 'LB_ORDER_STATE', format: 'json', appId, version: '1.0', timestamp: writeTime(now), busiSerial
  })
  query.append('sign', signature(key, query, content))
  return { url: `${to}?${query}`, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: content }
}

function respCodeOf (body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')).respCode
  } catch {
    return undefined
  }
}
