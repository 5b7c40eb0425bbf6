/** Decides which enterprises an application goes to, and whether each takes what is asked of it. */
import type { Blocks, Capabilities, Service } from '../../mappings/mapping.ts'
import type { SoundParts } from '../ground/form/form-checker.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import type { ConnectedEnterprise, Enterprises } from './connected-enterprise.ts'
import { regionErrors, type CountySettings } from './county.ts'
import type { Slug } from './profiles.ts'
import { routed, type RoutingSettings } from './routing.ts'

export interface Target { enterprise: ConnectedEnterprise, service: Service, kind: string }

export interface Routing {
  enterprises: Enterprises
  settings: { county: CountySettings, routing: RoutingSettings }
}

interface Choice { slug: Slug | undefined, pointer: string }

/** The enterprises of a form, or of its sound parts, in its order; and every reason why one cannot be applied to. */
export function route (
  { enterprises, settings: { county, routing } }: Routing, form: SoundParts
): { targets: Target[], errors: FieldError[] } {
  const targets: Target[] = []
  const { services, address } = form.basic
  const errors = address ? regionErrors(county, { basic: { address } }) : []
  for (const service of services) {
    const block = form[service]!
    for (const { slug, pointer } of choices(enterprises, routing, form, service)) {
      const enterprise = slug === undefined ? undefined : enterprises.get(slug)
      if (enterprise?.mapping.service !== service) {
        errors.push(fieldError(pointer, 'enterprise-not-connected'))
        continue
      }
      errors.push(...notOffered(enterprise.mapping.capabilities, service, block))
      targets.push({ enterprise, service, kind: block.kind })
    }
  }
  const distinct = new Map(errors.map(error => [error.pointer + error.code, error]))
  return { targets, errors: [...distinct.values()] }
}

/**
 * Gas company and carriers are chosen on the form; every other order goes by operating area, or to the only company of
 * its service.
 */
function choices (
  enterprises: Enterprises, routing: RoutingSettings, form: SoundParts, service: Service
): Choice[] {
  if (service === 'gas' && form.gas!.supplier !== undefined) {
    return [{ slug: form.gas!.supplier, pointer: '/gas/supplier' }]
  }
  if (service === 'network') {
    return form.network!.carriers.map((slug, index) => ({ slug, pointer: `/network/carriers/${index}` }))
  }
  if (!form.basic.address) return []
  const slug = routed(routing, service, form.basic.address) ?? companiesOf(enterprises, service)[0]?.slug
  return [{ slug, pointer: `/${service}` }]
}

/** In the order of the settings. */
function companiesOf (enterprises: Enterprises, service: Service): ConnectedEnterprise[] {
  return [...enterprises.values()].filter(({ mapping }) => mapping.service === service)
}

/**
 * Who is asked when an enterprise says that an address is not in its area: the next one of the service that does such
 * business and was not asked yet. Carriers are the applicant's own choice: what one of them declines is not given to
 * another.
 */
export function nextOfService (
  enterprises: Enterprises, { service, kind }: { service: Service, kind: string }, asked: readonly Slug[]
): ConnectedEnterprise | undefined {
  if (service === 'network') return undefined
  return companiesOf(enterprises, service)
    .find(({ slug, mapping }) => !asked.includes(slug) && doesKind(mapping.capabilities, kind))
}

function doesKind ({ kinds }: Capabilities<Service>, kind: string): boolean {
  return (kinds as readonly string[]).includes(kind)
}

function notOffered (capabilities: Capabilities<Service>, service: Service, block: Blocks[Service]): FieldError[] {
  const errors = doesKind(capabilities, block.kind) ? [] : [fieldError(`/${service}/kind`, 'kind-not-offered')]
  if (!('carriers' in block)) return errors
  const { products, otherServices } = capabilities as Capabilities<'network'>
  for (const [index, product] of block.products.entries()) {
    if (!products?.includes(product)) errors.push(fieldError(`/network/products/${index}`, 'product-not-offered'))
  }
  for (const other of Object.keys(block.otherServices ?? {}) as Array<NonNullable<typeof otherServices>[number]>) {
    if (otherServices?.includes(other)) continue
    errors.push(fieldError(`/network/otherServices/${other}`, 'product-not-offered'))
  }
  return errors
}

/** An attachment that can be named: its client's, and of no application yet. */
interface FreeFile { id: string, size: number }

/** Checks named attachments against what is stored and against the narrowest of the enterprises that take files. */
export function attachmentErrors (
  named: NonNullable<ApplicationForm['attachments']>, free: FreeFile[],
  takers: Array<Pick<ConnectedEnterprise, 'mapping'>>
): FieldError[] {
  const terms = takers.map(({ mapping }) => mapping.capabilities.files).filter(({ pass }) => pass !== 'none')
  const maxCount = Math.min(...terms.map(term => term.maxCount))
  const maxBytes = Math.min(...terms.map(term => term.maxBytes))
  const errors = named.length > maxCount ? [fieldError('/attachments', 'too-many-attachments')] : []
  for (const [index, { id }] of named.entries()) {
    const pointer = `/attachments/${index}/id`
    const stored = free.find(attachment => attachment.id === id.toLowerCase())
    if (!stored) errors.push(fieldError(pointer, 'attachment-not-found'))
    else if (stored.size > maxBytes) errors.push(fieldError(pointer, 'attachment-too-large'))
    const first = named.findIndex(other => other.id.toLowerCase() === id.toLowerCase())
    if (first < index) errors.push(fieldError(pointer, 'attachment-repeated'))
  }
  return errors
}
