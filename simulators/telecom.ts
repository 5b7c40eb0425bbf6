/**
 * The 企业服务总线 of 中国电信 as its interface document describes it. Where the document has no code - a cancel that comes too
 * late, a supplement nobody asked for - what it answers is *assumed* and said below.
 */
import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { DateTime } from 'luxon'
import { newChecker, readNativeContract } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/telecom.d.ts'
import { serveContract } from '../openapi/serve-contract.ts'
import { SANDBOX_PLACE, type Place } from './place.ts'
import {
  startSimulator, type Desk, type OutgoingCallback, type SimulatedOrder, type Simulator, type SimulatorOptions
} from './simulator.ts'
import { cdata, gbk, leaf, misplaced, readContractRoot, type Json } from './telecom-envelope.ts'

type Schemas = components['schemas']

const SANDBOX = {
  srcOrgId: '341823',
  srcSysId: '3418230001',
  srcSysSign: 'telecom-sandbox-sign',
  callbackSign: 'telecom-callback-sign'
}
type Credentials = typeof SANDBOX

const MEDIA_TYPE = 'text/xml;charset=GBK'

const contract = readNativeContract('telecom')
const checker = newChecker<Schemas>(contract)

/** The result of a service: everything but `0000` is RspType 9. */
interface Result { code: string, text: string, content?: string }

class Refusal extends Error {
  readonly result: Result

  constructor (code: string, text: string) {
    super(text)
    this.result = { code, text }
  }
}

/** Words in 【】 in the address: 【无资源】 is refused with 2010, 【超时】 is taken but answered with 9074 the first time. */
export function simulate (options: SimulatorOptions & { credentials?: Partial<Credentials> } = {}): Promise<Simulator> {
  const credentials = { ...SANDBOX, ...options.credentials }
  return startSimulator({
    profile: 'telecom',
    script: ['101200', '101300', '101400', '101500', '201100', '201300'],
    aside: { refused: '401300', needsMaterial: '401200', withdrawn: '401100' },
    nativeNumber: serial => `0834${String(serial).padStart(12, '0')}`,
    routes: (app, desk) => serve(app, desk, credentials, options.place ?? SANDBOX_PLACE),
    callback: (order, to, now, genuine) =>
      orderStatus(order, to, now, genuine ? credentials : { ...credentials, callbackSign: 'wrong-sign' }),
    acknowledged
  }, options)
}

function serve (app: FastifyInstance, desk: Desk, credentials: Credentials, place: Place): void {
  const transactions = new Set<string>()

  async function handle (root: Json): Promise<Result> {
    const head = root['TcpCont']
    const sign = head?.['SrcSysSign']
    if (sign !== undefined && sign !== credentials.srcSysSign) throw new Refusal('1008', '系统签名错误')
    const { TransactionID, ServiceCode, ...rest } = checked('RequestHead', head)
    if (rest.SrcSysID !== credentials.srcSysId || rest.SrcOrgID !== credentials.srcOrgId) {
      throw new Refusal('1003', '报文错误：SrcSysID')
    }
    if (rest.DstOrgID !== '600305' || rest.DstSysID !== '6003050001') throw new Refusal('1003', '报文错误：DstSysID')
    if (rest.ServiceContractVer !== `${ServiceCode}20260101`) throw new Refusal('1003', '报文错误：ServiceContractVer')
    if (!TransactionID.startsWith(rest.SrcSysID + rest.ReqTime.slice(0, 8))) {
      throw new Refusal('1003', '报文错误：TransactionID')
    }
    if (transactions.has(TransactionID)) throw new Refusal('1003', '报文错误：TransactionID 重复')
    transactions.add(TransactionID)
    return SERVICES[ServiceCode](root['SvcCont'], desk, place)
  }

  async function answer (body: Buffer, mediaType = ''): Promise<Buffer> {
    const root = isMediaType(mediaType) ? readContractRoot(body) : 'Content-Type 不是 text/xml;charset=GBK'
    if (typeof root === 'string') return response('', desk.now(), { code: '1003', text: `报文错误：${root}` })
    const transaction = root['TcpCont']?.['TransactionID']
    return response(typeof transaction === 'string' ? transaction : '', desk.now(), await handle(root).catch(resultOf))
  }

  serveContract<Pick<operations, 'callService'>>(app, contract, {
    async callService ({ body, headers }, reply) {
      reply.type(MEDIA_TYPE)
      return answer(body ?? Buffer.alloc(0), (headers as Json)['content-type'])
    }
  })
}

function isMediaType (given: string): boolean {
  return given.replaceAll(' ', '').toLowerCase() === MEDIA_TYPE.toLowerCase()
}

function resultOf (error: unknown): Result {
  if (error instanceof Refusal) return error.result
  throw error
}

type Service = (content: unknown, desk: Desk, place: Place) => Result | Promise<Result>

