/**
 * The simulated 新奥燃气: receipts first, decisions by callback, and 【区外】 or 【港华】 in an address for one that belongs to the
 * other gas company.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { DateTime } from 'luxon'
import { request } from 'undici'
import type { components, operations } from '../openapi/enterprises/enn.d.ts'
import { readNativeContract, type Json } from '../openapi/document.ts'
import { serveContract } from '../openapi/serve-contract.ts'
import { EnnError, ennSignature, guard, type EnnCredentials } from './enn-gateway.ts'
import { fixed, SANDBOX_PLACE } from './place.ts'
import {
  startSimulator, type Desk, type OutgoingCallback, type SimulatedOrder, type Simulator, type SimulatorOptions
} from './simulator.ts'

type Schemas = components['schemas']

export interface EnnOptions extends SimulatorOptions {
  credentials?: EnnCredentials
  callbackCredentials?: EnnCredentials
  /** What stands before `/jx-install` in the base URL, e.g. `/openapi`. */
  gatewayPath?: string
  /** Fetches the links of every order, as ENN does within 24 hours. */
  fetchLinks?: boolean
}

export interface FetchedFile { name: string, status: number, mediaType: string, bytes: number }

export interface EnnSimulator extends Simulator {
  /** What came of the links of an order; empty without `fetchLinks`. */
  fetched (reference: string): Promise<FetchedFile[]>
}

/** Before these nothing is decided, or nothing will be: there is no order number. */
const UNNUMBERED = new Set(['RECEIVED', 'OUT_OF_AREA'])
/** Where there is nothing left to withdraw. */
const ENDED = new Set(['REFUSED', 'OUT_OF_AREA', 'GAS_ON', 'WITHDRAWN'])

export async function simulate (options: EnnOptions = {}): Promise<EnnSimulator> {
  const {
    credentials = { accessKey: 'LB341823', secret: 'enn-sandbox-secret' },
    callbackCredentials = { accessKey: 'LB341823', secret: 'enn-callback-secret' },
    gatewayPath = '', fetchLinks = false, place = SANDBOX_PLACE
  } = options
  const contract = fixed(readNativeContract('enn'), { 'Premises.regionCode': place.code })
  const fetching = new Map<string, Promise<FetchedFile[]>>()

  function received (order: Schemas['Order']): void {
    if (fetchLinks) fetching.set(order.externalNo, Promise.all((order.attachments ?? []).map(fetchLink)))
  }

  const simulator = await startSimulator({
    profile: 'enn',
    script: ['ACCEPTED', 'SURVEY_BOOKED', 'SURVEYED', 'QUOTED', 'PAID', 'BUILDING', 'INSPECTED', 'GAS_ON'],
    initial: 'RECEIVED',
    aside: { refused: 'REFUSED', needsMaterial: 'NEED_MATERIAL', withdrawn: 'WITHDRAWN', elsewhere: 'OUT_OF_AREA' },
    nativeNumber: serial => `XA${String(serial).padStart(10, '0')}`,
    routes (app, desk) {
      guard(app, credentials, desk.now)
      app.register(async gateway => serve(gateway, contract, desk, received), { prefix: gatewayPath })
    },
    callback: (order, to, now, genuine) =>
      notification(order, to, now, genuine ? callbackCredentials : { ...callbackCredentials, secret: 'forged' }),
    acknowledged: status => status >= 200 && status < 300
  }, options)

  return { ...simulator, fetched: async reference => fetching.get(reference) ?? [] }
}

/** What comes empty is not there any more. */
function amended (order: Schemas['Order'], changes: Schemas['Supplement']): Schemas['Order'] {
  const { gas, attachments, note, ...whole } = { ...order, ...changes }
  return {
    ...whole,
    ...gas && Object.keys(gas).length > 0 && { gas },
    ...attachments && attachments.length > 0 && { attachments },
    ...note && { note }
  }
}

