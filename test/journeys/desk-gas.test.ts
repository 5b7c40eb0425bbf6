/** A gas company without a system, beside one with: what is not in its area goes there. */
import { test } from 'tap'
import { deskOf, waterAtDesk } from '../kit/at-desk.ts'
import { problem } from '../kit/answers.ts'
import { householdForm } from '../kit/forms.ts'
import { json, startTestHub } from '../kit/test-hub.ts'
import { formFor } from './enterprises.ts'

test('an order that the desk hands over goes to the system of the next company', async t => {
  const hub = await startTestHub(t, {
    slugs: ['enn'],
    adjust (settings) {
      const { access: { clients }, enterprises } = settings
      waterAtDesk(settings)
      enterprises.towngas = { profile: 'desk', service: 'gas', name: '港华燃气' }
      clients.find(({ id }: { id: string }) => id === 'county-water').enterprise = 'towngas'
    }
  })
  const desk = deskOf(t, hub)
  const { gas, ...form } = formFor('towngas')
  const { supplier: _chosen, ...block } = gas!
  const { jointNumber, orders } = await hub.submit({ ...form, gas: block })
  const { reference, clocks } = orders[0]!
  await desk.take(reference, 'take', ['outOfArea', { reason: '该小区由新奥供气' }])
  await hub.reached(jointNumber, 'towngas', 'handedOver')
  await hub.reached(jointNumber, 'enn', 'submitted')
  const { orders: [first, second] } = await hub.read(jointNumber)
  t.match(first, { enterprise: 'towngas', state: 'handedOver', clocks: [] })
  t.match(second, { enterprise: 'enn', delivery: { state: 'acknowledged' }, clocks: [{ id: clocks[0]!.id }] }, 'under the same clock')
  t.strictSame(await desk.list(), [])

  await t.test('and what waits at another desk is not there', async t => {
    const { reference } = (await hub.submit(householdForm())).orders[0]!
    t.strictSame(await desk.list(), [])
    await problem(t, await hub.call(`/v1/desk/orders/${reference}`), 'desk-order-not-found')
    await problem(t, await hub.call(`/v1/desk/orders/${reference}/attachments/00000000-0000-4000-8000-000000000000`), 'desk-order-not-found')
    await problem(t, await hub.call(`/v1/desk/orders/${reference}/steps`, json({ step: 'take', version: 0 }, { 'idempotency-key': 'mine' })), 'desk-order-not-found')
  })
})
