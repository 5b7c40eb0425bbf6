/**
 * The simulated 县行政审批, from its interface document: tokens, files, filings and their departments, and callbacks that
 * come again until they are acknowledged. It serves no orders, so it has a book of filings of its own.
 */
import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import { readNativeContract } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/county-approvals.d.ts'
import { serveContract, type Handlers } from '../openapi/serve-contract.ts'
import {
  hasEnded, newDepartments, standing, type Departments, type ItemCode, type SimulatedFiling, type StatusCode
} from './county-approvals-departments.ts'
import { FAULTS, newFaults, suffer, type Fault, type Faults } from './faults.ts'
import { fixed, SANDBOX_PLACE } from './place.ts'
import { countAnswers, SERVER, type SimulatorOptions } from './simulator.ts'

type Native = components['schemas']
type Result = Native['Result']

/** The callback is the hub's to serve. */
type Served = Omit<operations, 'itemProgress'>

interface Accounts { appKey: string, appSecret: string, callbackToken: string }

const SANDBOX: Accounts = {
  appKey: 'lianban', appSecret: 'approvals-sandbox-secret', callbackToken: 'approvals-callback-token'
}

export type ApprovalsSimulatorOptions = SimulatorOptions & Partial<Accounts>

export interface ApprovalsSimulator {
  slug: string
  url: string
  filings: ReadonlyMap<string, SimulatedFiling>
  /** By their fileid. */
  files: ReadonlyMap<string, { filename: string, content: Buffer }>
  /** How often it answered what, by method, path and status. */
  answers: ReadonlyMap<string, number>
  faults: Faults
  /** Says `系统繁忙` to so many calls from now on, those for a token too. */
  beBusy (times: number): void
  /** Takes no token any more that it has given. */
  forgetTokens (): void
  /** Moves a department of a filing to a status and, where it calls back, tells the hub and waits for its answer. */
  move (flowno: string, itemcode: string, blzt: string, blyj?: string): Promise<void>
  close (): Promise<void>
}

/** Starts it on loopback. */
export async function simulate (options: ApprovalsSimulatorOptions = {}): Promise<ApprovalsSimulator> {
  const { pace, callbackUrl, now = () => new Date(), place = SANDBOX_PLACE } = options
  const { callbackToken, ...account } = { ...SANDBOX, ...options }
  const faults = newFaults()
  const answers = new Map<string, number>()
  const door = newDoor(account, now)
  const departments = newDepartments({ callbackUrl, callbackToken, pace, faults, now })
  const book: Book = { filings: new Map(), files: new Map(), code: place.code, departments, now }

  const app = Fastify(SERVER)
  app.register(async native => {
    suffer(native, faults)
    countAnswers(native, answers)
    serve(native, book, door)
  })
  control(app, book, faults, door)
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  return {
    slug: options.slug ?? 'county-approvals',
    url,
    filings: book.filings,
    files: book.files,
    answers,
    faults,
    beBusy: times => door.beBusy(times),
    forgetTokens: () => door.forgetTokens(),
    move: (flowno, itemcode, blzt, blyj) => {
      const found = itemOf(book, flowno, itemcode)
      if (!found) throw new Error(`no item ${itemcode} of ${flowno}`)
      return departments.move(found.filing, found.item, blzt as StatusCode, blyj)
    },
    async close () {
      departments.close()
      await app.close()
    }
  }
}

interface Book {
  filings: Map<string, SimulatedFiling>
  files: Map<string, { filename: string, content: Buffer }>
  /** 行政区划 of the county. */
  code: string
  departments: Departments
  now: () => Date
}

/** A result that is not done, in the system's own words. */
class Refused extends Error {}

function refuse (text: string): never {
  throw new Refused(text)
}

function done (custom?: unknown): Result {
  return { status: { code: '1', text: 'ok' }, ...custom !== undefined && { custom } }
}

interface Door {
  /** Throws Refused. */
  check (token: unknown): void
  /** Throws Refused. */
  admit (): void
  issue (params: Native['GetTokenRequest']['params']): Native['TokenGrant']
  beBusy (times: number): void
  forgetTokens (): void
}

const TOKEN_LIFE = 1800

function newDoor ({ appKey, appSecret }: Omit<Accounts, 'callbackToken'>, now: () => Date): Door {
  const expiries = new Map<string, number>()
  let busy = 0
  return {
    check (token) {
      if ((expiries.get(String(token)) ?? 0) <= now().getTime()) refuse('token失效')
    },
    admit () {
      if (busy > 0) {
        busy--
        refuse('系统繁忙')
      }
    },
    issue ({ appkey, appsecret }) {
      if (appkey !== appKey || appsecret !== appSecret) refuse('appkey或appsecret错误')
      const token = randomBytes(16).toString('hex')
      expiries.set(token, now().getTime() + TOKEN_LIFE * 1000)
      return { token, expires: TOKEN_LIFE }
    },
    beBusy (times) { busy = times },
    forgetTokens: () => expiries.clear()
  }
}

function serve (app: FastifyInstance, book: Book, door: Door): void {
  const contract = fixed(readNativeContract('county-approvals'), { 'Project.areacode': book.code })
  // Before anything of the parameters is looked at.
  app.addHook('preValidation', async (request: FastifyRequest) => {
    door.admit()
    if (request.routeOptions.config.operationId === 'getToken') return
    door.check((request.body as { token?: unknown } | null)?.token)
  })
  app.setErrorHandler((error: FastifyError | Refused, _request, reply) => {
    if (error instanceof Refused) return reply.code(200).send({ status: { code: '0', text: error.message } })
    if (error.statusCode === undefined || error.statusCode >= 500) throw error
    return reply.code(200).send({ status: { code: '0', text: `参数错误：${fieldOf(error)}` } })
  })
  serveContract<Served>(app, contract, {
    getToken: async ({ body }) => done(door.issue(body.params)),
    ...projects(book)
  })
}

