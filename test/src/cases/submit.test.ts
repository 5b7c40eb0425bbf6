/** What becomes of a form that keeps every rule; those that do not are in journeys/bad-input.test.ts. */
import { randomUUID } from 'node:crypto'
import { t as root, test, type Test } from 'tap'
import { submit } from '../../../src/cases/submit.ts'
import { inWork } from '../../../src/ground/database/work.ts'
import { reactionsOf } from '../../../src/hub.ts'
import { claimKey } from '../../../src/records/idempotency/answers.ts'
import { openForm } from '../../../src/records/orders/form.ts'
import type { ApplicationForm } from '../../../src/ground/form/order-view.ts'
import { body, problem, withoutCode } from '../../kit/answers.ts'
import { agentForm, electricityForm, householdForm, wholeHouseForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { talkOf } from '../../kit/round-trips.ts'

const PNG = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==', 'base64'))

const intake = await startIntake(root, { adjust: settings => { settings.hub.attachmentLimit = 4 * 1024 * 1024 } })

async function upload (t: Test, size = PNG.length): Promise<string> {
  const content = new Uint8Array(size)
  content.set(PNG)
  const { id } = await body(t, await intake.upload(content), 201, 'Attachment')
  return id
}

function networkForm (network: ApplicationForm['network']): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  return { ...form, basic: { ...form.basic, services: ['network'] }, network: network! }
}

function appointed (plannedAt: string): ApplicationForm {
  const form = householdForm()
  return { ...form, basic: { ...form.basic, appointment: { wanted: true, plannedAt } } }
}

test('a form is taken', async t => {
  await intake.reset()
  const answer = await intake.send(wholeHouseForm())
  t.equal(answer.headers.get('location'), '/v1/applications/JXLB000001')
  const application = await body(t, answer, 202, 'Application')

  await t.test('and given a joint number, a date and a promise', async t => {
    t.match(application, {
      jointNumber: 'JXLB000001',
      printedNumber: '(JXLB)000001',
      date: '2026-11-23',
      receivedAt: '2026-11-23T09:30:15+08:00',
      acceptBy: '2026-11-24T17:30:00+08:00',
      status: 'processing',
      statusLabel: '办理中',
      portalCaseNumber: 'AH341823-2026-0001',
      services: ['water', 'electricity', 'gas', 'network'],
      notices: []
    })
  })

  await t.test('with one order for each enterprise, in the order of the form', async t => {
    t.strictSame(application.orders.map(({ enterprise, service, kind, state, statusCode, statusLabel }) => [enterprise, service, kind, state, statusCode, statusLabel]), [
      ['county-water', 'water', 'new', 'received', 1, '接件'],
      ['state-grid', 'electricity', 'new', 'received', 1, '接件'],
      ['towngas', 'gas', 'ignition', 'received', 1, '接件'],
      ['unicom', 'network', 'new', 'received', 1, '接件']
    ])
    t.equal(new Set(application.orders.map(({ reference }) => reference)).size, 4)
    for (const order of application.orders) {
      t.match(order, { enterpriseName: /\p{Script=Han}/u, delivery: { state: 'pending', attempts: 0, nextAttemptAt: '2026-11-23T09:30:15+08:00' } })
    }
  })

  await t.test('personal data is masked', async t => {
    t.strictSame(application.applicant, { type: 'household', name: '王**', phone: '138****0001', idType: 'residentId', idNumber: '110***********002X' })
    t.equal(application.address, '泾川镇稼祥中***')
    t.notMatch(JSON.stringify(application), /11010519491231002X|13800000001|王小梅|502室/)
  })

  await t.test('everything it leads to is stored, and rings at the same moment', async t => {
    t.match(await intake.count(), { applications: 1, orders: 4, intents: 4, transitions: 4, notifications: 4, idempotency_keys: 1, exchanges: 0 })
    const places = intake.alarms.filter(({ queue }) => queue !== 'portal')
    t.strictSame(places.map(({ queue }) => queue).sort(), ['county-water', 'state-grid', 'towngas', 'unicom'])
    t.strictSame(new Set(intake.alarms.map(({ at }) => at.getTime())), new Set([intake.clock.time.getTime()]))
  })

  await t.test('and can be read where the answer says', async t => {
    t.strictSame(await body(t, await intake.call(answer.headers.get('location')!), 200, 'Application'), withoutCode(application))
  })
})

