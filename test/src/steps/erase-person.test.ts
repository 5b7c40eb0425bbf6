/** An erased application: nothing of the person in any row, its statistics in their place, and what may still come in afterwards. */
import { test, type Test } from 'tap'
import { eraseApplication } from '../../../src/steps/erase-person.ts'
import { inWork } from '../../../src/ground/database/work.ts'
import { recordCallback } from '../../../src/engines/callbacks/record-callback.ts'
import { keepCallback, nextCallback } from '../../../src/records/inbox/keep-callback.ts'
import { nextExchange } from '../../../src/records/trail/exchanges.ts'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { formFor } from '../../journeys/enterprises.ts'
import { startIntake, type Intake } from '../../kit/intake-hub.ts'
import { verified } from '../../kit/kept-callback.ts'
import { messageRows } from '../../kit/sealed-messages.ts'
import { json, type Application } from '../../kit/test-hub.ts'

const PDF = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n'))
const REASON = '申请人要求删除'

async function withdrawn (intake: Intake): Promise<{ jointNumber: string, attachment: string, again: () => Promise<Response> }> {
  const { id } = await (await intake.upload(PDF)).json() as { id: string }
  const form = formFor('county-water')
  const whole = { ...form, origin: { channel: 'window' as const, window: '3号窗口' }, foot: { firstContactUnit: '供水营业厅', registrar: '汪晓燕' }, attachments: [{ id, kind: 'idCard' as const }] }
  const { jointNumber } = await intake.submit(whole, '"a-key"')
  await intake.call(`/v1/applications/${jointNumber}/withdrawal`, json({ reason: '王小梅不装了' }))
  return { jointNumber, attachment: id, again: () => intake.send(whole, '"a-key"') }
}

const erasure = (intake: Intake, jointNumber: string, reason: unknown = REASON): Promise<Response> => intake.call(`/v1/applications/${jointNumber}/erasure`, json({ reason }))

