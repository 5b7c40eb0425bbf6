/** One trace from the portal's request to the enterprise and back, and what may stand in it. */
import { randomUUID } from 'node:crypto'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { atWork } from '../../../../src/ground/observe/matter.ts'
import { newTraces, type Traces } from '../../../../src/ground/observe/traces.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { json, startTestHub } from '../../../kit/test-hub.ts'
import { until } from '../../../kit/until.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PORTAL_SPAN = '00f067aa0ba902b7'

function collector (now = (): Date => new Date()): { traces: Traces, spans: () => ReadableSpan[] } {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  return { traces: newTraces(provider.getTracer('test'), now, () => provider.shutdown()), spans: () => exporter.getFinishedSpans() }
}

test('a journey', async t => {
  const { traces, spans } = collector()
  const hub = await startTestHub(t, { slugs: ['unicom'], traces, adjust ({ enterprises }) { enterprises.unicom.delivery.watch = { first: '1h', every: '1h' } } })
  const answer = await hub.call('/v1/applications', json(formFor('unicom'), { 'idempotency-key': randomUUID(), traceparent: `00-${TRACE}-${PORTAL_SPAN}-01` }))
  t.equal(answer.headers.get('x-request-id'), TRACE)
  const { jointNumber, orders: [order] } = await answer.json() as Awaited<ReturnType<typeof hub.submit>>
  const { reference } = order!
  await hub.reached(jointNumber, 'unicom', 'submitted')
  await hub.simulators['unicom']!.move(reference, '60')
  await hub.reached(jointNumber, 'unicom', 'completed')
  await hub.call(`/v1/applications/${jointNumber}?secret=in-the-query`)
  await hub.call('/health/ready')
  await hub.call('/metrics')
  const found = await until(() => spans().filter(({ name }) => name === 'webhook').length >= 3 && spans())

  const mine = found.filter(span => span.spanContext().traceId === TRACE)
  const named = (name: string): ReadableSpan => mine.find(span => span.name === name)!
  const server = named('POST /v1/applications')

  t.test('goes on where the portal began', async t => {
    t.match(server, { kind: SpanKind.SERVER, parentSpanContext: { spanId: PORTAL_SPAN }, status: { code: SpanStatusCode.UNSET } })
    t.match(server.attributes, { 'http.route': '/v1/applications', 'http.response.status_code': 202, 'lianban.operation': 'submitApplication', 'lianban.joint_number': jointNumber })
  })

  t.test('holds the delivery, in it the exchange, and the webhooks', async t => {
    const whole = { 'lianban.correlation_id': TRACE, 'lianban.joint_number': jointNumber, 'lianban.enterprise': 'unicom', 'lianban.reference': reference }
    t.match(named('deliver place').parentSpanContext, { spanId: server.spanContext().spanId })
    t.match(named('deliver place').attributes, { ...whole, 'lianban.attempt': 1 })
    t.match(named('exchange place'), { kind: SpanKind.CLIENT, parentSpanContext: { spanId: named('deliver place').spanContext().spanId } })
    t.match(named('exchange place').attributes, { ...whole, 'lianban.outcome': 'acknowledged' })
    const webhooks = mine.filter(({ name }) => name === 'webhook')
    t.strictSame(webhooks.map(({ attributes }) => attributes['lianban.sequence']), [1, 2, 3])
    for (const webhook of webhooks) {
      t.match(webhook, { kind: SpanKind.CLIENT, parentSpanContext: { spanId: server.spanContext().spanId } })
      t.match(webhook.attributes, whole)
    }
  })

  t.test('holds the callback, which is linked to the request that the enterprise made', async t => {
    const callback = named('callback')
    t.match(callback.parentSpanContext, { spanId: server.spanContext().spanId })
    t.match(callback.attributes, { 'lianban.joint_number': jointNumber, 'lianban.outcome': 'applied' })
    const request = found.find(({ name }) => name === 'POST /v1/callbacks/:enterprise')!
    t.not(request.spanContext().traceId, TRACE)
    t.match(callback.links, [{ context: { spanId: request.spanContext().spanId } }])
  })

  t.test('leaves out what the platform asks for', async t => {
    t.strictSame(found.filter(({ name }) => /health|metrics/.test(name)), [])
  })

  t.test('tells no person, no secret and no query', async t => {
    const told = JSON.stringify(found.map(({ name, attributes, events, links, status }) => [name, attributes, events, links, status]))
    t.match(told, jointNumber)
    for (const word of ['王小梅', '13800000001', '11010519491231002X', '稼祥中路', 'AH341823', 'in-the-query', 'unicom-sandbox-secret', 'Bearer']) t.notOk(told.includes(word), word)
  })
})

test('what fails is told by its class', async t => {
  const bare = await bareHub(t)
  const { traces, spans } = collector(bare.hub.now)
  bare.hub.traces = traces
  const request = traces.open({ name: 'request', startedAt: NINE })
  const { intentId } = await request.run(() => bare.submit())
  request.end()
  const errors = [
    new Failure({ comeBack: 'later', fault: 'enterprise', code: '90000', message: '王小梅' }),
    new TypeError('王小梅 is not a function')
  ]
  bare.told.place = async () => {
    bare.clock.pass(250)
    const error: Error = errors.shift()!
    throw error
  }
  bare.clock.now = (await deliver(bare.hub, bare.enterprise)(intentId))!
  await deliver(bare.hub, bare.enterprise)(intentId)
  const exchanges = spans().filter(({ name }) => name === 'exchange place')
  t.match(exchanges.map(({ status, attributes }) => [status.code, attributes['lianban.outcome'], attributes['error.type']]), [
    [SpanStatusCode.ERROR, 'failed', 'native-enterprise'],
    [SpanStatusCode.ERROR, 'failed', 'internal']
  ])
  t.match(exchanges[0]!.duration, [0, 250_000_000], 'by the hub\'s clock')
  t.strictSame(new Set(spans().map(span => span.spanContext().traceId)).size, 1)
  t.notMatch(JSON.stringify(spans().map(({ name, attributes, events, status }) => [name, attributes, events, status])), /王小梅/)
})

test('a trace that the portal does not keep is not kept here either', async t => {
  const { traces, spans } = collector()
  const request = traces.open({ name: 'request', kind: 'server', begun: `00-${TRACE}-${PORTAL_SPAN}-00`, startedAt: NINE })
  const here = request.run(() => traces.here())
  t.match(here, new RegExp(`^00-${TRACE}-[\\da-f]{16}-00$`))
  traces.record({ name: 'webhook', kind: 'client', begun: here, startedAt: NINE }, {})
  request.end()
  t.strictSame(spans(), [])
})

test('what comes in is no part of what happens to be under way', async t => {
  const { traces, spans } = collector()
  const first = traces.open({ name: 'first', kind: 'server', startedAt: NINE })
  first.run(() => traces.open({ name: 'second', kind: 'server', startedAt: NINE }).end())
  first.end()
  t.equal(new Set(spans().map(span => span.spanContext().traceId)).size, 2)
  t.equal(traces.here(), undefined)
})

test('without an exporter no trace is remembered', async t => {
  const { submit, rows } = await bareHub(t)
  await atWork({}, () => submit())
  t.strictSame(await rows('select traceparent from applications'), [{ traceparent: null }])
})
