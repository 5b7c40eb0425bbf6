/** 安广网络 by TM Forum TMF622 Product Ordering: plain REST under an OAuth 2 token, `Error` bodies, events in return. */
import { isDeepStrictEqual } from 'node:util'
import { createRemoteJWKSet, customFetch } from 'jose'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/anguang.d.ts'
import type { Adapter, AdapterContext, AdapterDefinition, OrderKey, Withdrawal } from './adapter.ts'
import { credentials, newAccess } from './anguang-access.ts'
import { anguangCallback, statusOf } from './anguang-callback.ts'
import { Failure, failureOf, type FailureTable } from './failure.ts'
import { notItsOwn, unreadable, type HttpAnswer, type ReadAnswer } from './http.ts'
import { nativeContract } from './native-contract.ts'
import { transport } from './settings.ts'

type Schemas = components['schemas']

const settings = z.strictObject({
  ...transport,
  credentials,
  callback: z.strictObject({
    /** `iss` of the tokens that events come with. */
    issuer: z.string().min(1).default('anguang')
  }).prefault({})
})
type Settings = z.infer<typeof settings>

type AnguangAdapter = Adapter<Schemas['Order'], Schemas['Status']>

const ORDERING = '/tmf-api/productOrderingManagement/v4'

/**
 * By HTTP status; the document lists no codes of the Error body. 429 and 5xx are told by the HTTP client, 409 and 422
 * by the calls.
 */
const FAILURES: FailureTable = {
  400: { comeBack: 'never', fault: 'application' },
  401: { comeBack: 'later', fault: 'hub', alert: true },
  404: { comeBack: 'never', fault: 'hub', alert: true },
  422: { comeBack: 'never', fault: 'application' }
}

/** States of an order that is being cancelled, and may go on after all. */
const BEING_CANCELLED = ['assessingCancellation', 'pendingCancellation']

const contract = nativeContract<Schemas>('anguang')

const error = contract.json('Error')
const stored = contract.json('ProductOrder')
const list = contract.json('ProductOrderList')

/** The statuses that come with an Error body; the document lists no 403 and no 409 beside that of a repeat. */
const ERRORS = { 400: error, 403: error, 404: error, 409: error, 422: error }

/** Whether it is 安广网络 that refuses the token: what verifies it may also stand before it and speak in other words. */
function tokenRefused (body: Buffer, headers: HttpAnswer['headers']): boolean {
  try {
    error(body, headers)
    return true
  } catch (unreadable) {
    if (unreadable instanceof Failure) return false
    throw unreadable
  }
}

type Success<Content> = [status: 200 | 201, read: ReadAnswer<Content>]

type Answer<Content> =
  { status: 'done', content: Content } | { status: keyof typeof ERRORS, content: Schemas['Error'] }

export const adapter = {
  settings,
  // Its events and answers repeat the whole order.
  messages: { format: 'json', bytes: 131_072, depth: 16, parts: 1_000 },
  // §Callback: retries for 24 h.
  terms: { resentFor: '24h' },
  statusBy: 'callback',
  connect
} satisfies AdapterDefinition<Settings, Schemas['Order'], Schemas['Status']>

function connect (context: AdapterContext<Settings>): AnguangAdapter & Required<Pick<AnguangAdapter, 'register'>> {
  const { baseUrl, credentials, callback } = context.settings
  const access = newAccess(context, contract)

  /** A call that succeeds with the status `done` and a body that `read` reads; else 安广网络 answers an Error. */
  async function call<Content> (
    method: 'GET' | 'POST' | 'PATCH', path: string, [done, read]: Success<Content>, content?: object
  ): Promise<Answer<Content>> {
    const answer = await access.withToken(async token => {
      await context.pace()
      return await context.http.send({
        method,
        url: baseUrl + ORDERING + path,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...content && { 'content-type': 'application/json;charset=utf-8' }
        },
        ...content && { body: JSON.stringify(content) }
      }, { ...ERRORS, 401: tokenRefused, 200: read, 201: read })
    })
    // A fresh token is refused as well. When it was 安广网络 itself, nothing was done, and another may do later.
    if (answer.status === 401) {
      throw answer.content ? failureOfStatus(401, '安广网络不接受访问令牌') : unreadable('401')
    }
    if (answer.status !== 200 && answer.status !== 201) return answer
    if (answer.status !== done) throw notItsOwn(answer.status)
    return { status: 'done', content: answer.content }
  }

  /** The order as 安广网络 has it; missing when it has none. */
  async function look ({ reference, nativeNumber }: OrderKey): Promise<Schemas['ProductOrder'] | undefined> {
    const answer = nativeNumber
      ? await call('GET', pathOf(nativeNumber), [200, stored])
      : await call('GET', `/productOrder?externalId=${encodeURIComponent(reference)}`, [200, list])
    if (answer.status === 404) return undefined
    if (answer.status !== 'done') throw failureOfAnswer(answer)
    const orders = [answer.content].flat()
    // A system that overlooks the filter answers other people's orders. What was asked for by number need not repeat
    // the key.
    const order = orders.find(({ externalId = nativeNumber && reference }) => externalId === reference)
    if (!order && orders.length > 0) throw unreadable('externalId')
    return order
  }

  async function numberOf (key: OrderKey): Promise<string> {
    if (key.nativeNumber) return key.nativeNumber
    const order = await look(key)
    if (!order) throw failureOfStatus(404, '安广网络没有该订单')
    return order.id
  }

  return {
    async place (order) {
      const answer = await call('POST', '/productOrder', [201, stored], contract.outgoing('Order', order))
      if (answer.status === 409) return { kind: 'acknowledged', nativeNumber: existing(answer.content) }
      if (answer.status === 422) return { kind: 'refused', code: answer.content.code, reason: answer.content.reason }
      if (answer.status !== 'done') throw failureOfAnswer(answer)
      return { kind: 'acknowledged', nativeNumber: answer.content.id, status: statusOf(answer.content) }
    },

    async inquire (key) {
      await context.paceQuery(key.reference)
      const order = await look(key)
      return order ? { kind: 'found', nativeNumber: order.id, status: statusOf(order) } : { kind: 'notFound' }
    },

    async supplement (key, order, previous) {
      const patch = contract.outgoing('ProductOrder_Update', mergePatch(contract.outgoing('Order', order), previous))
      const answer = await call('PATCH', pathOf(await numberOf(key)), [200, stored], patch)
      if (answer.status !== 'done') throw failureOfAnswer(answer)
    },

    async withdraw (key, reason) {
      const id = await numberOf(key)
      const answer = await call(
        'POST', '/cancelProductOrder', [201, contract.json('CancelProductOrder')],
        contract.outgoing('CancelProductOrder_Create', { productOrder: { id }, cancellationReason: reason })
      )
      const outcome = cancellation(answer)
      if (outcome.kind !== 'tooLate') return outcome
      // A cancellation that is repeated because its answer was lost finds the first one.
      const order = await look({ ...key, nativeNumber: id })
      if (order?.state === 'cancelled') return { kind: 'withdrawn' }
      return order && BEING_CANCELLED.includes(order.state) ? { kind: 'underway' } : outcome
    },

    async register (callbackUrl) {
      const answer = await call(
        'POST', '/hub', [201, contract.json('EventSubscription')],
        contract.outgoing('EventSubscriptionInput', { callback: callbackUrl })
      )
      if (answer.status !== 'done') throw failureOfAnswer(answer)
      return answer.content.id
    },

    callback: anguangCallback(
      { issuer: callback.issuer, audience: credentials.clientId, keys: publishedKeys(context), now: context.now },
      contract
    ),
    close: () => context.http.close()
  }
}