test('numbers run on', async t => {
  await intake.reset()
  for (const number of ['JXLB000001', 'JXLB000002', 'JXLB000003']) t.equal((await intake.submit(householdForm())).jointNumber, number)

  await t.test('past six digits', async t => {
    await intake.pool.query("select setval('joint_number', 999998)")
    t.match(await intake.submit(householdForm()), { jointNumber: 'JXLB999999', printedNumber: '(JXLB)999999' })
    const application = await intake.submit(wholeHouseForm())
    t.match(application, { jointNumber: 'JXLB1000000', printedNumber: '(JXLB)1000000' })
    t.strictSame(await body(t, await intake.call('/v1/applications/JXLB1000000'), 200, 'Application'), withoutCode(application))
  })

  await t.test('and two orders of one second never share a reference, even where the last digits are the same', async t => {
    const references = new Set<string>()
    for (const serial of [100, 200, 300]) {
      await intake.pool.query("select setval('joint_number', $1::bigint)", [serial])
      for (const { reference } of (await intake.submit(electricityForm())).orders) references.add(reference)
    }
    t.equal(references.size, 3)
  })
})

test('one order goes to each carrier', async t => {
  await intake.reset()
  const { orders } = await intake.submit(networkForm({ carriers: ['unicom', 'telecom', 'anguang', 'mobile'], products: ['broadband'], kind: 'new', bandwidth: 300 }))
  t.strictSame(orders.map(({ enterprise }) => enterprise), ['unicom', 'telecom', 'anguang', 'mobile'])
})

test('the promise counts working days', async t => {
  await intake.reset()
  const promised = async (at: string): Promise<string | undefined> => {
    intake.clock.time = new Date(at)
    return (await intake.submit(householdForm())).acceptBy
  }
  t.equal(await promised('2026-11-27T16:00:00+08:00'), '2026-11-30T17:30:00+08:00', 'over a weekend')
  t.equal(await promised('2026-09-30T16:00:00+08:00'), '2026-10-08T17:30:00+08:00', 'over the National Day holiday')
  t.equal(await promised('2026-10-09T16:00:00+08:00'), '2026-10-10T17:30:00+08:00', 'to a Saturday that is worked')
  t.equal(await promised('2026-11-28T23:59:59+08:00'), '2026-11-30T17:30:00+08:00', 'from a Saturday')
})

test('a day that was planned later is when it is due', async t => {
  await intake.reset()
  t.equal((await intake.submit(appointed('2026-11-27T09:00:00+08:00'))).acceptBy, '2026-11-27T17:30:00+08:00')
  t.equal((await intake.submit(appointed('2026-11-23T16:00:00+08:00'))).acceptBy, '2026-11-24T17:30:00+08:00', 'not one before')
})

test('the date is the day in Shanghai', async t => {
  await intake.reset('2026-11-22T16:00:00Z')
  t.match(await intake.submit(householdForm()), { date: '2026-11-23', receivedAt: '2026-11-23T00:00:00+08:00' })
})

test('a calendar that does not reach that far is owned up to', async t => {
  const notice = [{ code: 'calendar-not-covered', message: /\p{Script=Han}/u }]
  await t.test('for the promise', async t => {
    await intake.reset('2031-10-01T09:00:00+08:00')
    t.match(await intake.submit(householdForm()), { acceptBy: '2031-10-06T17:30:00+08:00', notices: notice })
  })
  await t.test('for the appointment', async t => {
    await intake.reset()
    const { jointNumber, notices } = await intake.submit(appointed('2031-10-08T09:00:00+08:00'))
    t.match(notices, notice)
    const read = await intake.call(`/v1/applications/${jointNumber}`)
    t.match((await body(t, read, 200, 'Application')).notices, notice, 'and stays to be read')
    t.strictSame((await intake.submit(appointed('2026-11-24T09:00:00+08:00'))).notices, [], 'not where it does')
  })
})

test('what an enterprise does not get in full is told, by enterprise and field', async t => {
  await intake.reset()
  const form = wholeHouseForm()
  form.electricity!.remark = '电'.repeat(170)
  form.gas!.remark = '气'.repeat(200)
  form.basic.remark = '总'.repeat(70)
  const notice = (enterprise: string): object => ({ code: 'text-cut', enterprise, pointer: '/basic/remark', message: /系统容不下.*「备注」/ })
  const { jointNumber, notices } = await intake.submit(form)
  t.match(notices, [notice('state-grid'), notice('towngas')])
  t.equal(notices.length, 2, 'county-water takes 500 characters, carriers any number')
  const read = await body(t, await intake.call(`/v1/applications/${jointNumber}`), 200, 'Application')
  t.strictSame(read.notices, notices, 'and stays to be read')
  form.basic.remark = '总'.repeat(29)
  t.match((await intake.submit(form)).notices, [])
})

