/** 新奥燃气 through its API gateway: signed JSON, HTTP status codes, and answers that are only receipts. */
import { z } from 'zod'
import type { components } from '../openapi/enterprises/enn.d.ts'
import type { AdapterContext, AdapterDefinition, OrderKey } from './adapter.ts'
import { changedFields } from './changed-fields.ts'
import { ennCallback } from './enn-callback.ts'
import { signEnn } from './enn-signature.ts'
import { Failure, failureOf, type FailureTable } from './failure.ts'
import { unreadable, type HttpAnswer, type OwnAnswer, type OwnAnswers } from './http.ts'
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

const receipt = contract.json('ReceiptAnswer')
const error = contract.json('ErrorAnswer')

/** The statuses by which ENN turns any message away, with the body that the document shows for 400. */
const ERRORS = { 400: error, 401: error, 404: error }

/**
 * The document gives this 202 no body, so none is asked for; but one that says something else is not taken for success.
 */
function acknowledgement (body: Buffer, headers: HttpAnswer['headers']): void {
  if (body.length > 0) contract.json('Acknowledgement')(body, headers)
}

export const adapter: AdapterDefinition<Settings, Schemas['Order'], Schemas['Status']> = {
  settings,
  messages: { format: 'json', bytes: 65_536, depth: 8, parts: 500 },
  // §Apply: the 202 is a receipt; after 30 minutes of silence ask. §Callback: re-sent for 24 hours.
  terms: { acknowledgement: { within: '30m' }, resentFor: '24h' },
  statusBy: 'callback',
  connect
}

function connect (context: AdapterContext<Settings>): ReturnType<typeof adapter.connect> {
  const { baseUrl, credentials, callback } = context.settings

  /** One signed request; timestamp and nonce are new for every one. */
  async function call<Own extends OwnAnswers> (
    method: 'GET' | 'POST', path: string, own: Own, content?: object
  ): Promise<OwnAnswer<Own>> {
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
    }, own)
  }

  return {
    async place (order) {
      // 409: the externalNo exists; its body is that of the 202. The receipt is no number of theirs: that comes with
      // acceptance.
      const own = { ...ERRORS, 202: receipt, 409: receipt }
      const answer = await call('POST', APPLICATIONS, own, contract.outgoing('Order', order))
      if (answer.status !== 202 && answer.status !== 409) throw failureOfAnswer(answer)
      return { kind: 'receipt' }
    },

    async inquire (key) {
      await context.paceQuery(key.reference)
      const answer = await call('GET', pathOf(key), { ...ERRORS, 200: contract.json('InquiryAnswer') })
      if (answer.status === 404) return { kind: 'notFound' }
      if (answer.status !== 200) throw failureOfAnswer(answer)
      const { data } = answer.content
      if (data.externalNo !== key.reference) throw unreadable('/data/externalNo')
      return { kind: 'found', ...data.orderNo && { nativeNumber: data.orderNo }, status: data }
    },

    async supplement (key, order, previous) {
      const changed = changes(contract.outgoing('Order', order), previous)
      const own = { ...ERRORS, 202: acknowledgement, 409: error }
      const answer = await call('POST', `${pathOf(key)}/supplement`, own, contract.outgoing('Supplement', changed))
      if (answer.status !== 202) throw failureOfAnswer(answer)
    },

    async withdraw (key, reason) {
      const own = { ...ERRORS, 202: acknowledgement, 409: error }
      const request = contract.outgoing('WithdrawRequest', { reason })
      const answer = await call('POST', `${pathOf(key)}/withdraw`, own, request)
      if (answer.status === 409) return { kind: 'tooLate', reason: answer.content.message || '新奥燃气答复已不能撤回' }
      if (answer.status !== 202) throw failureOfAnswer(answer)
      return { kind: 'withdrawn' }
    },

    callback: believingEither(callback, credentials => ennCallback(credentials, contract, context.now)),
    close: () => context.http.close()
  }
}

function pathOf ({ reference }: OrderKey): string {
  return `${APPLICATIONS}/${encodeURIComponent(reference)}`
}

/** The fields of the order that differ from what ENN has. A visit has no empty form: it cannot be taken back. */
function changes (order: Schemas['Order'], previous: Schemas['Order']): Schemas['Supplement'] {
  const { externalNo, ...fields } = changedFields(order, previous, { gas: {}, attachments: [], note: '' })
  return fields
}

function failureOfAnswer ({ status, content }: { status: number, content: Schemas['ErrorAnswer'] }): Failure {
  const message = [content.field, content.message].filter(Boolean).join('：')
  const { facts } = failureOf(FAILURES, String(status), message)
  return new Failure({ ...facts, code: content.code })
}
