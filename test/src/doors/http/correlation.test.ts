/** One id from the portal's request to the enterprise and back, in everything the hub logs on the way. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { atWork } from '../../../../src/ground/observe/matter.ts'
import { problem } from '../../../kit/answers.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { startTestHub, json } from '../../../kit/test-hub.ts'
import { until } from '../../../kit/until.ts'

const ID = '0b8e5f6e-64a5-4b1c-9d2a-0c6f6f2f7a10'

test('a journey', async t => {
  // Asked so seldom, the enterprise tells everything itself.
  const hub = await startTestHub(t, { slugs: ['unicom'], adjust ({ enterprises }) { enterprises.unicom.delivery.watch = { first: '1h', every: '1h' } } })
  const lines = (): Array<Record<string, any>> => hub.lines.map(line => JSON.parse(line))
  const said = (message: string): Array<Record<string, any>> => lines().filter(({ msg }) => msg === message)

  const answer = await hub.call('/v1/applications', json(formFor('unicom'), { 'idempotency-key': randomUUID(), 'x-request-id': ID }))
  const { jointNumber, orders: [order] } = await answer.json() as Awaited<ReturnType<typeof hub.submit>>
  const { reference } = order!
  t.equal(answer.headers.get('x-request-id'), ID)
  await hub.reached(jointNumber, 'unicom', 'submitted')
  await hub.simulators['unicom']!.move(reference, '10')
  await hub.reached(jointNumber, 'unicom', 'accepted')
  const other = await hub.submit(formFor('unicom'))
  await hub.reached(other.jointNumber, 'unicom', 'submitted')
  await until(() => said('webhook taken').length === 5)

  const whole = { correlationId: ID, jointNumber, reference, enterprise: 'unicom' }
  const mine = (message: string): Array<Record<string, any>> => said(message).filter(line => line['jointNumber'] === jointNumber)
  t.match(mine('application accepted'), [{ correlationId: ID, jointNumber, enterprises: ['unicom'] }])
  t.match(mine('exchange')[0], { ...whole, kind: 'place', attempt: 1, outcome: 'acknowledged', durationMs: Number })
  t.match(mine('callback'), [{ ...whole, result: 'applied', durationMs: Number }])
  t.match(mine('webhook taken'), [1, 2, 3].map(sequence => ({ ...whole, event: 'progressed', sequence, attempt: 1, durationMs: Number })))
  const theirs = said('exchange').filter(line => line['jointNumber'] === other.jointNumber).map(({ correlationId }) => correlationId)
  t.equal(new Set(theirs).size, 1)
  t.notMatch(theirs, [ID], 'another application has another')

  await t.test('the request of the enterprise is found by its callback', async t => {
    const completed = await until(() => said('request completed').find(line => line['jointNumber'] === jointNumber && line['correlationId'] === ID && line['reqId'] !== ID))
    t.match(said('incoming request').find(({ reqId }) => reqId === completed['reqId']), { req: { path: '/v1/callbacks/unicom' } })
  })
})

test('an attempt whose outcome is unknown, and the inquiry after it', async t => {
  const { hub, enterprise, told, clock, submit, lines } = await bareHub(t)
  const { jointNumber, reference, intentId } = await atWork({ correlationId: ID }, () => submit())
  told.place = async () => { throw new Failure({ comeBack: 'askFirst', fault: 'network', code: 'timeout', message: '企业系统未在时限内答复' }) }
  told.inquire = async () => { throw new TypeError('a fault of our own') }
  clock.now = (await deliver(hub, enterprise)(intentId))!
  await deliver(hub, enterprise)(intentId)
  const said = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg !== 'application accepted')
  const whole = { correlationId: ID, jointNumber, reference, enterprise: 'unicom' }
  t.match(said, [
    { ...whole, msg: 'exchange', kind: 'place', attempt: 1, outcome: 'failed', code: 'timeout' },
    { ...whole, msg: 'exchange', kind: 'inquire', attempt: 2, outcome: 'failed', code: 'internal' },
    { ...whole, msg: 'delivery failed unexpectedly' },
    { ...whole, msg: 'delivery needs a person', alert: 'delivery' }
  ])
  t.equal(said.length, 4)
})

test('a callback that is refused says which enterprise\'s it was', async t => {
  const hub = await startTestHub(t, { slugs: ['unicom'] })
  await hub.call('/v1/callbacks/unicom', json({ UNI_BSS_HEAD: {} }))
  const line = hub.lines.map(line => JSON.parse(line)).find(({ msg }) => msg === 'callback')
  t.match(line, { enterprise: 'unicom', result: 'refused', correlationId: /^.{36}$/ })
})

test('a problem names the request by the id that its answer has, whoever finds it', async t => {
  const hub = await startTestHub(t, { slugs: ['unicom'] })
  const given = { headers: { 'x-request-id': ID } }
  for (const [answer, code] of [
    [await hub.call('/v1/nowhere', given), 'not-found'],
    [await hub.call('/v1/applications/JXLB000001', given), 'application-not-found'],
    [await hub.call('/v1/applications/%E0%A4%A', given), 'malformed-request'],
    [await hub.call('/v1/applications', json('{', { ...given.headers, 'idempotency-key': 'k' })), 'malformed-body']
  ] as const) {
    const { instance } = await problem(t, answer, code)
    t.equal(instance, ID, code)
    t.equal(answer.headers.get('x-request-id'), ID, code)
  }
})
