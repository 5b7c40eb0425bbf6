/**
 * Every enterprise gets the basic block and its own service's block, and nothing else of a form in which every field there is has been
 * filled in. The form is made from the contract and the profiles are those of the registry, so a new field or profile is covered.
 */
import { test } from 'tap'
import { readDocument, readNativeContract, type Json } from '../../openapi/document.ts'
import { orderView, type ApplicationForm } from '../../src/ground/form/order-view.ts'
import { profiles } from '../../src/enterprises/profiles.ts'
import type { HandedFile, Service } from '../../mappings/mapping.ts'
import { sandboxDocument } from '../../kit/sandbox.ts'
import { COUNTY } from '../kit/sandbox.ts'

const { schemas } = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))['components']
const APPLICATION = { jointNumber: 'JXLB000001', receivedAt: '2026-01-05T09:30:15+08:00' }
const SITE = { agreed: { orgNo: '3440823' }, county: COUNTY }

/** What identifies a person or says where they live: it has a field of its own or is not sent, and never stands among other words. */
const PERSONAL = ['basic.address.text', 'basic.originalAddress', 'basic.organisationName', 'basic.unifiedSocialCreditCode', 'basic.applicantName', 'basic.phone', 'basic.idNumber', 'foot.registrar']

const CARRIERS = Object.entries<any>(sandboxDocument().enterprises).filter(([, { profile }]) => profiles.get(profile)!.mapping.service === 'network').map(([slug]) => slug)

/** The kinds of business that are about an original address (form: 涉及改装、移机). */
const MOVES = ['alter', 'alterPipe', 'move']

/** A value for every field of a schema: a text is its own path in «», a number a number of its own, a choice all that there is to choose. */
function marked (given: Json, path: string, number: { next: number }): unknown {
  const schema = given['$ref'] ? { ...schemas[given['$ref'].split('/').at(-1)], ...given, $ref: undefined } : given
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  switch (schema.type) {
    case 'object': return Object.fromEntries(Object.entries<Json>(schema.properties).map(([name, property]) => [name, marked(property, path ? `${path}.${name}` : name, number)]))
    case 'array': return schema.items.$ref && schemas[schema.items.$ref.split('/').at(-1)].enum ? [...schemas[schema.items.$ref.split('/').at(-1)].enum] : [marked(schema.items, path, number)]
    case 'boolean': return true
    case 'number':
    case 'integer': return number.next++
    default: return schema.format === 'date-time' ? '2026-01-07T10:00:00+08:00' : `«${path}»`
  }
}

/** Numbers that stand nowhere else. */
const FIRST_NUMBER = 61_801

function fullForm (): ApplicationForm {
  const form = marked({ $ref: '#/components/schemas/ApplicationForm' }, '', { next: FIRST_NUMBER }) as ApplicationForm
  form.network!.carriers = CARRIERS
  return form
}

const services = Object.keys(fullForm()).filter(block => schemas.Service.enum.includes(block)) as Service[]

const FILES: Record<string, HandedFile[]> = {
  none: [], ...Object.fromEntries(['inline', 'upload', 'link'].map(pass => [pass, [{ kind: 'idCard', name: 'idCard-1.jpg', mediaType: 'image/jpeg', handle: 'https://hub.example/file' }]]))
}

interface Text { text: string }

/** All texts and numbers in a native order. */
function valuesIn (value: unknown): Text[] {
  if (value === null || typeof value !== 'object') return [{ text: String(value) }]
  return Object.values(value).flatMap(valuesIn)
}

test('the form has all its fields', async t => {
  const form = fullForm()
  t.strictSame(services.toSorted(), [...schemas.Service.enum].toSorted())
  t.match(form, { basic: { applicantName: '«basic.applicantName»', services: schemas.Service.enum, address: { text: '«basic.address.text»' } }, network: { otherServices: { circuit: '«network.otherServices.circuit»' } }, foot: { registrar: '«foot.registrar»' } })
  for (const path of PERSONAL) t.ok(JSON.stringify(form).includes(`«${path}»`), path)
})

for (const [slug, { mapping }] of profiles) {
  const { service, capabilities } = mapping

  function orderOf (form: ApplicationForm): unknown {
    const view = orderView(service, mapping.reference(APPLICATION, 0, COUNTY), { ...APPLICATION, form })
    return JSON.parse(JSON.stringify(mapping.order(view, FILES[capabilities.files.pass]!, SITE)))
  }

  for (const kind of capabilities.kinds) {
    for (const applicantType of schemas.ApplicantType.enum) {
      function formOf (change: (form: ApplicationForm) => void = () => {}): ApplicationForm {
        const form = fullForm()
        Object.assign(form.basic, { applicantType })
        Object.assign(form[service]!, { kind })
        if ('products' in form[service]!) form[service].products = [...capabilities.products!]
        change(form)
        return form
      }
      const values = valuesIn(orderOf(formOf())).map(({ text }) => text)
      const marks = new Set(values.flatMap(text => [...text.matchAll(/«([^»]+)»/g)].map(([, path]) => path!)))

      test(`${slug} ${kind} ${applicantType}: the basic block and its own`, async t => {
        const takesRegistrar = JSON.stringify(readNativeContract(slug)['components'].schemas.Order).includes('登记人')
        const foreign = [...marks].filter(path => !path.startsWith('basic.') && !path.startsWith(`${service}.`) && !(path === 'foot.registrar' && takesRegistrar))
        t.strictSame(foreign, [], 'fields that are not its business')
        for (const path of ['basic.address.text', 'basic.phone']) t.ok(marks.has(path), `and is told ${path}`)
        if (!MOVES.includes(kind)) t.notOk(marks.has('basic.originalAddress'), 'no original address where nothing is moved')
        const own = JSON.stringify(formOf()[service])
        const numbers = [...JSON.stringify(formOf()).matchAll(/618\d\d/g)].map(([number]) => number).filter(number => !own.includes(number))
        t.not(numbers.length, 0)
        t.strictSame(numbers.filter(number => values.some(text => text.includes(number))), [], 'numbers of other blocks')
        t.strictSame(CARRIERS.filter(carrier => carrier !== slug && values.some(text => text.includes(carrier))), [], 'other carriers')
      })

      test(`${slug} ${kind} ${applicantType}: who somebody is stands in fields of their own`, async t => {
        t.strictSame(values.filter(text => PERSONAL.some(path => text.includes(`«${path}»`) && text !== `«${path}»`)), [])
      })

      test(`${slug} ${kind} ${applicantType}: whatever else the form says makes no difference`, async t => {
        const order = orderOf(formOf())
        const others: Record<string, (form: ApplicationForm) => void> = {
          'other services': form => {
            for (const other of services) if (other !== service) delete form[other]
            form.basic.services = [service]
          },
          origin: form => { form.origin = { channel: 'portal' } },
          'portal case number': form => { delete form.portalCaseNumber },
          'first contact': form => { form.foot!.firstContactUnit = '另一单位' },
          attachments: form => { delete form.attachments },
          'other carriers': form => { if (form.network) form.network.carriers = [slug] }
        }
        for (const [what, change] of Object.entries(others)) t.strictSame(orderOf(formOf(change)), order, what)
      })
    }
  }
}