/** Everything that the tables hold, as text. */
async function everything (intake: Intake): Promise<string> {
  const texts: string[] = []
  for (const table of Object.keys(await intake.count())) {
    const { rows } = await intake.pool.query<{ row: string }>(`select "${table}"::text as row from "${table}"`)
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}

test('erased on request', async t => {
  const intake = await startIntake(t, { slugs: ['county-water'] })
  const { jointNumber, attachment, again } = await withdrawn(intake)
  const { rows: [kept] } = await intake.pool.query<{ form: Buffer, remark: Buffer }>(`
    select form_sealed as form, transitions.remark_sealed as remark from applications join transitions on application_serial = serial where remark_sealed is not null`)

  intake.clock.time = new Date('2026-11-30T10:00:00+08:00')
  const answer = await erasure(intake, jointNumber)
  t.equal(answer.status, 200)
  const application = await answer.json() as Application
  t.match(application, {
    jointNumber,
    erasedAt: '2026-11-30T10:00:00+08:00',
    status: 'ended',
    origin: { channel: 'window', window: '***' },
    services: ['water'],
    applicant: { type: 'household', name: '***', phone: '***', idType: 'residentId', idNumber: '***' },
    address: '***',
    orders: [{ enterprise: 'county-water', kind: 'new', state: 'withdrawn' }]
  })
  t.notOk('portalCaseNumber' in application || 'remark' in application.orders[0]!)
  t.strictSame(await (await intake.call(`/v1/applications/${jointNumber}`)).json(), application, 'and so it is read from then on')
  t.match(await (await intake.call('/v1/applications')).json(), { applications: [application] })
  t.match(await (await intake.call(`/v1/applications/${jointNumber}/timeline`)).json(), { entries: [{ state: 'received' }, { state: 'withdrawn', text: '泾县供水：已撤回（撤件）' }] })

  const rest = await everything(intake)
  t.notMatch(rest, 'AH341823')
  for (const sealed of Object.values(kept!)) t.notOk(rest.includes(sealed.toString('hex')), 'what was sealed is gone')
  t.match((await intake.pool.query('select statistics from applications')).rows, [{
    statistics: { channel: 'window', services: ['water'], businessNature: 'residential', applicantType: 'household', idType: 'residentId', regionCode: '341823', streetCode: '341823100' }
  }])
  t.match(await intake.count(), { attachments: 0, attachment_contents: 0, idempotency_keys: 1, search_hashes: 0, transitions: 2 })
  t.strictSame((await intake.pool.query('select answer_sealed from idempotency_keys')).rows, [{ answer_sealed: null }])
  t.match(await (await again()).json(), { status: 410, code: 'person-erased' }, 'the request sent once more is no new application')
  t.match(await intake.count(), { applications: 1 })
  t.match(await (await intake.call(`/v1/applications/${jointNumber}/disclosure`, json({ fields: ['phone'], purpose: '核对' }), 'operator')).json(), { status: 410, code: 'person-erased' })
  await t.rejects(intake.hub.storage.get(intake.pool, attachment))
  t.match((await intake.pool.query('select actor, action, target, reason, affected from acts')).rows, [{ actor: 'operator', action: 'erasure', target: { jointNumber }, reason: REASON, affected: 1 }])

  t.strictSame(await (await erasure(intake, jointNumber)).json(), application, 'asked for again, it stays as it is')
  t.equal((await intake.count())['acts'], 1)
})

test('thirty at once, with files, wait for none of each other\'s connections', async t => {
  const intake = await startIntake(t, { slugs: ['county-water'], connections: 3 })
  const ended = []
  for (let count = 0; count < 30; count++) {
    const { id } = await (await intake.upload(PDF)).json() as { id: string }
    const { jointNumber } = await intake.submit({ ...formFor('county-water'), attachments: [{ id, kind: 'idCard' }] })
    await intake.call(`/v1/applications/${jointNumber}/withdrawal`, json({ reason: '不装了' }))
    ended.push(jointNumber)
  }
  const answers = await Promise.all(ended.map(jointNumber => erasure(intake, jointNumber)))
  t.strictSame([...new Set(answers.map(({ status }) => status))], [200])
  t.match(await intake.count(), { attachments: 0, attachment_contents: 0, acts: 30 })
})

test('what has not ended, is not there, or gives no reason is not erased', async t => {
  const intake = await startIntake(t, { slugs: ['county-water'] })
  const { jointNumber } = await intake.submit(formFor('county-water'))
  t.match(await (await erasure(intake, jointNumber)).json(), { status: 409, code: 'application-open' })
  t.match(await (await erasure(intake, 'JXLB000099')).json(), { status: 404, code: 'application-not-found' })
  t.match(await (await erasure(intake, jointNumber, '')).json(), { status: 422, errors: [{ pointer: '/reason', code: 'required' }] })
  for (const client of ['portal', 'supervisor', 'county-water'] as const) t.equal((await intake.call(`/v1/applications/${jointNumber}/erasure`, json({ reason: REASON }), client)).status, 403, client)
  t.match(await intake.count(), { acts: 0, idempotency_keys: 1 })
})

/** An application that has ended while an attempt about it is under way. */
async function busy (t: Test): Promise<{ intake: Intake, jointNumber: string, serial: number }> {
  const intake = await startIntake(t, { slugs: ['county-water'] })
  const { jointNumber } = await withdrawn(intake)
  const { rows } = await intake.pool.query<{ serial: number }>('select serial from applications')
  await intake.pool.query("update intents set state = 'open', leased_until = $1", [new Date(intake.clock.time.getTime() + 60_000)])
  return { intake, jointNumber, serial: rows[0]!.serial }
}

test('an exchange that is under way is let finish first', async t => {
  const { intake, jointNumber, serial } = await busy(t)
  t.match(await (await erasure(intake, jointNumber)).json(), { status: 409, code: 'application-open' })
  const erase = (): Promise<boolean> => inWork(intake.hub, work => eraseApplication(intake.hub, work, serial, intake.clock.time))
  t.equal(await erase(), false)
  t.match((await intake.pool.query('select erased_at, form_sealed is null as gone from applications')).rows, [{ erased_at: null, gone: false }])
  intake.clock.time = new Date(intake.clock.time.getTime() + 61_000)
  t.equal(await erase(), true)
  t.match((await intake.pool.query('select state, payload_sealed from intents')).rows, [{ state: 'done', payload_sealed: null }])
  t.equal(await erase(), false, 'once')
})

test('what an enterprise still tells of an erased person is kept nowhere', async t => {
  const intake = await startIntake(t, { slugs: ['unicom'] })
  const form = formFor('unicom')
  const { jointNumber } = await intake.submit(form)
  await intake.call(`/v1/applications/${jointNumber}/withdrawal`, json({ reason: REASON }))
  await erasure(intake, jointNumber)
  const { rows: [order] } = await intake.pool.query<{ id: string }>('select id from orders')
  const request = { method: 'POST', url: `/v1/callbacks/unicom?x=${encodeURIComponent('王小梅')}`, query: {}, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify({ name: '王小梅' })) }
  const { hub, pool, clock: { time: receivedAt } } = intake
  const [id, exchange] = [await nextCallback(pool), await nextExchange(pool)]
  await changeOrder(hub, order!.id, async at => {
    keepCallback(at.work, hub.vault, id, verified(receivedAt, { request, nativeNumber: '王小梅' }), { state: 'late', orderId: order!.id, erased: true })
    recordCallback(hub, hub.enterprises.get('unicom')!, at, { exchange, receivedAt, outcome: 'late', request, answer: { status: 200, headers: {}, body: 'taken' } })
  })
  t.strictSame((await intake.pool.query('select state, url_sealed, body_sealed, status_sealed, told_native_number, message_id, nonce from callbacks')).rows, [
    { state: 'late', url_sealed: null, body_sealed: null, status_sealed: null, told_native_number: null, message_id: null, nonce: null }
  ])
  t.match(await messageRows(intake.hub), [{ url: '/v1/callbacks/unicom', request: null, response: 'taken' }])
})
