/** The gas leg that changes hands: by area, by explicit choice, by the companies' own word, and back in front of a person. */
import { test } from 'tap'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { householdForm } from '../kit/forms.ts'
import { startTestHub } from '../kit/test-hub.ts'

function gasForm (gas: Partial<NonNullable<ApplicationForm['gas']>>, address: Partial<ApplicationForm['basic']['address']> = {}): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  return { ...form, basic: { ...form.basic, services: ['gas'], address: { ...form.basic.address, ...address } }, gas: { kind: 'ignition', ...gas } }
}

test('gas by operating area', async t => {
  const hub = await startTestHub(t, {
    slugs: ['towngas', 'enn'],
    adjust: settings => {
      settings.routing.gas = { default: 'towngas', areas: [{ enterprise: 'enn', streetCodes: ['341823101'], keywords: ['云岭'] }] }
    }
  })
  const enterprisesOf = async (form: ApplicationForm): Promise<string[]> => (await hub.submit(form)).orders.map(({ enterprise }) => enterprise)

  await t.test('the choice on the form wins, then the area, then the default', async t => {
    t.strictSame(await enterprisesOf(gasForm({ supplier: 'towngas' }, { text: '云岭镇1号' })), ['towngas'])
    t.strictSame(await enterprisesOf(gasForm({}, { text: '云岭镇1号' })), ['enn'])
    t.strictSame(await enterprisesOf(gasForm({}, { streetCode: '341823101' })), ['enn'])
    t.strictSame(await enterprisesOf(gasForm({})), ['towngas'])
  })

  await t.test('an address refused as out of area at placement goes to the other company', async t => {
    const { jointNumber, acceptBy } = await hub.submit(gasForm({ supplier: 'towngas' }, { text: '【区外】章渡老街1号' }))
    t.match(await hub.reached(jointNumber, 'towngas', 'handedOver'), { statusCode: 1, remark: /新奥燃气/ })
    await hub.reached(jointNumber, 'enn', 'submitted')
    const application = await hub.read(jointNumber)
    t.equal(application.acceptBy, acceptBy, 'under the same clock')
    t.strictSame(application.orders.map(({ enterprise, state }) => [enterprise, state]), [['towngas', 'handedOver'], ['enn', 'submitted']])
    t.equal(hub.simulators['towngas']!.orders.size, 2, 'towngas holds the two orders from before and not this one')
  })

  await t.test('an order its company gives away later goes to the other company', async t => {
    const { jointNumber, orders } = await hub.submit(gasForm({ supplier: 'enn' }))
    await hub.reached(jointNumber, 'enn', 'submitted')
    await hub.simulators['enn']!.move(orders[0]!.reference, 'OUT_OF_AREA')
    await hub.reached(jointNumber, 'towngas', 'submitted')
    const { reference } = (await hub.read(jointNumber)).orders[1]!
    await hub.simulators['towngas']!.move(reference, '60')
    await hub.reached(jointNumber, 'towngas', 'completed')
    t.match(await hub.read(jointNumber), { status: 'completed' })
  })

  await t.test('declined by both it is refused, with an alert', async t => {
    const { jointNumber } = await hub.submit(gasForm({ supplier: 'enn' }, { text: '【区外】无人区1号' }))
    await hub.reached(jointNumber, 'enn', 'submitted')
    await hub.simulators['enn']!.move((await hub.read(jointNumber)).orders[0]!.reference, 'OUT_OF_AREA')
    t.match(await hub.reached(jointNumber, 'towngas', 'refused'), { statusCode: 4, remark: /不在任何一家企业的经营区域/ })
    t.match(await hub.read(jointNumber), { status: 'ended', orders: [{ state: 'handedOver' }, { state: 'refused' }] })
    t.ok(hub.lines.some(line => JSON.parse(line).alert === 'declined-by-all'))
  })
})
