/**
 * The simulated 国网泾县供电公司: checks the signature before it reads a word, answers everything with HTTP 200 in two layers,
 * and sends its feedback until it is answered `0000`.
 */
import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { DateTime } from 'luxon'
import { readNativeContract, type Json } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/state-grid.d.ts'
import { serveContract } from '../openapi/serve-contract.ts'
import { fixed, SANDBOX_PLACE } from './place.ts'
import {
  startSimulator, type Desk, type OutgoingCallback, type SimulatedOrder, type Simulator, type SimulatorOptions
} from './simulator.ts'

type Native = components['schemas']
type Data = Native['Request']['data']

interface Accounts {
  app: string
  key: string
  callbackApp: string
  callbackKey: string
  /** 供电单位 that answers for the county. */
  orgNo: string
}

const SANDBOX: Accounts = {
  app: 'LB341823',
  key: 'state-grid-sandbox-key',
  callbackApp: 'LB341823',
  callbackKey: 'state-grid-callback-key',
  orgNo: '3440823'
}

export interface StateGridSimulatorOptions extends SimulatorOptions, Partial<Accounts> {
  /** Whether it closes for 日终批处理 from 23:30 to 00:30; off unless asked for, so that a demo at midnight goes through. */
  dailyBatch?: boolean
}

const ZONE = 'Asia/Shanghai'
const TIME_WINDOW = 5 * 60 * 1000

/**
 * What the order book says between 预申请 and the first message. The grid itself has no number for it: 1 接件 is never sent.
 */
const UNDECIDED = 'undecided'

export async function simulate (options: StateGridSimulatorOptions = {}): Promise<Simulator> {
  const { place = SANDBOX_PLACE } = options
  const accounts = { ...SANDBOX, ...options }
  const contract = fixed(readNativeContract('state-grid'), {
    'Order.proCode': place.provinceCode, 'Order.cityCode': place.cityCode, 'Order.countyCode': place.code
  })
  return startSimulator({
    profile: 'state-grid',
    initial: UNDECIDED,
    script: ['3', '8', '11'],
    aside: { refused: '4', needsMaterial: '6', materialReceived: '7', withdrawn: '14' },
    nativeNumber: serial => `3426${String(serial).padStart(8, '0')}`,
    routes: (app, desk) => serve(app, contract, desk, accounts, options.dailyBatch ?? false),
    callback: (order, to, now, genuine) => feedback(order, to, now, {
      app: accounts.callbackApp, key: genuine ? accounts.callbackKey : 'not-the-callback-key'
    }),
    acknowledged: (status, body) => status === 200 && JSON.parse(body.toString()).code === '0000'
  }, options)
}

/** The HMAC-SM3 of the document: time, line feed, body bytes as sent. */
export function signatureOf (key: string, time: string, body: Buffer): string {
  return createHmac('sm3', key).update(Buffer.concat([Buffer.from(`${time}\n`), body])).digest('hex')
}

/** An answer that is no success, from wherever it is found. */
class Refused extends Error {
  readonly answer: Native['Answer']

  constructor (answer: Native['Answer']) {
    super(answer.code)
    this.answer = answer
  }
}

function serve (app: FastifyInstance, contract: Json, desk: Desk, accounts: Accounts, dailyBatch: boolean): void {
  const services = servicesOf(desk, accounts)
  app.addHook('preParsing', async (request, _reply, payload) => {
    const body = Buffer.concat(await Readable.from(payload).toArray())
    verify(request, body, desk.now(), accounts)
    return Readable.from(body)
  })
  app.setErrorHandler((error: FastifyError | Refused, _request, reply) => {
    if (error instanceof Refused) return reply.code(200).send(error.answer)
    if (error.statusCode === undefined || error.statusCode >= 500) throw error
    return reply.code(200).send(delivered(wrong(fieldOf(error))))
  })
  serveContract<Pick<operations, 'callService'>>(app, contract, {
    async callService ({ query, body }) {
      if (query.serCode !== body.serviceCode) return delivered(wrong('serCode'))
      if (dailyBatch && inDailyBatch(desk.now())) return delivered({ code: '90001', message: '营销系统日终批处理' })
      return delivered(await services[body.serviceCode](body.data))
    }
  })
}