test('the same Idempotency-Key', async t => {
  await intake.reset()
  const first = await body(t, await intake.send(wholeHouseForm(), 'first'), 202, 'Application')
  const after = await intake.count()
  const alarms = intake.alarms.length

  await t.test('with the same body gives the same answer and number', async t => {
    intake.clock.time = new Date('2026-11-25T10:00:00+08:00')
    const again = await intake.send(wholeHouseForm(), 'first')
    t.equal(again.headers.get('location'), '/v1/applications/JXLB000001')
    t.strictSame(await body(t, again, 202, 'Application'), first)
    t.strictSame(await intake.count(), after)
    t.equal(intake.alarms.length, alarms, 'and delivers nothing again')
  })

  await t.test('with the same body written another way too', async t => {
    const turned = Object.fromEntries(Object.entries(wholeHouseForm()).reverse())
    t.strictSame(await body(t, await intake.send(JSON.stringify(turned, null, 2), 'first'), 202, 'Application'), first)
  })

  await t.test('with another body is refused', async t => {
    const other = wholeHouseForm()
    other.water!.demand = 0.6
    await problem(t, await intake.send(other, 'first'), 'idempotency-key-reused')
    await problem(t, await intake.send({}, 'first'), 'idempotency-key-reused')
    t.strictSame(await intake.count(), after)
  })

  await t.test('is free again when the form was refused', async t => {
    await problem(t, await intake.send({ ...householdForm(), consent: false }, 'second'), 'validation-failed')
    t.equal((await intake.submit(householdForm(), 'second')).jointNumber, 'JXLB000002')
  })

  await t.test('differs by case and punctuation, and may be of any visible characters', async t => {
    const numbers = new Set<string>()
    for (const key of ['KEY', 'key', '"key"', "key'--", 'k'.repeat(255), '!~']) numbers.add((await intake.submit(householdForm(), key)).jointNumber)
    t.equal(numbers.size, 6)
  })
})

test('a repeat is answered as the first was when the planned time has passed since', async t => {
  await intake.reset()
  const form = appointed('2026-11-24T09:00:00+08:00')
  const first = await intake.submit(form, 'planned')
  intake.clock.time = new Date('2026-11-30T09:00:00+08:00')
  t.strictSame(await body(t, await intake.send(form, 'planned'), 202, 'Application'), first)
  await problem(t, await intake.send(form, 'another'), 'validation-failed', [['/basic/appointment/plannedAt', 'time-in-the-past']])
})

test('a repeat is answered as the first was when the enterprise has been taken out since', async t => {
  await intake.reset()
  const first = await intake.submit(householdForm(), 'taken-out')
  intake.hub.enterprises = new Map()
  t.strictSame(await body(t, await intake.send(householdForm(), 'taken-out'), 202, 'Application'), first)
})

test('ten at once with one key are one application', async t => {
  await intake.reset()
  const answers = await Promise.all(Array.from({ length: 10 }, () => intake.send(wholeHouseForm(), 'ten')))
  const applications = await Promise.all(answers.map(answer => body(t, answer, 202, 'Application')))
  for (const application of applications) t.strictSame(application, applications[0])
  t.match(await intake.count(), { applications: 1, orders: 4, intents: 4, transitions: 4, notifications: 4, idempotency_keys: 1 })
  t.equal(intake.alarms.filter(({ queue }) => queue !== 'portal').length, 4, 'each order is handed over once')
  t.equal((await intake.submit(householdForm())).jointNumber, 'JXLB000002', 'and one number was spent')
})

test('of two at once with one key and different bodies one is taken and one refused', async t => {
  await intake.reset()
  const answers = await Promise.all([intake.send(householdForm(), 'two'), intake.send(electricityForm(), 'two')])
  t.strictSame(answers.map(({ status }) => status).sort(), [202, 422])
  await problem(t, answers.find(({ status }) => status === 422)!, 'idempotency-key-reused')
  t.match(await intake.count(), { applications: 1, orders: 1 })
})

