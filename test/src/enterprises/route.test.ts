import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import type { ConnectedEnterprise } from '../../../src/enterprises/connected-enterprise.ts'
import { profiles } from '../../../src/enterprises/profiles.ts'
import { attachmentErrors, nextOfService, route } from '../../../src/enterprises/route.ts'
import type { ApplicationForm } from '../../../src/ground/form/order-view.ts'
import type { Settings } from '../../../src/settings.ts'
import { householdForm, wholeHouseForm } from '../../kit/forms.ts'
import { connectOnly } from '../../../kit/sandbox.ts'
import { sandboxSettings } from '../../kit/sandbox.ts'

/** As much of a hub as decides where an application goes. */
interface Routes { enterprises: Map<string, ConnectedEnterprise>, settings: Settings }

function routesOf (adjust?: (settings: any) => void): Routes {
  const settings = sandboxSettings(adjust)
  const connected = Object.entries(settings.enterprises).filter(([, { connected }]) => connected)
    .map(([slug, { profile }]) => [slug, { slug, mapping: profiles.get(profile)!.mapping } as ConnectedEnterprise] as const)
  return { settings, enterprises: new Map(connected) }
}

function only (...slugs: string[]): Routes {
  return routesOf(settings => connectOnly(settings, slugs))
}

/** A second water company, for the east of the county. */
function twoWaters (settings: any): void {
  settings.enterprises['east-water'] = { ...settings.enterprises['county-water'], name: '城东供水' }
  settings.routing.water = { default: 'county-water', areas: [{ enterprise: 'east-water', keywords: ['城东'] }] }
}

function formOf (block: Partial<ApplicationForm>, basic: Partial<ApplicationForm['basic']> = {}): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  return { ...form, ...block, basic: { ...form.basic, ...basic, services: Object.keys(block) as ApplicationForm['basic']['services'] } }
}

function routed (form: ApplicationForm, routes: Routes = routesOf()): Array<string | [string, string]> {
  const { targets, errors } = route(routes, form)
  return [...targets.map(({ enterprise }) => enterprise.slug), ...errors.map(({ pointer, code }): [string, string] => [pointer, code])]
}

const gas = (supplier?: string): Partial<ApplicationForm> => ({ gas: { kind: 'ignition', ...supplier && { supplier } } })

test('water and electricity go to the one company that there is', async t => {
  t.strictSame(routed(formOf({ water: { kind: 'close' } })), ['county-water'])
  t.strictSame(routed(formOf({ electricity: { kind: 'close' } })), ['state-grid'])
})

test('every target knows its service and kind', async t => {
  const { targets } = route(routesOf(), wholeHouseForm())
  t.strictSame(targets.map(({ enterprise, service, kind }) => [enterprise.slug, service, kind]), [
    ['county-water', 'water', 'new'], ['state-grid', 'electricity', 'new'], ['towngas', 'gas', 'ignition'], ['unicom', 'network', 'new']
  ])
})

test('services keep the order of the form', async t => {
  const form = wholeHouseForm()
  form.basic.services = ['network', 'water', 'gas', 'electricity']
  t.strictSame(routed(form), ['unicom', 'county-water', 'towngas', 'state-grid'])
})

test('gas goes to the company that the form names', async t => {
  const hub = routesOf(settings => { settings.routing.gas.areas = [{ enterprise: 'towngas', regionCodes: ['341823'] }] })
  t.strictSame(routed(formOf(gas('enn')), hub), ['enn'])
  t.strictSame(routed(formOf(gas('towngas')), hub), ['towngas'])
})

test('gas goes by operating area where the form does not say', async t => {
  const hub = routesOf(settings => {
    settings.routing.gas.areas = [
      { enterprise: 'enn', streetCodes: ['341823101'], keywords: ['经济开发区'] },
      { enterprise: 'towngas', keywords: ['云岭镇'] },
      { enterprise: 'enn', keywords: ['云岭镇', '茂林镇'] }
    ]
  })
  const at = (text: string, streetCode?: string): unknown =>
    routed(formOf(gas(), { address: { text, regionCode: '341823', ...streetCode && { streetCode } } }), hub)[0]
  t.equal(at('泾川镇稼祥中路12号'), 'towngas', 'in no area')
  t.equal(at('泾川镇稼祥中路12号', '341823101'), 'enn', 'by the street')
  t.equal(at('泾县经济开发区8号', '341823100'), 'enn', 'by a word, though the street says nothing')
  t.equal(at('云岭镇章渡老街20号'), 'towngas', 'the first area that fits decides')
  t.equal(at('茂林镇古民居旁9号'), 'enn')
})

test('one area can be the whole county', async t => {
  t.strictSame(routed(formOf(gas()), routesOf(settings => { settings.routing.gas.areas = [{ enterprise: 'enn', regionCodes: ['341823'] }] })), ['enn'])
})

test('gas goes to the default company where no area is drawn', async t => {
  t.strictSame(routed(formOf(gas())), ['towngas'])
  t.strictSame(routed(formOf(gas()), routesOf(settings => { settings.routing.gas.default = 'enn' })), ['enn'])
})