function serve (app: FastifyInstance, contract: Json, desk: Desk, received: (order: Schemas['Order']) => void): void {
  function known (reference: string): SimulatedOrder {
    const order = desk.find(reference)
    if (!order) throw new EnnError(404, 'NOT_FOUND', '申请不存在')
    return order
  }

  serveContract<Omit<operations, 'stateChanged'>>(app, contract, {
    async apply ({ body }, reply) {
      const { order, repeated } = await desk.place(body.externalNo, body, body.premises.address)
      reply.code(repeated ? 409 : 202)
      if (!repeated) {
        if (/【(区外|港华)】/.test(body.premises.address)) order.ahead = ['OUT_OF_AREA']
        received(body)
      }
      return { success: true, data: { receipt: `R${order.nativeNumber}` } }
    },
    async inquire ({ params }) {
      return { success: true, data: statusOf(known(params.externalNo)) }
    },
    async supplement ({ params, body }, reply) {
      const order = known(params.externalNo)
      const content = amended(order.content as Schemas['Order'], body)
      if (!desk.supplement(order.reference, content)) throw new EnnError(409, 'NOT_AWAITING', '申请不在待补件状态')
      received(content)
      reply.code(202)
      return { success: true }
    },
    async withdraw ({ params }, reply) {
      const order = known(params.externalNo)
      if (ENDED.has(order.status) || !desk.withdraw(order.reference)) {
        throw new EnnError(409, 'TOO_LATE', '已通气或已办结，不能撤回')
      }
      reply.code(202)
      return { success: true }
    }
  })
}

function statusOf ({ reference, nativeNumber, status, since, remark, content }: SimulatedOrder): Schemas['Status'] {
  const { visit } = content as Schemas['Order']
  const at = DateTime.fromJSDate(since, { zone: 'Asia/Shanghai' })
  const booked = visit ?? at.plus({ days: 1 }).startOf('hour').toISO()!
  return {
    externalNo: reference,
    ...!UNNUMBERED.has(status) && { orderNo: nativeNumber },
    state: status,
    stateTime: status === 'SURVEY_BOOKED' ? booked : at.toISO()!,
    ...noteOf(status, remark)
  }
}

function noteOf (status: string, remark: string | undefined): { note?: string } {
  if (status === 'OUT_OF_AREA') return { note: '该地址不在新奥燃气经营区域' }
  return remark ? { note: remark } : {}
}

function notification (
  order: SimulatedOrder, to: string, now: Date, { accessKey, secret }: EnnCredentials
): OutgoingCallback {
  const status = statusOf(order)
  const content: Schemas['Notification'] = {
    // The same over every repeat, another for every step.
    eventId: createHash('sha256').update(JSON.stringify([status, order.since])).digest('hex').slice(0, 32),
    ...status,
    ...status.state === 'SURVEY_BOOKED' && { engineer: { name: '陈工', mobile: '13900000000' } }
  }
  const body = JSON.stringify(content)
  const timestamp = String(now.getTime())
  const nonce = randomBytes(16).toString('hex')
  const { pathname, search } = new URL(to)
  return {
    url: to,
    headers: {
      'content-type': 'application/json',
      'x-gw-accesskey': accessKey,
      'x-gw-timestamp': timestamp,
      'x-gw-nonce': nonce,
      'x-gw-signature': ennSignature(secret, 'POST', pathname + search, timestamp, nonce, body)
    },
    body
  }
}

async function fetchLink ({ name, mediaType, url }: Schemas['Attachment']): Promise<FetchedFile> {
  try {
    const { statusCode: status, headers, body } = await request(url, { signal: AbortSignal.timeout(5000) })
    const bytes = (await body.arrayBuffer()).byteLength
    return { name, status, mediaType: headers['content-type']?.toString() ?? mediaType, bytes }
  } catch {
    // Nobody answers under this link; 0 as for a request that got no status.
    return { name, status: 0, mediaType, bytes: 0 }
  }
}
