/** One form with everything goes to every enterprise, and is followed to its end, on both queue backends. */
import { test } from 'tap'
import { wholeHouseForm } from '../kit/forms.ts'
import { talkOf } from '../kit/round-trips.ts'
import { startTestHub, type Backend } from '../kit/test-hub.ts'

const STEPS: Record<string, string[]> = {
  'county-water': ['踏勘', '设计', '预算', '缴费', '施工', '验收', '通水'],
  'state-grid': ['3', '8', '11'],
  towngas: ['10', '20', '30', '40', '50', '60'],
  unicom: ['10', '20', '30', '40', '50', '60']
}

for (const backend of ['postgresql', 'redis'] satisfies Backend[]) {
  test(`queues in ${backend}`, async t => {
    const hub = await startTestHub(t, { backend, adjust (settings) { settings.hub.sweepEvery = '1h' } })
    const { jointNumber, orders } = await hub.submit(wholeHouseForm())
    t.equal(jointNumber, 'JXLB000001')
    t.strictSame(orders.map(({ enterprise, state, statusCode }) => [enterprise, state, statusCode]),
      ['county-water', 'state-grid', 'towngas', 'unicom'].map(enterprise => [enterprise, 'received', 1]))

    const { unnamed } = await talkOf(hub.hub.pool, async () => {
      for (const { enterprise } of orders) await hub.reached(jointNumber, enterprise, 'submitted')
      for (const { enterprise, reference } of orders) {
        for (const step of STEPS[enterprise]!) await hub.simulators[enterprise]!.move(reference, step)
        await hub.reached(jointNumber, enterprise, 'completed')
      }
    })
    const often = Object.entries(Object.groupBy(unnamed, statement => statement)).filter(([, said]) => said!.length >= orders.length)
    t.strictSame(often.map(([statement]) => statement), [], 'what is said as often as there are orders is prepared')

    const ended = await hub.read(jointNumber)
    t.equal(ended.status, 'completed')
    for (const order of ended.orders) {
      t.match(order, { state: 'completed', statusCode: 11, delivery: { state: 'acknowledged' }, nativeNumber: /./ }, order.enterprise)
      t.equal(hub.simulators[order.enterprise]!.orders.get(order.reference)!.placements, 1, `${order.enterprise} was given the order once`)
    }
    t.equal(hub.portal.refused, 0, 'the portal could verify every webhook')
    t.strictSame(hub.portal.events.map(({ sequence }) => sequence), hub.portal.events.map((_, index) => index + 1), 'in sequence, without gaps')
  })
}
