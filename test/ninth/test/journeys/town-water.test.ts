/** A household in its area applies for water and electricity at once: 乡镇水厂 takes its order, and completes it by its callbacks alone. */
import { test } from 'tap'
import { signature } from '../../simulators/town-water.ts'
import { json, startTestHub } from '../kit/test-hub.ts'
import { formFor } from './enterprises.ts'

const SLUGS = ['town-water', 'county-water', 'state-grid']

test('water of the town, and electricity', async t => {
  const hub = await startTestHub(t, { slugs: SLUGS })
  const form = formFor('town-water')
  const { jointNumber, orders } = await hub.submit({
    ...form, basic: { ...form.basic, services: ['water', 'electricity'] }, water: { kind: 'new', demand: 0.5, remark: '新房' }, electricity: { kind: 'new', mainCapacity: 8 }
  })
  t.strictSame(orders.map(({ enterprise, enterpriseName, service, kind }) => [enterprise, enterpriseName, service, kind]), [
    ['town-water', '章渡水厂', 'water', 'new'],
    ['state-grid', '国网泾县供电公司', 'electricity', 'new']
  ])
  const works = hub.simulators['town-water']!
  const reference = `${jointNumber}-W`
  await hub.reached(jointNumber, 'town-water', 'accepted')
  t.match(works.orders.get(reference)!.content, { demand: 0.5, remark: '新房' })

  await t.test('a callback with a wrong signature changes nothing', async t => {
    const body = JSON.stringify({ eventId: 'forged', reference, worksNo: 'SC000001', status: '通水', changedAt: '2026-01-06T10:00:00+08:00' })
    const timestamp = String(Date.now())
    const answer = await fetch(`${hub.url}/v1/callbacks/town-water`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-works-key': 'LB341823', 'x-works-timestamp': timestamp, 'x-works-signature': signature('guessed', timestamp, body) },
      body
    })
    t.equal(answer.status, 401)
    t.match(await answer.json(), { message: '签名错误' })
    t.match((await hub.read(jointNumber)).orders[0], { enterprise: 'town-water', state: 'accepted' })
  })

  for (const [step, state] of [['踏勘', 'surveyed'], ['施工', 'building'], ['通水', 'completed']] as const) {
    await works.move(reference, step)
    await hub.reached(jointNumber, 'town-water', state)
  }
  await hub.simulators['state-grid']!.move(orders[1]!.reference, '11')
  await hub.reached(jointNumber, 'state-grid', 'completed')
  t.match(await hub.read(jointNumber), { status: 'completed', orders: [{ nativeNumber: 'SC000001', statusCode: 11 }, { statusCode: 11 }] })
  t.equal(works.orders.get(reference)!.placements, 1)
  t.equal(hub.simulators['county-water']!.orders.size, 0)
  t.equal(hub.portal.refused, 0)

  await t.test('a kind of business that it does not do is refused', async t => {
    const answer = await hub.call('/v1/applications', json({ ...form, water: { kind: 'fire' } }, { 'idempotency-key': 'town-water-fire' }))
    t.equal(answer.status, 422)
    t.match(await answer.json(), { errors: [{ pointer: '/water/kind', code: 'kind-not-offered' }] })
  })
})
