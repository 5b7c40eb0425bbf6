import { t as root, test } from 'tap'
import { readDocument } from '../../../openapi/document.ts'
import type { Service } from '../../../mappings/mapping.ts'
import { newCatalogue } from '../../../src/views/catalogue.ts'
import { body, conforming } from '../../kit/answers.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { sandboxDocument } from '../../../kit/sandbox.ts'

const contract = readDocument(new URL('../../../openapi/hub.yaml', import.meta.url))
const intake = await startIntake(root, { slugs: ['county-water', 'towngas', 'anguang'] })

test('an enterprise at its desk takes whatever can be asked of its service, and has no system that could be away', async t => {
  const atDesk = (service: Service): unknown => ({ profile: 'desk', name: '某企业', service, connected: true })
  const enterprises = { carrier: atDesk('network'), water: atDesk('water') } as any
  const listed = await newCatalogue({ pool: intake.hub.pool, settings: { enterprises } })()
  for (const enterprise of listed) conforming(t, enterprise, 'Enterprise')
  t.match(listed[0], { products: ['broadband', 'voice', 'cableTv'], otherServices: ['fixedLine', 'circuit', 'broadband', 'tv'], files: { maxCount: 9 } })
  for (const { slug, kinds, service } of listed) t.strictSame(kinds, contract['components'].schemas[BLOCKS[service]!].properties.kind.enum, slug)
  for (const key of ['health', 'statusBy', 'callbackPath']) t.notOk(listed.some(enterprise => key in enterprise), key)
})

const BLOCKS: Partial<Record<Service, string>> = { network: 'Network', water: 'Water' }

test('the catalogue', async t => {
  const { county, enterprises: listed } = await body(t, await intake.call('/v1/enterprises'), 200, 'EnterpriseCatalogue')
  const bySlug = Object.fromEntries(listed.map(enterprise => [enterprise.slug, enterprise]))

  await t.test('says which county it is of', async t => {
    t.strictSame(county, { name: '泾县', code: '341823', prefix: 'JXLB' })
  })
  await t.test('has every enterprise of the settings, in their order', async t => {
    t.strictSame(Object.keys(bySlug), Object.keys(sandboxDocument().enterprises))
  })
  await t.test('tells which are connected', async t => {
    t.strictSame(listed.filter(({ connected }) => connected).map(({ slug }) => slug).sort(), ['anguang', 'county-water', 'towngas'])
  })
  await t.test('tells what each can do', async t => {
    t.match(bySlug['county-water'], { name: '泾县供水', profile: 'county-water', service: 'water', statusBy: 'polling', files: { pass: 'inline', maxCount: 5 } })
    t.ok(bySlug['county-water']!.kinds!.includes('fire'))
    t.match(bySlug['towngas'], { service: 'gas', files: { pass: 'upload', maxCount: 9 } })
    t.strictSame(bySlug['anguang']!.products!.toSorted(), ['broadband', 'cableTv'], 'of a carrier, its products')
    t.equal(bySlug['county-water']!.products, undefined)
  })
  await t.test('tells where each calls back, if it does', async t => {
    t.equal(bySlug['county-water']!.callbackPath, undefined)
    for (const { slug, statusBy, callbackPath } of listed) t.equal(callbackPath, statusBy === 'callback' ? `/v1/callbacks/${slug}` : undefined, slug)
  })
  await t.test('tells what of each interface is public and what is assumed', async t => {
    for (const { slug, provenance } of listed) t.match(provenance, /\S{5}/, slug)
  })
  await t.test('gives no setting away', async t => {
    t.notMatch(JSON.stringify(listed), /sandbox|127\.0\.0\.1|LB341823/)
  })
})
