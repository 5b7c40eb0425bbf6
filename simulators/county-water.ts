/**
 * The simulated 泾县供水. Verifies the sign, the clock, every field, the check before submitting and both rate limits as
 * its interface document says, and has no callbacks. Words in the address: 【退件】, 【补件】, and 【在途】 for an address where
 * another bill of the applicant is running (301).
 */
import { createHash } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DateTime } from 'luxon'
import { newChecker, readNativeContract } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/county-water.d.ts'
import { serveContract } from '../openapi/serve-contract.ts'
import { startSimulator, type Desk, type Simulator, type SimulatorOptions } from './simulator.ts'

type Schemas = components['schemas']
type NativeOrder = Schemas['Order']
type Form = Schemas['Form']

export interface CountyWaterOptions extends SimulatorOptions {
  clientid?: string
  secret?: string
  /**
   * Milliseconds that must lie between two queries of one bill; 5 minutes at the enterprise, 1 second in its sandbox.
   */
  queryInterval?: number
  /**
   * Whether an applicant's bill that is still running keeps the next one at the same address out (301). Off unless
   * asked for: whoever tries the hub sends the same sample form many times. 【在途】 shows it in any case.
   */
  oneRunningBill?: boolean
}

const SCRIPT = ['受理', '踏勘', '设计', '预算', '缴费', '施工', '验收', '通水'] as const satisfies Array<Schemas['Node']>
const BEYOND_CANCELLING = new Set<string>(['施工', '验收', '通水'] satisfies Array<Schemas['Node']>)
const CLOSED = new Set<string>(['通水', '作废', '退件'] satisfies Array<Schemas['Node']>)

const CLOCK_WINDOW = 10 * 60_000
const CHECK_VALID = 10 * 60_000
const REQUESTS_A_SECOND = 5
const FILES = 5
const FILE_BYTES = 2 * 1024 * 1024
/** The bill that runs at every address with 【在途】 in it. */
const FOREIGN_BILL = 'JXGS90000001'

export function simulate (options: CountyWaterOptions = {}): Promise<Simulator> {
  return startSimulator({
    profile: 'county-water',
    script: SCRIPT,
    aside: { refused: '退件', needsMaterial: '退补', withdrawn: '作废' },
    nativeNumber: serial => `JXGS${String(serial).padStart(8, '0')}`,
    routes: (app, desk) => serve(app, desk, options)
  }, options)
}

/** A refusal in the enterprise's own format; HTTP stays 200. */
class Refused extends Error {
  readonly code: string

  constructor (code: string, msg: string) {
    super(msg)
    this.code = code
  }
}

function serve (app: FastifyInstance, desk: Desk, options: CountyWaterOptions): void {
  const {
    clientid = 'LB341823', secret = 'water-sandbox-secret', queryInterval = 1000, oneRunningBill = false
  } = options
  const native = readNativeContract('county-water')
  const read = newReader({ clientid, secret, native }, desk)
  const checks = newChecks(desk)
  const running = newRunningBills(desk, oneRunningBill)
  const mayQuery = newLimit(desk, 1, queryInterval)
  const mayCall = newLimit(desk, REQUESTS_A_SECOND, 1000)
  const cancelled = new Set<string>()

  app.setErrorHandler(answerError)
  app.addHook('onRequest', async request => {
    if (!mayCall('')) throw tooMany()
    requireUtf8Form(request)
  })
  serveContract<operations>(app, native, {
    async checkSubmitFlow ({ body }) {
      const { flowcode, cardno, address } = read('Check', body)
      running.refuse(cardno, address)
      checks.passed(flowcode, cardno, address)
      return { code: '200', msg: '成功' }
    },
    async submit ({ body }) {
      const order = read('Order', body)
      refuseFiles(order)
      if (!desk.find(order.flowsn)) {
        checks.require(order)
        running.refuse(order.credno, order.address)
      }
      const { order: bill, repeated } = await desk.place(order.flowsn, order, order.address)
      running.note(order)
      return repeated
        ? { code: '302', msg: `${bill.nativeNumber},重复提交` }
        : { code: '200', msg: `${bill.nativeNumber},提交成功` }
    },
    async queryFlow ({ body }) {
      const { flowsn } = read('Query', body)
      if (!mayQuery(flowsn)) throw tooMany()
      const bill = desk.find(flowsn) ?? unknownFlow()
      const nodeTime = DateTime.fromJSDate(bill.since, { zone: 'Asia/Shanghai' }).toFormat('yyyy-MM-dd HH:mm:ss')
      return {
        code: '200',
        msg: '成功',
        data: {
          billNo: bill.nativeNumber, flowsn, node: bill.status, nodeTime, handler: '营业厅', remark: bill.remark ?? ''
        }
      }
    },
    async resubmit ({ body }) {
      const order = read('Order', body)
      refuseFiles(order)
      if (!desk.find(order.flowsn)) unknownFlow()
      if (!desk.supplement(order.flowsn, order)) throw new Refused('400', '参数错误：flowsn（当前环节不是退补）')
      return { code: '200', msg: '成功' }
    },
    async cancelFlow ({ body }) {
      const { flowsn } = read('Cancellation', body)
      const bill = desk.find(flowsn) ?? unknownFlow()
      if (!cancelled.has(flowsn)) {
        if (BEYOND_CANCELLING.has(bill.status) || !desk.withdraw(flowsn)) throw new Refused('409', '已施工不可作废')
        cancelled.add(flowsn)
      }
      return { code: '200', msg: '成功' }
    }
  })
}