test('in a second in which thousands came an application still takes few questions', async t => {
  await intake.reset()
  // All of ten minutes before, under the same last digits: as after a minute of a thousand applications a second.
  await intake.pool.query(`
    insert into applications (serial, joint_number, client_id, received_at, notices, correlation_id)
    select 100 * number, 'JXLB' || lpad((100 * number)::text, 6, '0'), 'portal', $1, '[]', 'many' from generate_series(1, 601) as number`, [intake.clock.time])
  await intake.pool.query(`
    insert into orders (application_serial, position, enterprise, service, kind, reference, since)
    select 100 * number, 0, 'state-grid', 'electricity', 'new',
           'XC341823' || to_char($1::timestamptz at time zone 'Asia/Shanghai' - (number - 1) * interval '1 second', 'YYYYMMDDHH24MISS') || '00', $1
    from generate_series(1, 601) as number`, [intake.clock.time])
  await intake.pool.query("select setval('joint_number', 99999)")
  const talk = await talkOf(intake.pool, async () => {
    const { orders } = await intake.submit(electricityForm())
    t.equal(orders[0]!.reference, `XC341823${'20261123092014'}00`, 'the latest second that is free')
  })
  t.equal(talk.statements.filter(statement => statement.endsWith('insert-orders')).length, 2)
  t.equal(talk.statements.filter(statement => statement === 'free-reference').length, 2)
  t.ok(talk.roundTrips <= 6, `${talk.roundTrips}`)
})

test('ten at once with ten keys are ten applications', async t => {
  await intake.reset()
  const applications = await Promise.all(Array.from({ length: 10 }, () => intake.submit(electricityForm())))
  t.strictSame(applications.map(({ jointNumber }) => jointNumber).sort(), Array.from({ length: 10 }, (_, index) => `JXLB${String(index + 1).padStart(6, '0')}`))
  t.equal(new Set(applications.map(({ orders }) => orders[0]!.reference)).size, 10)
})

test('where one of several at once cannot be stored, none but its own number is left out', async t => {
  await intake.reset()
  await intake.pool.query(`
    create function fail() returns trigger language plpgsql as $$ begin raise exception 'it cannot be stored'; end $$;
    create trigger fail before insert on applications for each row when (new.portal_case_number = 'fails') execute function fail()`)
  let ends: Array<PromiseSettledResult<{ jointNumber: string }>> = []
  const talk = await talkOf(intake.pool, async () => {
    ends = await Promise.allSettled(['fine', 'fails', 'too'].map(portalCaseNumber =>
      submit(intake.hub, 'portal', randomUUID(), { ...electricityForm(), portalCaseNumber })))
  })
  await intake.pool.query('drop function fail cascade')
  t.equal(talk.statements.filter(statement => statement === 'begin').length, 4, 'once together, once alone')
  t.match(ends, [
    { status: 'fulfilled', value: { jointNumber: 'JXLB000001' } }, { status: 'rejected' }, { status: 'fulfilled', value: { jointNumber: 'JXLB000003' } }
  ])
  t.equal((await intake.submit(electricityForm())).jointNumber, 'JXLB000004')
})

test('while the first request of a key is running', async t => {
  await intake.reset()
  const { settings } = intake.hub
  intake.hub.settings = { ...settings, hub: { ...settings.hub, idempotencyWait: 50 } }
  const { promise: end, reject: fail } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const running = inWork(intake.hub, async work => {
    await claimKey(work, intake.hub.vault, { client: 'portal', key: 'busy' }, Buffer.alloc(32), 50)
    begin()
    await end
  })
  await begun

  await t.test('the second is told to come back', async t => {
    const answer = await intake.send(householdForm(), 'busy')
    t.match(answer.headers.get('retry-after'), /^[1-9]\d*$/)
    await problem(t, answer, 'idempotency-key-busy')
    t.match(await intake.count(), { applications: 0, idempotency_keys: 0 })
  })
  await t.test('other keys are not held up', async t => {
    await body(t, await intake.send(householdForm(), 'idle'), 202, 'Application')
  })
  await t.test('and once the first has come to nothing, the second is taken', async t => {
    fail(new Error('came to nothing'))
    await t.rejects(running, { message: 'came to nothing' })
    await body(t, await intake.send(householdForm(), 'busy'), 202, 'Application')
  })
})

