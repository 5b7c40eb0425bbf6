/**
 * A simulated 港华燃气 (VCC openapi), from its interface document: tokens, media, work orders, and the push 7005. 【区外】 or
 * 【新奥】 in an address is outside its operating area (30010).
 */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyError, FastifyInstance } from 'fastify'
import { newChecker, readNativeContract } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/towngas.d.ts'
import { serveContract, type Handlers } from '../openapi/serve-contract.ts'
import {
  startSimulator, type Desk, type OutgoingCallback, type SimulatedOrder, type Simulator, type SimulatorOptions
} from './simulator.ts'
import { newDoor, Refused, shanghai, signatureOf, type Door, type TowngasAccess } from './towngas-access.ts'

type Schemas = components['schemas']
type Status = Schemas['Status']

/** 7005 is the hub's to serve. */
type Served = Omit<operations, 'pushStatus'>

const SANDBOX: TowngasAccess = {
  appId: 'LB341823',
  basePassword: 'towngas-sandbox-base-secret',
  accessPassword: 'towngas-sandbox-access-secret',
  callbackPassword: 'towngas-callback-secret'
}

const INTERFACES: Record<string, string> = {
  '/vcc-openapi/oauth2/getToken': '1001',
  '/vcc-openapi/media/upload': '2001',
  '/vcc-openapi/workorder/create': '5001',
  '/vcc-openapi/workorder/update': '5002',
  '/vcc-openapi/workorder/cancel': '5003',
  '/vcc-openapi/workorder/ongoing': '5004',
  '/vcc-openapi/workorder/detail': '5005'
}

const GAS_ON = '60'
const CANCELLED = '80'
const REFUSED = '90'
const ENDED = [GAS_ON, CANCELLED, REFUSED]

const LARGEST_FILE = 2 * 1024 * 1024

export function simulate (options: SimulatorOptions & { access?: Partial<TowngasAccess> } = {}): Promise<Simulator> {
  const access = { ...SANDBOX, ...options.access }
  let pushes = 0
  return startSimulator({
    profile: 'towngas',
    script: ['10', '20', '30', '40', '50', GAS_ON],
    aside: { refused: REFUSED, needsMaterial: '70', withdrawn: CANCELLED },
    nativeNumber: serial => `TG341823${String(serial).padStart(8, '0')}`,
    routes: (app, desk) => serve(app, desk, newDoor(access, desk.now)),
    callback: (order, to, now, genuine) => push(order, to, now, access, genuine, ++pushes),
    acknowledged: (status, body) => status === 200 && /"resultCode"\s*:\s*"0"/.test(body.toString())
  }, options)
}

function serve (app: FastifyInstance, desk: Desk, door: Door): void {
  const contract = readNativeContract('towngas')
  app.addHook('preParsing', async (request, _reply, payload) => {
    const body = await buffer(payload)
    const interfaceNumber = INTERFACES[request.routeOptions.url ?? '']
    if (interfaceNumber) door.check(interfaceNumber, request.query as Record<string, string>, body)
    return Readable.from(body, { objectMode: false })
  })
  app.setErrorHandler<FastifyError>((error, _request, reply) => reply.code(200).send(refusal(error)))
  serveContract<Served>(app, contract, {
    getToken: async () => door.issueToken(),
    ...mediaAndOrders(desk, newChecker<Schemas>(contract))
  })
}

