/** The load: how often what is sent, and that no answer but the expected one passes. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { test, type Test } from 'tap'
import { startOutside, type OutsideProcess } from '../../bench/outside.ts'

interface Came { path: string, key: string | undefined, body: string }

async function receiver (t: Test, status: (count: number) => number): Promise<{ url: string, came: Came[] }> {
  const came: Came[] = []
  const server = createServer(async (request, response) => {
    came.push({ path: request.url!, key: request.headers['idempotency-key'] as string | undefined, body: await text(request) })
    response.writeHead(status(came.length)).end()
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => { server.close() })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, came }
}

async function outside (t: Test): Promise<OutsideProcess> {
  const outside = startOutside()
  t.teardown(() => outside.close())
  return outside
}

test('one request is sent as often as wanted, each time with a key of its own', async t => {
  const { url, came } = await receiver(t, () => 202)
  const { load } = await outside(t)
  await load({ url, connections: 4, requests: [{ path: '/v1', headers: {}, body: '{}' }], amount: 10, expected: 202 })
  t.equal(came.length, 10)
  t.equal(new Set(came.map(({ key }) => key)).size, 10)
  t.strictSame([...new Set(came.map(({ path, body }) => `${path} ${body}`))], ['/v1 {}'])
})

test('of many requests each is sent once', async t => {
  const { url, came } = await receiver(t, () => 200)
  const { load } = await outside(t)
  const requests = Array.from({ length: 12 }, (_, index) => ({ path: `/${index}`, headers: {}, body: String(index) }))
  await load({ url, connections: 4, requests, amount: 12, expected: 200 })
  t.strictSame(came.map(({ path }) => path).sort(), requests.map(({ path }) => path).sort())
  t.strictSame(came.filter(({ path, body }) => path !== `/${body}`), [])
})

test('an answer with another status fails the load', async t => {
  const { url } = await receiver(t, count => count === 7 ? 503 : 202)
  const { load } = await outside(t)
  await t.rejects(load({ url, connections: 2, requests: [{ path: '/', headers: {}, body: '' }], amount: 10, expected: 202 }), /^10 answers of 202 were expected of .+, came 9 of 202, 1 of 503; 0 errors$/)
})

test('who answers nobody is dead, and what was recorded is answered again with the number of the request', async t => {
  const { ask } = await outside(t)
  const recorded = {
    method: 'POST',
    path: '/bus',
    query: '?a=1',
    headers: {},
    status: 200,
    contentType: 'text/xml',
    token: false,
    body: Buffer.from('<TransactionID>1</TransactionID>'),
    answer: Buffer.from('<a><TransactionID>1</TransactionID></a>')
  }
  const { enterprises, portal, dead } = await ask('open', { telecom: [recorded] })
  const post = (url: string, body: string): Promise<Response> => fetch(url, { method: 'POST', body, headers: { 'webhook-id': 'a' } })
  const answer = await post(`${enterprises['telecom']}/bus?b=2`, '<TransactionID>42</TransactionID>')
  t.equal(await answer.text(), '<a><TransactionID>42</TransactionID></a>')
  t.equal(answer.headers.get('content-type'), 'text/xml')
  t.equal((await post(`${enterprises['telecom']}/elsewhere`, '')).status, 404)
  t.equal((await post(portal, '{"a":1}')).status, 204)
  t.match(await ask('last-webhook', undefined), { body: '{"a":1}', headers: { 'webhook-id': 'a' } })
  t.match(dead, /^http:\/\/127\.0\.0\.1:\d+$/)
})