/** The four services; the contract has checked their data before. */
function servicesOf (
  desk: Desk, { orgNo }: Accounts
): Record<Native['ServiceCode'], (data: Data) => Native['Result'] | Promise<Native['Result']>> {
  const corrections = new Set<string>()
  const withdrawals = new Set<string>()
  return {
    async 20001780 (data) {
      const order = data as Native['Order']
      if (order.orgNo !== orgNo) return WRONG_UNIT
      const { order: { nativeNumber }, repeated } = await desk.place(order.preAppNo, order, order.elecAddr)
      const known = { preAppNo: order.preAppNo, appNo: nativeNumber }
      return repeated ? { code: '10001', message: 'preAppNo已存在', ...known } : { ...DONE, ...known }
    },

    20001781 (data) {
      const order = desk.find((data as Native['InquiryData']).preAppNo)
      return order ? { ...DONE, ...standing(order) } : UNKNOWN
    },

    20001782 (data) {
      const { preAppNo } = data as Native['WithdrawalData']
      const order = desk.find(preAppNo)
      if (!order) return UNKNOWN
      // Asked again because the answer was lost: still withdrawn.
      if (withdrawals.has(preAppNo)) return DONE
      if (order.status === '11' || !desk.withdraw(preAppNo)) return { code: '30002', message: '已送电不可撤回' }
      withdrawals.add(preAppNo)
      return DONE
    },

    20001783 (data) {
      const order = data as Native['Order']
      if (!desk.find(order.preAppNo)) return UNKNOWN
      if (order.orgNo !== orgNo) return WRONG_UNIT
      const correction = JSON.stringify(order)
      if (corrections.has(correction)) return DONE
      if (!desk.supplement(order.preAppNo, order)) return wrong('preAppNo（未在补正中）')
      corrections.add(correction)
      return DONE
    }
  }
}

const DONE: Native['Result'] = { code: '00000', message: '成功' }
const UNKNOWN: Native['Result'] = { code: '30001', message: '预申请不存在' }
const WRONG_UNIT: Native['Result'] = { code: '20002', message: '供电单位与区划不符' }

function wrong (field: string): Native['Result'] {
  return { code: '20001', message: `必填项缺失或格式错误：${field}` }
}

function delivered (result: Native['Result']): Native['Answer'] {
  return { code: '00000', message: '成功', data: result }
}

/** Throws Refused for a wrong account, signature or time, and for bytes that are not UTF-8. */
function verify ({ headers }: FastifyRequest, body: Buffer, now: Date, { app, key }: Accounts): void {
  const time = String(headers['x-sg-time'])
  if (headers['x-sg-app'] !== app) throw new Refused({ code: '40100', message: '应用未授权' })
  if (headers['x-sg-sign'] !== signatureOf(key, time, body)) throw new Refused({ code: '40100', message: '签名错误' })
  if (!/^\d{13}$/.test(time) || Math.abs(now.getTime() - Number(time)) > TIME_WINDOW) {
    throw new Refused({ code: '40100', message: '时间戳超出允许范围' })
  }
  if (!Buffer.from(body.toString('utf8')).equals(body)) throw new Refused(delivered(wrong('报文编码')))
}

/** The native name of what a request failed on. */
function fieldOf ({ code, validation }: FastifyError): string {
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'Content-Type'
  const first = validation?.[0]
  if (!first) return '报文'
  const { missingProperty, additionalProperty } = first.params as {
    missingProperty?: string, additionalProperty?: string
  }
  const names = [...first.instancePath.split('/').slice(1), missingProperty ?? additionalProperty]
  return names.filter(Boolean).join('.') || '报文'
}

function inDailyBatch (now: Date): boolean {
  const clock = DateTime.fromJSDate(now, { zone: ZONE }).toFormat('HH:mm')
  return clock >= '23:30' || clock < '00:30'
}

/** What inquiry and feedback both tell. */
function standing ({ reference, nativeNumber, status, since }: SimulatedOrder): Native['Status'] {
  return {
    preAppNo: reference,
    appNo: nativeNumber,
    ...status === '11' && { consNo: `5${nativeNumber.slice(-9)}` },
    ...status !== UNDECIDED && {
      sendElectType: status, auditTime: DateTime.fromJSDate(since, { zone: ZONE }).toFormat('yyyy-MM-dd HH:mm:ss')
    }
  }
}

const REASONS: Record<string, { reasonNo: Native['ReasonNo'], reasonName: string }> = {
  4: { reasonNo: '05', reasonName: '资料审核不通过' },
  6: { reasonNo: '01', reasonName: '照片不清' }
}

/** One message. Sent again it is the same message: the same serialNo, under a new time and signature. */
function feedback (
  order: SimulatedOrder, url: string, now: Date, { app, key }: { app: string, key: string }
): OutgoingCallback {
  const { status, since, remark } = order
  const data = {
    serialNo: `${order.nativeNumber}${status.padStart(2, '0')}${since.getTime()}`,
    ...standing(order),
    ...REASONS[status],
    ...status in REASONS && remark && { auditContent: remark }
  }
  const body = Buffer.from(JSON.stringify({ data }))
  const time = String(now.getTime())
  return {
    url,
    headers: {
      'content-type': 'application/json', 'X-Sg-App': app, 'X-Sg-Time': time, 'X-Sg-Sign': signatureOf(key, time, body)
    },
    body
  }
}
