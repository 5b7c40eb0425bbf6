/** The operators' operations over real HTTP: what they take, what they answer, who may. */
import { test } from 'tap'
import type { components } from '../../../../openapi/hub.d.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { body } from '../../../kit/answers.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { json } from '../../../kit/test-hub.ts'

type Schemas = components['schemas']

const NOBODYS = '00000000-0000-4000-8000-000000000000'

test('operators', async t => {
  const intake = await startIntake(t, { slugs: ['unicom', 'telecom'] })
  const { pool } = intake

  async function get<T> (path: string): Promise<T> {
    const answer = await intake.call(path)
    t.equal(answer.status, 200, path)
    return await answer.json() as T
  }

  async function problem (path: string, body?: unknown): Promise<[status: number, code: string, errors: Array<[string, string]>]> {
    const answer = await intake.call(path, body === undefined ? undefined : json(body))
    const { code, errors = [] } = await answer.json() as Schemas['Problem']
    return [answer.status, code, errors.map(({ pointer, code }) => [pointer, code])]
  }

  /** Orders that wait for a person, by their ids. */
  async function givenUp (count: number): Promise<string[]> {
    const numbers: string[] = []
    for (let order = 0; order < count; order++) numbers.push((await intake.submit(formFor(order % 2 === 0 ? 'unicom' : 'telecom'))).jointNumber)
    await pool.query("update intents set state = 'undeliverable', attempts = 3, given_up_at = $1", [intake.clock.time])
    await pool.query('update orders set delivery = \'undeliverable\', failure = \'{"code": "timeout", "message": "没有应答"}\'')
    const { rows } = await pool.query('select id from orders order by application_serial')
    return rows.map(({ id }) => id)
  }

  await t.test('orders that wait for a person', async t => {
    await intake.reset()
    const ids = await givenUp(5)
    const first = await get<Schemas['UndeliverableOrderPage']>('/v1/undeliverable-orders?limit=3')
    const second = await get<Schemas['UndeliverableOrderPage']>(`/v1/undeliverable-orders?limit=3&cursor=${first.nextCursor}`)
    t.strictSame([...first.orders, ...second.orders].map(({ orderId }) => orderId), ids, 'oldest first, in pages')
    t.notOk(second.nextCursor)
    t.match(first.orders[0], {
      jointNumber: 'JXLB000001', enterprise: 'unicom', enterpriseName: '中国联通', service: 'network', reference: 'JXLB000001-NU', state: 'received', stateLabel: '已接件', task: 'place', taskLabel: '送单', attempts: 3, askFirst: false, givenUpAt: '2026-11-23T09:30:15+08:00', failure: { code: 'timeout', message: '没有应答' }, next: /重新送单/
    })
    t.equal((await get<Schemas['UndeliverableOrderPage']>('/v1/undeliverable-orders?enterprise=telecom&failureCode=timeout&givenUpFrom=2026-11-23T00:00:00%2B08:00')).orders.length, 2)
    t.notMatch(JSON.stringify(first), /王小梅|13800000001|11010519491231002X|泾川镇/)

    await pool.query("insert into exchanges (order_id, kind, attempt, started_at, duration_ms, outcome, code, message) values ($1, 'place', 3, $2, 15000, 'failed', 'timeout', '没有应答')", [ids[0], intake.clock.time])
    t.match(await get(`/v1/undeliverable-orders/${ids[0]}`), {
      order: { orderId: ids[0] }, exchanges: [{ at: '2026-11-23T09:30:15+08:00', kind: 'place', attempt: 3, durationMs: 15000, outcome: 'failed', code: 'timeout', message: '没有应答' }]
    })
  })

  await t.test('one, then by filter', async t => {
    await intake.reset()
    const [first, second] = await givenUp(4)
    const again = await intake.call(`/v1/undeliverable-orders/${first}/redrive`, json({ reason: '企业已恢复' }))
    t.strictSame([again.status, await again.json()], [200, { count: 1, dryRun: false }])
    t.match((await intake.call('/v1/applications/JXLB000001').then(answer => answer.json()) as any).orders[0].delivery, { state: 'pending', attempts: 0, failure: { code: 'timeout' } })
    t.strictSame(await problem(`/v1/undeliverable-orders/${first}/redrive`, { reason: '再来' }), [404, 'undeliverable-order-not-found', []])
    t.strictSame(await problem(`/v1/undeliverable-orders/${first}`), [404, 'undeliverable-order-not-found', []])

    for (const dryRun of [true, false]) {
      const answer = await intake.call('/v1/undeliverable-order-redrives', json({ filter: { enterprise: 'telecom' }, reason: '企业已恢复', dryRun }))
      t.strictSame([answer.status, await answer.json()], [200, { count: 2, dryRun }])
    }
    const settled = await intake.call(`/v1/undeliverable-orders/${second}/settlement`, json({ task: 'place', outcome: 'refused', reason: '已核实' }))
    t.equal(settled.status, 404, 'it is under way again')
    const rest = await intake.call('/v1/undeliverable-order-redrives', json({ filter: {}, reason: '全部' }))
    t.strictSame(await rest.json(), { count: 1, dryRun: false })

    const { acts } = await get<Schemas['ActPage']>('/v1/acts')
    t.match(acts, [
      { by: 'operator', action: 'order-redrive', reason: '全部', count: 1 },
      { by: 'operator', action: 'order-redrive', reason: '企业已恢复', count: 2, target: { filter: { enterprise: 'telecom' } } },
      { at: '2026-11-23T09:30:15+08:00', by: 'operator', action: 'order-redrive', reason: '企业已恢复', count: 1, target: { filter: { orderIds: [first] }, orders: ['JXLB000001-NU'] } }
    ])
    const page = await get<Schemas['ActPage']>('/v1/acts?limit=2&action=order-redrive&by=operator')
    t.strictSame((await get<Schemas['ActPage']>(`/v1/acts?limit=2&cursor=${page.nextCursor}`)).acts, acts.slice(2))
    t.strictSame(await get('/v1/acts?by=nobody'), { acts: [] })
  })

  await t.test('settled by hand', async t => {
    await intake.reset()
    const [first, second] = await givenUp(2)
    const delivered = await intake.call(`/v1/undeliverable-orders/${first}/settlement`, json({ task: 'place', outcome: 'delivered', nativeNumber: '560001', reason: '电话核实' }))
    t.equal(delivered.status, 204)
    t.match((await intake.call('/v1/applications/JXLB000001').then(answer => answer.json()) as any).orders[0], { state: 'submitted', nativeNumber: '560001', delivery: { state: 'acknowledged' } })
    t.strictSame(await problem(`/v1/undeliverable-orders/${second}/settlement`, { task: 'place', outcome: 'declined', reason: '电话核实' }), [409, 'settlement-not-possible', []])
    t.strictSame(await problem(`/v1/undeliverable-orders/${second}/settlement`, { task: 'place', outcome: 'refused', nativeNumber: '1', reason: '电话核实' }), [422, 'validation-failed', [['/nativeNumber', 'block-without-service']]])
  })

  await t.test('moved to the desk and back', async t => {
    await intake.reset()
    const [first, second] = await givenUp(2)
    const move = async (body: object): Promise<Schemas['MovedToDesk']> => (await intake.call(`/v1/undeliverable-orders/${first}/desk`, json(body))).json() as any
    const { detail } = await (await intake.call(`/v1/undeliverable-orders/${first}/desk`, json({ reason: '系统停用' }))).json() as any
    t.match(detail, /\S/, 'nobody answers there')
    t.strictSame(await problem(`/v1/undeliverable-orders/${first}/desk`, { reason: '系统停用' }), [409, 'enterprise-not-asked', []])
    t.strictSame(await move({ reason: '系统停用', vouched: true }), { outcome: 'moved', outcomeLabel: '已移到工作台，由企业的服务专员办理' })
    t.strictSame(await problem(`/v1/undeliverable-orders/${first}/desk`, { reason: '系统停用', vouched: true }), [404, 'undeliverable-order-not-found', []])
    t.equal((await intake.call(`/v1/undeliverable-orders/${first}/desk-return`, json({ reason: '已恢复' }))).status, 204)
    t.strictSame(await problem(`/v1/undeliverable-orders/${second}/desk-return`, { reason: '已恢复' }), [404, 'undeliverable-order-not-found', []])
    t.strictSame(await problem(`/v1/undeliverable-orders/${second}/desk`, { vouched: 'yes' }), [422, 'validation-failed', [['/reason', 'required'], ['/vouched', 'type']]])
  })

  await t.test('callbacks', async t => {
    await intake.reset()
    const answer = await intake.call('/v1/callbacks/unicom', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    t.equal(answer.status, 200)
    const { callbacks: [callback] } = await get<Schemas['CallbackPage']>('/v1/callbacks-inbox?state=refused&enterprise=unicom')
    t.match(callback, { enterprise: 'unicom', state: 'refused', stateLabel: '核验未通过', redrivable: false })
    const { callbackId } = callback!
    t.match(await get(`/v1/callbacks-inbox/${callbackId}`), { callback: { callbackId, redrivable: false } })
    t.strictSame(await problem(`/v1/callbacks-inbox/${callbackId}/redrive`, { reason: '再来' }), [409, 'not-redrivable', []])
    t.strictSame(await problem('/v1/callbacks-inbox/999/redrive', { reason: '再来' }), [404, 'callback-not-found', []])
    t.strictSame(await problem('/v1/callbacks-inbox/x'), [404, 'callback-not-found', []])
    await pool.query("update callbacks set state = 'failed'")
    const redriven = await intake.call('/v1/callback-redrives', json({ filter: { state: 'failed' }, reason: '已修复', dryRun: true }))
    t.strictSame(await redriven.json(), { count: 0, dryRun: true, outcomes: [] }, 'what was never verified is not counted')
  })

  await t.test('all on one screen', async t => {
    await intake.reset()
    await givenUp(3)
    await intake.submit(formFor('unicom'))
    await intake.call('/v1/callbacks/unicom', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    await pool.query("update callbacks set state = 'failed'")
    const overview = await body(t, await intake.call('/v1/overview'), 200, 'Overview')
    t.strictSame(overview.enterprises.filter(({ enterprise }) => ['unicom', 'telecom'].includes(enterprise)), [
      { enterprise: 'telecom', enterpriseName: '中国电信', health: { state: 'closed', stateLabel: '正常', failures: 0 }, open: 0, atDesk: 0, undeliverable: 1, oldestGivenUpAt: '2026-11-23T09:30:15+08:00', refusedCallbacks: 0 },
      { enterprise: 'unicom', enterpriseName: '中国联通', health: { state: 'closed', stateLabel: '正常', failures: 0 }, open: 1, oldestOpenAt: '2026-11-23T09:30:15+08:00', atDesk: 0, undeliverable: 2, oldestGivenUpAt: '2026-11-23T09:30:15+08:00', refusedCallbacks: 0 }
    ])
    t.match(overview.enterprises.find(({ enterprise }) => enterprise === 'towngas'), { enterpriseName: '港华燃气', open: 0, undeliverable: 0, health: undefined }, 'not connected')
    t.strictSame(overview.callbacks, { failed: 1 })
    t.match(overview.webhooks, { state: 'active', open: 4 })
    t.notMatch(JSON.stringify(overview), /王小梅|13800000001|11010519491231002X|泾川镇/)
  })

  await t.test('what cannot be understood', async t => {
    await intake.reset()
    for (const path of ['/v1/undeliverable-order-redrives', '/v1/callback-redrives']) {
      t.strictSame(await problem(path, { reason: '无条件' }), [422, 'validation-failed', [['/filter', 'required']]])
      t.strictSame(await problem(path, { filter: {}, reason: ' ' }), [422, 'validation-failed', [['/reason', 'format']]])
      t.strictSame(await problem(path, { filter: { enterprise: 'Gas!', sql: 1 }, reason: '试' }), [422, 'validation-failed', [['/filter/sql', 'unknown-field'], ['/filter/enterprise', 'format']]])
    }
    t.strictSame(await problem(`/v1/undeliverable-orders/${NOBODYS}/redrive`, {}), [422, 'validation-failed', [['/reason', 'required']]])
    t.strictSame(await problem('/v1/undeliverable-orders/1'), [404, 'undeliverable-order-not-found', []])
    t.strictSame(await problem('/v1/undeliverable-orders?cursor=x'), [400, 'invalid-parameter', [['/cursor', 'format']]])
    t.strictSame(await problem('/v1/acts?action=DROP'), [400, 'invalid-parameter', [['/action', 'format']]])
  })

  await t.test('who may', async t => {
    await intake.reset()
    const [id] = await givenUp(1)
    const paths: Array<[path: string, body?: unknown]> = [
      ['/v1/overview'], ['/v1/undeliverable-orders'], [`/v1/undeliverable-orders/${id}`], ['/v1/callbacks-inbox'], ['/v1/callbacks-inbox/1'], ['/v1/acts'],
      [`/v1/undeliverable-orders/${id}/redrive`, { reason: '试' }], [`/v1/undeliverable-orders/${id}/settlement`, { task: 'place', outcome: 'refused', reason: '试' }],
      [`/v1/undeliverable-orders/${id}/desk`, { reason: '试' }], [`/v1/undeliverable-orders/${id}/desk-return`, { reason: '试' }],
      ['/v1/undeliverable-order-redrives', { filter: {}, reason: '试' }], ['/v1/callback-redrives', { filter: {}, reason: '试' }], ['/v1/callbacks-inbox/1/redrive', { reason: '试' }]
    ]
    for (const [path, body] of paths) {
      const request = body === undefined ? undefined : json(body)
      for (const client of ['portal', 'county-water'] as const) t.equal((await intake.call(path, request, client)).status, 403, `${client} ${path}`)
      t.equal((await intake.call(path, request, 'nobody')).status, 401, path)
      t.equal((await intake.call(path, request, 'supervisor')).status === 403, body !== undefined, `a supervisor reads and does nothing: ${path}`)
    }
    t.strictSame(await get('/v1/acts'), { acts: [] })
  })
})
