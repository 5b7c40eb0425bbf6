/** An enterprise gets a system while its people work, and loses it again: what is open stays where it is, what is new goes the new way. */
import { test } from 'tap'
import { json, startTestHub, type TestHub } from '../kit/test-hub.ts'
import { body, problem } from '../kit/answers.ts'
import { deskOf, waterAtDesk, type Desk } from '../kit/at-desk.ts'
import { householdForm } from '../kit/forms.ts'
import { newDatabase } from '../kit/servers/servers.ts'
import { until } from '../kit/until.ts'

interface Submitted { jointNumber: string, reference: string }

async function submit (hub: TestHub): Promise<Submitted> {
  const { jointNumber, orders } = await hub.submit(householdForm())
  return { jointNumber, reference: orders[0]!.reference }
}

async function orderIn (hub: TestHub, { jointNumber }: Submitted): Promise<Awaited<ReturnType<TestHub['read']>>['orders'][number]> {
  return (await hub.read(jointNumber)).orders[0]!
}

async function listed (desk: Desk): Promise<string[]> {
  return (await desk.list()).map(({ order }) => order.reference)
}

test('an enterprise without a system, with one, and without again', async t => {
  const databaseUrl = await newDatabase(t)
  let [taken, waiting, sent, stuck]: Submitted[] = []

  await t.test('at first its people do it all', async t => {
    const hub = await startTestHub(t, { databaseUrl, slugs: ['unicom'], adjust: waterAtDesk })
    const desk = deskOf(t, hub)
    taken = await submit(hub)
    waiting = await submit(hub)
    await desk.take(taken.reference, ['take', { specialist: '王工' }], 'accepted')
  })

  await t.test('with a system what is at the desk stays there, and what is new goes out', async t => {
    const hub = await startTestHub(t, { databaseUrl, slugs: ['county-water'] })
    const { hub: { pool }, simulators } = hub
    const desk = deskOf(t, hub)
    t.strictSame(await listed(desk), [taken!.reference, waiting!.reference])
    sent = await submit(hub)
    await hub.reached(sent.jointNumber, 'county-water', 'submitted')
    t.strictSame([...simulators['county-water']!.orders.keys()], [sent.reference], 'nothing else was handed over')
    await problem(t, await hub.call(`/v1/desk/orders/${sent.reference}`), 'desk-order-not-found')
    t.match(await desk.take(taken!.reference, ['surveyed', { result: '可接' }], 'completed'), { takenBy: 'county-water:王工', order: { state: 'completed' } })
    await desk.take(waiting!.reference, 'take', 'completed')
    for (const { jointNumber } of [taken!, waiting!]) await hub.reached(jointNumber, 'county-water', 'completed')
    t.strictSame(await listed(desk), [], 'the desk is empty by now')
    t.strictSame((await pool.query('select distinct reference from exchanges join orders on orders.id = order_id')).rows, [{ reference: sent.reference }])
    simulators['county-water']!.faults.arm('dead', Infinity)
    stuck = await submit(hub)
    await until(async () => (await orderIn(hub, stuck!)).delivery.attempts > 0)
  })

  await t.test('without it again what the system has stays its own, what it never got comes to the desk by hand', async t => {
    const hub = await startTestHub(t, { databaseUrl, slugs: ['unicom'], adjust: waterAtDesk })
    const desk = deskOf(t, hub)
    const fresh = await submit(hub)
    t.strictSame(await listed(desk), [fresh.reference])
    await until(async () => (await orderIn(hub, stuck!)).delivery.state === 'undeliverable')
    t.match(await orderIn(hub, stuck!), { delivery: { failure: { code: 'no-system' } } })
    t.match(await orderIn(hub, sent!), { state: /submitted|accepted|dispatched|survey|building|completed/, delivery: { state: 'acknowledged' } }, 'nobody takes it from the system')
    const { orders: [given] } = await body(t, await hub.call('/v1/undeliverable-orders'), 200, 'UndeliverableOrderPage')
    const move = (vouched: boolean): Promise<Response> => hub.call(`/v1/undeliverable-orders/${given!.orderId}/desk`, json({ reason: '系统停用', vouched }))
    await problem(t, await move(false), 'enterprise-not-asked')
    t.match(await body(t, await move(true), 200, 'MovedToDesk'), { outcome: 'moved' })
    await desk.take(stuck!.reference, 'take', 'completed')
    await desk.take(fresh.reference, 'take', 'completed')
    for (const { jointNumber } of [stuck!, fresh]) await hub.reached(jointNumber, 'county-water', 'completed')
  })
})
