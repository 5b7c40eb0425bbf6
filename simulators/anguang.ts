/**
 * The simulated 安广网络: a TMF622 order book behind OAuth 2, its events under tokens of its own. 【无资源】 in an address is
 * not serviceable.
 */
import { createHash } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readNativeContract } from '../openapi/document.ts'
import type { components, operations } from '../openapi/enterprises/anguang.d.ts'
import { serveContract } from '../openapi/serve-contract.ts'
import {
  bodyDigest, newEventKeys, newTokenDesk, TOKEN_LIFE, type Client, type EventAlgorithm, type TokenDesk
} from './anguang-access.ts'
import { sandboxPublicJwk } from './anguang-sandbox-key.ts'
import { startSimulator, type Desk, type SimulatedOrder, type Simulator, type SimulatorOptions } from './simulator.ts'

type Schemas = components['schemas']
type Served = Omit<operations, 'listenToProductOrderStateChangeEvent' | 'listenToProductOrderInformationRequiredEvent'>

export interface AnguangOptions extends SimulatorOptions {
  client?: Client
  /** What events are signed with. */
  algorithm?: EventAlgorithm
}

export interface AnguangSimulator extends Simulator {
  /** Signs events with a new key from now on. */
  rotateKey (algorithm?: EventAlgorithm): void
  /** Forgets every access token. */
  revokeTokens (): void
}

/**
 * Beside the order book: when an order came, why it is to be cancelled, where the enterprise itself and the hub's
 * listener are.
 */
interface Notes {
  placedAt: Map<string, Date>
  reasons: Map<string, string>
  /** By native number. */
  references: Map<string, string>
  origin: string
  listener?: string
}

const ORDERING = '/tmf-api/productOrderingManagement/v4'

/** Where there is nothing left to cancel, or it is being cancelled already. */
const ENDED = ['rejected', 'failed', 'partial', 'completed', 'cancelled', 'pendingCancellation']

/** Seconds. */
const EVENT_TOKEN_LIFE = 120

export async function simulate (options: AnguangOptions = {}): Promise<AnguangSimulator> {
  const {
    client = { clientId: 'lianban', jwk: sandboxPublicJwk }, algorithm = 'EdDSA', now = () => new Date()
  } = options
  const keys = newEventKeys(algorithm)
  const tokens = newTokenDesk(client, now)
  const notes: Notes = { placedAt: new Map(), reasons: new Map(), references: new Map(), origin: '' }

  const simulator = await startSimulator({
    profile: 'anguang',
    initial: 'acknowledged',
    script: ['pending', 'inProgress', 'completed'],
    aside: { refused: 'rejected', needsMaterial: 'held', withdrawn: 'cancelled' },
    nativeNumber: serial => `AG${String(serial).padStart(8, '0')}`,
    routes (app, desk) {
      app.addHook('onRequest', async request => { notes.origin = `${request.protocol}://${request.host}` })
      app.setErrorHandler(refuse)
      serve(app, desk, { tokens, notes, published: keys.published })
    },
    callback (order, to, now, genuine) {
      const { path, event } = eventOf(order, notes)
      const body = JSON.stringify(event)
      const exp = Math.floor(now.getTime() / 1000) + EVENT_TOKEN_LIFE
      const token = keys.token({ iss: 'anguang', aud: client.clientId, exp, bodySha256: bodyDigest(body) }, genuine)
      return {
        url: (notes.listener ?? to) + path,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json;charset=utf-8' },
        body
      }
    },
    acknowledged: status => status === 204
  }, options)

  return { ...simulator, rotateKey: (next = algorithm) => keys.rotate(next), revokeTokens: tokens.revoke }
}

interface Serving { tokens: TokenDesk, notes: Notes, published: () => Schemas['JsonWebKeySet'] }