const SERVICES: Record<Schemas['ServiceCode'], Service> = {
  async SVC80003 (content, desk, { lanId }) {
    const order = only(content, 'CUSTOMER_ORDER', 'Order')
    if (order.LAN_ID !== lanId) throw new Refusal('1003', '报文错误：/LAN_ID 不是本地网')
    const address = order.ORDER_ITEMS.ORDER_ITEM[0]!.INSTALL_ADDR
    if (address.includes('【无资源】')) throw new Refusal('2010', '无覆盖资源')
    const { order: taken, repeated } = await desk.place(order.EXT_CUST_ORDER_ID, order, address)
    if (repeated) return { code: '2001', text: 'EXT_CUST_ORDER_ID 重复', content: numberOf(taken) }
    if (address.includes('【超时】')) throw new Refusal('9074', '后端超时')
    return { code: '0000', text: '成功', content: numberOf(taken) }
  },
  SVC80004 (content, desk) {
    const order = known(desk, only(content, 'QRY', 'Query').EXT_CUST_ORDER_ID)
    return { code: '0000', text: '成功', content: progressOf(order) }
  },
  SVC80005 (content, desk) {
    const { EXT_CUST_ORDER_ID } = only(content, 'CANCEL', 'Cancel')
    known(desk, EXT_CUST_ORDER_ID)
    if (!desk.withdraw(EXT_CUST_ORDER_ID)) throw new Refusal(NOT_NOW, '订单当前环节不允许撤单')
    return { code: '0000', text: '成功' }
  },
  SVC80006 (content, desk) {
    const order = only(content, 'CUSTOMER_ORDER', 'Order')
    const taken = known(desk, order.EXT_CUST_ORDER_ID)
    if (!desk.supplement(order.EXT_CUST_ORDER_ID, order)) throw new Refusal(NOT_NOW, '订单不在待补资料状态')
    return { code: '0000', text: '成功', content: numberOf(taken) }
  }
}

/** *Assumed*: the document lists no code for an order that is not where the request wants it. */
const NOT_NOW = '2005'

/** The one element that a service takes in SvcCont. */
function only<Name extends 'Order' | 'Query' | 'Cancel'> (
  content: unknown, element: string, name: Name
): Schemas[Name] {
  const children = Object.entries(typeof content === 'object' ? content ?? {} : {})
  if (children.length !== 1 || children[0]![0] !== element) throw new Refusal('1003', `报文错误：/SvcCont/${element}`)
  return checked(name, children[0]![1])
}

function checked<Name extends keyof Schemas & string> (name: Name, value: unknown): Schemas[Name] {
  const result = checker.check(name, value)
  if ('mismatches' in result) {
    const { pointer, message } = result.mismatches[0]!
    throw new Refusal('1003', `报文错误：${pointer} ${message}\n\tat com.csb.contract.Validator.check(Validator.java:118)`)
  }
  const early = misplaced(contract, { $ref: `#/components/schemas/${name}` }, value)
  if (early) throw new Refusal('1003', `报文错误：${early} 顺序不符`)
  return result.value
}

function known (desk: Desk, reference: string): SimulatedOrder {
  const order = desk.find(reference)
  if (!order) throw new Refusal('2004', '订单不存在')
  return order
}

function numberOf ({ nativeNumber }: SimulatedOrder): string {
  return leaf('CUST_ORDER_NBR', nativeNumber)
}

function progressOf ({ nativeNumber, status, since, remark }: SimulatedOrder): string {
  const leaves = { CUST_ORDER_NBR: nativeNumber, STATUS_CD: status, STATUS_DATE: time(since), REMARK: remark ?? '' }
  return Object.entries(leaves).map(([name, text]) => leaf(name, text)).join('')
}

function response (transaction: string, now: Date, { code, text, content = '' }: Result): Buffer {
  const type = leaf('RspType', code === '0000' ? '0' : '9')
  const result = `<Response>${type}${leaf('RspCode', code)}${cdata('RspDesc', text)}</Response>`
  const head = `${leaf('ActionCode', '1')}${leaf('TransactionID', transaction)}${leaf('RspTime', time(now))}${result}`
  return gbk(`<TcpCont>${head}</TcpCont><SvcCont>${content}</SvcCont>`)
}

function orderStatus (
  order: SimulatedOrder, url: string, now: Date, { srcOrgId, srcSysId, callbackSign }: Credentials
): OutgoingCallback {
  const head = {
    ActionCode: '0',
    TransactionID: `6003050001${time(now).slice(0, 8)}${String(randomInt(10 ** 10)).padStart(10, '0')}`,
    ServiceLevel: '1',
    SrcOrgID: '600305',
    SrcSysID: '6003050001',
    SrcSysSign: callbackSign,
    DstOrgID: srcOrgId,
    DstSysID: srcSysId,
    BusCode: 'BUS35011',
    ServiceCode: 'SVC80010',
    ServiceContractVer: 'SVC8001020260101',
    ReqTime: time(now)
  }
  const status = leaf('EXT_CUST_ORDER_ID', order.reference) + progressOf(order)
  const body = `<TcpCont>${Object.entries(head).map(([name, text]) => leaf(name, text)).join('')}</TcpCont>` +
    `<SvcCont><ORDER_STATUS>${status}</ORDER_STATUS></SvcCont>`
  return { url, headers: { 'content-type': MEDIA_TYPE }, body: gbk(body) }
}

function acknowledged (status: number, body: Buffer): boolean {
  const root = readContractRoot(body)
  if (status !== 200 || typeof root === 'string') return false
  const { ActionCode, Response } = root['TcpCont'] ?? {}
  return ActionCode === '1' && Response?.RspType === '0' && Response.RspCode === '0000'
}

function time (at: Date): string {
  return DateTime.fromJSDate(at).setZone('Asia/Shanghai').toFormat('yyyyLLddHHmmss')
}
