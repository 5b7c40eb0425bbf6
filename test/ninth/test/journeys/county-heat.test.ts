/** A household applies for heat and water at once: 县供热 takes its order, and completes it by its callbacks alone. */
import { test } from 'tap'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { signature } from '../../simulators/county-heat.ts'
import { householdForm } from '../kit/forms.ts'
import { startTestHub } from '../kit/test-hub.ts'

function heatAndWater (): ApplicationForm {
  const form = householdForm()
  return { ...form, basic: { ...form.basic, services: ['heat', 'water'] }, heat: { kind: 'new', area: 89.5, remark: '地暖' } }
}

test('heat and water', async t => {
  const hub = await startTestHub(t, { slugs: ['county-heat', 'county-water'] })
  const { jointNumber, orders } = await hub.submit(heatAndWater())
  t.strictSame(orders.map(({ enterprise, service, kind, reference }) => [enterprise, service, kind, reference]), [
    ['county-heat', 'heat', 'new', `${jointNumber}-H`],
    ['county-water', 'water', 'new', `${jointNumber}-W`]
  ])
  for (const { enterprise } of orders) await hub.reached(jointNumber, enterprise, enterprise === 'county-heat' ? 'accepted' : 'submitted')

  const heat = hub.simulators['county-heat']!
  const water = hub.simulators['county-water']!
  const reference = `${jointNumber}-H`
  t.match(heat.orders.get(reference)!.content, { area: 89.5, remark: '地暖' })

  await t.test('a callback with a wrong signature changes nothing', async t => {
    const body = JSON.stringify({ eventId: 'forged', reference, heatNo: 'GR000001', status: '供热', changedAt: '2026-01-06T10:00:00+08:00' })
    const timestamp = String(Date.now())
    const answer = await fetch(`${hub.url}/v1/callbacks/county-heat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-heat-key': 'LB341823', 'x-heat-timestamp': timestamp, 'x-heat-signature': signature('guessed', timestamp, body) },
      body
    })
    t.equal(answer.status, 401)
    t.match(await answer.json(), { message: '签名错误' })
    t.match((await hub.read(jointNumber)).orders[0], { enterprise: 'county-heat', state: 'accepted' })
  })

  for (const [step, state] of [['踏勘', 'surveyed'], ['施工', 'building'], ['供热', 'completed']] as const) {
    await heat.move(reference, step)
    await hub.reached(jointNumber, 'county-heat', state)
  }
  await water.move(`${jointNumber}-W`, '通水')
  await hub.reached(jointNumber, 'county-water', 'completed')
  t.match(await hub.read(jointNumber), { status: 'completed', orders: [{ nativeNumber: 'GR000001', statusCode: 11 }, { statusCode: 11 }] })
  t.equal(heat.orders.get(reference)!.placements, 1)
  t.equal(hub.portal.refused, 0)
})

test('the form asks for what heat needs', async t => {
  const hub = await startTestHub(t, { slugs: ['county-heat', 'county-water'] })
  const { heat: _heat, ...withoutBlock } = heatAndWater()
  for (const [form, pointer] of [
    [withoutBlock, '/heat'],
    [{ ...heatAndWater(), heat: { kind: 'new' } }, '/heat/area'],
    [{ ...heatAndWater(), heat: { kind: 'other' } }, '/heat/kindText'],
    [{ ...householdForm(), heat: { kind: 'close' } }, '/heat']
  ] as Array<[ApplicationForm, string]>) {
    await t.rejects(hub.submit(form), new RegExp(`422.*"pointer":"${pointer}"`), pointer)
  }
})
