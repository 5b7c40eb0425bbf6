/** 新奥燃气 through its API gateway: signed JSON, HTTP status codes, and answers that are only receipts. */
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/enn.d.ts'
import type { AdapterContext, AdapterDefinition, OrderKey } from './adapter.ts'
import { ennCallback } from './enn-callback.ts'
import { signEnn } from './enn-signature.ts'
import { Failure, failureOf, type FailureTable } from './failure.ts'
import { parseJson, unreadable, type HttpAnswer } from './http.ts'
import { nativeContract } from './native-contract.ts'
import { believingEither, rotating } from './rotation.ts'
import { secret, transport } from './settings.ts'

type Schemas = components['schemas']

const settings = z.strictObject({
  ...transport,
  credentials: z.strictObject({ accessKey: z.string().min(1), secret }),
  callback: rotating({
    accessKey: z.string().min(1),
    secret,
    /** Path and query of the callback URL as agreed, where a gateway before the hub rewrites it; else as received. */
    path: z.string().startsWith('/').optional()
  })
})
type Settings = z.infer<typeof settings>

const APPLICATIONS = '/jx-install/api/v1/applications'

/** By HTTP status: the document lists no native codes. 429 and 5xx are told by the HTTP client. */
const FAILURES: FailureTable = {
  400: { comeBack: 'never', fault: 'application' },
  401: { comeBack: 'never', fault: 'hub', alert: true },
  404: { comeBack: 'never', fault: 'hub', alert: true }
}

const NONCE_LENGTH = 32

const contract = nativeContract<Schemas>('enn')

export const adapter: AdapterDefinition<Settings, Schemas['Order'], Schemas['Status']> = {
  settings,
  // §Apply: the 202 is a receipt; after 30 minutes of silence ask.
  terms: { acknowledgement: { within: '30m' } },
  statusBy: 'callback',
  connect
}

function connect (context: AdapterContext<Settings>): ReturnType<typeof adapter.connect> {
  const { baseUrl, credentials, callback } = context.settings

  /** One signed request; timestamp and nonce are new for every one. */
  async function call (method: 'GET' | 'POST', path: string, content?: object): Promise<HttpAnswer> {
    await context.pace()
    const body = content ? JSON.stringify(content) : ''
    const timestamp = String(context.now().getTime())
    // Decimal digits are hexadecimal ones too.
    const nonce = context.digits(NONCE_LENGTH)
    return context.http.send({
      method,
      url: baseUrl + path,
      headers: {
        'X-GW-AccessKey': credentials.accessKey,
        'X-GW-Timestamp': timestamp,
        'X-GW-Nonce': nonce,
        'X-GW-Signature': signEnn(credentials.secret, { method, path, timestamp, nonce, body }),
        ...content && { 'Content-Type': 'application/json' }
      },
      ...content && { body }
    })
  }

  return {
    async place (order) {
      const answer = await call('POST', APPLICATIONS, contract.outgoing('Order', order))
      // 409: the externalNo exists; its body is that of the 202. The receipt is no number of theirs: that comes with
      // acceptance.
      if (answer.status !== 202 && answer.status !== 409) throw failureOfAnswer(answer)
      contract.answered('ReceiptAnswer', parseJson(answer.body))
      return { kind: 'receipt' }
    },

    async inquire (key) {
      await context.paceQuery(key.reference)
      const answer = await call('GET', pathOf(key))
      if (answer.status === 404) return { kind: 'notFound' }
      if (answer.status !== 200) throw failureOfAnswer(answer)
      const { data } = contract.answered('InquiryAnswer', parseJson(answer.body))
      if (data.externalNo !== key.reference) throw unreadable('/data/externalNo')
      return { kind: 'found', ...data.orderNo && { nativeNumber: data.orderNo }, status: data }
    },

    async supplement (key, order, previous) {
      const changed = changes(contract.outgoing('Order', order), previous)
      const answer = await call('POST', `${pathOf(key)}/supplement`, contract.outgoing('Supplement', changed))
      if (answer.status !== 202) throw failureOfAnswer(answer)
      checkAcknowledgement(answer)
    },

    async withdraw (key, reason) {
      const answer = await call('POST', `${pathOf(key)}/withdraw`, contract.outgoing('WithdrawRequest', { reason }))
      if (answer.status === 409) return { kind: 'tooLate', reason: told(answer)?.message || '新奥燃气答复已不能撤回' }
      if (answer.status !== 202) throw failureOfAnswer(answer)
      checkAcknowledgement(answer)
      return { kind: 'withdrawn' }
    },

    callback: believingEither(callback, credentials => ennCallback(credentials, contract, context.now)),
    close: () => context.http.close()
  }
}

function pathOf ({ reference }: OrderKey): string {
  return `${APPLICATIONS}/${encodeURIComponent(reference)}`
}

/** The fields of the order that differ from what ENN has. The interface has no way to take a field back. */
function changes (order: Schemas['Order'], previous: Schemas['Order']): Schemas['Supplement'] {
  const { externalNo, ...fields } = order
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) =>
    !isDeepStrictEqual(value, previous[name as keyof Schemas['Order']])))
}

/**
 * The document gives this 202 no body, so none is asked for; but one that says something else is not taken for success.
 */
function checkAcknowledgement ({ body }: HttpAnswer): void {
  if (body.length > 0) contract.answered('Acknowledgement', parseJson(body))
}

function failureOfAnswer (answer: HttpAnswer): Failure {
  const error = told(answer)
  // Only ENN itself knows which field is wrong; a 400 in other words comes from something on the way.
  if (answer.status === 400 && !error) return unreadable('400')
  const message = [error?.field, error?.message].filter(Boolean).join('：') || `HTTP ${answer.status}`
  const { facts } = failureOf(FAILURES, String(answer.status), message)
  return new Failure({ ...facts, code: error?.code ?? `http-${answer.status}` })
}

/** The error as ENN words it; missing when the gateway answered with a page of its own. */
function told ({ body }: HttpAnswer): Schemas['ErrorAnswer'] | undefined {
  try {
    return contract.answered('ErrorAnswer', parseJson(body))
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
