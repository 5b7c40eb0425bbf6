/** Finding applications by their applicant, reading what is masked elsewhere, and the record of that. */
import { t as root, test, type Test } from 'tap'
import type { components } from '../../../../openapi/hub.d.ts'
import type { ApplicationForm } from '../../../../src/ground/form/order-view.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { searchApplications } from '../../../../src/views/applications.ts'
import { body, problem, withoutCode } from '../../../kit/answers.ts'
import { correctOrder } from '../../../kit/correct-order.ts'
import { householdForm, wholeHouseForm } from '../../../kit/forms.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { json } from '../../../kit/test-hub.ts'

const intake = await startIntake(root)

function formOf (basic: Partial<ApplicationForm['basic']>): ApplicationForm {
  const form = householdForm()
  return { ...form, basic: { ...form.basic, ...basic } }
}

async function search (t: Test, sought: object, query = ''): Promise<components['schemas']['ApplicationPage']> {
  return await body(t, await intake.call(`/v1/applications/search${query}`, json({ purpose: '核实来电', ...sought })), 200, 'ApplicationPage')
}

async function found (sought: object): Promise<string[]> {
  return (await searchApplications(intake.hub, EVERYTHING, {}, sought)).applications.map(({ jointNumber }) => jointNumber)
}

async function correct (jointNumber: string, enterprise: string, basic: Partial<ApplicationForm['basic']>): Promise<void> {
  const { rows } = await intake.pool.query<{ id: string }>(`
    select orders.id from orders join applications on serial = application_serial where joint_number = $1 and enterprise = $2`, [jointNumber, enterprise])
  await correctOrder(intake.hub, rows[0]!.id, basic)
}

test('applications are found by who applied', async t => {
  await intake.reset()
  const wang = await intake.submit(formOf({ phone: '0563-5022345' }))
  const firm = await intake.submit(formOf({ applicantType: 'legalEntity', organisationName: '泾县云岭餐饮有限公司', unifiedSocialCreditCode: '91350100M000100Y43', applicantName: '阿卜杜拉·买买提' }))
  const foreigner = await intake.submit(formOf({ applicantName: 'Jo\u0301sé  García', idType: 'passport', idNumber: 'AB123456' }))

  t.strictSame(await search(t, { phone: '0563-5022345', applicantName: '王小梅' }), { applications: [withoutCode(wang)] }, 'answered as in the list, masked')
  const cases: Array<[sought: object, ...expected: string[]]> = [
    [{ idNumber: '11010519491231002X' }, firm.jointNumber, wang.jointNumber],
    [{ idNumber: '11010519491231002x' }, firm.jointNumber, wang.jointNumber],
    [{ idNumber: '11010519491231002' }],
    [{ idNumber: 'ab123456' }, foreigner.jointNumber],
    [{ phone: '05635022345' }, wang.jointNumber],
    [{ phone: '5022345' }],
    [{ phone: '13800000001' }, foreigner.jointNumber, firm.jointNumber],
    [{ applicantName: '王小梅' }, wang.jointNumber],
    [{ applicantName: '王小' }],
    [{ applicantName: '阿卜杜拉•买买提' }, firm.jointNumber],
    [{ applicantName: 'JÓSÉ GARCÍA ' }, foreigner.jointNumber],
    [{ unifiedSocialCreditCode: '91350100m000100y43' }, firm.jointNumber],
    [{ idNumber: '11010519491231002X', phone: '13800000001' }, firm.jointNumber],
    [{ idNumber: '11010519491231002X', phone: '13800000001', applicantName: '王小梅' }],
    // One field's value is no other's.
    [{ phone: '91350100' }],
    [{ applicantName: '13800000001' }]
  ]
  for (const [sought, ...expected] of cases) t.strictSame(await found(sought), expected, JSON.stringify(sought))

  await t.test('in pages', async t => {
    const first = await search(t, { idNumber: '11010519491231002X' }, '?limit=1')
    t.match(first.applications, [{ jointNumber: firm.jointNumber }])
    const second = await search(t, { idNumber: '11010519491231002X' }, `?limit=1&cursor=${first.nextCursor}`)
    t.match(second, { applications: [{ jointNumber: wang.jointNumber }], nextCursor: undefined })
    await problem(t, await intake.call('/v1/applications/search?cursor=x', json({ idNumber: '11010519491231002X', purpose: '核实来电' })), 'invalid-parameter')
  })

  await t.test('by what a supplement has corrected, and still by what was there', async t => {
    await correct(wang.jointNumber, 'county-water', { phone: '13900000009' })
    t.strictSame(await found({ phone: '13900000009' }), [wang.jointNumber])
    t.strictSame(await found({ phone: '13900000009', idNumber: '11010519491231002X' }), [wang.jointNumber])
    t.strictSame(await found({ phone: '0563-5022345' }), [wang.jointNumber])
  })

  await t.test('and by nothing else', async t => {
    for (const [sought, errors] of [
      [{}, [['/purpose', 'required']]],
      [{ organisationName: '云岭' }, [['/organisationName', 'unknown-field']]],
      [{ phone: '138%' }, [['/phone', 'format']]],
      [{ idNumber: '' }, [['/idNumber', 'required']]],
      [{ applicantName: '王\u0000' }, [['/applicantName', 'format']]],
      [{ phone: 13800000001 }, [['/phone', 'type']]]
    ] as Array<[object, Array<[string, string]>]>) {
      await problem(t, await intake.call('/v1/applications/search', json(Object.keys(sought).length === 0 ? sought : { purpose: '核实来电', ...sought })), 'validation-failed', errors)
    }
  })

  await t.test('by a number that stands in no address', async t => {
    const { rows: [{ joint }] } = await intake.pool.query('select joint_number as joint from applications order by serial limit 1')
    const portal = await intake.submit({ ...formOf({ applicantName: '李大山' }), portalCaseNumber: '3418230001-77%' })
    await intake.pool.query("update orders set native_number = 'EA1234567' where application_serial = (select serial from applications where joint_number = $1) and enterprise = $2", [joint, 'county-water'])
    for (const [number, ...expected] of [
      [joint, joint], [`(${joint.slice(0, 4)})${joint.slice(4)}`, joint], ['EA1234567', joint], ['EA12345'], ['3418230001-77%', portal.jointNumber],
      ['3418230001-7'], ['%'], ['___']
    ] as Array<[string, ...string[]]>) t.strictSame(await found({ number }), expected, number)
    t.match(await search(t, { number: 'EA1234567' }), { applications: [{ jointNumber: joint }] }, 'and it is enough')
    t.strictSame(await found({ number: 'EA1234567', phone: '13999999999' }), [], 'together with what else is given')
    const { rows: [record] } = await intake.pool.query('select fields, found from disclosures order by id desc limit 1')
    t.strictSame(record, { fields: ['number'], found: 1 })
    t.notOk(intake.lines.some(line => line.includes('EA1234567')))
  })

  await t.test('what was looked for is in no line of the log', async t => {
    t.ok(intake.lines.some(line => line.includes('/v1/applications/search')))
    t.notOk(intake.lines.some(line => /13800000001|11010519491231002|王小梅|5022345/i.test(line)))
  })
})