test('an enterprise that is not connected is told where it was chosen', async t => {
  const form = wholeHouseForm()
  form.network!.carriers = ['unicom', 'telecom']
  t.strictSame(routed(form, only('unicom')), ['unicom', ['/water', 'enterprise-not-connected'], ['/electricity', 'enterprise-not-connected'], ['/gas/supplier', 'enterprise-not-connected'], ['/network/carriers/1', 'enterprise-not-connected']])
  t.strictSame(routed(formOf(gas()), only('enn')), [['/gas', 'enterprise-not-connected']], 'the default is not connected')
  t.strictSame(routed(formOf(gas('county-water'))), [['/gas/supplier', 'enterprise-not-connected']], 'an enterprise of another service')
  t.strictSame(routed(formOf(gas('nobody'))), [['/gas/supplier', 'enterprise-not-connected']], 'no enterprise at all')
})

test('what several carriers do not offer is told once', async t => {
  const network: ApplicationForm['network'] = { carriers: ['anguang', 'unicom'], products: ['voice', 'broadband'], kind: 'transfer', otherServices: { fixedLine: '两门', circuit: '专线', tv: '一台' } }
  const hub = routesOf()
  const notOffered = [['/network/products/0', 'product-not-offered'], ['/network/otherServices/fixedLine', 'product-not-offered'], ['/network/otherServices/circuit', 'product-not-offered']]
  t.strictSame(routed(formOf({ network }), hub), ['anguang', 'unicom', ...notOffered])
  hub.enterprises.set('unicom', { ...hub.enterprises.get('anguang')!, slug: 'unicom' })
  t.strictSame(routed(formOf({ network }), hub), ['anguang', 'unicom', ...notOffered])
})

test('a kind of business that an enterprise does not do is refused', async t => {
  const hub = routesOf()
  const water = hub.enterprises.get('county-water')!
  const mapping = { ...water.mapping, capabilities: { ...water.mapping.capabilities, kinds: ['close'] as const } }
  hub.enterprises.set('county-water', { ...water, mapping } as ConnectedEnterprise)
  t.strictSame(routed(formOf({ water: { kind: 'fire' } }), hub), ['county-water', ['/water/kind', 'kind-not-offered']])
  t.strictSame(routed(formOf({ water: { kind: 'close' } }), hub), ['county-water'])
})

test('every service goes by operating area, to any number of enterprises of one profile', async t => {
  const hub = routesOf(twoWaters)
  const water = (text: string): unknown => routed(formOf({ water: { kind: 'close' } }, { address: { text, regionCode: '341823' } }), hub)
  t.strictSame(water('城东路1号'), ['east-water'])
  t.strictSame(water('城西路1号'), ['county-water'])
})

test('without a word in the settings it goes to the only one that is connected', async t => {
  const hub = routesOf(settings => {
    connectOnly(settings, ['enn'])
    delete settings.routing.gas
  })
  t.strictSame(routed(formOf(gas()), hub), ['enn'])
})

test('an address outside the county is refused where it says so', async t => {
  const address = (regionCode: string, streetCode?: string): unknown =>
    routed(formOf({ water: { kind: 'close' } }, { address: { text: '某路1号', regionCode, ...streetCode && { streetCode } } }))
  t.strictSame(address('341823', '341823100'), ['county-water'])
  t.strictSame(address('341822'), ['county-water', ['/basic/address/regionCode', 'region-not-served']])
  t.strictSame(address('341823', '341822100'), ['county-water', ['/basic/address/streetCode', 'region-not-served']])
  t.strictSame(address('341822', '341822100'), [
    'county-water', ['/basic/address/regionCode', 'region-not-served'], ['/basic/address/streetCode', 'region-not-served']
  ])
})

test('an order that is out of an area goes to the next of its service that was not asked and does such business', async t => {
  const { enterprises } = routesOf(twoWaters)
  const next = (service: 'water' | 'gas' | 'network', kind: string, ...asked: string[]): string | undefined =>
    nextOfService(enterprises, { service, kind }, asked)?.slug
  t.equal(next('water', 'new', 'county-water'), 'east-water')
  t.equal(next('water', 'new', 'east-water'), 'county-water', 'in the order of the settings')
  t.equal(next('water', 'new', 'east-water', 'county-water'), undefined)
  t.equal(next('gas', 'ignition', 'towngas', 'county-water'), 'enn')
  t.equal(next('gas', 'new', 'towngas'), undefined, 'a kind that it does not do')
  t.equal(next('network', 'new', 'telecom'), undefined, 'a carrier is the applicant\'s own choice')
})

test('attachments are measured against the narrowest enterprise that takes any', async t => {
  const taker = (pass: string, maxCount: number, maxBytes: number): ConnectedEnterprise => ({ mapping: { capabilities: { files: { pass, maxCount, maxBytes } } } }) as unknown as ConnectedEnterprise
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
  const check = (free: Array<{ id: string, size: number }>, takers: ConnectedEnterprise[]): string[] =>
    attachmentErrors(free.map(({ id }) => ({ id, kind: 'other' })), free, takers).map(({ pointer, code }) => `${pointer} ${code}`)
  const files = [{ id: a, size: 100 }, { id: b, size: 200 }, { id: c, size: 201 }]

  t.strictSame(check(files, [taker('inline', 3, 201), taker('link', 9, 900)]), [], 'just within')
  t.strictSame(check(files, [taker('inline', 3, 900), taker('link', 9, 200)]), ['/attachments/2/id attachment-too-large'])
  t.strictSame(check(files, [taker('inline', 9, 900), taker('upload', 2, 900)]), ['/attachments too-many-attachments'])
  t.strictSame(check(files, [taker('none', 0, 0)]), [], 'one that takes none does not count')
  t.strictSame(check(files, [taker('none', 0, 0), taker('inline', 9, 150)]), ['/attachments/1/id attachment-too-large', '/attachments/2/id attachment-too-large'])
})