/** §Transport, written from the document alone so that it checks the hub's. */
export function expectedSign (form: Omit<Form, 'sign'>, secret: string): string {
  const hash = createHash('md5')
  for (const part of [form.clientid, form.timestamp, form.data, secret]) hash.update(Buffer.from(part, 'utf8'))
  return hash.digest('hex')
}

interface Verifying { clientid: string, secret: string, native: ReturnType<typeof readNativeContract> }

/** Verifies a form, then reads its `data`. */
function newReader ({ clientid, secret, native }: Verifying, desk: Desk) {
  const checker = newChecker<Schemas>(native)
  return function read<Name extends 'Check' | 'Order' | 'Query' | 'Cancellation'> (
    name: Name, form: Form
  ): Schemas[Name] {
    if (form.clientid !== clientid || form.sign !== expectedSign(form, secret)) throw new Refused('401', '签名错误')
    const sent = DateTime.fromFormat(form.timestamp, 'yyyyMMddHHmmss', { zone: 'Asia/Shanghai' })
    if (!sent.isValid) throw new Refused('400', '参数错误：timestamp')
    if (Math.abs(sent.toMillis() - desk.now().getTime()) > CLOCK_WINDOW) throw new Refused('401', 'timestamp 超出时间窗口')
    const result = checker.check(name, parsed(form.data))
    if ('value' in result) return result.value
    const [{ pointer, message }] = result.mismatches as [typeof result.mismatches[number]]
    throw new Refused('400', `参数错误：${pointer.slice(1).replaceAll('/', '.') || `data ${message}`}`)
  }
}

function parsed (data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    throw new Refused('400', '参数错误：data')
  }
}

/** What the contract cannot say: five files in all, and their size without base64. */
function refuseFiles ({ attachList = [] }: NativeOrder): void {
  const files = attachList.flatMap(group => group.files)
  if (files.length > FILES) throw new Refused('400', '参数错误：attachList（最多5个文件）')
  if (files.some(file => Buffer.byteLength(file.filecontent, 'base64') > FILE_BYTES)) {
    throw new Refused('400', '参数错误：filecontent（不超过2MiB）')
  }
}

/** Which applications were checked, and when; the answer of a check is good for 10 minutes. */
function newChecks (desk: Desk) {
  const passedAt = new Map<string, number>()
  return {
    passed (flowcode: string, cardno: string, address: string) {
      passedAt.set(JSON.stringify([flowcode, cardno, address]), desk.now().getTime())
    },
    require ({ flowcode, credno, address }: NativeOrder) {
      const at = passedAt.get(JSON.stringify([flowcode, credno, address]))
      // The document names no code for it.
      if (at === undefined || desk.now().getTime() - at > CHECK_VALID) {
        throw new Refused('400', '参数错误：提交前10分钟内未调用checkSubmitFlow')
      }
    }
  }
}

/** Whose bills are running where. */
function newRunningBills (desk: Desk, oneRunningBill: boolean) {
  const latest = new Map<string, string>()
  return {
    refuse (cardno: string, address: string) {
      if (address.includes('【在途】')) throw new Refused('301', `${FOREIGN_BILL},存在在途业务`)
      const bill = desk.find(latest.get(JSON.stringify([cardno, address])) ?? '')
      if (oneRunningBill && bill && !CLOSED.has(bill.status)) throw new Refused('301', `${bill.nativeNumber},存在在途业务`)
    },
    note ({ flowsn, credno, address }: NativeOrder) {
      latest.set(JSON.stringify([credno, address]), flowsn)
    }
  }
}

/** Lets `most` through in any `interval` per key; what it turns away does not count. */
function newLimit (desk: Desk, most: number, interval: number): (key: string) => boolean {
  const passed = new Map<string, number[]>()
  return key => {
    const now = desk.now().getTime()
    const recent = (passed.get(key) ?? []).filter(at => now - at < interval)
    const free = recent.length < most
    passed.set(key, free ? [...recent, now] : recent)
    return free
  }
}

function requireUtf8Form ({ headers }: FastifyRequest): void {
  if (!/^application\/x-www-form-urlencoded;\s*charset=utf-8$/i.test(headers['content-type'] ?? '')) {
    throw new Refused('400', '参数错误：Content-Type')
  }
}

function unknownFlow (): never {
  throw new Refused('404', '流程不存在')
}

function tooMany (): Error {
  return Object.assign(new Error('Too Many Requests'), { statusCode: 429 })
}

function answerError (error: FastifyError | Refused, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refused) return reply.code(200).send({ code: error.code, msg: error.message })
  if (error.statusCode === 429) return reply.code(429).type('text/plain').send(error.message)
  if (error.validation) {
    const [{ instancePath, params }] = error.validation as [typeof error.validation[number]]
    return reply.code(200).send({
      code: '400', msg: `参数错误：${params['missingProperty'] ?? params['additionalProperty'] ?? instancePath.slice(1)}`
    })
  }
  return reply.code(error.statusCode ?? 500).type('text/plain').send(error.message)
}
