/** Enterprises that fall silent: one altogether, which stops no other and is taken up again; one after its receipt. */
import { test } from 'tap'
import { wholeHouseForm } from '../kit/forms.ts'
import { startTestHub } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'
import { formFor } from './enterprises.ts'

test('an enterprise that hangs is left alone, stops no other, and gets its orders once it answers', async t => {
  const hub = await startTestHub(t, { adjust: settings => { settings.enterprises.towngas.timeout = '300ms' } })
  const health = async (): Promise<any> => (await (await hub.call('/v1/enterprises')).json() as any).enterprises.find(({ slug }: any) => slug === 'towngas').health
  hub.simulators['towngas']!.faults.arm('hang', Infinity)
  const applications = await Promise.all([1, 2, 3].map(() => hub.submit(wholeHouseForm())))
  for (const { jointNumber } of applications) {
    for (const slug of ['county-water', 'state-grid', 'unicom'] as const) await hub.reached(jointNumber, slug, 'submitted')
  }
  const { since, failures } = await until(async () => {
    const shown = await health()
    return shown.state !== 'closed' && shown
  })
  t.match(since, /\+08:00$/)
  t.ok(failures >= 5)
  t.equal(hub.simulators['towngas']!.orders.size, 0)

  hub.simulators['towngas']!.faults.arm('hang', 0)
  for (const { jointNumber } of applications) await hub.reached(jointNumber, 'towngas', 'submitted')
  t.strictSame([...hub.simulators['towngas']!.orders.values()].map(({ placements }) => placements), [1, 1, 1], 'each of them once')
  t.match(await until(async () => {
    const shown = await health()
    return shown.state === 'closed' && shown
  }), { stateLabel: '正常', failures: 0 })
  const alerts = hub.lines.map(line => JSON.parse(line)).filter(({ alert }) => alert).map(({ alert }) => alert)
  t.ok(alerts.includes('enterprise-down') && alerts.includes('enterprise-up'))
  t.notOk(alerts.includes('undeliverable'))
})

test('an enterprise that gave a receipt and does not know the order is given it again', async t => {
  const hub = await startTestHub(t, { slugs: ['enn'], adjust: settings => { settings.enterprises.enn.delivery.acknowledgement = { within: '30m' } } })
  const { jointNumber, orders: [order] } = await hub.submit(formFor('enn'))
  const enn = hub.simulators['enn']!
  const delivery = async (): Promise<string> => (await hub.read(jointNumber)).orders[0]!.delivery.state
  await until(async () => await delivery() === 'placed')
  t.ok((enn.orders as Map<string, unknown>).delete(order!.reference), 'its books are set back')
  await hub.hub.pool.query("update intents set due_at = now() - interval '1 minute' where state = 'open' and kind = 'place'")
  await until(() => enn.orders.has(order!.reference))
  await until(async () => await delivery() === 'placed')
  await enn.move(order!.reference, 'ACCEPTED')
  await hub.reached(jointNumber, 'enn', 'accepted')
  t.equal(await delivery(), 'acknowledged')
  t.equal(enn.orders.get(order!.reference)!.placements, 1)
})