function serve (app: FastifyInstance, desk: Desk, { tokens, notes, published }: Serving): void {
  function known (id: string): SimulatedOrder {
    const order = desk.find(notes.references.get(id) ?? '')
    if (!order) throw refusal(404, 'notFound', '订单不存在')
    return order
  }

  serveContract<Served>(app, readNativeContract('anguang'), {
    async requestToken ({ body }) {
      const issued = tokens.issue(body.client_assertion, `${notes.origin}/oauth2/token`)
      if ('wrong' in issued) throw new Refusal(401, { error: 'invalid_client', error_description: issued.wrong })
      return { access_token: issued.token, token_type: 'Bearer', expires_in: TOKEN_LIFE }
    },
    readKeys: async () => published(),
    async createProductOrder ({ body }, reply) {
      const address = body.productOrderItem[0]!.product.place.find(({ role }) => role === 'installationAddress')!.name
      if (address.includes('【无资源】')) throw refusal(422, 'notServiceable', '该地址暂无网络资源')
      if (!notes.placedAt.has(body.externalId)) notes.placedAt.set(body.externalId, desk.now())
      const { order, repeated } = await desk.place(body.externalId, body, address)
      notes.references.set(order.nativeNumber, order.reference)
      if (repeated) throw refusal(409, 'duplicateExternalId', '外部流水号已存在', hrefOf(order, notes))
      reply.code(201)
      return productOrder(order, notes)
    },
    async listProductOrder ({ query: { externalId } }) {
      const order = externalId === undefined ? undefined : desk.find(externalId)
      return order ? [productOrder(order, notes)] : []
    },
    retrieveProductOrder: async ({ params }) => productOrder(known(params.id), notes),
    async patchProductOrder ({ params, body }) {
      const order = known(params.id)
      if (!desk.supplement(order.reference, merged(order.content as object, body))) {
        throw refusal(409, 'notHeld', '订单不在待补件状态')
      }
      return productOrder(order, notes)
    },
    async createCancelProductOrder ({ body }, reply) {
      const order = known(body.productOrder.id)
      if (ENDED.includes(order.status) || !desk.withdraw(order.reference)) {
        throw refusal(409, 'tooLate', '订单已办结或已在撤单，不能撤单')
      }
      order.status = 'pendingCancellation'
      notes.reasons.set(order.reference, body.cancellationReason)
      reply.code(201)
      return { id: `C${order.nativeNumber}`, ...body, state: 'inProgress' }
    },
    async registerListener ({ body }, reply) {
      notes.listener = body.callback
      reply.code(201)
      return { id: '1', callback: body.callback }
    }
  }, {
    guards: {
      accessToken: () => async request => {
        if (!tokens.admits(request.headers.authorization)) throw refusal(401, 'unauthorized', '访问令牌无效或已过期')
      }
    }
  })
}

function productOrder (order: SimulatedOrder, notes: Notes): Schemas['ProductOrder'] {
  const { reference, nativeNumber, status, since, content } = order
  const ended = status === 'completed' || status === 'partial'
  const reason = notes.reasons.get(reference)
  return {
    ...content as Schemas['Order'],
    id: nativeNumber,
    href: hrefOf(order, notes),
    state: status,
    orderDate: notes.placedAt.get(reference)!.toISOString(),
    ...ended && { completionDate: since.toISOString() },
    ...status === 'cancelled' && { cancellationDate: since.toISOString(), ...reason && { cancellationReason: reason } }
  }
}

function hrefOf ({ nativeNumber }: SimulatedOrder, { origin }: Notes): string {
  return `${origin}${ORDERING}/productOrder/${nativeNumber}`
}

/** RFC 7396; the members of an order are texts and arrays, so nothing is merged deeper. */
function merged (order: object, patch: object): object {
  return Object.fromEntries(Object.entries({ ...order, ...patch }).filter(([, value]) => value !== null))
}

function eventOf (order: SimulatedOrder, notes: Notes): {
  path: string, event: Schemas['ProductOrderStateChangeEvent'] | Schemas['ProductOrderInformationRequiredEvent']
} {
  const { reference, nativeNumber, status, since, remark } = order
  const told = {
    // The same for every delivery of one change, another for the next.
    eventId: createHash('sha256').update(JSON.stringify([nativeNumber, status, since, remark]))
      .digest('hex').slice(0, 32),
    eventTime: since.toISOString(),
    ...remark && { description: remark },
    event: { productOrder: { ...productOrder(order, notes), externalId: reference } }
  }
  return status === 'held'
    ? {
        path: '/listener/productOrderInformationRequiredEvent',
        event: { ...told, eventType: 'ProductOrderInformationRequiredEvent' }
      }
    : { path: '/listener/productOrderStateChangeEvent', event: { ...told, eventType: 'ProductOrderStateChangeEvent' } }
}

/** A request that 安广网络 declines, in the words of a TMF `Error`, or of RFC 6749 for a token. */
class Refusal extends Error {
  readonly statusCode: number
  readonly content: Schemas['Error'] | Schemas['TokenError']

  constructor (status: number, content: Schemas['Error'] | Schemas['TokenError']) {
    super(String(status))
    this.statusCode = status
    this.content = content
  }
}

function refusal (status: number, code: string, reason: string, referenceError?: string): Refusal {
  return new Refusal(status, { code, reason, status: String(status), ...referenceError && { referenceError } })
}

function refuse (error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500
  if (error instanceof Refusal) return reply.code(status).send(error.content)
  if (request.url === '/oauth2/token') {
    const refused = { error: 'invalid_request', error_description: error.message } satisfies Schemas['TokenError']
    return reply.code(status).send(refused)
  }
  const field = error.validation?.[0]
  const missing = field && 'missingProperty' in field.params ? `/${field.params['missingProperty']}` : ''
  const pointer = field && field.instancePath + missing
  return reply.code(status).send({
    code: field ? 'invalidField' : 'malformed',
    reason: field ? `字段不符合要求：${pointer}` : '请求报文无法识别',
    message: error.message,
    status: String(status)
  } satisfies Schemas['Error'])
}
