import { test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../../../adapters/http.ts'
import { collectMessages, secretsOf, trailObserver, type SentMessage } from '../../../../src/records/trail/messages.ts'

const AT = new Date('2026-01-05T01:00:00Z')
const request: HttpRequest = { method: 'GET', url: 'http://a.example/' }
const answer: HttpAnswer = { status: 200, headers: {}, body: Buffer.from('{}') }

test('the messages of one exchange are found together, and with no other', async t => {
  const clock = { now: AT }
  const observe = trailObserver({ credentials: { secret: 'abc' } }, () => clock.now)
  const send = async (): Promise<HttpAnswer> => {
    clock.now = new Date(clock.now.getTime() + 250)
    return answer
  }
  t.equal(await observe(request, send), answer, 'outside of an exchange it only looks on')

  const [one, other]: SentMessage[][] = [[], []]
  await Promise.all([
    collectMessages(one!, async () => { await observe(request, send); await observe(request, send) }),
    collectMessages(other!, async () => { await observe(request, send) })
  ])
  t.equal(one!.length, 2)
  t.equal(other!.length, 1)
  t.match(one![1], { request, answer, duration: 250, secrets: ['abc'] })
})

test('a message without an answer tells why, and the failure goes on', async t => {
  const messages: SentMessage[] = []
  const observe = trailObserver({}, () => AT)
  const failing = (error: Error): Promise<unknown> => collectMessages(messages, () => observe(request, async () => { throw error }))
  const timeout = new Failure({ comeBack: 'askFirst', fault: 'network', code: 'timeout', message: '' })
  await t.rejects(failing(timeout), timeout)
  const bug = new TypeError('bug')
  await t.rejects(failing(bug), bug)
  t.strictSame(messages.map(({ failure, answer }) => [failure, answer]), [['timeout', undefined], ['internal', undefined]])
})

test('secrets are found in settings by their names', async t => {
  t.strictSame(secretsOf({
    baseUrl: 'http://a.example',
    timeout: 15_000,
    credentials: { clientid: 'LB', secret: 's1', app: 'LB', key: 's2', privateJwk: { d: 's3', kid: 'k' } },
    callback: { password: 's4', next: { srcSysSign: 's5' } },
    profile: undefined
  }), ['s1', 's2', 's4', 's5'])
})