test('a submission that fails half-way stores nothing', async t => {
  await intake.reset()
  const id = await upload(t)
  const form = { ...wholeHouseForm(), attachments: [{ id, kind: 'idCard' as const }] }
  const before = await intake.count()
  // Three orders are in by then.
  await intake.pool.query(`
    create function fail() returns trigger language plpgsql as $$ begin raise exception 'the fourth order fails'; end $$;
    create trigger fail before insert on orders for each row when (new.enterprise = 'unicom') execute function fail()`)
  await problem(t, await intake.send(form, 'half-way'), 'internal-error')
  t.strictSame(await intake.count(), before, 'in any table')
  t.strictSame(intake.alarms, [], 'and delivers nothing')
  const { rows } = await intake.pool.query('select application_serial from attachments')
  t.strictSame(rows, [{ application_serial: null }], 'and uses up no attachment')

  await intake.pool.query('drop trigger fail on orders')
  const again = await body(t, await intake.send(form, 'half-way'), 202, 'Application')
  t.strictSame(await body(t, await intake.send(form, 'half-way'), 202, 'Application'), again, 'the same request can be sent again')
  t.match(await intake.count(), { applications: 1, orders: 4 })
})

test('an enterprise that is not connected cannot be chosen', async t => {
  await intake.reset()
  intake.hub.enterprises = new Map([...intake.hub.enterprises].filter(([slug]) => ['county-water', 'enn', 'telecom'].includes(slug)))
  const before = await intake.count()
  await t.test('all that are missing are told at once', async t => {
    const form = wholeHouseForm()
    form.network!.carriers = ['telecom', 'unicom', 'mobile']
    await problem(t, await intake.send(form), 'validation-failed', [
      ['/electricity', 'enterprise-not-connected'],
      ['/gas/supplier', 'enterprise-not-connected'],
      ['/network/carriers/1', 'enterprise-not-connected'],
      ['/network/carriers/2', 'enterprise-not-connected']
    ])
  })
  await t.test('a gas company that the hub would have chosen is told at the block', async t => {
    const { water: _water, ...form } = householdForm()
    await problem(t, await intake.send({ ...form, basic: { ...form.basic, services: ['gas'] }, gas: { kind: 'ignition' } }), 'validation-failed', [['/gas', 'enterprise-not-connected']])
  })
  t.strictSame(await intake.count(), before)
  await body(t, await intake.send(householdForm()), 202, 'Application')
})

test('what a carrier does not offer is refused', async t => {
  await intake.reset()
  await t.test('安广 has no voice and no circuits', async t => {
    await problem(t, await intake.send(networkForm({ carriers: ['anguang'], products: ['cableTv', 'voice'], kind: 'new', otherServices: { circuit: '两端专线', tv: '机顶盒' } })), 'validation-failed', [
      ['/network/products/1', 'product-not-offered'],
      ['/network/otherServices/circuit', 'product-not-offered']
    ])
  })
  await t.test('nor has it beside a carrier that has', async t => {
    await problem(t, await intake.send(networkForm({ carriers: ['telecom', 'anguang'], products: ['voice'], kind: 'new' })), 'validation-failed', [['/network/products/0', 'product-not-offered']])
  })
  await t.test('what it offers it takes', async t => {
    await body(t, await intake.send(networkForm({ carriers: ['anguang'], products: ['cableTv', 'broadband'], kind: 'new', bandwidth: 100, otherServices: { tv: '机顶盒' } })), 202, 'Application')
  })
})

