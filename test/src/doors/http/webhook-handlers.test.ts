/** The operations about webhooks over HTTP, against a portal that verifies on its own. */
import { test } from 'tap'
import { simulatePortal } from '../../../../simulators/portal.ts'
import { freePort } from '../../../../src/ground/database/free-port.ts'
import { stopEndpoint } from '../../../../src/records/outbox/endpoint.ts'
import { notify } from '../../../../src/engines/portal/notify.ts'
import { householdForm } from '../../../kit/forms.ts'
import { startIntake, type Intake } from '../../../kit/intake-hub.ts'
import { json } from '../../../kit/test-hub.ts'
import { newChecker, readDocument } from '../../../../openapi/document.ts'

const SECRET = 'whsec_c2FuZGJveC1wb3J0YWwtd2ViaG9vay1zZWNyZXQ='
const NOWHERE = '00000000-0000-4000-8000-000000000000'
const checker = newChecker<Record<string, any>>(readDocument(new URL('../../../../openapi/hub.yaml', import.meta.url)))

interface Answer { status: number, body: any }

async function operator (intake: Intake, path: string, body?: unknown): Promise<Answer> {
  const answer = await intake.call(path, body === undefined ? undefined : json(body))
  return { status: answer.status, body: await answer.json() }
}

test('the operations', async t => {
  const portal = await simulatePortal({ secret: SECRET })
  t.teardown(() => portal.close())
  const intake = await startIntake(t, { slugs: ['county-water', 'towngas'], adjust (settings) { settings.portal.webhookUrl = portal.url } })
  // Receivers compare the time of a webhook with their own.
  intake.clock.time = new Date()
  const notifier = notify(intake.hub, intake.hub.settings.portal!)
  t.teardown(() => notifier.close())
  const form = householdForm()
  const { jointNumber } = await intake.submit({ ...form, basic: { ...form.basic, services: ['water', 'gas'] }, gas: { kind: 'ignition' } })
  const list = async (query = ''): Promise<any[]> => (await operator(intake, `/v1/webhook-deliveries${query}`)).body.deliveries
  const [{ id }] = await list() as [{ id: string }]
  const sent = async (): Promise<unknown> => await notifier.handler(id)

  await t.test('tell how it stands', async t => {
    const { status, body } = await operator(intake, '/v1/webhook-endpoint')
    t.equal(status, 200)
    t.match(body, { state: 'active', open: 2, failed: 0, oldestOpenAt: /\+08:00$/ })
    t.ok('value' in checker.check('WebhookEndpoint', body))
  })

  await t.test('list what was sent and show one', async t => {
    t.equal(await sent(), undefined)
    const found = await list(`?state=delivered&jointNumber=${jointNumber}&limit=1`)
    t.equal(found.length, 1)
    t.match(found[0], { jointNumber, sequence: 2, state: 'delivered' })
    const { status, body } = await operator(intake, `/v1/webhook-deliveries/${id}`)
    t.equal(status, 200)
    t.ok('value' in checker.check('WebhookDeliveryDetail', body))
    t.match(body, { delivery: { id }, exchanges: [{ status: 204 }], payload: { type: 'order.progressed', data: { jointNumber } } })
  })

  await t.test('send one again', async t => {
    const { status, body } = await operator(intake, `/v1/webhook-deliveries/${id}/redelivery`, { reason: '平台漏收' })
    t.equal(status, 202)
    t.match(body, { id, state: 'open', nextAttemptAt: /./ })
    t.equal(await sent(), undefined)
    t.equal(portal.events.length, 2, 'which the portal knows for a repeat')
    t.equal(portal.refused, 0)
  })

  await t.test('send many again, counted first', async t => {
    const filter = { jointNumber, sequenceFrom: 2 }
    t.strictSame(await operator(intake, '/v1/webhook-redeliveries', { filter, reason: '演练', dryRun: true }), { status: 200, body: { count: 1, dryRun: true } })
    t.equal((await list('?state=open')).length, 0)
    t.strictSame(await operator(intake, '/v1/webhook-redeliveries', { filter, reason: '演练' }), { status: 200, body: { count: 1, dryRun: false } })
    t.equal((await list('?state=open')).length, 1)
    const { rows: acts } = await intake.pool.query('select actor, action, target, reason, affected from acts order by id')
    t.match(acts, [{ actor: /./, target: { ids: [id] }, reason: '平台漏收' }, { target: filter, reason: '演练', affected: 1 }])
    await sent()
  })

  await t.test('test the way, and tell what the portal answered', async t => {
    const before = [...portal.events]
    for (const status of [204, 500, 410]) {
      portal.answer(status)
      const { status: answered, body } = await operator(intake, '/v1/webhook-tests', {})
      t.equal(answered, 200)
      t.ok('value' in checker.check('WebhookTest', body))
      t.match(body, status === 204 ? { ok: true, status, failure: undefined } : { ok: false, status, failure: { code: `http-${status}` } })
    }
    portal.answer(204)
    t.equal(portal.tests, 1)
    t.equal(portal.refused, 0)
    t.strictSame(portal.events, before, 'no event of an application')
    t.match((await operator(intake, '/v1/webhook-endpoint')).body, { state: 'active' }, '410 to a test stops nothing')
    t.equal((await intake.call('/v1/webhook-tests', { method: 'POST' })).status, 200, 'without a body too')
  })

  await t.test('resume', async t => {
    await stopEndpoint(intake.pool, 'http-410', intake.clock.time, intake.clock.time)
    t.match((await operator(intake, '/v1/webhook-endpoint')).body, { state: 'stopped', reason: { code: 'http-410' } })
    t.match((await operator(intake, '/v1/webhook-tests', {})).body, { ok: true }, 'a test is sent all the same')
    const { status, body } = await operator(intake, '/v1/webhook-endpoint/resumption', { reason: '平台恢复' })
    t.equal(status, 200)
    t.match(body, { state: 'active', since: /./ })
  })

  await t.test('show a portal its own alone, and let it send no other again', async t => {
    const { jointNumber: foreign } = await intake.submit(form)
    await intake.pool.query("update applications set client_id = 'another-portal' where joint_number = $1", [foreign])
    const { rows: [{ id: foreignId }] } = await intake.pool.query('select notifications.id from notifications join applications on serial = application_serial where joint_number = $1', [foreign])
    t.strictSame((await list('?limit=100')).filter(delivery => delivery.jointNumber === foreign), [])
    t.equal((await operator(intake, `/v1/webhook-deliveries/${foreignId}`)).status, 404)
    t.equal((await operator(intake, `/v1/webhook-deliveries/${foreignId}/redelivery`, { reason: '演练' })).status, 404)
    const count = async (client: 'portal' | 'operator'): Promise<number> => {
      const answer = await intake.call('/v1/webhook-redeliveries', json({ filter: { jointNumber: foreign }, reason: '演练', dryRun: true }), client)
      return (await answer.json() as { count: number }).count
    }
    t.equal(await count('portal'), 0)
    t.equal(await count('operator'), 1)
    t.equal((await intake.call(`/v1/webhook-deliveries/${foreignId}`, {}, 'operator')).status, 200)
  })

  await t.test('refuse what is wrong, by its field', async t => {
    const refused = async (path: string, body: unknown, errors: unknown[]): Promise<void> => {
      t.match(await operator(intake, path, body), { status: 422, body: { code: 'validation-failed', errors } }, JSON.stringify(body))
    }
    await refused(`/v1/webhook-deliveries/${id}/redelivery`, {}, [{ pointer: '/reason', code: 'required' }])
    await refused('/v1/webhook-endpoint/resumption', { reason: '' }, [{ pointer: '/reason', code: 'required' }])
    await refused('/v1/webhook-endpoint/resumption', { reason: 'a\nb' }, [{ pointer: '/reason', code: 'format' }])
    await refused('/v1/webhook-redeliveries', { reason: '演练', filter: {} }, [{ pointer: '/filter', code: 'required' }])
    await refused('/v1/webhook-redeliveries', { reason: '演练' }, [{ pointer: '/filter', code: 'required' }])
    await refused('/v1/webhook-redeliveries', { reason: '演练', filter: { sequenceFrom: 1 } }, [{ pointer: '/filter/jointNumber', code: 'required' }])
    await refused('/v1/webhook-redeliveries', { reason: '演练', filter: { states: 'open' } }, [{ pointer: '/filter/states', code: 'unknown-field' }])
    await refused('/v1/webhook-redeliveries', { reason: '演练', filter: { ids: ['x'] } }, [{ pointer: '/filter/ids/0', code: 'format' }])
    await refused('/v1/webhook-redeliveries', { reason: '演练', filter: { state: 'lost' }, dryRun: 'yes' }, [{ pointer: '/filter/state', code: 'value' }, { pointer: '/dryRun', code: 'type' }])
    for (const query of ['?state=lost', '?limit=0', '?from=yesterday', '?cursor=%20', '?cursor=bm8', '?jointNumber=1']) {
      t.match(await operator(intake, `/v1/webhook-deliveries${query}`), { status: 400, body: { code: 'invalid-parameter' } }, query)
    }
    for (const path of [`/v1/webhook-deliveries/${NOWHERE}`, '/v1/webhook-deliveries/x']) {
      t.match(await operator(intake, path), { status: 404, body: { code: 'webhook-delivery-not-found' } }, path)
      t.match(await operator(intake, `${path}/redelivery`, { reason: '演练' }), { status: 404, body: { code: 'webhook-delivery-not-found' } }, path)
    }
  })
})

test('a test of a portal that is not there is answered too', async t => {
  const port = await freePort()
  const intake = await startIntake(t, { slugs: ['county-water'], adjust (settings) { settings.portal.webhookUrl = `http://127.0.0.1:${port}/webhook` } })
  t.match(await operator(intake, '/v1/webhook-tests', {}), { status: 200, body: { ok: false, status: undefined, failure: { code: 'connection' } } })
})

test('where no portal is told there is no end-point', async t => {
  const intake = await startIntake(t, { slugs: ['county-water'], adjust (settings) { delete settings.portal } })
  for (const [path, body] of [
    ['/v1/webhook-endpoint'], ['/v1/webhook-endpoint/resumption', { reason: '演练' }], ['/v1/webhook-tests', {}], ['/v1/webhook-redeliveries', { reason: '演练', filter: { state: 'failed' } }]
  ] as const) t.match(await operator(intake, path, body), { status: 404, body: { code: 'webhook-endpoint-not-found' } }, path)
  t.strictSame(await operator(intake, '/v1/webhook-deliveries'), { status: 200, body: { deliveries: [] } })
})
