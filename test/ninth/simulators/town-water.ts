/** The simulated 乡镇水厂: refuses what is not signed, not timely or not an order, and tells the hub every step. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { DateTime } from 'luxon'
import { readNativeContract } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/town-water.d.ts'
import { serveContract } from '../openapi/serve-contract.ts'
import {
  startSimulator, type Desk, type OutgoingCallback, type SimulatedOrder, type Simulator, type SimulatorOptions
} from './simulator.ts'

type Native = components['schemas']

interface Access { key: string, secret: string }

export interface TownWaterOptions extends SimulatorOptions {
  credentials?: Access
  callbackCredentials?: Access
}

const SCRIPT = ['受理', '踏勘', '施工', '通水'] as const satisfies Array<Native['OrderStatus']>
const CANCELLABLE = new Set<string>(['受理', '踏勘', '补件'] satisfies Array<Native['OrderStatus']>)
const TIME_WINDOW = 5 * 60_000

export function simulate (options: TownWaterOptions = {}): Promise<Simulator> {
  const {
    credentials = { key: 'LB341823', secret: 'works-sandbox-secret' },
    callbackCredentials = { key: 'LB341823', secret: 'works-callback-secret' }
  } = options
  return startSimulator({
    profile: 'town-water',
    script: SCRIPT,
    aside: { refused: '退件', needsMaterial: '补件', withdrawn: '撤销' },
    nativeNumber: serial => `SC${String(serial).padStart(6, '0')}`,
    routes (app, desk) {
      guard(app, credentials, desk.now)
      serve(app, desk)
    },
    callback: (order, to, now, genuine) => notification(
      order, to, now, genuine ? callbackCredentials : { ...callbackCredentials, secret: 'forged' }
    ),
    acknowledged: status => status === 200
  }, options)
}

/** A refusal in the company's words. */
class Refused extends Error {
  readonly status: number
  readonly field: string | undefined

  constructor (status: number, message: string, field?: string) {
    super(message)
    this.status = status
    this.field = field
  }
}

export function signature (secret: string, timestamp: string, body: Buffer | string): string {
  return createHmac('sha256', secret).update(Buffer.concat([Buffer.from(timestamp), Buffer.from(body)])).digest('hex')
}

function guard (app: FastifyInstance, { key, secret }: Access, now: () => Date): void {
  // The signature covers the bytes, so they are read here, before anybody parses them.
  app.addHook('preParsing', async (request, _reply, payload) => {
    const body = await buffer(payload)
    const timestamp = header(request, 'x-works-timestamp')
    const given = Buffer.from(header(request, 'x-works-signature'))
    const right = Buffer.from(signature(secret, timestamp, body))
    if (header(request, 'x-works-key') !== key) throw new Refused(401, '接入标识不存在')
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refused(401, '签名错误')
    if (Math.abs(now().getTime() - Number(timestamp)) > TIME_WINDOW) throw new Refused(401, '时间戳超出范围')
    return Readable.from(body.length > 0 ? [body] : [])
  })
  app.setErrorHandler(async (error: Refused | FastifyError, _request, reply) => {
    const { status, message, field } = error instanceof Refused ? error : refused(error)
    return reply.code(status).send({ message, ...field !== undefined && { field } })
  })
}

function header (request: FastifyRequest, name: string): string {
  return String(request.headers[name] ?? '')
}

/** What the contract refuses, named by its field; anything else is the simulator's own mistake. */
function refused (error: FastifyError): Refused {
  const [first] = error.validation?.filter(({ keyword }) => keyword !== 'if') ?? []
  if (first) {
    const inside = first.params['missingProperty'] ?? first.params['additionalProperty']
    const field = [...first.instancePath.split('/').slice(1), ...inside ? [inside] : []].join('.')
    return new Refused(400, first.keyword === 'required' ? '缺少必填字段' : '字段不符合要求', field)
  }
  if (error.statusCode !== undefined && error.statusCode < 500) return new Refused(400, '报文应为 UTF-8 编码的 JSON')
  return new Refused(500, '系统异常')
}

function serve (app: FastifyInstance, desk: Desk): void {
  function known (reference: string): SimulatedOrder {
    const order = desk.find(reference)
    if (!order) throw new Refused(404, '没有这个联办单号')
    return order
  }

  serveContract<Omit<operations, 'statusChanged'>>(app, readNativeContract('town-water'), {
    async placeOrder ({ body }, reply) {
      const { order, repeated } = await desk.place(body.reference, body, body.address)
      reply.code(repeated ? 200 : 201)
      return statusOf(order)
    },
    async readOrder ({ params }) {
      return statusOf(known(params.reference))
    },
    async supplementOrder ({ params, body }) {
      const order = known(params.reference)
      if (body.reference !== params.reference) throw new Refused(400, '与地址中的联办单号不一致', 'reference')
      if (!desk.supplement(params.reference, body)) throw new Refused(409, '申请不在待补件状态')
      return statusOf(order)
    },
    async cancelOrder ({ params }) {
      const order = known(params.reference)
      if (order.status === '撤销') return statusOf(order)
      if (!CANCELLABLE.has(order.status) || !desk.withdraw(params.reference)) throw new Refused(409, '已施工或已办结，不能撤销')
      return statusOf(order)
    }
  })
}

function statusOf ({ reference, nativeNumber, status, since, remark }: SimulatedOrder): Native['Status'] {
  return {
    reference,
    worksNo: nativeNumber,
    status,
    changedAt: DateTime.fromJSDate(since, { zone: 'Asia/Shanghai' }).toISO()!,
    ...remark && { remark }
  }
}

function notification (order: SimulatedOrder, to: string, now: Date, { key, secret }: Access): OutgoingCallback {
  const status = statusOf(order)
  const content: Native['Notification'] = {
    // The same over every repeat, another for every step.
    eventId: createHash('sha256').update(JSON.stringify(status)).digest('hex').slice(0, 32),
    ...status
  }
  const body = JSON.stringify(content)
  const timestamp = String(now.getTime())
  return {
    url: to,
    headers: {
      'content-type': 'application/json',
      'x-works-key': key,
      'x-works-timestamp': timestamp,
      'x-works-signature': signature(secret, timestamp, body)
    },
    body
  }
}
