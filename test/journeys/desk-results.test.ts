/** What specialists add to an order at their desk: files that whoever sees the order sees, and nobody else. */
import { test } from 'tap'
import { erase } from '../../src/cases/erase.ts'
import { EVERYTHING } from '../../src/ground/access/visible.ts'
import { MOST_RESULTS } from '../../src/records/attachments/results.ts'
import { PIXEL } from '../../kit/submit.ts'
import type { SandboxClient } from '../../kit/caller.ts'
import { body, problem } from '../kit/answers.ts'
import { deskOf, waterAtDesk } from '../kit/at-desk.ts'
import { householdForm, wholeHouseForm } from '../kit/forms.ts'
import { startTestHub, upload } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'

test('results of an order at the desk', async t => {
  const hub = await startTestHub(t, { slugs: ['state-grid', 'towngas', 'unicom'], adjust: waterAtDesk })
  const { call, hub: { pool } } = hub
  const desk = deskOf(t, hub)
  const submitted = async (form = householdForm()): Promise<{ jointNumber: string, reference: string }> => {
    const { jointNumber, orders } = await hub.submit(form)
    const { reference } = orders.find(({ enterprise }) => enterprise === 'county-water')!
    await desk.take(reference, 'take')
    return { jointNumber, reference }
  }
  const send = async (reference: string, content: Buffer): Promise<Response> => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(content)]), '踏勘.png')
    return await call(`/v1/desk/orders/${reference}/attachments`, { method: 'POST', body: form })
  }
  const added = async (reference: string): Promise<string> => (await body(t, await send(reference, PIXEL), 201, 'Attachment')).id
  const named = (id: string, kind = 'surveyReport'): { id: string, kind: string } => ({ id, kind })

  await t.test('are seen with the order, and read on the record', async t => {
    const applicants = await upload(call, PIXEL)
    const { jointNumber, reference } = await submitted({ ...wholeHouseForm(), attachments: [{ id: applicants, kind: 'idCard' }] })
    const [report, photo, quote] = [await added(reference), await added(reference), await added(reference)]
    await desk.take(reference, ['surveyed', { result: '可接', attachments: [named(report), named(photo, 'photo')] }], ['quoted', { attachments: [named(quote, 'quote')] }])
    const results = [
      { id: report, kind: 'surveyReport', kindLabel: '踏勘记录', step: 'surveyed', stepLabel: '踏勘完成', mediaType: 'image/png' },
      { id: photo, kind: 'photo', kindLabel: '现场照片', step: 'surveyed', stepLabel: '踏勘完成', mediaType: 'image/png' },
      { id: quote, kind: 'quote', kindLabel: '预算书', step: 'quoted', stepLabel: '出具预算', mediaType: 'image/png' }
    ]
    const { desk: { order }, attachments } = await desk.read(reference)
    t.match(order.results, results)
    t.strictSame(attachments.map(({ id }) => id), [applicants], 'they are not the applicant\'s')
    const { orders } = await hub.read(jointNumber)
    t.match(orders.find(({ enterprise }) => enterprise === 'county-water')!.results, results)
    for (const other of orders.filter(({ enterprise }) => enterprise !== 'county-water')) t.notOk('results' in other, other.enterprise)

    const path = `/v1/applications/${jointNumber}/results/${report.toUpperCase()}`
    for (const client of ['portal', 'supervisor', 'county-water'] satisfies SandboxClient[]) {
      const answer = await call(path, {}, client)
      t.strictSame(Buffer.from(await answer.arrayBuffer()), PIXEL, client)
      t.match(Object.fromEntries(answer.headers), { 'content-type': 'image/png', 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' })
    }
    t.equal((await call(`/v1/desk/orders/${reference}/attachments/${quote}`)).status, 200)
    const { disclosures } = await body(t, await call(`/v1/disclosures?jointNumber=${jointNumber}`), 200, 'DisclosurePage')
    t.strictSame(disclosures.slice(0, 4).map(({ actor, purpose }) => [actor, purpose]), [
      ['county-water', `工作台查看附件 ${quote}`], ['county-water', `查看办理结果附件 ${report}`], ['supervisor', `查看办理结果附件 ${report}`], ['portal', `查看办理结果附件 ${report}`]
    ])
    await problem(t, await call(`/v1/applications/${jointNumber}/results/${applicants}`), 'attachment-not-found')
    const other = await submitted()
    await problem(t, await call(`/v1/applications/${other.jointNumber}/results/${report}`), 'attachment-not-found')
    await problem(t, await call(`/v1/desk/orders/${other.reference}/attachments/${report}`), 'attachment-not-found')
  })

  await t.test('are taken by what they are, once, with a step that has any', async t => {
    const { reference } = await submitted()
    await problem(t, await send(reference, Buffer.from('<svg onload="alert(1)"/>')), 'attachment-type')
    await problem(t, await send(reference, Buffer.alloc(3_145_729)), 'body-too-large')
    await problem(t, await send('JXLB999999-D', PIXEL), 'desk-order-not-found')
    const [file, applicants] = [await added(reference), await upload(call, PIXEL)]
    const refused = async (attachments: unknown[], wanted: Array<[string, string]>, step: any = 'surveyed', said: object = { result: '可' }): Promise<void> => {
      await problem(t, await desk.ask(reference, step, { ...said, attachments }), 'validation-failed', wanted)
    }
    await refused([named(applicants)], [['/attachments/0/id', 'attachment-not-found']])
    await refused([named(file), named(file.toUpperCase())], [['/attachments/1/id', 'attachment-repeated']])
    await refused([named(file, 'idCard')], [['/attachments/0/kind', 'value']])
    await refused([], [['/attachments', 'required']])
    await refused([named(file)], [['/attachments', 'block-without-service']], 'nativeNumber', { nativeNumber: '1' })
    await problem(t, await desk.ask(reference, 'surveyed', { result: '可', version: 0, attachments: [named(file)] }), 'order-changed')
    await desk.take(reference, ['surveyed', { result: '可', attachments: [named(file)] }])
    await refused([named(file)], [['/attachments/0/id', 'attachment-not-found']], 'quoted', {})
    for (let count = 1; count < MOST_RESULTS; count += 7) {
      const more = await Promise.all(Array.from({ length: 7 }, async () => named(await added(reference), 'photo')))
      await desk.take(reference, count % 2 ? ['specialProcedure', { reason: '等许可', attachments: more }] : ['specialProcedureEnded', { attachments: more }])
    }
    t.equal((await desk.read(reference)).desk.order.results!.length, MOST_RESULTS)
    await refused([named(await added(reference))], [['/attachments', 'too-many-results']], 'quoted', {})
  })

  await t.test('belong to one order, whoever else names them at the same moment', async t => {
    const [one, other] = [await submitted(), await submitted()]
    const file = await added(one.reference)
    const holding = await pool.connect()
    await holding.query('begin')
    await holding.query('select from attachments where id = $1 for update', [file])
    const asked = Promise.all([one, other].map(({ reference }) =>
      desk.ask(reference, 'surveyed', { result: '可接', attachments: [named(file)] })))
    const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    await until(async () => (await holding.query(waiting)).rowCount === 2)
    await holding.query('commit')
    holding.release()
    const answers = await asked
    t.strictSame(answers.map(({ status }) => status).sort(), [200, 422])
    const isFirst = answers[0]!.status === 200
    await problem(t, answers[isFirst ? 1 : 0]!, 'validation-failed', [['/attachments/0/id', 'attachment-not-found']])
    const [taken, free] = isFirst ? [one, other] : [other, one]
    t.match((await desk.read(taken.reference)).desk.order.results, [{ id: file }])
    const { order, steps } = (await desk.read(free.reference)).desk
    t.notOk('results' in order)
    t.ok(steps.some(({ step }) => step === 'surveyed'), 'nor is its step taken')
    await desk.take(free.reference, ['surveyed', { result: '可接' }])
  })

  await t.test('go with the person', async t => {
    const { jointNumber, reference } = await submitted()
    await desk.take(reference, ['completed', { attachments: [named(await added(reference), 'photo')] }])
    const left = async (): Promise<unknown> => (await pool.query(`
      select (select count(*) from attachments join applications on serial = application_serial where joint_number = $1) as named,
             (select count(*) from attachment_contents where id not in (select id from attachments)) as orphans`, [jointNumber])).rows
    t.strictSame(await left(), [{ named: 1, orphans: 0 }])
    await erase(hub.hub, EVERYTHING, jointNumber, { actor: 'operator', reason: '申请人要求' })
    t.strictSame(await left(), [{ named: 0, orphans: 0 }])
    const { orders } = await hub.read(jointNumber)
    t.notOk('results' in orders[0]!)
  })
})
