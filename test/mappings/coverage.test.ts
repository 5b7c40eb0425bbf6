/**
 * Every enterprise × every kind of business it takes × every type of applicant (× every product of a carrier), from one table of
 * forms: what the hub takes becomes an order that the native contract takes, with the right customer and nobody else's block.
 */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'
import { newAjv, newChecker, profileNames, readDocument, readNativeContract } from '../../openapi/document.ts'
import type { components } from '../../openapi/hub.d.ts'
import { formFormats } from '../../src/ground/form/formats.ts'
import { orderView, type ApplicationForm } from '../../src/ground/form/order-view.ts'
import { profiles } from '../../src/enterprises/profiles.ts'
import type { HandedFile, Service } from '../../mappings/mapping.ts'
import { COUNTY } from '../kit/sandbox.ts'

type ApplicantType = components['schemas']['ApplicantType']
type Product = components['schemas']['NetworkProduct']

const RECEIVED_AT = '2026-01-05T09:30:15+08:00'
const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))
const validForm = newAjv({ formats: formFormats(() => new Date(RECEIVED_AT)) }).addSchema(contract, 'contract')
  .compile({ $ref: 'contract#/components/schemas/ApplicationForm' })
const { ApplicantType: { enum: applicantTypes }, BusinessNature: { enum: natures } } = contract['components'].schemas as Record<'ApplicantType' | 'BusinessNature', { enum: string[] }>

const FIRM = { organisationName: '泾县青弋江宣纸有限公司', unifiedSocialCreditCode: '91350100M000100Y43' }

/** What each type of applicant adds to the form, and whom the enterprise contracts with. */
const APPLICANTS: Record<ApplicantType, { basic: object, customer: string }> = {
  household: { basic: {}, customer: '王小梅' },
  legalEntity: { basic: FIRM, customer: FIRM.organisationName },
  agent: { basic: FIRM, customer: FIRM.organisationName }
}

/** Everything a block can say, whatever the kind; each has a remark that only its own enterprise may see. */
const BLOCKS: { [S in Service]: (kind: string, products: Product[]) => NonNullable<ApplicationForm[S]> } = {
  water: kind => ({ kind, kindText: '分表', demand: 12.5, remark: '水的备注' }) as ApplicationForm['water'] & object,
  electricity: kind => ({ kind, kindText: '更名', mainCapacity: 200, backupCapacity: 50.5, transformer: true, peakValley: true, remark: '电的备注' }) as ApplicationForm['electricity'] & object,
  gas: kind => ({ kind, kindText: '检修', pressure: 2.5, load: 45.5, remark: '气的备注' }) as ApplicationForm['gas'] & object,
  network: (kind, products) => ({
    carriers: ['telecom', 'mobile', 'unicom', 'anguang'], products, kind, kindText: '改套餐', bandwidth: 300, fixedLines: 2, tvSets: 3, remark: '网的备注'
  }) as ApplicationForm['network'] & object
}

/** Kinds for the services that are not looked at. */
const OTHERS = { water: 'new', electricity: 'new', gas: 'ignition', network: 'new' } as const satisfies Record<Service, string>

const REMARKS: Record<Service, string> = { water: '水的备注', electricity: '电的备注', gas: '气的备注', network: '网的备注' }

interface Case { service: Service, kind: string, applicantType: string, nature?: string, products?: Product[], certificate?: { idType: string, idNumber: string } }

const CERTIFICATES = [
  { idType: 'residentId', idNumber: '11010519491231002X' },
  { idType: 'passport', idNumber: 'E12345678' },
  { idType: 'residencePermit', idNumber: '810000199408230021' },
  { idType: 'permanentResidenceCard', idNumber: '911124198108030024' },
  { idType: 'other', idNumber: '军字第1234567号' }
]

/** A form for all four services. */
function formOf ({ service, kind, applicantType, nature = 'commercial', products = ['broadband'], certificate = CERTIFICATES[0]! }: Case): ApplicationForm {
  const services = Object.keys(BLOCKS) as Service[]
  return {
    origin: { channel: 'window', window: '政务服务中心3号窗口' },
    consent: true,
    basic: {
      businessNature: nature,
      ...nature === 'other' && { businessNatureText: '建筑工地' },
      services,
      address: { text: '泾川镇稼祥中路12号', regionCode: '341823', streetCode: '341823100' },
      originalAddress: '泾川镇桃花潭路66号',
      applicantType,
      ...APPLICANTS[applicantType as ApplicantType].basic,
      applicantName: '王小梅',
      phone: '13800000001',
      ...certificate,
      appointment: { wanted: true, plannedAt: '2026-01-07T10:00:00+08:00' }
    } as ApplicationForm['basic'],
    ...Object.fromEntries(services.map(each => [each, BLOCKS[each](each === service ? kind : OTHERS[each], products)])),
    foot: { firstContactUnit: '泾县供水营业厅', registrar: '汪晓燕' },
    attachments: [{ id: '0b6f1c9e-5d1c-4c0a-9f57-0c9b5b0a8f11', kind: 'powerOfAttorney' }]
  }
}

