/** Requests that are none, as bytes on a socket. */
import { connect } from 'node:net'
import { test } from 'tap'
import { startIntake, type Intake } from '../../../../kit/intake-hub.ts'

/** Everything the hub says to these bytes until it hangs up. */
function said ({ url }: Intake, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => { socket.write(bytes) })
    socket.setEncoding('utf8').on('data', chunk => { words += chunk }).on('close', () => resolve(words)).on('error', reject)
  })
}

function headers (count: number): string {
  return Array.from({ length: count }, (_, index) => `X-${index}: 1\r\n`).join('')
}

test('broken requests are told in problems too', async t => {
  const intake = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.hub.limits = { requestTimeout: '200ms' } } })
  const cases: Array<[string, string, number, string]> = [
    ['no HTTP at all', 'HELO hub\r\n\r\n', 400, 'malformed-request'],
    ['two lengths', 'POST /v1/applications HTTP/1.1\r\nHost: hub\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}', 400, 'malformed-request'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: hub\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['too many headers', `GET /health/live HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n${headers(100)}\r\n`, 431, 'headers-too-large'],
    ['a body that does not come', 'POST /oauth/token HTTP/1.1\r\nHost: hub\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ngrant_type=', 408, 'request-timeout'],
    ['headers that do not come', 'GET /health/live HTTP/1.1\r\nHost: h', 408, 'request-timeout']
  ]
  for (const [name, bytes, status, code] of cases) {
    const words = await said(intake, bytes)
    t.match(words, new RegExp(`^HTTP/1\\.1 ${status} `), name)
    t.match(words, /^content-type: application\/problem\+json/im, name)
    t.match(words, `"code":"${code}"`, name)
  }
  t.match(await said(intake, `GET /health/live HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n${headers(50)}\r\n`), /^HTTP\/1\.1 200 /, 'many headers are no mistake')
})
