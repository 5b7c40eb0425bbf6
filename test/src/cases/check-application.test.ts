/** What a form is told before it is submitted: what a submission would be told, and nothing is stored. */
import { randomUUID } from 'node:crypto'
import { t as root, test, type Test } from 'tap'
import type { components } from '../../../openapi/hub.d.ts'
import { body, problem } from '../../kit/answers.ts'
import { agentForm, householdForm, wholeHouseForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { json } from '../../kit/test-hub.ts'

type Check = components['schemas']['ApplicationCheck']
type Loose = any

const intake = await startIntake(root)

async function check (t: Test, form: unknown): Promise<Check> {
  return await body(t, await intake.call('/v1/application-checks', json(form)), 200, 'ApplicationCheck')
}

/** What both say of a form that is wrong. */
async function told (t: Test, form: Loose): Promise<string[]> {
  const { valid, errors } = await check(t, form)
  t.notOk(valid)
  const refused = await problem(t, await intake.send(form), 'validation-failed')
  t.strictSame(errors, refused.errors, 'as a submission is told')
  return errors.map(({ pointer, code }) => `${pointer} ${code}`)
}

test('a form that would be taken is told what would come of it', async t => {
  await intake.reset()
  const before = await intake.count()
  const checked = await check(t, wholeHouseForm())
  t.match(checked, { valid: true, errors: [], notices: [] })
  t.strictSame(await intake.count(), before, 'and nothing is stored')
  t.strictSame(intake.alarms, [])
  const application = await intake.submit(wholeHouseForm())
  t.equal(application.jointNumber, 'JXLB000001', 'no number was spent')
  const { acceptBy, orders } = application
  t.strictSame(checked, {
    valid: true,
    errors: [],
    orders: orders.map(({ enterprise, enterpriseName, service, kind }) => ({ enterprise, enterpriseName, service, kind })),
    acceptBy,
    notices: []
  }, 'which is what comes of it')
})

test('what an enterprise would not get in full is told before', async t => {
  await intake.reset()
  const form = wholeHouseForm()
  form.electricity!.remark = '电'.repeat(170)
  form.basic.remark = '总'.repeat(70)
  const { notices } = await check(t, form)
  t.match(notices, [{ code: 'text-cut', enterprise: 'state-grid', pointer: '/basic/remark' }])
  t.strictSame((await intake.submit(form)).notices, notices)
})

test('a form as it is being filled in is answered with what is missing', async t => {
  await intake.reset()
  t.strictSame((await told(t, {})), ['/origin required', '/consent required', '/basic required'])
  const { valid, orders, errors } = await check(t, { basic: { services: ['network'] }, network: { carriers: ['unicom'], products: ['voice'], kind: 'new' } })
  t.notOk(valid)
  t.match(orders, [{ enterprise: 'unicom', service: 'network', kind: 'new' }], 'and already told what is decided')
  t.ok(errors.some(({ pointer }) => pointer === '/basic/address'))
})

test('all that is wrong is told at once: fields, routes and files', async t => {
  await intake.reset()
  const form: Loose = agentForm(randomUUID())
  delete form.basic.organisationName
  form.basic.address.regionCode = '341822'
  form.basic.services.push('network')
  form.network = { carriers: ['vodafone'], products: ['voice'], kind: 'new' }
  t.strictSame((await told(t, form)).sort(), [
    '/attachments/0/id attachment-not-found',
    '/basic/address/regionCode region-not-served',
    '/basic/organisationName required',
    '/network/carriers/0 enterprise-not-connected'
  ])

  await t.test('where every field is right, too', async t => {
    form.basic.organisationName = '泾县云岭餐饮有限公司'
    t.strictSame((await told(t, form)).sort(), [
      '/attachments/0/id attachment-not-found',
      '/basic/address/regionCode region-not-served',
      '/network/carriers/0 enterprise-not-connected'
    ])
  })
})

test('only what is sound is looked at further', async t => {
  await intake.reset()
  const forms: Array<[what: string, form: Loose, further: string[]]> = [
    ['an address that is none', { ...householdForm(), basic: { ...householdForm().basic, address: { text: 7, regionCode: 341822 } } }, []],
    ['services that are none', { ...householdForm(), basic: { ...householdForm().basic, services: { 0: 'water' } } }, []],
    ['a carrier list with a number', { ...wholeHouseForm(), network: { carriers: [7], products: ['voice'], kind: 'new' } }, []],
    ['attachments that are none', { ...householdForm(), attachments: [{ id: 7, kind: 'idCard' }] }, []],
    ['names that objects have anyway', JSON.parse('{ "constructor": 1, "toString": {}, "basic": { "services": ["constructor", "water"] } }'), []]
  ]
  for (const [what, form] of forms) {
    const codes = await told(t, form)
    t.notOk(codes.some(code => /not-connected|not-served|attachment-not-found/.test(code)), what)
  }
})

test('more errors than anybody reads are counted', async t => {
  await intake.reset()
  const form = { ...householdForm(), ...Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`field${index}`, 1])) }
  const { errors, errorsOmitted } = await check(t, form)
  t.equal(errors.length, 100)
  t.equal(errorsOmitted, 50)
})

test('a file that another application has is told', async t => {
  await intake.reset()
  const png = new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'))
  const { id } = await body(t, await intake.upload(png), 201, 'Attachment')
  const form = { ...householdForm(), attachments: [{ id, kind: 'idCard' as const }] }
  t.ok((await check(t, form)).valid)
  t.ok((await check(t, form)).valid, 'checking uses nothing up')
  await intake.submit(form)
  t.strictSame(await told(t, form), ['/attachments/0/id attachment-not-found'])
})

test('what is no form at all is a problem', async t => {
  await intake.reset()
  await problem(t, await intake.call('/v1/application-checks', json('{')), 'malformed-body')
  await problem(t, await intake.call('/v1/application-checks', json([])), 'validation-failed', [['', 'type']])
  await problem(t, await intake.call('/v1/application-checks', json({}), 'supervisor'), 'insufficient-scope')
})
