/** A portal that goes, comes back, and asks for what it lost, while applications come in: on both backends, over HTTP. */
import { test } from 'tap'
import { electricityForm } from '../kit/forms.ts'
import { json, startTestHub, type Backend } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'

for (const backend of ['postgresql', 'redis'] satisfies Backend[]) {
  test(`a portal that is gone for a while (${backend})`, async t => {
    const hub = await startTestHub(t, { backend, slugs: ['state-grid'] })
    const { portal, call } = hub
    const answered = async (path: string, body?: unknown): Promise<any> => await (await call(path, body === undefined ? undefined : json(body))).json()
    const endpoint = async (): Promise<any> => await answered('/v1/webhook-endpoint')

    portal.answer(410)
    const applications = [await hub.submit(electricityForm()), await hub.submit(electricityForm())]
    await until(async () => (await endpoint()).state === 'stopped')
    applications.push(await hub.submit(electricityForm()))
    const jointNumbers = applications.map(({ jointNumber }) => jointNumber)
    await until(async () => (await Promise.all(jointNumbers.map(hub.read))).every(({ orders }) => orders[0]!.delivery.state === 'acknowledged'))
    t.match(await endpoint(), { state: 'stopped', open: 6, failed: 0 })
    portal.answer(204)
    t.match(await answered('/v1/webhook-tests', {}), { ok: true, status: 204 })
    t.strictSame([portal.tests, portal.events], [1, []], 'but a test nothing is sent')

    t.match(await answered('/v1/webhook-endpoint/resumption', { reason: '平台恢复' }), { state: 'active' })
    for (const jointNumber of jointNumbers) await hub.reached(jointNumber, 'state-grid', 'submitted')
    const heard = (jointNumber: string): number[] => portal.events.filter(event => event.jointNumber === jointNumber).map(({ sequence }) => sequence)
    for (const jointNumber of jointNumbers) t.strictSame(heard(jointNumber), [1, 2])

    // The portal has lost what it had; it knows repeats by their ids, so it forgets these too.
    portal.forget()
    const [first] = jointNumbers
    const again = { filter: { jointNumber: first, sequenceFrom: 1, sequenceTo: 2 }, reason: '平台数据恢复' }
    t.match(await answered('/v1/webhook-redeliveries', { ...again, dryRun: true }), { count: 2 })
    t.strictSame(portal.events, [])
    t.match(await answered('/v1/webhook-redeliveries', again), { count: 2 })
    await hub.reached(first!, 'state-grid', 'submitted')
    t.strictSame(heard(first!), [1, 2])
    t.equal(portal.events.length, 2)
    t.equal(portal.refused, 0)
    t.match(await until(async () => (await endpoint()).open === 0 && await endpoint()), { state: 'active', failed: 0 })
  })
}
