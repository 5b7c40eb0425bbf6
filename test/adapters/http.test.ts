/** One HTTP exchange: what a status or a broken connection tells, and how long an enterprise asks to wait. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type Test } from 'tap'
import { Failure, type FailureFacts } from '../../adapters/failure.ts'
import { newHttpClient } from '../../adapters/http.ts'

const NOW = new Date('2026-01-05T01:00:00Z')

/** What one request to an enterprise that answers like this fails with. */
async function failure (t: Test, status: number, headers: Record<string, string> = {}): Promise<FailureFacts> {
  const server = createServer((_request, response) => {
    response.sendDate = false
    response.writeHead(status, headers).end()
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  const facts = await failureAt(port)
  server.close()
  return facts
}

async function failureAt (port: number): Promise<FailureFacts> {
  const client = newHttpClient({ timeout: 15_000, messages: { format: 'json', bytes: 4_096, depth: 4, parts: 20 }, now: () => NOW })
  try {
    await client.send({ method: 'GET', url: `http://127.0.0.1:${port}/` }, { 200: () => undefined })
  } catch (error) {
    if (error instanceof Failure) return error.facts
    throw error
  } finally {
    await client.close()
  }
  throw new Error('it was answered')
}

test('Retry-After', async t => {
  const asked = async (headers: Record<string, string>, status = 429): Promise<number | undefined> => (await failure(t, status, headers)).retryAfter

  t.equal(await asked({}), undefined)
  t.equal(await asked({ 'retry-after': '7' }), 7_000, 'in seconds')
  t.equal(await asked({ 'retry-after': '0' }), 0)
  t.equal(await asked({ 'retry-after': '120' }, 503), 120_000, 'of an enterprise that is away, too')
  for (const date of ['Mon, 05 Jan 2026 01:02:00 GMT', 'Monday, 05-Jan-26 01:02:00 GMT', 'Mon Jan  5 01:02:00 2026']) {
    t.equal(await asked({ 'retry-after': date }), 120_000, `as a date: ${date}`)
  }
  t.equal(await asked({ 'retry-after': 'Mon, 05 Jan 2026 03:02:00 GMT', date: 'Mon, 05 Jan 2026 03:00:00 GMT' }), 120_000, 'by the clock of the enterprise, wrong as it may be')
  t.equal(await asked({ 'retry-after': 'Mon, 05 Jan 2026 03:02:00 GMT', date: 'yesterday' }), 2 * 3_600_000 + 120_000, 'by the hub\'s where it tells no time')
  t.equal(await asked({ 'retry-after': 'Mon, 05 Jan 2026 00:00:00 GMT' }), 0, 'a date that has passed')
  t.equal(await asked({ 'retry-after': '2027' }), 2_027_000, 'digits are seconds, never a year')
  for (const nonsense of ['soon', '', '-5', '1.5', 'Mon, 99 Jan 2026 01:02:00 GMT', '9'.repeat(30)]) {
    t.equal(await asked({ 'retry-after': nonsense }), undefined, `nonsense is as good as nothing: ${nonsense}`)
  }
})

test('an answer that holds more than a message of the enterprise is not read', async t => {
  async function ask (status: number, body: string): Promise<{ seen: string, outcome: string }> {
    const server = createServer((_request, response) => { response.writeHead(status, { 'content-type': 'application/json' }).end(body) })
    await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
    const { port } = server.address() as AddressInfo
    let seen = ''
    const client = newHttpClient({ timeout: 15_000, messages: { format: 'json', bytes: 4_096, depth: 4, parts: 20 }, now: () => NOW }, async (_request, send) => {
      const answer = await send()
      seen = answer.body.toString()
      return answer
    })
    const outcome = await client.send({ method: 'GET', url: `http://127.0.0.1:${port}/` }, { 200: body => body.toString() }).then(({ content }) => content, error => {
      if (error instanceof Failure) return error.facts.message
      throw error
    })
    await client.close()
    server.close()
    return { seen, outcome }
  }
  t.strictSame(await ask(200, '[[[[]]]]'), { seen: '[[[[]]]]', outcome: '[[[[]]]]' })
  const deep = '['.repeat(2_000) + ']'.repeat(2_000)
  t.strictSame(await ask(200, deep), { seen: deep.slice(0, 1_024), outcome: '企业系统的答复无法识别（depth）' }, 'whoever stands around it sees how it begins')
  t.equal((await ask(200, JSON.stringify(Array(21).fill(1)))).outcome, '企业系统的答复无法识别（parts）')
  t.equal((await ask(200, '1'.repeat(4_097))).seen, '', 'nor is one that is too long taken to its end')
  t.match((await ask(503, deep)).outcome, '企业系统暂不可用', 'a status that says enough says it all the same')
})

test('what it tells of the enterprise', async t => {
  t.match(await failure(t, 429), { comeBack: 'later', code: 'http-429', condition: 'busy' })
  for (const status of [500, 502, 503, 504]) t.match(await failure(t, status), { comeBack: 'askFirst', code: `http-${status}`, condition: 'down' })

  const server = createServer(request => request.socket.destroy())
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  t.match(await failureAt(port), { comeBack: 'askFirst', fault: 'network', code: 'connection', condition: 'down' })
  await new Promise(resolve => { server.close(resolve) })
  t.match(await failureAt(port), { comeBack: 'later', fault: 'network', code: 'connection', condition: 'down' }, 'of one that is not there nothing is unknown')
})