test('attachments', async t => {
  await intake.reset()
  const withFiles = (form: ApplicationForm, ...ids: string[]): ApplicationForm => ({ ...form, attachments: ids.map(id => ({ id, kind: 'other' as const })) })
  const used = await upload(t)

  await t.test('are named once', async t => {
    await body(t, await intake.send(agentForm(used)), 202, 'Application')
    const { rows } = await intake.pool.query('select application_serial, kind, position from attachments')
    t.strictSame(rows, [{ application_serial: 1, kind: 'powerOfAttorney', position: 1 }])
  })
  await t.test('one that belongs to another application cannot be named again', async t => {
    await problem(t, await intake.send(withFiles(householdForm(), used)), 'validation-failed', [['/attachments/0/id', 'attachment-not-found']])
  })
  await t.test('one that was never uploaded cannot be named', async t => {
    await problem(t, await intake.send(withFiles(householdForm(), await upload(t), randomUUID())), 'validation-failed', [['/attachments/1/id', 'attachment-not-found']])
  })
  await t.test('one cannot be named twice', async t => {
    const id = await upload(t)
    await problem(t, await intake.send(withFiles(householdForm(), id, id)), 'validation-failed', [['/attachments/1/id', 'attachment-repeated']])
    await problem(t, await intake.send(withFiles(householdForm(), id, id.toUpperCase())), 'validation-failed', [['/attachments/1/id', 'attachment-repeated']])
  })
  await t.test('an id in capitals is the same id', async t => {
    const id = await upload(t)
    await body(t, await intake.send(withFiles(householdForm(), id.toUpperCase())), 202, 'Application')
    await problem(t, await intake.send(withFiles(householdForm(), id)), 'validation-failed', [['/attachments/0/id', 'attachment-not-found']])
  })
  await t.test('more than the narrowest chosen enterprise takes are too many', async t => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => upload(t)))
    await problem(t, await intake.send(withFiles(householdForm(), ...ids)), 'validation-failed', [['/attachments', 'too-many-attachments']])
    await body(t, await intake.send(withFiles(electricityForm(), ...ids)), 202, 'Application')
  })
  await t.test('one larger than the narrowest chosen enterprise takes is too large', async t => {
    const id = await upload(t, 2 * 1024 * 1024 + 1)
    await problem(t, await intake.send(withFiles(householdForm(), id)), 'validation-failed', [['/attachments/0/id', 'attachment-too-large']])
    await body(t, await intake.send(withFiles(electricityForm(), id)), 202, 'Application')
  })
  await t.test('an enterprise that takes none over its interface sets no limits', async t => {
    const ids = await Promise.all([upload(t, 3 * 1024 * 1024 + 1), ...Array.from({ length: 8 }, () => upload(t))])
    await body(t, await intake.send(withFiles(networkForm({ carriers: ['telecom'], products: ['voice'], kind: 'new' }), ...ids)), 202, 'Application')
  })
  await t.test('everything wrong with them is told at once', async t => {
    const large = await upload(t, 2 * 1024 * 1024 + 1)
    const ids = [used, large, randomUUID(), large, ...await Promise.all([upload(t), upload(t)])]
    await problem(t, await intake.send(withFiles(householdForm(), ...ids)), 'validation-failed', [
      ['/attachments', 'too-many-attachments'],
      ['/attachments/0/id', 'attachment-not-found'],
      ['/attachments/1/id', 'attachment-too-large'],
      ['/attachments/2/id', 'attachment-not-found'],
      ['/attachments/3/id', 'attachment-too-large'],
      ['/attachments/3/id', 'attachment-repeated']
    ])
  })
  await t.test('two applications at once cannot both have one', async t => {
    const id = await upload(t)
    const answers = await Promise.all([intake.send(withFiles(householdForm(), id)), intake.send(withFiles(electricityForm(), id))])
    t.strictSame(answers.map(({ status }) => status).sort(), [202, 422])
    await problem(t, answers.find(({ status }) => status === 422)!, 'validation-failed', [['/attachments/0/id', 'attachment-not-found']])
  })
})

test('without a portal there are no events to make', async t => {
  await intake.reset()
  intake.hub.settings = { ...intake.hub.settings, portal: undefined }
  intake.hub.reactions = reactionsOf(intake.hub.settings, intake.hub, intake.hub.metrics)
  await intake.submit(wholeHouseForm())
  t.match(await intake.count(), { transitions: 4, notifications: 0 })
  t.strictSame(intake.alarms.filter(({ queue }) => queue === 'portal'), [])
})

test('what was posted is what is kept, as it was written', async t => {
  await intake.reset()
  const form = householdForm()
  form.basic.applicantName = '陈𠮷'
  form.basic.remark = '第一行\n第二行 <b>&amp;</b> \\u0000 \'; drop table orders; --'
  form.portalCaseNumber = '皖-2026/0001 #%&?'
  const application = await body(t, await intake.send(JSON.stringify(form), 'kept'), 202, 'Application')
  t.equal(application.portalCaseNumber, form.portalCaseNumber)
  const { rows } = await intake.pool.query('select serial, form_sealed as "formSealed" from applications')
  t.strictSame(rows.map(row => openForm(intake.hub.vault, row)), [form])
})
