/** 安广网络 by TM Forum TMF622 Product Ordering: plain REST under an OAuth 2 token, `Error` bodies, events in return. */
import { isDeepStrictEqual } from 'node:util'
import { createRemoteJWKSet, customFetch } from 'jose'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/anguang.d.ts'
import type { Adapter, AdapterContext, AdapterDefinition, OrderKey } from './adapter.ts'
import { credentials, newAccess } from './anguang-access.ts'
import { anguangCallback, statusOf } from './anguang-callback.ts'
import { Failure, failureOf, type FailureTable } from './failure.ts'
import { parseJson, unreadable, type HttpAnswer } from './http.ts'
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
  401: { comeBack: 'never', fault: 'hub', alert: true },
  404: { comeBack: 'never', fault: 'hub', alert: true },
  422: { comeBack: 'never', fault: 'application' }
}

const CANCELLED = ['cancelled', 'assessingCancellation', 'pendingCancellation']

const contract = nativeContract<Schemas>('anguang')

export const adapter = {
  settings, statusBy: 'callback', connect
} satisfies AdapterDefinition<Settings, Schemas['Order'], Schemas['Status']>

function connect (context: AdapterContext<Settings>): AnguangAdapter & Required<Pick<AnguangAdapter, 'register'>> {
  const { baseUrl, credentials, callback } = context.settings
  const access = newAccess(context, contract)

  function call (method: 'GET' | 'POST' | 'PATCH', path: string, content?: object): Promise<HttpAnswer> {
    return access.withToken(async token => {
      await context.pace()
      return context.http.send({
        method,
        url: baseUrl + ORDERING + path,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...content && { 'content-type': 'application/json;charset=utf-8' }
        },
        ...content && { body: JSON.stringify(content) }
      })
    })
  }

  /** The order as 安广网络 has it; missing when it has none. */
  async function look ({ reference, nativeNumber }: OrderKey): Promise<Schemas['ProductOrder'] | undefined> {
    const answer = await call(
      'GET', nativeNumber ? pathOf(nativeNumber) : `/productOrder?externalId=${encodeURIComponent(reference)}`
    )
    // Only 安广网络 itself knows that it has no such order; a gateway that has no such page says so in other words.
    if (answer.status === 404) {
      errorOf(answer)
      return undefined
    }
    if (answer.status !== 200) throw failureOfAnswer(answer)
    const content = parseJson(answer.body)
    const orders = nativeNumber
      ? [contract.answered('ProductOrder', content)]
      : contract.answered('ProductOrderList', content)
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
      const answer = await call('POST', '/productOrder', contract.outgoing('Order', order))
      if (answer.status === 409) return { kind: 'acknowledged', nativeNumber: existing(answer) }
      if (answer.status === 422) return { kind: 'refused', ...refusalOf(answer) }
      if (answer.status !== 201) throw failureOfAnswer(answer)
      const stored = contract.answered('ProductOrder', parseJson(answer.body))
      return { kind: 'acknowledged', nativeNumber: stored.id, status: statusOf(stored) }
    },

    async inquire (key) {
      await context.paceQuery(key.reference)
      const order = await look(key)
      return order ? { kind: 'found', nativeNumber: order.id, status: statusOf(order) } : { kind: 'notFound' }
    },

    async supplement (key, order, previous) {
      const patch = contract.outgoing('ProductOrder_Update', mergePatch(contract.outgoing('Order', order), previous))
      const answer = await call('PATCH', pathOf(await numberOf(key)), patch)
      if (answer.status !== 200) throw failureOfAnswer(answer)
      contract.answered('ProductOrder', parseJson(answer.body))
    },

    async withdraw (key, reason) {
      const id = await numberOf(key)
      const answer = await call(
        'POST', '/cancelProductOrder',
        contract.outgoing('CancelProductOrder_Create', { productOrder: { id }, cancellationReason: reason })
      )
      const declined = declinedCancellation(answer)
      if (declined === undefined) return { kind: 'withdrawn' }
      // A cancellation that is repeated because its answer was lost finds the first one.
      const order = await look({ ...key, nativeNumber: id })
      return order && CANCELLED.includes(order.state) ? { kind: 'withdrawn' } : { kind: 'tooLate', reason: declined }
    },

    async register (callbackUrl) {
      const answer = await call('POST', '/hub', contract.outgoing('EventSubscriptionInput', { callback: callbackUrl }))
      if (answer.status !== 201) throw failureOfAnswer(answer)
      return contract.answered('EventSubscription', parseJson(answer.body)).id
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
      const { status, body } = await context.http.send({ method: 'GET', url, headers: { accept: 'application/json' } })
      return new Response(new Uint8Array(body), { status })
    }
  })
}

function pathOf (nativeNumber: string): string {
  return `/productOrder/${encodeURIComponent(nativeNumber)}`
}

/**
 * The number of the order that already has this externalId: the last segment of its href. A 409 without one is no
 * duplicate.
 */
function existing (answer: HttpAnswer): string {
  const { referenceError, reason } = errorOf(answer)
  if (!referenceError) throw failureOfStatus(409, reason)
  const number = lastSegment(referenceError)
  if (!number) throw unreadable('/referenceError')
  return number
}

function lastSegment (href: string): string | undefined {
  try {
    return decodeURIComponent(new URL(href).pathname.split('/').filter(Boolean).at(-1) ?? '')
  } catch {
    return undefined
  }
}

function refusalOf (answer: HttpAnswer): { code: string, reason: string } {
  const { code, reason } = errorOf(answer)
  return { code, reason }
}

/** Why a cancellation is declined; undefined when it is not. */
function declinedCancellation (answer: HttpAnswer): string | undefined {
  if (answer.status === 409 || answer.status === 422) return errorOf(answer).reason
  if (answer.status !== 201) throw failureOfAnswer(answer)
  const { state } = contract.answered('CancelProductOrder', parseJson(answer.body))
  return state === 'terminatedWithError' ? '安广网络未能撤单' : undefined
}

function errorOf (answer: HttpAnswer): Schemas['Error'] {
  return contract.answered('Error', parseJson(answer.body))
}

/** A wrong token or address is told by the status alone: what answers then need not be 安广网络. */
function failureOfAnswer (answer: HttpAnswer): Failure {
  if (answer.status === 401) return failureOfStatus(401, '安广网络不接受访问令牌')
  if (answer.status === 404) return failureOfStatus(404, '安广网络没有该订单或该接口')
  const { code, reason, message } = errorOf(answer)
  return failureOfStatus(answer.status, [reason, message].filter(Boolean).join('：'), code)
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
