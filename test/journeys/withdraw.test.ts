/** 撤回: every enterprise gives an order back while it can, and says so when it cannot. */
import { test } from 'tap'
import { wholeHouseForm } from '../kit/forms.ts'
import { json, startTestHub } from '../kit/test-hub.ts'
import { formFor, KNOWN } from './enterprises.ts'

const slugs = Object.keys(KNOWN)

test('withdrawing', async t => {
  const hub = await startTestHub(t, { slugs })
  const withdraw = (jointNumber: string, body: unknown): Promise<Response> => hub.call(`/v1/applications/${jointNumber}/withdrawal`, json(body))

  for (const slug of slugs) {
    await t.test(`${slug} gives an accepted order back`, async t => {
      const { jointNumber, orders } = await hub.submit(formFor(slug))
      await hub.reached(jointNumber, slug, 'submitted')
      await hub.simulators[slug]!.move(orders[0]!.reference, KNOWN[slug]!.accepted)
      await hub.reached(jointNumber, slug, 'accepted')
      const answer = await withdraw(jointNumber, { reason: '暂不装修' })
      t.equal(answer.status, 202)
      t.match(await hub.reached(jointNumber, slug, 'withdrawn'), { statusCode: 14, remark: '暂不装修' })
      t.match(await hub.read(jointNumber), { status: 'ended', orders: [{ state: 'withdrawn' }] })
      t.equal((await withdraw(jointNumber, { reason: '暂不装修' })).status, 202, 'asking again changes nothing')
    })
  }

  await t.test('an enterprise that is too far on declines, and the portal is told', async t => {
    const { jointNumber, orders } = await hub.submit(formFor('county-water'))
    await hub.reached(jointNumber, 'county-water', 'submitted')
    await hub.simulators['county-water']!.move(orders[0]!.reference, '施工')
    await hub.reached(jointNumber, 'county-water', 'building')
    await withdraw(jointNumber, { reason: '不装了' })
    const declined = await hub.event(event => event.jointNumber === jointNumber && event.remark === '已施工不可作废')
    t.match(declined, { state: 'building', statusCode: 8 })
    t.match(await hub.read(jointNumber), { status: 'processing', orders: [{ state: 'building', withdrawal: { state: 'declined', remark: '已施工不可作废' } }] })
    t.equal(hub.portal.types.get(`${jointNumber} ${declined.sequence}`), 'order.withdrawalDeclined')
  })

  await t.test('single orders of an application can be withdrawn', async t => {
    const { jointNumber } = await hub.submit(wholeHouseForm())
    for (const slug of ['county-water', 'state-grid', 'towngas', 'unicom'] as const) await hub.reached(jointNumber, slug, 'submitted')
    t.equal((await withdraw(jointNumber, { reason: '不用联通', enterprises: ['unicom'] })).status, 202)
    await hub.reached(jointNumber, 'unicom', 'withdrawn')
    t.strictSame((await hub.read(jointNumber)).orders.map(({ state }) => state === 'withdrawn'), [false, false, false, true])
  })

  await t.test('what cannot be withdrawn is said', async t => {
    const { jointNumber, orders } = await hub.submit(formFor('unicom'))
    await hub.reached(jointNumber, 'unicom', 'submitted')
    await hub.simulators['unicom']!.move(orders[0]!.reference, '60')
    await hub.reached(jointNumber, 'unicom', 'completed')
    t.match(await problem(await withdraw(jointNumber, { reason: '不要了' })), { status: 409, code: 'nothing-to-withdraw' })
    t.match(await problem(await withdraw(jointNumber, { reason: '不要了', enterprises: ['telecom'] })),
      { status: 422, errors: [{ pointer: '/enterprises/0', code: 'no-such-order' }] })
    t.match(await problem(await withdraw(jointNumber, {})), { status: 422, errors: [{ pointer: '/reason', code: 'required' }] })
    t.match(await problem(await withdraw('JXLB999999', { reason: '不要了' })), { status: 404, code: 'application-not-found' })
  })
})

test('an order that has not left the hub is withdrawn there', async t => {
  // Placed only when told to: the enterprise answers nothing until then.
  const hub = await startTestHub(t, { slugs: ['unicom'], adjust: settings => { settings.enterprises.unicom.delivery.retry = { first: '1h', ceiling: '1h', horizon: '72h' } } })
  hub.simulators['unicom']!.faults.arm('tooMany429', Infinity)
  const { jointNumber } = await hub.submit(formFor('unicom'))
  await hub.attempted(jointNumber)
  t.equal((await hub.call(`/v1/applications/${jointNumber}/withdrawal`, json({ reason: '填错了' }))).status, 202)
  t.match(await hub.reached(jointNumber, 'unicom', 'withdrawn'), { statusCode: 2 })
  t.equal(hub.simulators['unicom']!.orders.size, 0, 'the enterprise never heard of it')
})

async function problem (answer: Response): Promise<unknown> {
  return await answer.json()
}
