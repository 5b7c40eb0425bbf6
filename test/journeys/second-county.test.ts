/**
 * Another county by settings alone: 青溪县, which is invented, has two water companies that speak one interface, two gas companies
 * that speak another, the grid and two carriers. Each enterprise has credentials and a system of its own.
 */
import { test } from 'tap'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { householdForm } from '../kit/forms.ts'
import { json, startTestHub, type Backend, type TestHub } from '../kit/test-hub.ts'

const COUNTY = {
  name: '青溪县', code: '990102', cityCode: '990100', provinceCode: '990000', prefix: 'QXLB', carrierRegions: { lanId: '8990100', eparchyCode: '0999' }
}

const EAST = { text: '东岭镇溪口村1号', regionCode: '990102', streetCode: '990102101' }
const TOWN = { text: '城关镇人民路1号', regionCode: '990102', streetCode: '990102100' }

/** As its people would write them. */
function settle (settings: any): void {
  const { 'state-grid': grid, enn, telecom, unicom, 'county-water': water } = settings.enterprises
  settings.county = COUNTY
  settings.enterprises = {
    'town-water': { ...water, name: '青溪县自来水公司', credentials: { clientid: 'TOWN', secret: 'town-secret' } },
    'east-water': { ...water, name: '东岭水务', credentials: { clientid: 'EAST', secret: 'east-secret' } },
    grid: { ...grid, name: '国网青溪县供电公司', agreed: { orgNo: '9900102' } },
    'north-gas': { ...enn, name: '城北燃气', credentials: { accessKey: 'NORTH', secret: 'north' }, callback: { accessKey: 'NORTH', secret: 'north-back' } },
    'south-gas': { ...enn, name: '城南燃气', credentials: { accessKey: 'SOUTH', secret: 'south' }, callback: { accessKey: 'SOUTH', secret: 'south-back' } },
    dianxin: { ...telecom, credentials: { srcOrgId: '990102', srcSysId: '9901020001', srcSysSign: 'sign' } },
    liantong: unicom,
    yidong: { profile: 'mobile', name: '中国移动', connected: false }
  }
  settings.routing = {
    water: { default: 'town-water', areas: [{ enterprise: 'east-water', streetCodes: ['990102101'] }] },
    gas: { default: 'north-gas' }
  }
  settings.access.clients[1].enterprise = 'east-water'
  delete settings.approvals
}

const SIMULATORS = {
  'town-water': { clientid: 'TOWN', secret: 'town-secret' },
  'east-water': { clientid: 'EAST', secret: 'east-secret' },
  grid: { orgNo: '9900102' },
  'north-gas': { credentials: { accessKey: 'NORTH', secret: 'north' }, callbackCredentials: { accessKey: 'NORTH', secret: 'north-back' } },
  'south-gas': { credentials: { accessKey: 'SOUTH', secret: 'south' }, callbackCredentials: { accessKey: 'SOUTH', secret: 'south-back' } },
  dianxin: { credentials: { srcOrgId: '990102', srcSysId: '9901020001', srcSysSign: 'sign' } },
  liantong: {}
}

function formAt (address: ApplicationForm['basic']['address'], blocks: Partial<ApplicationForm>): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  return { ...form, ...blocks, basic: { ...form.basic, address, services: Object.keys(blocks) as ApplicationForm['basic']['services'] } }
}

/** What the enterprise was sent. */
function sent (hub: TestHub, slug: string, reference: string): unknown {
  return hub.simulators[slug]!.orders.get(reference)?.content
}