test('a search', async t => {
  await intake.reset()
  const wang = await intake.submit(formOf({}))
  await intake.submit(formOf({ idNumber: '110105194912310038', applicantName: '李大山' }))
  const ask = (sought: object, client?: 'supervisor' | 'operator' | 'county-water'): Promise<Response> =>
    intake.call('/v1/applications/search', json({ purpose: '核实来电', ...sought }), client)

  await t.test('wants the identity number, or two values', async t => {
    for (const sought of [{}, { phone: '13800000001' }, { applicantName: '王小梅' }, { unifiedSocialCreditCode: '91350100M000100Y43' }]) {
      await problem(t, await ask(sought), 'search-too-wide')
    }
    for (const sought of [{ idNumber: '11010519491231002X' }, { phone: '13800000001', applicantName: '王小梅' }]) {
      t.match((await search(t, sought)).applications, [{ jointNumber: wang.jointNumber }])
    }
  })

  await t.test('is recorded: who, when, why, by what and how many it showed; not what the person is called', async t => {
    await search(t, { phone: '13800000001', idNumber: '11010519491231002X', purpose: '王小梅（13800000001）来电' })
    await body(t, await ask({ idNumber: '110105194912310054', purpose: '查找110105194912310054' }, 'operator'), 200, 'ApplicationPage')
    const { disclosures } = await body(t, await intake.call('/v1/disclosures?limit=2'), 200, 'DisclosurePage')
    t.strictSame(disclosures, [
      { at: '2026-11-23T09:30:15+08:00', actor: 'operator', found: 0, fields: ['idNumber'], purpose: '查找***' },
      { at: '2026-11-23T09:30:15+08:00', actor: 'portal', found: 1, fields: ['phone', 'idNumber'], purpose: '***（***）来电' }
    ])
    await intake.pool.query('alter table disclosures add constraint refuses check (false) not valid')
    await problem(t, await ask({ idNumber: '11010519491231002X' }), 'internal-error')
    await intake.pool.query('alter table disclosures drop constraint refuses')
  })

  await t.test('has a scope of its own', async t => {
    const { disclosures } = await intake.count()
    for (const client of ['supervisor', 'county-water'] as const) await problem(t, await ask({ idNumber: '11010519491231002X' }, client), 'insufficient-scope')
    t.equal((await intake.count())['disclosures'], disclosures)
  })
})