/**
 * The enterprise's keys, kept for ten minutes; an unknown `kid` has them fetched anew, at most twice a minute whatever
 * is sent.
 */
function publishedKeys (context: AdapterContext<Settings>): ReturnType<typeof createRemoteJWKSet> {
  return createRemoteJWKSet(new URL(`${context.settings.baseUrl}/.well-known/jwks.json`), {
    async [customFetch] (url) {
      await context.pace()
      const { content } = await context.http.send(
        { method: 'GET', url, headers: { accept: 'application/json' } }, { 200: contract.json('JsonWebKeySet') }
      )
      return Response.json(content)
    }
  })
}

function pathOf (nativeNumber: string): string {
  return `/productOrder/${encodeURIComponent(nativeNumber)}`
}

/**
 * The number of the order that already has this externalId: it stands in its href. A 409 without one is no
 * duplicate.
 */
function existing ({ referenceError, reason }: Schemas['Error']): string {
  if (!referenceError) throw failureOfStatus(409, reason)
  const number = numberIn(referenceError)
  if (!number) throw unreadable('/referenceError')
  return number
}

/** An href may leave out whatever stands before the resource. */
const ANYWHERE = 'http://relative/'

function numberIn (href: string): string | undefined {
  try {
    const [number, collection] = new URL(href, ANYWHERE).pathname.split('/').filter(Boolean).reverse()
    return collection === 'productOrder' ? decodeURIComponent(number!) : undefined
  } catch {
    return undefined
  }
}

/**
 * The task of cancelling (TMF622, TaskStateType) is over when it is `done`; until then the order may still end another
 * way. The document shows none: where the 201 has no state it is the answer.
 */
function cancellation (answer: Answer<Schemas['CancelProductOrder']>): Withdrawal {
  if (answer.status === 409 || answer.status === 422) return { kind: 'tooLate', reason: answer.content.reason }
  if (answer.status !== 'done') throw failureOfAnswer(answer)
  switch (answer.content.state) {
    case undefined:
    case 'done': return { kind: 'withdrawn' }
    case 'terminatedWithError': return { kind: 'tooLate', reason: '安广网络未能撤单' }
    default: return { kind: 'underway' }
  }
}

function failureOfAnswer ({ status, content }: { status: number, content: Schemas['Error'] }): Failure {
  if (status === 404) return failureOfStatus(404, '安广网络没有该订单或该接口')
  const { code, reason, message } = content
  return failureOfStatus(status, [reason, message].filter(Boolean).join('：'), code)
}

function failureOfStatus (status: number, message: string, code = `http-${status}`): Failure {
  const { facts } = failureOf(FAILURES, String(status), message)
  return new Failure({ ...facts, code })
}

/**
 * RFC 7396: what changed, `null` for what is dropped; arrays go whole. `productOrderItem` is there always, as TMF622
 * wants it.
 */
function mergePatch (order: Schemas['Order'], previous: Schemas['Order']): object {
  const changed = Object.entries(order).filter(
    ([name, value]) => !isDeepStrictEqual(value, previous[name as keyof Schemas['Order']])
  )
  return {
    ...Object.fromEntries(changed),
    ...previous.note && !order.note && { note: [] },
    ...previous.requestedStartDate && !order.requestedStartDate && { requestedStartDate: null },
    productOrderItem: order.productOrderItem
  }
}
