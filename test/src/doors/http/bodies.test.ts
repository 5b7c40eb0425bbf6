import { connect } from 'node:net'
import Fastify from 'fastify'
import { test } from 'tap'
import { answerProblems } from '../../../../src/doors/http/answer-problems.ts'
import { acceptJson } from '../../../../src/doors/http/bodies.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { takeToken } from '../../../../kit/caller.ts'
import { until } from '../../../kit/until.ts'

test('a line break is one, whichever way it is sent', async t => {
  const app = Fastify()
  acceptJson(app)
  app.post('/', async request => request.body)
  async function read (payload: string): Promise<unknown> {
    const answer = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload })
    return answer.json()
  }
  t.strictSame(await read('{"remark":"一\\r\\n二\\r\\n","list":["a\\u000d\\u000ab",{"c":"\\r\\n"}],"n":1,"none":null}'), { remark: '一\n二\n', list: ['a\nb', { c: '\n' }], n: 1, none: null })
  t.strictSame(await read('{"remark":"一\\n二","path":"C:\\\\r\\\\n","alone":"a\\rb"}'), { remark: '一\n二', path: 'C:\\r\\n', alone: 'a\rb' }, 'nothing else is touched')
})

test('JSON deeper or longer than any body of the contract is not read', async t => {
  const app = Fastify()
  acceptJson(app)
  answerProblems(app)
  app.post('/', async () => 'read')
  async function send (payload: string): Promise<string> {
    const answer = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload })
    return answer.statusCode === 200 ? answer.body : answer.json().code
  }
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
  t.equal(await send(nested(20)), 'read')
  t.equal(await send(nested(21)), 'ambiguous-body')
  t.equal(await send(nested(100_000)), 'ambiguous-body', 'without going there')
  t.equal(await send('['.repeat(100_000)), 'ambiguous-body', 'nor finding out whether it is JSON')
  t.equal(await send(JSON.stringify(Array(1_999).fill(1))), 'read')
  t.equal(await send(JSON.stringify(Array(2_000).fill(1))), 'body-too-large')
})

for (const [what, head] of [
  ['a form', 'POST /v1/applications HTTP/1.1\r\nidempotency-key: gone\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{'],
  ['a file', 'POST /v1/attachments HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 900000\r\n\r\n--x\r\ncontent-dis']
] as const) {
  test(`a client that goes away within ${what} is told, and no trouble of the hub`, async t => {
    const { url, lines } = await startIntake(t, { slugs: ['unicom'] })
    const { token } = await takeToken(url, 'portal')
    const seen = lines.length
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(head.replace('\r\n', `\r\nhost: hub\r\nauthorization: Bearer ${token}\r\n`))
    await until(() => lines.length > seen)
    socket.resetAndDestroy()
    await until(() => lines.slice(seen).some(line => line.includes('client went away')))
    t.ok(lines.slice(seen).every(line => JSON.parse(line).level <= 30), 'it is no more than an information')
  })
}
