import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { attachmentErrors, route } from '../../../src/enterprises/route.ts'
import type { ApplicationForm } from '../../../src/ground/form/order-view.ts'
import { enterprises, type Slug } from '../../../src/enterprises/profiles.ts'
import type { ConnectedEnterprise } from '../../../src/enterprises/connected-enterprise.ts'
import type { Hub } from '../../../src/hub.ts'
import { householdForm, wholeHouseForm } from '../../kit/forms.ts'
import { plainSettings } from '../../kit/plain-settings.ts'

const ALL = Object.keys(enterprises) as Slug[]

/** As much of a hub as decides where an application goes. */
function hubWith (slugs: Slug[] = ALL, settings = ''): Hub {
  const connected = slugs.map((slug): [Slug, ConnectedEnterprise] => [slug, { ...enterprises[slug]!, slug } as unknown as ConnectedEnterprise])
  return { settings: plainSettings(settings), enterprises: new Map(connected) } as unknown as Hub
}

function formOf (block: Partial<ApplicationForm>, basic: Partial<ApplicationForm['basic']> = {}): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  return { ...form, ...block, basic: { ...form.basic, ...basic, services: Object.keys(block) as ApplicationForm['basic']['services'] } }
}

function routed (form: ApplicationForm, hub: Hub = hubWith()): Array<string | [string, string]> {
  const { targets, errors } = route(hub, form)
  return [...targets.map(({ enterprise }) => enterprise.slug), ...errors.map(({ pointer, code }): [string, string] => [pointer, code])]
}

const gas = (supplier?: 'towngas' | 'enn'): Partial<ApplicationForm> => ({ gas: { kind: 'ignition', ...supplier && { supplier } } })

test('water and electricity go to the one company of the county', async t => {
  t.strictSame(routed(formOf({ water: { kind: 'close' } })), ['county-water'])
  t.strictSame(routed(formOf({ electricity: { kind: 'close' } })), ['state-grid'])
})

test('every target knows its service and kind', async t => {
  const { targets } = route(hubWith(), wholeHouseForm())
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
  const hub = hubWith(ALL, 'gas: { defaultSupplier: towngas, areas: [{ supplier: towngas, regionCodes: ["341823"] }] }')
  t.strictSame(routed(formOf(gas('enn')), hub), ['enn'])
  t.strictSame(routed(formOf(gas('towngas')), hub), ['towngas'])
})

test('gas goes by operating area where the form does not say', async t => {
  const hub = hubWith(ALL, `
    gas:
      defaultSupplier: towngas
      areas:
        - { supplier: enn, streetCodes: ['341823101'], keywords: [经济开发区] }
        - { supplier: towngas, keywords: [云岭镇] }
        - { supplier: enn, keywords: [云岭镇, 茂林镇] }`)
  const at = (text: string, streetCode?: string): unknown =>
    routed(formOf(gas(), { address: { text, regionCode: '341823', ...streetCode && { streetCode } } }), hub)[0]
  t.equal(at('泾川镇稼祥中路12号'), 'towngas', 'in no area')
  t.equal(at('泾川镇稼祥中路12号', '341823101'), 'enn', 'by the street')
  t.equal(at('泾县经济开发区8号', '341823100'), 'enn', 'by a word, though the street says nothing')
  t.equal(at('云岭镇章渡老街20号'), 'towngas', 'the first area that fits decides')
  t.equal(at('茂林镇古民居旁9号'), 'enn')
})

test('one area can be the whole county', async t => {
  t.strictSame(routed(formOf(gas()), hubWith(ALL, 'gas: { areas: [{ supplier: enn, regionCodes: ["341823"] }] }')), ['enn'])
})

test('gas goes to the default company where no area is drawn', async t => {
  t.strictSame(routed(formOf(gas())), ['towngas'])
  t.strictSame(routed(formOf(gas()), hubWith(ALL, 'gas: { defaultSupplier: enn }')), ['enn'])
})

test('an enterprise that is not connected is told where it was chosen', async t => {
  const form = wholeHouseForm()
  form.network!.carriers = ['unicom', 'telecom']
  t.strictSame(routed(form, hubWith(['unicom'])), ['unicom', ['/water', 'enterprise-not-connected'], ['/electricity', 'enterprise-not-connected'], ['/gas/supplier', 'enterprise-not-connected'], ['/network/carriers/1', 'enterprise-not-connected']])
  t.strictSame(routed(formOf(gas()), hubWith(['enn'])), [['/gas', 'enterprise-not-connected']])
})

test('what several carriers do not offer is told once', async t => {
  const network: ApplicationForm['network'] = { carriers: ['anguang', 'unicom'], products: ['voice', 'broadband'], kind: 'transfer', otherServices: { fixedLine: '两门', circuit: '专线', tv: '一台' } }
  const hub = hubWith()
  const notOffered = [['/network/products/0', 'product-not-offered'], ['/network/otherServices/fixedLine', 'product-not-offered'], ['/network/otherServices/circuit', 'product-not-offered']]
  t.strictSame(routed(formOf({ network }), hub), ['anguang', 'unicom', ...notOffered])
  const { anguang } = Object.fromEntries(hub.enterprises) as Record<Slug, ConnectedEnterprise>
  ;(hub.enterprises as Map<Slug, ConnectedEnterprise>).set('unicom', { ...anguang, slug: 'unicom' })
  t.strictSame(routed(formOf({ network }), hub), ['anguang', 'unicom', ...notOffered])
})

test('a kind of business that an enterprise does not do is refused', async t => {
  const hub = hubWith()
  const water = hub.enterprises.get('county-water')!
  const mapping = { ...water.mapping, capabilities: { ...water.mapping.capabilities, kinds: ['close'] as const } }
  ;(hub.enterprises as Map<Slug, ConnectedEnterprise>).set('county-water', { ...water, mapping } as ConnectedEnterprise)
  t.strictSame(routed(formOf({ water: { kind: 'fire' } }), hub), ['county-water', ['/water/kind', 'kind-not-offered']])
  t.strictSame(routed(formOf({ water: { kind: 'close' } }), hub), ['county-water'])
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
