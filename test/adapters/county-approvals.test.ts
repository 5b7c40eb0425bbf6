/** What is 县行政审批's own: its settings, and that neither secrets nor files are kept of what is said to it. Its cases are run with all others. */
import { test } from 'tap'
import type { AdapterContext } from '../../adapters/adapter.ts'
import { Failure } from '../../adapters/failure.ts'
import { newHttpClient } from '../../adapters/http.ts'
import { approvals } from '../../src/enterprises/approvals.ts'
import { newRedactor } from '../../src/ground/redaction/redact.ts'
import { collectMessages, secretsOf, trailObserver, type SentMessage } from '../../src/records/trail/messages.ts'
import { mergePatch } from '../../src/ground/form/merge-patch.ts'
import { adapterContext } from '../kit/adapter-context.ts'
import { commonParts } from '../kit/adapter-cases.ts'
import { APPROVALS_SETTINGS, atApprovals, connectAdapter, failureOf, profileSettings } from '../kit/connected-adapter.ts'

const { order: project, key } = commonParts('county-approvals')

function wrong (patch: object): Array<{ path: PropertyKey[] }> {
  const { error } = approvals.settings.safeParse(mergePatch(APPROVALS_SETTINGS, patch))
  return error!.issues
}

test('settings', async t => {
  t.strictSame(approvals.settings.parse(mergePatch(APPROVALS_SETTINGS, { baseUrl: 'https://approvals.example/', areaCode: '990101' })), {
    ...APPROVALS_SETTINGS, baseUrl: 'https://approvals.example', timeout: 15_000, areaCode: '990101'
  })
  t.equal(approvals.settings.parse(APPROVALS_SETTINGS).areaCode, undefined, 'the county\'s own code unless given')
  for (const [patch, path] of [
    [{ areaCode: '3418' }, 'areaCode'],
    [{ credentials: { appSecret: '' } }, 'credentials.appSecret'],
    [{ credentials: { appKey: null } }, 'credentials.appKey'],
    [{ callback: { token: '' } }, 'callback.token'],
    [{ callback: { next: { token: '' } } }, 'callback.next.token'],
    [{ baseUrl: 'ftp://approvals.example' }, 'baseUrl'],
    [{ surprise: 1 }, '']
  ] as const) t.strictSame(wrong(patch).map(({ path }) => path.join('.')), [path], JSON.stringify(patch))
  t.strictSame(secretsOf(profileSettings('county-approvals')), ['lianban', 'approvals-sandbox-secret', 'approvals-callback-token'], 'are known as such to the trail')
})

test('nothing that proves who the hub is, and no file, is kept of an exchange', async t => {
  const { simulator, context } = await atApprovals(t)
  const settings = { ...context.settings }
  const observe = trailObserver(settings, context.now)
  const sent: SentMessage[] = []
  const tokens: string[] = []
  const http = newHttpClient({ timeout: settings.timeout, messages: approvals.messages, now: context.now }, async (request, send) => {
    const answer = await observe(request, send)
    if (request.url.endsWith('getToken')) tokens.push(JSON.parse(answer.body.toString()).custom.token)
    return answer
  })
  const adapter = approvals.connect({ ...context, settings, http } satisfies AdapterContext<typeof settings>)
  t.teardown(() => adapter.close())
  const file = Buffer.from('%PDF-1.7 平面图')
  await collectMessages(sent, async () => {
    await adapter.upload(file, '平面图.pdf')
    await adapter.submit(project)
    simulator.forgetTokens()
    await adapter.inquire(key)
    await adapter.cancel(key, '申请人撤回')
  })
  t.strictSame(sent.map(({ request }) => request.url.split('/').at(-1)), ['getToken', 'uploadFile', 'submitProject', 'getProgress', 'getToken', 'getProgress', 'cancelProject'])
  t.equal(tokens.length, 2)
  const redactor = newRedactor({ identity: [], words: [] }, sent.flatMap(({ secrets }) => secrets))
  const kept = sent.map(({ request: { url, body, plain, headers = {} }, answer }) => [
    redactor.url(url), JSON.stringify(redactor.headers(headers)), redactor.body(plain ? plain.body : body!, 'application/json'),
    redactor.body(plain ? plain.answer(answer!.body) : answer!.body, 'application/json')
  ].join('\n')).join('\n')
  t.match(kept, project.flowno)
  t.match(kept, '平面图.pdf')
  for (const secret of [...secretsOf(settings), ...tokens, file.toString('base64'), file.toString()]) t.notOk(kept.includes(secret), secret)
})

test('a failure names no secret, however the system words it', async t => {
  const { simulator, adapter } = await atApprovals(t, { settings: { credentials: { appSecret: 'another-secret' } } })
  const facts = await failureOf(adapter.submit(project))
  t.match(facts, { comeBack: 'never', fault: 'hub', alert: true })
  t.notMatch(JSON.stringify(facts), /another-secret|lianban/)
  t.equal(simulator.filings.size, 0)
})

test('an adapter that is not to ask about a filing sends nothing', async t => {
  const asked: string[] = []
  const settings = profileSettings('county-approvals')
  const adapter = approvals.connect({
    ...adapterContext(settings, approvals.messages),
    http: { send: async () => { throw new Error('sent') }, close: async () => {} },
    async paceQuery (reference) {
      asked.push(reference)
      throw new Failure({ comeBack: 'later', fault: 'hub', code: 'query-interval', message: '', condition: 'held' })
    }
  })
  t.match(await failureOf(adapter.inquire(key)), { condition: 'held' })
  t.strictSame(asked, [key])
})

test('it hears callbacks and takes files', async t => {
  const { adapter } = connectAdapter(t, 'county-approvals')
  t.ok(adapter.callback && adapter.upload)
})