for (const backend of ['postgresql', 'redis'] satisfies Backend[]) {
  test(`a second county on ${backend}`, async t => {
    const hub = await startTestHub(t, { backend, site: settle, slugs: Object.keys(SIMULATORS), simulatorOptions: SIMULATORS })

    await t.test('its catalogue has its enterprises, in the order of its settings', async t => {
      const { enterprises } = await (await hub.call('/v1/enterprises')).json() as any
      t.strictSame(enterprises.map(({ slug, profile, service, connected }: any) => `${slug} ${profile} ${service} ${connected}`), [
        'town-water county-water water true', 'east-water county-water water true', 'grid state-grid electricity true',
        'north-gas enn gas true', 'south-gas enn gas true', 'dianxin telecom network true', 'liantong unicom network true',
        'yidong mobile network false'
      ])
      t.match(enterprises[4], { name: '城南燃气', callbackPath: '/v1/callbacks/south-gas', health: { state: 'closed' } })
    })

    await t.test('an application goes to the enterprises of its area, and is completed', async t => {
      const { jointNumber, printedNumber, orders } = await hub.submit(formAt(EAST, {
        water: { kind: 'new', demand: 0.5 },
        electricity: { kind: 'new', mainCapacity: 8 },
        gas: { kind: 'ignition' },
        network: { carriers: ['dianxin', 'liantong'], products: ['broadband'], kind: 'new', bandwidth: 300 }
      }))
      t.equal(jointNumber, 'QXLB000001')
      t.equal(printedNumber, '(QXLB)000001')
      t.strictSame(orders.map(({ enterprise, enterpriseName }) => [enterprise, enterpriseName]), [
        ['east-water', '东岭水务'], ['grid', '国网青溪县供电公司'], ['north-gas', '城北燃气'], ['dianxin', '中国电信'], ['liantong', '中国联通']
      ])
      const finished: Record<string, string> = { 'east-water': '通水', grid: '11', 'north-gas': 'GAS_ON', dianxin: '201300', liantong: '60' }
      for (const { enterprise, reference } of orders) {
        await hub.reached(jointNumber, enterprise, 'submitted')
        await hub.simulators[enterprise]!.move(reference, finished[enterprise]!)
        await hub.reached(jointNumber, enterprise, 'completed')
      }
      t.match(await hub.read(jointNumber), { status: 'completed' })
      t.equal(hub.simulators['town-water']!.orders.size, 0)

      const [water, grid, , telecom, unicom] = orders.map(({ enterprise, reference }) => sent(hub, enterprise, reference))
      t.match(water, { flowsn: 'QXLB000001-W' })
      t.match(grid, { preAppNo: /^XC990102\d{16}$/, proCode: '990000', cityCode: '990100', countyCode: '990102', orgNo: '9900102' })
      t.match(telecom, { LAN_ID: '8990100', REGION_ID: '990102' })
      t.match(unicom, { DEAL_AREA_CODE: '990102', TRADE_EPARCHY_CODE: '0999' })
    })

    await t.test('an address of the rest goes to the default, which knows nothing of the other', async t => {
      const { jointNumber, orders } = await hub.submit(formAt(TOWN, { water: { kind: 'close' } }))
      await hub.reached(jointNumber, 'town-water', 'submitted')
      await hub.simulators['town-water']!.move(orders[0]!.reference, '通水')
      await hub.reached(jointNumber, 'town-water', 'completed')
      t.equal(hub.simulators['east-water']!.orders.size, 1)
    })

    await t.test('what one company gives away goes to the other of its interface', async t => {
      const { jointNumber, orders } = await hub.submit(formAt(TOWN, { gas: { kind: 'ignition' } }))
      t.equal(orders[0]!.enterprise, 'north-gas')
      await hub.reached(jointNumber, 'north-gas', 'submitted')
      await hub.simulators['north-gas']!.move(orders[0]!.reference, 'OUT_OF_AREA')
      t.match(await hub.reached(jointNumber, 'north-gas', 'handedOver'), { remark: /城南燃气/ })
      await hub.reached(jointNumber, 'south-gas', 'submitted')
      await hub.simulators['south-gas']!.move(`${jointNumber}-G`, 'GAS_ON')
      await hub.reached(jointNumber, 'south-gas', 'completed')
      t.match(await hub.read(jointNumber), { status: 'completed', orders: [{ state: 'handedOver' }, { state: 'completed' }] })
    })

    await t.test('a callback signed as one of them is none of the other', async t => {
      const { jointNumber, orders } = await hub.submit(formAt(TOWN, { gas: { kind: 'ignition', supplier: 'south-gas' } }))
      await hub.reached(jointNumber, 'south-gas', 'submitted')
      const stranger = await fetch(`${hub.url}/v1/callbacks/north-gas`, json({ externalNo: orders[0]!.reference, state: 'GAS_ON' }))
      t.equal(stranger.status, 401)
      t.match((await hub.read(jointNumber)).orders[0], { state: 'submitted' })
    })

    await t.test('an address of the first county is refused by the name of the field', async t => {
      for (const [address, pointers] of [
        [{ ...TOWN, regionCode: '341823' }, ['/basic/address/regionCode']],
        [{ ...TOWN, streetCode: '341823100' }, ['/basic/address/streetCode']]
      ] as const) {
        const answer = await hub.call('/v1/applications', json(formAt(address, { water: { kind: 'close' } }), { 'idempotency-key': pointers[0] }))
        t.equal(answer.status, 422)
        const { errors } = await answer.json() as { errors: Array<{ pointer: string, code: string }> }
        t.strictSame(errors.map(({ pointer, code }) => [pointer, code]), pointers.map(pointer => [pointer, 'region-not-served']))
      }
    })

    await t.test('an enterprise of the first county is none of this one', async t => {
      const form = formAt(TOWN, { network: { carriers: ['unicom', 'yidong'], products: ['broadband'], kind: 'close' } })
      const answer = await hub.call('/v1/applications', json(form, { 'idempotency-key': 'unicom' }))
      t.match(await answer.json(), {
        errors: [{ pointer: '/network/carriers/0', code: 'enterprise-not-connected' }, { pointer: '/network/carriers/1', code: 'enterprise-not-connected' }]
      })
      const callback = await fetch(`${hub.url}/v1/callbacks/unicom`, json({}))
      t.match(await callback.json(), { code: 'no-callbacks' })
    })
    t.equal(hub.portal.refused, 0)
  })
}