const FILES = {
  none: [],
  inline: [file('AAECAw==')],
  upload: [file('MEDIA0000000001')],
  link: [file('https://hub.example/v1/attachments/0b6f1c9e-5d1c-4c0a-9f57-0c9b5b0a8f11?expires=1767578400&signature=abc')]
} as const satisfies Record<string, HandedFile[]>

function file (handle: string): HandedFile {
  return { kind: 'powerOfAttorney', name: 'powerOfAttorney-1.pdf', mediaType: 'application/pdf', handle }
}

/** What is agreed with the enterprise; those that need nothing of it ignore it. */
const SITE = { agreed: { orgNo: '3440823' }, county: COUNTY }

for (const [slug, { mapping }] of profiles) {
  const { service, capabilities } = mapping
  const native = newChecker<Record<string, unknown>>(readNativeContract(slug))
  const products: Product[][] = service === 'network' ? [[...capabilities.products!], ...capabilities.products!.map(product => [product])] : [[]]

  function orderOf (given: Omit<Case, 'service'>): { form: ApplicationForm, order: unknown } {
    const form = formOf({ service, ...given })
    const application = { jointNumber: 'JXLB000001', receivedAt: RECEIVED_AT }
    const order = mapping.order(orderView(service, mapping.reference(application, 0, COUNTY), { ...application, form }), [...FILES[capabilities.files.pass]], SITE)
    return { form, order: JSON.parse(JSON.stringify(order)) }
  }

  test(`${slug}: every kind for every applicant`, async t => {
    t.not(capabilities.kinds.length, 0)
    t.strictSame(capabilities.kinds.filter(kind => !kindsOf(service).includes(kind)), [], 'kinds of the form')
    for (const kind of capabilities.kinds) {
      for (const applicantType of applicantTypes) {
        for (const chosen of products) {
          const name = [kind, applicantType, ...chosen].join(' ')
          const { form, order } = orderOf({ kind, applicantType, ...chosen.length > 0 && { products: chosen } })
          t.ok(validForm(form), `${name}: a form of the hub's contract`, { errors: validForm.errors })
          t.strictSame(native.check('Order', order), { value: order }, `${name}: an order of the native contract`)
          const text = JSON.stringify(order)
          t.match(text, JSON.stringify(APPLICANTS[applicantType as ApplicantType].customer), `${name}: names the customer`)
          t.match(text, REMARKS[service], `${name}: tells its own block`)
          t.strictSame(Object.values(REMARKS).filter(remark => remark !== REMARKS[service] && text.includes(remark)), [], `${name}: tells no other block`)
        }
      }
    }
  })

  test(`${slug}: every nature of business`, async t => {
    for (const nature of natures) {
      const { form, order } = orderOf({ kind: capabilities.kinds[0]!, applicantType: 'legalEntity', nature, ...service === 'network' && { products: products[0]! } })
      t.ok(validForm(form), `${nature}: a form of the hub's contract`, { errors: validForm.errors })
      t.strictSame(native.check('Order', order), { value: order }, `${nature}: an order of the native contract`)
    }
  })

  test(`${slug}: every certificate`, async t => {
    t.strictSame(CERTIFICATES.map(({ idType }) => idType), contract['components'].schemas.IdType.enum)
    for (const certificate of CERTIFICATES) {
      const { form, order } = orderOf({ kind: capabilities.kinds[0]!, applicantType: 'household', certificate, ...service === 'network' && { products: products[0]! } })
      t.ok(validForm(form), `${certificate.idType}: a form of the hub's contract`, { errors: validForm.errors })
      t.strictSame(native.check('Order', order), { value: order }, `${certificate.idType}: an order of the native contract`)
      t.match(JSON.stringify(order), certificate.idNumber)
    }
  })

  test(`${slug}: no two kinds look the same to it`, async t => {
    const told = capabilities.kinds.map(kind => JSON.stringify(orderOf({ kind, applicantType: 'household', ...service === 'network' && { products: products[0]! } }).order))
    t.equal(new Set(told).size, capabilities.kinds.length)
  })
}

for (const [slug, { mapping: { service, capabilities } }] of profiles) {
  test(`${slug}: the written cases have every kind and every type of applicant`, async t => {
    const folder = fileURLToPath(new URL(`../fixtures/${slug}/`, import.meta.url))
    const forms: ApplicationForm[] = globSync('{exemplary,supplemental}/*.json', { cwd: folder }).map(name => JSON.parse(readFileSync(folder + name, 'utf8')).form).filter(Boolean)
    const kinds = new Set<string>(forms.map(form => form[service]!.kind))
    const types = new Set<string>(forms.map(form => form.basic.applicantType))
    t.strictSame(capabilities.kinds.filter(kind => !kinds.has(kind)), [], `test/fixtures/${slug}/exemplary: add orders of these kinds`)
    t.strictSame(applicantTypes.filter(type => !types.has(type)), [], `test/fixtures/${slug}/exemplary: add orders of these applicants`)
  })
}

test('every profile is covered', async t => {
  t.strictSame([...profiles.keys()].toSorted(), profileNames())
})

function kindsOf (service: Service): string[] {
  const block = `${service[0]!.toUpperCase()}${service.slice(1)}`
  return contract['components'].schemas[block].properties.kind.enum
}
