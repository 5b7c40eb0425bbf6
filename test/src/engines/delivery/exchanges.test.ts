import { test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../../../adapters/http.ts'
import { trailObserver } from '../../../../src/records/trail/messages.ts'
import { recordExchange, writeDown } from '../../../../src/engines/delivery/exchanges.ts'
import { beginAttempt } from '../../../kit/attempts.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { messageRows } from '../../../kit/sealed-messages.ts'

test('every exchange leaves a row', async t => {
  const bare = await bareHub(t)
  const { hub, rows, clock } = bare
  const { intentId } = await bare.submit()
  for (let earlier = 0; earlier < 2; earlier++) await beginAttempt(bare, intentId)
  const attempt = await beginAttempt(bare, intentId)
  const last = async (): Promise<any> => {
    await writeDown(hub, attempt)
    return (await rows('select kind, attempt, started_at, duration_ms, outcome, code, message from exchanges order by id desc limit 1'))[0]
  }

  const answer = { kind: 'acknowledged', nativeNumber: '56001' }
  t.equal(await recordExchange(hub, attempt, 'place', async () => {
    clock.pass(250)
    return answer
  }), answer, 'and hands the answer on')
  t.strictSame(await last(), { kind: 'place', attempt: 3, started_at: NINE, duration_ms: 250, outcome: 'acknowledged', code: null, message: null })

  t.equal(await recordExchange(hub, attempt, 'inquire', async () => undefined), undefined)
  t.match(await last(), { kind: 'inquire', outcome: 'notFound' })

  const failure = new Failure({ comeBack: 'later', fault: 'enterprise', code: '90000', message: '系统忙' })
  await t.rejects(recordExchange(hub, attempt, 'place', async () => { throw failure }), failure)
  t.match(await last(), { outcome: 'failed', code: '90000', message: '系统忙' })

  const fault = new TypeError('王小梅 is not a function')
  await t.rejects(recordExchange(hub, attempt, 'place', async () => { throw fault }), fault)
  t.match(await last(), { outcome: 'failed', code: 'internal', message: '系统内部错误' }, 'of an error of the hub\'s own nothing is repeated')
  t.equal((await rows('select from exchanges')).length, 4)
})

test('what was said in it is kept with it, redacted, also when it failed', async t => {
  const bare = await bareHub(t)
  const { hub, rows, clock, lines } = bare
  const attempt = await beginAttempt(bare, (await bare.submit()).intentId)
  const { applicantName } = attempt.order.received.form.basic
  const observe = trailObserver({ secret: 'unicom-sandbox-secret' }, hub.now)
  const say = (request: Partial<HttpRequest>, end: () => HttpAnswer): Promise<HttpAnswer> => observe({ method: 'POST', url: 'http://a.example/apply?sign=abc', ...request }, async () => {
    clock.pass(100)
    return end()
  })

  await t.rejects(recordExchange(hub, attempt, 'place', async () => {
    await say({ method: 'GET' }, () => ({ status: 200, headers: {}, body: Buffer.alloc(0) }))
    await say({ headers: { 'Content-Type': 'application/json', 'X-Sign': 'abc' }, body: JSON.stringify({ name: applicantName, key: 'unicom-sandbox-secret' }) },
      () => ({ status: 500, headers: { 'content-type': 'text/plain' }, body: Buffer.from(`no room for ${applicantName}`) }))
    await say({ body: 'A1B2', plain: { body: '{"in":"clear"}', answer: () => '' } }, () => { throw new Failure({ comeBack: 'askFirst', fault: 'network', code: 'timeout', message: '' }) })
    return { kind: 'acknowledged' }
  }), { message: 'timeout: ' })
  await writeDown(hub, attempt)
  const common = { url: 'http://a.example/apply?sign=***', duration_ms: 100 }
  t.match(await messageRows(hub), [
    { ...common, position: 1, started_at: NINE, method: 'GET', request_headers: {}, request: null, status: 200, response_headers: {}, response: null, failure: null },
    { ...common, position: 2, method: 'POST', request_headers: { 'content-type': 'application/json' }, request: '{"name":"***","key":"***"}', status: 500, response: 'no room for ***' },
    { ...common, position: 3, request: '{"in":"clear"}', status: null, response_headers: null, response: null, failure: 'timeout' }
  ])
  t.match((await rows('select duration_ms, outcome, code from exchanges')), [{ duration_ms: 300, outcome: 'failed', code: 'timeout' }])

  const broken = { body: 'A1B2', plain: { body: '{}', answer: () => { throw new TypeError('bug') } } }
  await recordExchange(hub, attempt, 'place', async () => { await say(broken, () => ({ status: 200, headers: {}, body: Buffer.from('B2') })); return undefined })
  await writeDown(hub, attempt)
  t.match((await messageRows(hub)).slice(-1), [{ request: '{}', response: '[not rendered]' }], 'a message that cannot be rendered is not kept as it is, and holds nobody up')
  t.ok(lines.some(line => line.includes('message not rendered for the trail')))
})
