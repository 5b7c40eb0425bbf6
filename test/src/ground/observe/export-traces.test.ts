/** A hub process and a collector that takes its traces, or does not. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { test, type Test } from 'tap'
import { startSite } from '../../../kit/hub-process.ts'
import { until } from '../../../kit/until.ts'

interface Collector { url: string, requests: Array<{ path: string, body: any }> }

/** Speaks OTLP over HTTP, in its JSON form. */
async function openCollector (t: Test, react: number | 'hang' = 200): Promise<Collector> {
  const requests: Collector['requests'] = []
  const server = createServer(async (request, response) => {
    requests.push({ path: request.url!, body: JSON.parse(await text(request)) })
    if (react !== 'hang') response.writeHead(react, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

test('traces arrive at the collector, the last of them with the stop', async t => {
  const { start, submit, portal } = await startSite(t)
  const { url, requests } = await openCollector(t)
  const hub = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SERVICE_NAME: 'lianban-county' })
  await submit()
  await until(() => portal.events.some(({ state }) => state === 'submitted'))
  hub.signal('SIGTERM')
  t.equal(await hub.ended, 0)
  t.ok(requests.length > 0)
  t.strictSame([...new Set(requests.map(({ path }) => path))], ['/v1/traces'])
  const resources = requests.flatMap(({ body }) => body.resourceSpans)
  t.match(resources[0].resource.attributes, [{ key: 'service.name', value: { stringValue: 'lianban-county' } }])
  const names = resources.flatMap(({ scopeSpans }) => scopeSpans).flatMap(({ spans }) => spans).map(({ name }) => name)
  for (const name of ['POST /v1/applications', 'deliver place', 'exchange place', 'webhook']) t.ok(names.includes(name), name)
})

for (const react of [400, 'hang'] as const) {
  test(`a collector that does not take them (${react}) is told of in the log, and holds nobody up`, async t => {
    const { start, submit, portal } = await startSite(t)
    const { url } = await openCollector(t, react)
    const hub = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/` })
    await submit()
    await until(() => portal.events.some(({ state }) => state === 'submitted'))
    hub.signal('SIGTERM')
    t.equal(await hub.ended, 0)
    t.match(hub.said(), /"msg":"traces (not exported|cut short)"/)
    t.match(hub.said(), /"msg":"stopped"/)
  })
}
