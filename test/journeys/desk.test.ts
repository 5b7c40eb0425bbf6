/** An enterprise without a system: its specialists work its orders by hand, and the portal hears every step. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { PIXEL } from '../../kit/submit.ts'
import { localTime } from '../../src/ground/calendar/local-time.ts'
import { deskOf, waterAtDesk } from '../kit/at-desk.ts'
import { body, problem } from '../kit/answers.ts'
import { householdForm, wholeHouseForm } from '../kit/forms.ts'
import { json, startTestHub, upload } from '../kit/test-hub.ts'

const slugs = ['state-grid', 'towngas', 'unicom']
/** By the clock that this journey goes by, the machine's. */
const inDays = (days: number): string => localTime(new Date(Date.now() + days * 86_400_000))
const VISIT = inDays(40)

test('an order at the desk', async t => {
  const hub = await startTestHub(t, { slugs, adjust: waterAtDesk })
  const { call, hub: { pool } } = hub
  const desk = deskOf(t, hub)
  const referenceOf = (orders: Array<{ enterprise: string, reference: string }>): string => orders.find(({ enterprise }) => enterprise === 'county-water')!.reference
  const submitted = async (): Promise<{ jointNumber: string, reference: string }> => {
    const { jointNumber, orders } = await hub.submit(householdForm())
    return { jointNumber, reference: referenceOf(orders) }
  }
  const states = (number: string): string[] => hub.portal.events.filter(({ jointNumber, enterprise }) => jointNumber === number && enterprise === 'county-water').map(({ state }) => state)

  await t.test('goes its whole way, and the portal hears every step', async t => {
    const { jointNumber, orders } = await hub.submit(wholeHouseForm())
    const reference = referenceOf(orders)
    t.match(orders[0], { enterprise: 'county-water', state: 'received', next: '等待企业的服务专员接单', delivery: { state: 'placed', stateLabel: '待企业接单', attempts: 0 } }, 'the desk has it at once, and nobody has taken it')
    t.match(await hub.read(jointNumber), { orders: [{ next: '等待企业的服务专员接单', delivery: { stateLabel: '待企业接单' } }] })
    const overview = async (): Promise<unknown> => (await body(t, await call('/v1/overview'), 200, 'Overview')).enterprises.find(({ enterprise }) => enterprise === 'county-water')
    t.match(await overview(), { atDesk: 1, open: 0, oldestAtDeskAt: String, health: undefined })
    const [waiting] = await desk.list()
    t.match(waiting, { jointNumber, task: 'take', steps: [{ step: 'take', label: '接单' }], dueAt: waiting!.order.clocks[0]!.dueAt, version: 0, applicant: { name: /\*/ } })
    t.match(await desk.take(reference, ['take', { specialist: '王工' }]), { takenBy: 'county-water:王工', task: 'proceed', order: { state: 'submitted', delivery: { state: 'acknowledged' } } })
    await desk.take(reference, 'accepted', ['surveyBooked', { bookedFor: VISIT }], ['surveyBooked', { bookedFor: inDays(41) }],
      ['surveyed', { result: '具备接水条件，需破路 12 米' }], ['quoted', { remark: '1280 元' }], 'paid')
    await desk.take(reference, ['specialProcedure', { reason: '等待道路挖掘许可' }])
    t.match((await desk.read(reference)).desk.order.clocks.find(({ promise }) => promise === 'connect'), { state: 'paused', pausedBy: 'approval' }, 'the clock stands still')
    await desk.take(reference, 'specialProcedureEnded', 'building', 'inspected', ['nativeNumber', { nativeNumber: '供2026-88' }])
    const end = await desk.take(reference, 'completed')
    t.match(end, { steps: [], order: { state: 'completed', nativeNumber: '供2026-88' } })
    t.notOk('task' in end)
    await hub.reached(jointNumber, 'county-water', 'completed')
    t.strictSame(states(jointNumber), [
      'received', 'submitted', 'accepted', 'surveyBooked', 'surveyBooked', 'surveyed', 'quoted', 'paid', 'specialProcedure', 'specialProcedureEnded', 'building', 'inspected', 'inspected', 'completed'
    ])
    t.match(hub.portal.events.find(({ jointNumber: number, enterprise, state }) => number === jointNumber && enterprise === 'county-water' && state === 'surveyed'), { remark: '具备接水条件，需破路 12 米', statusCode: 8 })
    const { orders: [water] } = await hub.read(jointNumber)
    t.match(water!.clocks, [{ promise: 'acceptAndSurvey', state: 'ended', outcome: 'onTime' }, { promise: 'connect', state: 'ended', outcome: 'onTime' }])
    const { acts } = await body(t, await call('/v1/acts?action=desk-step&limit=100'), 200, 'ActPage')
    t.equal(acts.length, 13)
    t.match(acts.at(-1), { by: 'county-water:王工', target: { order: reference, jointNumber, step: 'take' }, reason: '接单' })
    t.strictSame((await pool.query("select count(*) as count from exchanges join orders on orders.id = order_id where enterprise = 'county-water'")).rows, [{ count: 0 }], 'nothing was sent')
    t.strictSame((await pool.query("select count(*) as count from intents where enterprise = 'county-water' and state <> 'done'")).rows, [{ count: 0 }], 'and nothing is left to be done')
    t.strictSame(await desk.list(), [])
    t.match(await overview(), { atDesk: 0 })
  })

  await t.test('is shown in full to its specialist, on the record, and to no other enterprise', async t => {
    const file = await upload(call, PIXEL)
    const foreign = await upload(call, PIXEL)
    const form = { ...wholeHouseForm(), attachments: [{ id: file, kind: 'idCard' as const }] }
    const { jointNumber, orders } = await hub.submit(form)
    const reference = referenceOf(orders)
    const detail = await desk.read(reference)
    t.match(detail, { basic: { ...form.basic, services: ['water'] }, water: form.water, attachments: [{ id: file, kind: 'idCard', mediaType: 'image/png' }] })
    for (const block of ['electricity', 'gas', 'network']) t.notOk(block in detail, block)
    t.match((await call(`/v1/desk/orders/${reference}/attachments/${file}`)).headers.get('content-disposition'), 'attachment')
    await problem(t, await call(`/v1/desk/orders/${reference}/attachments/${foreign}`), 'attachment-not-found')
    const { disclosures } = await body(t, await call(`/v1/disclosures?jointNumber=${jointNumber}`), 200, 'DisclosurePage')
    t.match(disclosures, [
      { actor: 'county-water', fields: [], purpose: `工作台查看附件 ${file}` },
      { actor: 'county-water', fields: ['applicantName', 'phone', 'idNumber', 'address'], purpose: '工作台办理' }
    ])
    for (const other of orders.filter(({ enterprise }) => enterprise !== 'county-water')) {
      await problem(t, await call(`/v1/desk/orders/${other.reference}`), 'desk-order-not-found')
      await problem(t, await call(`/v1/desk/orders/${other.reference}/steps`, json({ step: 'take', version: 0 }, { 'idempotency-key': randomUUID() })), 'desk-order-not-found')
    }
    await desk.take(reference, 'take', ['refused', { reason: '不具备条件' }])
  })

  await t.test('is taken by one of two who try at once, and the other is told', async t => {
    const { reference } = await submitted()
    const answers = await Promise.all(['王工', '李工'].map(specialist => desk.ask(reference, 'take', { version: 0, specialist })))
    t.strictSame(answers.map(({ status }) => status).sort(), [200, 409])
    const { takenBy } = (await desk.read(reference)).desk
    const lost = await problem(t, answers.find(({ status }) => status === 409)!, 'order-changed')
    t.match(lost.detail, `${takenBy} 接单；现状态为“已送达企业”，办理中`)
    await problem(t, await desk.ask(reference, 'accepted', { version: 0 }), 'order-changed')
    t.match((await problem(t, await desk.ask(reference, 'withdrawalGranted'), 'step-not-possible')).detail, '现状态为“已送达企业”')
  })

  await t.test('takes a step once, however often it is sent', async t => {
    const { reference } = await submitted()
    const key = randomUUID()
    const [first, again] = [await desk.ask(reference, 'take', { version: 0 }, key), await desk.ask(reference, 'take', { version: 0 }, key)]
    t.strictSame(await again.json(), await first.json())
    await problem(t, await desk.ask(reference, 'accepted', { version: 1 }, key), 'idempotency-key-reused')
    t.equal((await pool.query("select from acts where target->>'order' = $1", [reference])).rowCount, 1)
  })

  await t.test('says what a step lacks, and what does not belong to it', async t => {
    const { reference } = await submitted()
    const errors = async (step: any, said: object, wanted: Array<[string, string]>): Promise<void> => {
      await problem(t, await desk.ask(reference, step, { version: 0, ...said }), 'validation-failed', wanted)
    }
    await errors('surveyBooked', {}, [['/bookedFor', 'required']])
    await errors('surveyBooked', { bookedFor: '2020-01-01T09:00:00+08:00' }, [['/bookedFor', 'time-in-the-past']])
    await errors('surveyBooked', { bookedFor: '9999-12-31T23:59:59-14:00' }, [['/bookedFor', 'time-too-far-ahead']])
    await errors('needsMaterial', { material: '身份证' }, [['/reason', 'required']])
    await errors('refused', { reason: 'x'.repeat(201) }, [['/reason', 'length']])
    await errors('refused', { reason: '\u200b' }, [['/reason', 'format']])
    await errors('accepted', { reason: '无' }, [['/reason', 'block-without-service']])
    await errors('toTheMoon', {}, [['/step', 'value']])
  })

  await t.test('waits for the applicant, who brings what is wanted', async t => {
    const { jointNumber, reference } = await submitted()
    await desk.take(reference, 'take', 'accepted', ['needsMaterial', { material: '不动产权证', reason: '地址不清' }])
    t.match(await hub.reached(jointNumber, 'county-water', 'needsMaterial'), { remark: '不动产权证；原因：地址不清', statusCode: 6 })
    t.notOk((await desk.list()).some(({ order }) => order.reference === reference), 'it is not for the desk now')
    t.match(await desk.list(`task=awaitApplicant&jointNumber=${jointNumber}`), [{ order: { reference } }])
    const { version } = (await desk.read(reference)).desk
    const file = await upload(call, PIXEL)
    const brought = { enterprise: 'county-water', changes: { basic: { phone: '13911112222' } }, attachments: [{ id: file, kind: 'propertyCertificate' }] }
    t.match(await hub.read(jointNumber), { orders: [{ next: '请申请人补正材料', supplementSent: false }] })
    const answer = await call(`/v1/applications/${jointNumber}/supplement`, json(brought))
    t.equal(answer.status, 202)
    const sent = { state: 'needsMaterial', next: '补正材料已提交，等待企业查看', supplementSent: true }
    t.match(await answer.json(), { orders: [sent] })
    t.match((await desk.read(reference)).desk.order, sent)
    await problem(t, await call(`/v1/applications/${jointNumber}/supplement`, json(brought)), 'supplement-under-way')
    t.match(await desk.list('task=checkSupplement'), [{ order: { reference }, taskLabel: '待查看补正材料' }])
    t.match(await desk.read(reference), { supplied: ['/basic/phone'], basic: { phone: '13911112222' }, attachments: [{ id: file }] })
    await problem(t, await desk.ask(reference, 'supplementSeen', { version }), 'order-changed')
    t.match((await problem(t, await desk.ask(reference, 'surveyed', { result: '可' }), 'step-not-possible')).detail, '待查看补正材料')
    t.match(await desk.take(reference, 'supplementSeen'), { order: { state: 'materialReceived', statusCode: 7 } })
    await hub.reached(jointNumber, 'county-water', 'materialReceived')
    const { basic, supplied } = await desk.read(reference)
    t.strictSame([basic.phone, supplied], ['13911112222', undefined], 'it is the form by now')
    await desk.take(reference, ['needsMaterial', { material: '照片', reason: '还缺' }])
    t.match(await desk.take(reference, ['surveyed', { result: '无需照片，可接' }]), { order: { state: 'surveyed' } }, 'and it can go on without')
  })

  await t.test('is asked back, and its people decide', async t => {
    const fresh = await submitted()
    const withdraw = async (jointNumber: string): Promise<void> => { t.equal((await call(`/v1/applications/${jointNumber}/withdrawal`, json({ reason: '不装了' }))).status, 202) }
    await withdraw(fresh.jointNumber)
    t.match(await hub.reached(fresh.jointNumber, 'county-water', 'withdrawn'), { statusCode: 2 }, 'what nobody has taken is withdrawn at once')
    t.match(await hub.read(fresh.jointNumber), { orders: [{ remark: '不装了', next: '无', delivery: { stateLabel: '企业未接单' } }] }, 'and waits for nobody any more')

    const kept = await submitted()
    await desk.take(kept.reference, 'take', 'building')
    await withdraw(kept.jointNumber)
    await withdraw(kept.jointNumber)
    t.match(await desk.list('task=answerWithdrawal'), [{ order: { reference: kept.reference, withdrawal: { state: 'requested' } } }])
    t.match(await desk.read(kept.reference), { withdrawalReason: '不装了' })
    t.match(await desk.take(kept.reference, ['withdrawalDeclined', { reason: '已施工' }]), { task: 'proceed', order: { withdrawal: { state: 'declined', remark: '已施工' } } })
    const declined = await hub.event(({ jointNumber, remark }) => jointNumber === kept.jointNumber && remark === '已施工')
    t.equal(hub.portal.types.get(`${kept.jointNumber} ${declined.sequence}`), 'order.withdrawalDeclined')

    await withdraw(kept.jointNumber)
    t.match(await desk.take(kept.reference, 'withdrawalGranted'), { steps: [], order: { state: 'withdrawn' } })
    t.match(await hub.reached(kept.jointNumber, 'county-water', 'withdrawn'), { statusCode: 14, remark: '不装了' })
    t.strictSame((await pool.query("select count(*) as count from intents join orders on orders.id = order_id where reference = $1 and intents.state <> 'done'", [kept.reference])).rows, [{ count: 0 }])
  })

  await t.test('is refused with a reason', async t => {
    const { jointNumber, reference } = await submitted()
    await desk.take(reference, 'take', ['refused', { reason: '管网未覆盖' }])
    t.match(await hub.reached(jointNumber, 'county-water', 'refused'), { remark: '管网未覆盖', statusCode: 4 })
    t.match((await problem(t, await desk.ask(reference, 'accepted'), 'step-not-possible')).detail, '现状态为“未通过”')
  })
})
