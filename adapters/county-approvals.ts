/**
 * 县行政审批: one address for each action, JSON in the envelope `{token, params}`, a session token that all processes
 * share. What is not done is told apart by its text alone (contract, Result).
 */
import { z } from 'zod'
import type { components } from '../openapi/enterprises/county-approvals.d.ts'
import type { AdapterContext } from './adapter.ts'
import type { ApprovalsAdapter, ApprovalsDefinition } from './approvals-adapter.ts'
import { approvalsCallback } from './county-approvals-callback.ts'
import { Failure, failureOf, type FailureTable } from './failure.ts'
import type { HttpRequest } from './http.ts'
import { nativeContract } from './native-contract.ts'
import { believingEither, rotating } from './rotation.ts'
import { secret, transport } from './settings.ts'
import { withToken } from './with-token.ts'

type Native = components['schemas']

const settings = z.strictObject({
  ...transport,
  credentials: z.strictObject({ appKey: secret, appSecret: secret }),
  callback: rotating({ token: secret }),
  /** 行政区划 that the system knows the county by; the county's own code unless given. */
  areaCode: z.string().regex(/^\d{6}$/, '应为六位行政区划代码').optional()
})

export type CountyApprovalsSettings = z.infer<typeof settings>
type Context = AdapterContext<CountyApprovalsSettings>
type CountyApprovals = ApprovalsAdapter<Native['Project'], Native['Item']>

const contract = nativeContract<Native>('county-approvals')

export const adapter: ApprovalsDefinition<CountyApprovalsSettings, Native['Project'], Native['Item']> = {
  settings,
  messages: { format: 'json', bytes: 65_536, depth: 8, parts: 500 },
  connect (context) {
    return {
      ...filings(newCall(context), context.paceQuery),
      callback: believingEither(context.settings.callback, ({ token }) => approvalsCallback(token, contract)),
      close: () => context.http.close()
    }
  }
}

/** The texts that the document gives a meaning to. */
const TOKEN_REFUSED = 'token失效'
const BUSY = '系统繁忙'
const OTHER_CONTENT = 'flowno已存在'
const UNKNOWN_FLOWNO = 'flowno不存在'
const ENDED = '已办结'

/** A token that is refused right after it was renewed: perhaps somebody else renews it too. */
const FAILURES: FailureTable = {
  [TOKEN_REFUSED]: { comeBack: 'later', fault: 'hub', alert: true }
}

/** 系统繁忙 means not done; how long to wait is a second at least. */
const BUSY_WAIT = 1000

interface Answer { done: boolean, text: string, custom: unknown }

function filings (
  call: Call, paceQuery: Context['paceQuery']
): Pick<CountyApprovals, 'submit' | 'inquire' | 'cancel' | 'upload'> {
  return {
    async submit (project) {
      const answer = await call('submitProject', contract.outgoing('Project', project))
      if (answer.text === OTHER_CONTENT && !answer.done) return { kind: 'otherContent', reason: answer.text }
      if (!answer.done) return { kind: 'refused', code: NOT_DONE, reason: answer.text }
      const { flowsn, items } = contract.answered('ProjectTaken', answer.custom)
      const departments = items.map(({ itemcode, projectno }) => ({ itemCode: itemcode, projectNumber: projectno }))
      return { kind: 'submitted', nativeNumber: flowsn, departments }
    },
    async inquire (reference) {
      await paceQuery(reference)
      const answer = await call('getProgress', contract.outgoing('ProgressQuery', { flowno: reference }))
      if (!answer.done && answer.text === UNKNOWN_FLOWNO) return { kind: 'notFound' }
      if (!answer.done) throw refusal(answer, 'enterprise')
      return { kind: 'found', items: contract.answered('Progress', answer.custom).items }
    },
    async cancel (reference, reason) {
      const answer = await call('cancelProject', contract.outgoing('Cancel', { flowno: reference, reason }))
      if (answer.done) return { kind: 'underway' }
      if (answer.text === ENDED) return { kind: 'tooLate', reason: answer.text }
      if (answer.text === UNKNOWN_FLOWNO) return { kind: 'notFound' }
      throw refusal(answer, 'enterprise')
    },
    async upload (content, name) {
      const file = contract.outgoing('File', { filename: name, file: content.toString('base64') })
      const answer = await call('uploadFile', file, { ...file, file: `（${content.length} 字节）` })
      if (!answer.done) throw refusal(answer, 'application')
      return contract.answered('FileTaken', answer.custom).fileid
    }
  }
}