test('the hashes say nothing without their key', async t => {
  await intake.reset()
  await intake.submit(formOf({}))
  await intake.submit(formOf({ phone: '13800000002' }))
  const { rows } = await intake.pool.query<{ field: string, hash: Buffer, hashed_by: string }>('select * from search_hashes order by application_serial, field')
  t.strictSame(rows.map(({ field }) => field), ['applicantName', 'idNumber', 'phone', 'applicantName', 'idNumber', 'phone'])
  t.strictSame(rows[0]!.hash, rows[3]!.hash, 'the same for the same name')
  t.notSame(rows[2]!.hash, rows[5]!.hash)
  t.match(rows[0]!.hashed_by, /^sha256:[0-9a-f]{12}$/)
})

test('personal data in full', async t => {
  await intake.reset()
  const { jointNumber } = await intake.submit({
    ...wholeHouseForm(), origin: { channel: 'window', window: '3号窗口' }, foot: { firstContactUnit: '政务大厅', registrar: '李登记' }
  })
  const path = `/v1/applications/${jointNumber}/disclosure`
  const purpose = '电话联系王小梅（13800000001）补正材料'

  await t.test('is answered as far as it is asked for, and recorded without what it says', async t => {
    const answer = await body(t, await intake.call(path, json({ fields: ['phone', 'address', 'originalAddress', 'registrar'], purpose })), 200, 'Disclosure')
    t.strictSame(answer, { jointNumber, values: { phone: '13800000001', address: '泾川镇稼祥中路12号3幢502室', registrar: '李登记' }, corrected: [] })
    intake.clock.time = new Date(intake.clock.time.getTime() + 60_000)
    await body(t, await intake.call(path, json({ fields: ['applicantName', 'idNumber'], purpose: '核对身份' }), 'operator'), 200, 'Disclosure')
    const { disclosures } = await body(t, await intake.call('/v1/disclosures'), 200, 'DisclosurePage')
    t.strictSame(disclosures, [
      { at: '2026-11-23T09:31:15+08:00', actor: 'operator', jointNumber, fields: ['applicantName', 'idNumber'], purpose: '核对身份' },
      { at: '2026-11-23T09:30:15+08:00', actor: 'portal', jointNumber, fields: ['phone', 'address', 'originalAddress', 'registrar'], purpose: '电话联系***（***）补正材料' }
    ])
  })

  await t.test('tells what a supplement has changed for one order', async t => {
    await correct(jointNumber, 'unicom', { phone: '13900000009', originalAddress: '榔桥镇旧宅' })
    const { values, corrected } = await body(t, await intake.call(path, json({ fields: ['applicantName', 'phone'], purpose: '联系' })), 200, 'Disclosure')
    t.strictSame([values, corrected], [{ applicantName: '王小梅', phone: '13800000001' }, [{ enterprise: 'unicom', values: { phone: '13900000009' } }]])
    const other = await body(t, await intake.call(path, json({ fields: ['applicantName'], purpose: '联系' })), 200, 'Disclosure')
    t.strictSame(other.corrected, [])
  })

  await t.test('needs a purpose, known fields, and the scope for it', async t => {
    const { disclosures } = await intake.count()
    await problem(t, await intake.call(path, json({ fields: ['phone'] })), 'validation-failed', [['/purpose', 'required']])
    await problem(t, await intake.call(path, json({ fields: ['phone'], purpose: '  ' })), 'validation-failed', [['/purpose', 'format']])
    await problem(t, await intake.call(path, json({ fields: [], purpose: '联系' })), 'validation-failed', [['/fields', 'required']])
    await problem(t, await intake.call(path, json({ fields: ['phone', 'password'], purpose: '联系' })), 'validation-failed', [['/fields/1', 'value']])
    await problem(t, await intake.call('/v1/applications/JXLB999999/disclosure', json({ fields: ['phone'], purpose: '联系' })), 'application-not-found')
    await problem(t, await intake.call(path, json({ fields: ['phone'], purpose: '联系' }), 'supervisor'), 'insufficient-scope')
    await problem(t, await intake.call(path, json({ fields: ['phone'], purpose: '联系' }), 'nobody'), 'unauthenticated')
    t.equal((await intake.count())['disclosures'], disclosures, 'nothing was disclosed, nothing recorded')
  })

  await t.test('is not answered when it cannot be recorded', async t => {
    await intake.pool.query('alter table disclosures add constraint refuses check (false) not valid')
    const answer = await intake.call(path, json({ fields: ['phone'], purpose: '联系' }))
    t.notMatch(await answer.clone().text(), '13800000001')
    await problem(t, answer, 'internal-error')
    await intake.pool.query('alter table disclosures drop constraint refuses')
  })

  await t.test('the record is found by application, caller and time, in pages, and stays', async t => {
    const list = async (query: string): Promise<string[]> => (await body(t, await intake.call(`/v1/disclosures?${query}`), 200, 'DisclosurePage')).disclosures.map(({ purpose }) => purpose)
    t.strictSame(await list('actor=operator'), ['核对身份'])
    t.strictSame(await list('jointNumber=JXLB999999'), [])
    t.equal((await list(`jointNumber=${jointNumber}`)).length, 4)
    t.strictSame(await list(`to=${encodeURIComponent('2026-11-23T09:31:00+08:00')}`), ['电话联系***（***）补正材料'])
    t.equal((await list(`from=${encodeURIComponent('2026-11-23T09:31:15+08:00')}`)).length, 3)
    const first = await body(t, await intake.call('/v1/disclosures?limit=3'), 200, 'DisclosurePage')
    t.equal(first.disclosures.length, 3)
    t.strictSame(await list(`limit=3&cursor=${first.nextCursor}`), ['电话联系***（***）补正材料'])
    await problem(t, await intake.call('/v1/disclosures', {}, 'portal'), 'insufficient-scope')
    for (const statement of ["update disclosures set actor = 'x'", 'delete from disclosures', 'truncate disclosures']) {
      await t.rejects(intake.pool.query(statement), { message: 'disclosures is append-only' })
    }
  })
})