function projects (book: Book): Omit<Handlers<Served>, 'getToken'> {
  const { filings, files, departments } = book
  const known = (flowno: string): SimulatedFiling => filings.get(flowno) ?? refuse('flowno不存在')

  return {
    async uploadFile ({ body: { params: { filename, file } } }) {
      const fileid = `F${String(files.size + 1).padStart(10, '0')}`
      files.set(fileid, { filename, content: Buffer.from(file, 'base64') })
      return done({ fileid })
    },
    async submitProject ({ body: { params } }) {
      checkContent(book, params)
      const filing = filings.get(params.flowno)
      if (!filing) return done(taken(await newFiling(book, params)))
      if (isDeepStrictEqual(filing.content, params)) filing.submissions++
      else correct(departments, filing, params)
      return done(taken(filing))
    },
    async getProgress ({ body: { params: { flowno } } }) {
      return done({ items: known(flowno).items.map(standing) })
    },
    async cancelProject ({ body: { params: { flowno, reason } } }) {
      const filing = known(flowno)
      if (filing.items.every(hasEnded)) refuse('已办结')
      // Asked again because the answer was lost: it is underway already.
      if (filing.cancelled === undefined) {
        filing.cancelled = reason
        departments.cancel(filing)
      }
      return done()
    }
  }
}

function checkContent ({ files }: Book, { startdate, enddate, materials }: Native['Project']): void {
  if (enddate < startdate) refuse('参数错误：enddate')
  if (!materials.every(({ fileid }) => files.has(fileid))) refuse('参数错误：materials.fileid')
}

async function newFiling (
  { filings, code, departments, now }: Book, content: Native['Project']
): Promise<SimulatedFiling> {
  const serial = String(filings.size + 1).padStart(6, '0')
  const filing: SimulatedFiling = {
    flowno: content.flowno,
    flowsn: `SP${code}${serial}`,
    content,
    submissions: 1,
    items: content.items.map(itemcode => ({
      itemcode, projectno: `${itemcode}${code}${serial}`, blzt: '1', since: now(), blyj: '', accepted: false, ahead: []
    }))
  }
  filings.set(content.flowno, filing)
  await departments.take(filing)
  return filing
}

/** Corrected content is material for the departments that wait for it, and otherwise another filing's. */
function correct (departments: Departments, filing: SimulatedFiling, content: Native['Project']): void {
  if (!filing.items.some(({ blzt }) => blzt === '6')) refuse('flowno已存在')
  // The departments are those of the filing; which of them there are is nothing that one of them could ask for.
  if (!isDeepStrictEqual(content.items.toSorted(), filing.content.items.toSorted())) refuse('参数错误：items')
  filing.content = content
  filing.submissions++
  departments.correct(filing)
}

function taken ({ flowsn, items }: SimulatedFiling): Native['ProjectTaken'] {
  return { flowsn, items: items.map(({ itemcode, projectno }) => ({ itemcode, projectno })) }
}

function itemOf ({ filings }: Pick<Book, 'filings'>, flowno: string, itemcode: string) {
  const filing = filings.get(flowno)
  const item = filing?.items.find(item => item.itemcode === itemcode as ItemCode)
  return filing && item && { filing, item }
}

/** The first field that is wrong, as `params.items.0`. */
function fieldOf (error: FastifyError): string {
  const [wrong] = error.validation ?? []
  if (!wrong) return error.statusCode === 415 ? 'Content-Type' : '报文'
  const inside = wrong.params['missingProperty'] ?? wrong.params['additionalProperty']
  return [...wrong.instancePath.split('/').slice(1), inside].filter(part => part !== undefined).join('.') || '报文'
}

const MOVE = {
  type: 'object', required: ['blzt'], properties: { blzt: { type: 'string' }, blyj: { type: 'string' } }
}

const ARMED = {
  type: 'object', required: ['fault'], properties: { fault: { enum: FAULTS }, times: { type: 'integer', minimum: 0 } }
}

const BUSY = { type: 'object', required: ['times'], properties: { times: { type: 'integer', minimum: 0 } } }

/** Its own interface, for people with curl: look at the filings, move a department, arm a fault. */
function control (app: FastifyInstance, book: Book, faults: Faults, door: Door): void {
  app.get('/simulator/filings', async () => [...book.filings.values()])
  app.post<{ Params: { flowno: string, itemcode: string }, Body: { blzt: StatusCode, blyj?: string } }>(
    '/simulator/filings/:flowno/:itemcode/move', { schema: { body: MOVE } }, async ({ params, body }, reply) => {
      const found = itemOf(book, params.flowno, params.itemcode)
      if (!found) return reply.code(404).send({ message: 'no such item' })
      await book.departments.move(found.filing, found.item, body.blzt, body.blyj)
      return found.filing
    })
  app.post<{ Body: { fault: Fault, times?: number } }>('/simulator/faults', {
    schema: { body: ARMED }
  }, async request => {
    faults.arm(request.body.fault, request.body.times)
    return { armed: request.body.fault }
  })
  app.post<{ Body: { times: number } }>('/simulator/busy', { schema: { body: BUSY } }, async request => {
    door.beBusy(request.body.times)
    return { busy: request.body.times }
  })
}
