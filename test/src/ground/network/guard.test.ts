/** Connections to places that are nobody's business, by all the ways one can write them. */
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { LookupAddress } from 'node:dns'
import { test, type Test } from 'tap'
import { request } from 'undici'
import { AddressRefused, guardedAgent, guardedLookup, refusalOf, type Lookup } from '../../../../src/ground/network/guard.ts'
import { outbound, type OutboundSettings } from '../../../../src/ground/network/settings.ts'

const PUBLIC_ONLY: OutboundSettings = outbound.parse({})
const ANY: OutboundSettings = outbound.parse({ privateAddresses: true })

/** A web server on loopback that counts its requests. */
async function openServer (t: Test, host = '127.0.0.1'): Promise<{ port: number, requests: () => number }> {
  let requests = 0
  const server = createServer((_request, response) => {
    requests++
    response.writeHead(302, { location: 'http://127.0.0.1/elsewhere' }).end()
  })
  await new Promise<void>(resolve => { server.listen(0, host, resolve) })
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { port: (server.address() as AddressInfo).port, requests: () => requests }
}

/** Names and what they mean; each look-up goes one place further in the list and stays at its last. */
function names (table: Record<string, string[][]>): Lookup {
  const asked: Record<string, number> = {}
  return (name, _options, callback) => {
    const answers = table[name]
    if (!answers) return callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), [])
    const addresses = answers[Math.min(asked[name] ?? 0, answers.length - 1)]!
    asked[name] = (asked[name] ?? 0) + 1
    callback(null, addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })))
  }
}

async function call (t: Test, url: string, settings: OutboundSettings, lookup?: Lookup): Promise<number> {
  const agent = guardedAgent(settings, { timeout: 5_000, ...lookup && { lookup } })
  t.teardown(() => agent.close())
  const { statusCode, body } = await request(url, { dispatcher: agent })
  await body.dump()
  return statusCode
}

test('a URL tells by itself', async t => {
  for (const url of ['https://portal.example/webhook', 'http://223.5.5.5/', 'https://[2408:8000::1]/']) t.equal(refusalOf(url, PUBLIC_ONLY), undefined, url)
  for (const url of ['ftp://portal.example/', 'file:///etc/passwd', 'gopher://portal.example/', 'javascript:1', 'data:,x']) t.equal(refusalOf(url, PUBLIC_ONLY), 'scheme', url)
  for (const url of ['https://user@portal.example/', 'https://user:password@portal.example/', 'https://:password@portal.example/']) t.equal(refusalOf(url, ANY), 'credentials', url)
  for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001', '0', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:a00:1]', '169.254.169.254', '100.64.0.1', '１２７.0.0.1']) {
    t.equal(refusalOf(`http://${host}/`, PUBLIC_ONLY), 'address', host)
    t.equal(refusalOf(`http://${host}/`, ANY), undefined, host)
  }
})

test('no connection is made', async t => {
  const { port, requests } = await openServer(t)

  await t.test('to an address, however it is written', async t => {
    for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0.0.0.0', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::1]', '[::]']) {
      await t.rejects(call(t, `http://${host}:${port}/`, PUBLIC_ONLY), { code: 'ADDRESS_REFUSED' }, host)
    }
  })

  await t.test('to a name that means one', async t => {
    for (const address of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', '::ffff:127.0.0.1', 'fd00:ec2::254']) {
      await t.rejects(call(t, `http://portal.example:${port}/`, PUBLIC_ONLY, names({ 'portal.example': [[address]] })), { code: 'ADDRESS_REFUSED' }, address)
    }
    await t.rejects(call(t, `http://localhost:${port}/`, PUBLIC_ONLY), { code: 'ADDRESS_REFUSED' }, 'as the system knows it')
  })

  await t.test('to a name that means one beside others', async t => {
    await t.rejects(call(t, `http://portal.example:${port}/`, PUBLIC_ONLY, names({ 'portal.example': [['223.5.5.5', '127.0.0.1']] })), { code: 'ADDRESS_REFUSED' })
  })

  await t.test('to a name that meant another place when it was looked at before', async t => {
    const rebinding = names({ 'portal.example': [['223.5.5.5'], ['127.0.0.1']] })
    const looked = await new Promise<unknown>(resolve => { guardedLookup(PUBLIC_ONLY, rebinding)('portal.example', {}, (_error, address) => resolve(address)) })
    t.equal(looked, '223.5.5.5')
    await t.rejects(call(t, `http://portal.example:${port}/`, PUBLIC_ONLY, rebinding), { code: 'ADDRESS_REFUSED' })
  })

  await t.test('to a name that means nothing', async t => {
    await t.rejects(call(t, `http://nobody.example:${port}/`, PUBLIC_ONLY, names({})), { code: 'ENOTFOUND' })
    await t.rejects(call(t, `http://portal.example:${port}/`, PUBLIC_ONLY, names({ 'portal.example': [[]] })), { code: 'ADDRESS_REFUSED' })
  })

  t.equal(requests(), 0)
})

test('a connection is made', async t => {
  const { port, requests } = await openServer(t)
  const rebinding = names({ 'portal.example': [['127.0.0.1']] })
  t.equal(await call(t, `http://127.0.0.1:${port}/`, ANY), 302, 'where any address may be called')
  t.equal(await call(t, `http://portal.example:${port}/`, ANY, rebinding), 302)
  t.equal(await call(t, `http://portal.example:${port}/`, outbound.parse({ allow: ['127.0.0.0/8'] }), rebinding), 302, 'to a network that is named')
  t.equal(await call(t, `http://[::ffff:127.0.0.1]:${port}/`, outbound.parse({ allow: ['127.0.0.1'] })), 302)
  await t.rejects(call(t, `http://portal.example:${port}/`, outbound.parse({ allow: ['10.0.0.0/8'] }), rebinding), { code: 'ADDRESS_REFUSED' }, 'and to no other')
  t.equal(requests(), 4, 'redirects lead nowhere')
})

test('the look-up suits whatever connects by node:net', async t => {
  const { port } = await openServer(t)
  const lookup = guardedLookup(ANY, names({ 'storage.example': [['127.0.0.1']] }))
  for (const autoSelectFamily of [true, false]) {
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ host: 'storage.example', port, lookup, autoSelectFamily }, () => {
        socket.destroy()
        resolve()
      }).on('error', reject)
    })
  }
  const refused = await new Promise<Error>(resolve => {
    connect({ host: 'storage.example', port, lookup: guardedLookup(PUBLIC_ONLY, names({ 'storage.example': [['127.0.0.1']] })) }).on('error', resolve)
  })
  t.ok(refused instanceof AddressRefused)
})