test('how personal data is kept', async t => {
  await intake.reset()
  await intake.submit(householdForm())
  await intake.submit(wholeHouseForm())

  await t.test('with which keys, and how much with each', async t => {
    const answer = await body(t, await intake.call('/v1/personal-data-keys'), 200, 'PersonalDataKeys')
    t.strictSame(answer, {
      keys: [{
        id: 'sandbox-1',
        algorithm: 'aes-256-gcm',
        active: true,
        uses: [{ holder: 'applications.form_sealed', rows: 2 }, { holder: 'applications.query_code_sealed', rows: 2 }, { holder: 'idempotency_keys.answer_sealed', rows: 2 }]
      }],
      search: { current: 2, stale: 0 }
    })
    for (const { key } of intake.hub.settings.personalData.keys) t.notMatch(JSON.stringify(answer), key)
  })

  await t.test('and how much has been kept long enough', async t => {
    const none = { exchanges: 0, messages: 0, callbacks: 0, notifications: 0, idempotencyKeys: 0, applications: 0 }
    t.strictSame(await body(t, await intake.call('/v1/due-removals'), 200, 'Removals'), none)
    intake.clock.time = new Date(intake.clock.time.getTime() + intake.hub.settings.retention.idempotencyKeys + 1)
    t.strictSame(await body(t, await intake.call('/v1/due-removals'), 200, 'Removals'), { ...none, idempotencyKeys: 2 })
    const { rows } = await intake.pool.query('select from idempotency_keys')
    t.equal(rows.length, 2, 'counting removes nothing')
  })

  await t.test('is for those who watch over the hub', async t => {
    for (const path of ['/v1/personal-data-keys', '/v1/due-removals']) {
      for (const client of ['portal', 'county-water'] as const) {
        await problem(t, await intake.call(path, undefined, client), 'insufficient-scope')
      }
      await problem(t, await intake.call(path, undefined, 'nobody'), 'unauthenticated')
      t.equal((await intake.call(path, undefined, 'supervisor')).status, 200, path)
    }
  })
})

test('the whole form is answered to who asks for it, to be printed again, and that is recorded', async t => {
  await intake.reset()
  const form = wholeHouseForm()
  const { jointNumber } = await intake.submit(form)
  const asked = { fields: ['form'], purpose: '补打申请表' }
  const told = await body(t, await intake.call(`/v1/applications/${jointNumber}/disclosure`, json(asked)), 200, 'Disclosure')
  t.strictSame(told, { jointNumber, values: {}, form, corrected: [] })
  const { disclosures } = await body(t, await intake.call('/v1/disclosures'), 200, 'DisclosurePage')
  t.match(disclosures, [{ jointNumber, fields: ['form'], purpose: '补打申请表' }])
})
