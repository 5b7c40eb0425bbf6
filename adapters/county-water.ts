/**
 * A county water company (县供水): form fields around a JSON text, signed with MD5. It never calls back; the hub asks for
 * the node of each bill. Codes, sign and limits: interface document §Transport.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { components } from '../openapi/enterprises/county-water.d.ts'
import type { Adapter, AdapterContext, AdapterDefinition, Inquiry, OrderKey, Placement } from './adapter.ts'
import { failureOf, type FailureTable } from './failure.ts'
import { unreadable } from './http.ts'
import { nativeContract } from './native-contract.ts'
import { secret, transport } from './settings.ts'
import { timestamp } from './timestamp.ts'

type Schemas = components['schemas']
type NativeOrder = Schemas['Order']
type Status = Schemas['Status']
type Action = 'checkSubmitFlow' | 'submit' | 'queryFlow' | 'resubmit' | 'cancelFlow'

const settings = z.strictObject({
  ...transport,
  credentials: z.strictObject({ clientid: z.string().min(1), secret })
})

type Settings = z.infer<typeof settings>

export const adapter: AdapterDefinition<Settings, NativeOrder, Status> = {
  settings,
  messages: { format: 'json', bytes: 65_536, depth: 8, parts: 500 },
  // §Transport: 429 for more than 5 requests in any second. §3: at most one query per bill in 5 minutes. Since nothing
  // is told otherwise, it is asked little less often than that.
  terms: {
    rateLimit: { requests: 5, per: '1s' },
    queryInterval: '5m',
    watch: { first: '7m', awaiting: '7m', every: '30m' }
  },
  statusBy: 'polling',
  connect
}

const contract = nativeContract<Schemas>('county-water')

const FAILURES: FailureTable = {
  301: { comeBack: 'never', fault: 'application' },
  400: { comeBack: 'never', fault: 'application' },
  401: { comeBack: 'never', fault: 'hub', alert: true },
  404: { comeBack: 'never', fault: 'enterprise' },
  500: { comeBack: 'later', fault: 'enterprise' },
  503: { comeBack: 'later', fault: 'enterprise' }
}

function connect (context: AdapterContext<Settings>): Adapter<NativeOrder, Status> {
  const { baseUrl, credentials } = context.settings

  async function call<Name extends 'Result' | 'QueryResult'> (
    action: Action, message: object, answer: Name
  ): Promise<Schemas[Name]> {
    await context.pace()
    // HTTP is always 200, whatever the code says.
    const { content } = await context.http.send({
      method: 'POST',
      url: `${baseUrl}/api/appService/${action}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      body: signedForm(credentials, context.now(), JSON.stringify(message))
    }, { 200: contract.json(answer) })
    return content
  }

  async function inquire ({ reference }: OrderKey): Promise<Inquiry<Status>> {
    await context.paceQuery(reference)
    const { code, msg, data } = await call(
      'queryFlow', contract.outgoing('Query', { flowsn: reference }), 'QueryResult'
    )
    if (code === '404') return { kind: 'notFound' }
    if (code !== '200') throw failureOf(FAILURES, code, msg)
    if (data?.flowsn !== reference) throw unreadable('/data/flowsn')
    return { kind: 'found', nativeNumber: data.billNo, status: data }
  }

  /** §1: must come before every submit. Undefined when the way is free. */
  async function runningBill (order: NativeOrder): Promise<Placement<Status> | undefined> {
    const { flowsn, flowcode, credno, address } = order
    const { code, msg } = await call(
      'checkSubmitFlow', contract.outgoing('Check', { flowcode, cardno: credno, address }), 'Result'
    )
    if (code === '200') return undefined
    if (code === '301') {
      // The check knows no serial: after a submit whose answer was lost, the running bill is this very order's.
      const own = await inquire({ reference: flowsn })
      if (own.kind === 'found') return { ...own, kind: 'acknowledged' }
    }
    throw failureOf(FAILURES, code, msg)
  }

  return {
    async place (order) {
      const running = await runningBill(contract.outgoing('Order', order))
      if (running) return running
      const { code, msg } = await call('submit', order, 'Result')
      if (code !== '200' && code !== '302') throw failureOf(FAILURES, code, msg)
      return { kind: 'acknowledged', ...billNumber(msg) }
    },

    inquire,

    async supplement (_key, order) {
      const { code, msg } = await call('resubmit', contract.outgoing('Order', order), 'Result')
      if (code !== '200') throw failureOf(FAILURES, code, msg)
    },

    async withdraw ({ reference }, reason) {
      const { code, msg } = await call(
        'cancelFlow', contract.outgoing('Cancellation', { flowsn: reference, reason }), 'Result'
      )
      if (code === '200') return { kind: 'withdrawn' }
      if (code === '409') return { kind: 'tooLate', reason: msg }
      throw failureOf(FAILURES, code, msg)
    },

    close: () => context.http.close()
  }
}

/** The form body of one attempt. `data` is signed before form encoding, exactly as it is sent. */
function signedForm ({ clientid, secret }: Settings['credentials'], now: Date, data: string): string {
  const signed = { clientid, timestamp: timestamp(now), data }
  return new URLSearchParams({ ...signed, sign: signCountyWater({ ...signed, secret }) }).toString()
}

export function signCountyWater (
  { clientid, timestamp, data, secret }: Record<'clientid' | 'timestamp' | 'data' | 'secret', string>
): string {
  return createHash('md5').update(clientid + timestamp + data + secret, 'utf8').digest('hex')
}

/** §2: the text before the first comma. The order has been taken even when it is missing. */
function billNumber (msg: string): { nativeNumber?: string } {
  const [number, ...more] = msg.split(',', 2)
  const nativeNumber = number!.trim()
  return more.length > 0 && nativeNumber !== '' ? { nativeNumber } : {}
}