function mediaAndOrders (
  desk: Desk, checker: ReturnType<typeof newChecker<Schemas>>
): Omit<Handlers<Served>, 'getToken'> {
  const orders = new Map<string, SimulatedOrder>()
  const media = new Set<string>()

  function known (externalNo: string): SimulatedOrder {
    return desk.find(externalNo) ?? refuse('30404', '工单不存在')
  }

  function checkMedia ({ mediaIds = [] }: Schemas['Order']): void {
    if (!mediaIds.every(id => media.has(id))) refuse('30001', '参数错误：mediaIds')
  }

  return {
    async uploadMedia ({ query, body }) {
      if (body.length === 0 || body.length > LARGEST_FILE) refuse('30001', '参数错误：文件为空或超过 2 MiB')
      if ((query.type === 'pdf') !== body.subarray(0, 1024).includes('%PDF-')) refuse('30001', '参数错误：type')
      const mediaId = `M${String(media.size + 1).padStart(10, '0')}`
      media.add(mediaId)
      return done({ mediaId })
    },
    async createWorkOrder ({ body }) {
      if (/【(区外|新奥)】/.test(body.addr)) refuse('30010', '地址不在经营区域')
      checkMedia(body)
      const { order, repeated } = await desk.place(body.externalNo, body, body.addr)
      orders.set(order.reference, order)
      const data = { workOrderNo: order.nativeNumber }
      return repeated ? { resultCode: '30009', resultMsg: 'externalNo 已存在', data } : done(data)
    },
    async updateWorkOrder ({ body: { action, ...changes } }) {
      const order = known(changes.externalNo)
      const updated = amended(order.content as Schemas['Order'], changes)
      const checked = checker.check('Order', updated)
      if ('mismatches' in checked) return refuse('30001', `参数错误：${checked.mismatches[0]!.pointer.slice(1)}`)
      checkMedia(checked.value)
      if (action === 'SUPPLEMENT') {
        if (!desk.supplement(order.reference, updated)) refuse('30001', '参数错误：action，工单不在待补件状态')
      } else {
        if (!changes.appointTime) refuse('30001', '参数错误：appointTime')
        if (ENDED.includes(order.status)) refuse('30001', '参数错误：action，工单已结束')
        order.content = updated
        order.appointments.push(changes.appointTime!)
      }
      return done()
    },
    async cancelWorkOrder ({ body }) {
      const order = known(body.externalNo)
      if (order.status === GAS_ON) refuse('30011', '已通气不可取消')
      if (order.status === REFUSED) refuse('30011', '工单已拒绝，不可取消')
      // With nothing ahead it is being cancelled already: the same answer to the same request.
      if (order.ahead.length > 0 && !desk.withdraw(order.reference)) refuse('30011', '即将通气，不可取消')
      return done()
    },
    async listOngoingWorkOrders ({ query }) {
      const mine = [...orders.values()].filter(({ content, status }) =>
        (content as Schemas['Order']).certNo === query.certNo && !ENDED.includes(status))
      return done(mine.map(nativeStatus))
    },
    readWorkOrder: async ({ query }) => done(nativeStatus(known(query.externalNo)))
  }
}

/** The order with its changes; an old address is kept of 改管 only. */
function amended (order: Schemas['Order'], changes: object): object {
  const { oldAddr, remark, ...whole } = { ...order, ...changes }
  return { ...whole, ...whole.orderType === 'GG' && oldAddr !== undefined && { oldAddr }, ...remark && { remark } }
}

function done<Data> (data?: Data): { resultCode: string, resultMsg: string, data?: Data } {
  return { resultCode: '0', resultMsg: '成功', ...data !== undefined && { data } }
}

function refuse (resultCode: string, resultMsg: string): never {
  throw new Refused(resultCode, resultMsg)
}

/** Every refusal, by whichever part, in the enterprise's own form. */
function refusal (error: FastifyError | Refused): Schemas['Answer'] {
  if (error instanceof Refused) return { resultCode: error.resultCode, resultMsg: error.message }
  const [wrong] = error.validation ?? []
  if (wrong) {
    const inside = wrong.params['missingProperty'] ?? wrong.params['additionalProperty']
    return { resultCode: '30001', resultMsg: `参数错误：${[wrong.instancePath.slice(1), inside].filter(Boolean).join('/')}` }
  }
  if (error.statusCode === 415) return { resultCode: '30001', resultMsg: '参数错误：Content-Type' }
  if ((error.statusCode ?? 500) < 500) return { resultCode: '30001', resultMsg: '参数错误：报文体' }
  return { resultCode: '50000', resultMsg: '系统异常' }
}

function nativeStatus ({ nativeNumber, reference, status, since, remark }: SimulatedOrder): Status {
  const statusTime = shanghai(since).toFormat('yyyy-MM-dd HH:mm:ss')
  return {
    workOrderNo: nativeNumber, externalNo: reference, status, statusTime, operator: '港华客服', remark: remark ?? ''
  }
}

function push (
  order: SimulatedOrder, to: string, now: Date, access: TowngasAccess, genuine: boolean, serial: number
): OutgoingCallback {
  const body = JSON.stringify(nativeStatus(order))
  const seq = `7005${shanghai(now).toFormat('yyyyMMddHHmmss')}${String(serial).padStart(14, '0')}`
  const query = { seq, appId: access.appId }
  const sign = signatureOf(query, body, genuine ? access.callbackPassword : 'not-the-callback-password')
  return {
    url: `${to}?${new URLSearchParams({ ...query, sign })}`, headers: { 'content-type': 'application/json' }, body
  }
}