/** The document has one code for whatever is not done. */
const NOT_DONE = '0'

/** A no to something that can have no other answer: a person has to look. */
function refusal ({ text }: Answer, fault: 'enterprise' | 'application' | 'hub', alert = false): Failure {
  return failureOf({ [NOT_DONE]: { comeBack: 'never', fault, ...alert && { alert } } }, NOT_DONE, text)
}

/** Throws Failure for what is no answer to any question. `plain`: the parameters as the hub's trail keeps them. */
type Call = (action: Action, params: Params, plain?: object) => Promise<Answer>
type Action = 'submitProject' | 'getProgress' | 'cancelProject' | 'uploadFile'
type Params = Native['Project' | 'ProgressQuery' | 'Cancel' | 'File']

/** Calls with the shared token; one that is refused is renewed and the call repeated, once. */
function newCall (context: Context): Call {
  const { settings: { baseUrl, credentials } } = context

  async function send (action: string, content: object, secrets: string[], plain?: object): Promise<Answer> {
    await context.pace()
    const request: HttpRequest = {
      method: 'POST',
      url: `${baseUrl}/approvals/rest/${action}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(content),
      ...plain && { plain: { body: JSON.stringify(plain), answer: body => body.toString('utf8') } }
    }
    const { content: { status, custom } } = await context.http.send(request, { 200: contract.json('Result') })
    const text = shown(status.text ?? '', secrets)
    if (status.code === NOT_DONE && text === BUSY) throw busy()
    return { done: status.code !== NOT_DONE, text, custom }
  }

  async function renew (): Promise<{ value: string, expiresAt: Date }> {
    const { appKey, appSecret } = credentials
    const asked = context.now().getTime()
    const request = contract.outgoing('GetTokenRequest', { params: { appkey: appKey, appsecret: appSecret } })
    const answer = await send('getToken', request, [appKey, appSecret])
    if (!answer.done) throw refusal({ ...answer, text: answer.text || '获取令牌被拒绝' }, 'hub', true)
    const { token, expires } = contract.answered('TokenGrant', answer.custom)
    // A little earlier, so that none ends on its way.
    return { value: token, expiresAt: new Date(asked + (expires - Math.min(60, expires / 2)) * 1000) }
  }

  return async (action, params, plain) => {
    const attempt = (token: string): Promise<Answer> =>
      send(action, { token, params }, [token, credentials.appKey, credentials.appSecret], plain && { params: plain })
    const answer = await withToken(context.token, renew, attempt, isTokenRefused)
    if (isTokenRefused(answer)) throw failureOf(FAILURES, TOKEN_REFUSED, '刚取得的令牌仍被拒绝')
    return answer
  }
}

function isTokenRefused ({ done, text }: Answer): boolean {
  return !done && text === TOKEN_REFUSED
}

function busy (): Failure {
  return new Failure({
    comeBack: 'later', fault: 'enterprise', code: BUSY, message: BUSY, condition: 'busy', retryAfter: BUSY_WAIT
  })
}

/** The system's own words: the first line, without what the hub proves itself with, should they repeat it. */
function shown (text: string, secrets: string[]): string {
  const first = text.trim().split('\n', 1)[0]!.trim()
  const without = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), first)
  return [...without].slice(0, 200).join('')
}
