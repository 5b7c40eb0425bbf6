/** 补正: every enterprise that asks for material gets the corrected order, and goes on. */
import { test } from 'tap'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { json, startTestHub, upload } from '../kit/test-hub.ts'
import { formFor, KNOWN } from './enterprises.ts'

const slugs = Object.keys(KNOWN)

test('supplementing', async t => {
  const hub = await startTestHub(t, {
    slugs,
    // It tells everything itself: an inquiry that was answered in the same second before, and is applied after, would be news.
    adjust ({ enterprises }) { enterprises.unicom.delivery.watch = { first: '1h', every: '1h' } }
  })
  const supplement = (jointNumber: string, body: unknown): Promise<Response> => hub.call(`/v1/applications/${jointNumber}/supplement`, json(body))

  async function waiting (slug: Slug): Promise<{ jointNumber: string, reference: string }> {
    const { jointNumber, orders } = await hub.submit(formFor(slug))
    const { reference } = orders[0]!
    await hub.reached(jointNumber, slug, 'submitted')
    await hub.simulators[slug]!.move(reference, KNOWN[slug]!.needsMaterial, '证件照片不清晰')
    await hub.reached(jointNumber, slug, 'needsMaterial')
    return { jointNumber, reference }
  }

  for (const slug of slugs) {
    await t.test(`${slug} gets the correction and goes on`, async t => {
      const { jointNumber, reference } = await waiting(slug)
      t.match(await hub.read(jointNumber), { status: 'needsMaterial', orders: [{ statusCode: 6 }] })
      const before = JSON.stringify(hub.simulators[slug]!.orders.get(reference)!.content)
      t.notMatch(before, '13911112222')
      const answer = await supplement(jointNumber, { enterprise: slug, changes: { basic: { phone: '13911112222' } } })
      t.equal(answer.status, 202)
      t.match(await hub.reached(jointNumber, slug, 'materialReceived'), { statusCode: 7 })
      t.match(JSON.stringify(hub.simulators[slug]!.orders.get(reference)!.content), '13911112222')
      await hub.simulators[slug]!.move(reference, KNOWN[slug]!.finished)
      await hub.reached(jointNumber, slug, 'completed')
    })
  }

  await t.test('new files take the place of earlier ones of their kind', async t => {
    const { jointNumber, reference } = await waiting('county-water')
    const id = await upload(hub.call, Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'))
    t.equal((await supplement(jointNumber, { enterprise: 'county-water', attachments: [{ id, kind: 'idCard' }] })).status, 202)
    await hub.reached(jointNumber, 'county-water', 'materialReceived')
    t.match(hub.simulators['county-water']!.orders.get(reference)!.content, { attachList: [{ files: [{ filename: /^idCard-1/ }] }] })
  })

  await t.test('a wrong correction is refused with a pointer into it, and nothing is sent', async t => {
    const { jointNumber, reference } = await waiting('unicom')
    const before = JSON.stringify(hub.simulators['unicom']!.orders.get(reference)!.content)
    const answer = await supplement(jointNumber, {
      enterprise: 'unicom', changes: { basic: { phone: '110', idNumber: '110105194912310021', services: ['water'] }, water: { demand: 1 }, network: { kind: 'close' } }
    })
    t.equal(answer.status, 422)
    const { errors } = await answer.json() as { errors: Array<{ pointer: string, code: string }> }
    t.strictSame(errors.map(({ pointer, code }) => `${pointer} ${code}`).sort(), ['/changes/basic/services cannot-change', '/changes/network/kind cannot-change'])
    const wrong = await supplement(jointNumber, { enterprise: 'unicom', changes: { basic: { phone: '110', idNumber: '110105194912310021' }, water: { demand: 1 } } })
    t.equal(wrong.status, 422)
    const told = await wrong.json() as { errors: Array<{ pointer: string, code: string }> }
    t.strictSame(told.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort(), [
      '/changes/basic/idNumber resident-id', '/changes/basic/phone format', '/changes/water not-its-block'
    ])
    for (const [address, expected] of [
      [{ regionCode: '341822', streetCode: null }, ['/changes/basic/address/regionCode region-not-served']],
      [null, ['/changes/basic/address required']]
    ] as const) {
      const moved = await supplement(jointNumber, { enterprise: 'unicom', changes: { basic: { address } } })
      const { errors } = await moved.json() as { errors: Array<{ pointer: string, code: string }> }
      t.strictSame(errors.map(({ pointer, code }) => `${pointer} ${code}`), expected)
    }
    t.equal(JSON.stringify(hub.simulators['unicom']!.orders.get(reference)!.content), before)
    t.match(await hub.read(jointNumber), { orders: [{ state: 'needsMaterial' }] })
  })

  await t.test('an order that waits for nothing takes nothing', async t => {
    const { jointNumber } = await hub.submit(formFor('towngas'))
    await hub.reached(jointNumber, 'towngas', 'submitted')
    const answer = await supplement(jointNumber, { enterprise: 'towngas', changes: { basic: { phone: '13911112222' } } })
    t.match(await answer.json(), { status: 409, code: 'no-material-wanted' })
    t.match(await (await supplement(jointNumber, { enterprise: 'enn', changes: { basic: { phone: '13911112222' } } })).json(),
      { status: 422, errors: [{ pointer: '/enterprise', code: 'no-such-order' }] })
    t.match(await (await supplement(jointNumber, { enterprise: 'towngas' })).json(), { status: 422, errors: [{ pointer: '', code: 'required' }] })
  })
})
