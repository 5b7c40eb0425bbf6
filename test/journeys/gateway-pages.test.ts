/** A gateway that has lost its way to an enterprise, and answers every message with a page of its own. */
import { test } from 'tap'
import { json, startTestHub } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'
import { formFor, KNOWN } from './enterprises.ts'

const slugs = Object.keys(KNOWN)

test('no order is taken for absent, withdrawn or hopeless because of pages', async t => {
  const hub = await startTestHub(t, { slugs })
  await Promise.all(slugs.map(async slug => {
    const { jointNumber, orders: [order] } = await hub.submit(formFor(slug))
    await hub.reached(jointNumber, slug, 'submitted')
    const simulator = hub.simulators[slug]!
    simulator.faults.arm('page404', Infinity)
    t.equal((await hub.call(`/v1/applications/${jointNumber}/withdrawal`, json({ reason: '暂不装修' }))).status, 202)
    const other = await hub.submit(formFor(slug))
    const struck = simulator.faults.struck.get('page404') ?? 0
    await until(async () => (simulator.faults.struck.get('page404') ?? 0) >= struck + 8)
    t.match((await hub.read(jointNumber)).orders, [{ state: /^(submitted|accepted)$/, delivery: { state: /^(acknowledged|unknown)$/ } }], `${slug}: it is not withdrawn`)
    t.match((await hub.read(other.jointNumber)).orders, [{ state: 'received', delivery: { state: /^(pending|unknown)$/ } }], `${slug}: what is to be placed is not given up`)
    t.strictSame([...simulator.orders.keys()], [order!.reference])

    simulator.faults.arm('page404', 0)
    await hub.reached(jointNumber, slug, 'withdrawn')
    await hub.reached(other.jointNumber, slug, 'submitted')
    t.equal(simulator.orders.get(other.orders[0]!.reference)!.placements, 1)
  }))
})
