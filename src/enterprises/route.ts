/** Decides which enterprises an application goes to, and whether each takes what is asked of it. */
import type { Blocks, Capabilities, Service } from '../../mappings/mapping.ts'
import { enterprises, type Slug } from './profiles.ts'
import type { ConnectedEnterprise, Enterprises } from './connected-enterprise.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'

export interface Target { enterprise: ConnectedEnterprise, service: Service, kind: string }

export interface Routing {
  enterprises: Enterprises
  settings: { gas: GasSettings }
}

interface GasSettings {
  defaultSupplier: Slug
  areas: Array<{ supplier: Slug, regionCodes: string[], streetCodes: string[], keywords: string[] }>
}

interface Choice { slug: Slug, pointer: string }

/** The enterprises of a valid form, in the order of the form, with everything that stands against them. */
export function route (needs: Routing, form: ApplicationForm): { targets: Target[], errors: FieldError[] } {
  const targets: Target[] = []
  const errors: FieldError[] = []
  for (const service of form.basic.services) {
    const block = form[service]!
    for (const { slug, pointer } of choices(needs, form, service)) {
      const enterprise = needs.enterprises.get(slug)
      if (!enterprise) {
        errors.push(fieldError(pointer, 'enterprise-not-connected'))
        continue
      }
      errors.push(...notOffered(enterprise.mapping.capabilities, service, block))
      targets.push({ enterprise, service, kind: block.kind })
    }
  }
  return { targets, errors: [...new Map(errors.map(error => [error.pointer + error.code, error])).values()] }
}

/** Gas and network are chosen on the form; every other service has the one company of the county. */
function choices (needs: Routing, form: ApplicationForm, service: Service): Choice[] {
  if (service === 'gas') {
    const supplier = form.gas!.supplier
    return [supplier ? { slug: supplier, pointer: '/gas/supplier' } : { slug: gasSupplierOf(needs, form), pointer: '/gas' }]
  }
  if (service === 'network') return form.network!.carriers.map((slug, index) => ({ slug, pointer: `/network/carriers/${index}` }))
  return Object.entries(enterprises)
    .filter(([, { mapping }]) => mapping.service === service)
    .map(([slug]) => ({ slug: slug as Slug, pointer: `/${service}` }))
}

/** By operating area as the settings draw it; the company itself may still say that an address is not its own. */
function gasSupplierOf (needs: Routing, { basic: { address } }: ApplicationForm): Slug {
  const { areas, defaultSupplier } = needs.settings.gas
  const area = areas.find(({ regionCodes, streetCodes, keywords }) =>
    regionCodes.includes(address.regionCode) ||
    (address.streetCode !== undefined && streetCodes.includes(address.streetCode)) ||
    keywords.some(keyword => address.text.includes(keyword)))
  return area?.supplier ?? defaultSupplier
}

function notOffered (capabilities: Capabilities<Service>, service: Service, block: Blocks[Service]): FieldError[] {
  const errors: FieldError[] = []
  if (!(capabilities.kinds as readonly string[]).includes(block.kind)) errors.push(fieldError(`/${service}/kind`, 'kind-not-offered'))
  if (!('carriers' in block)) return errors
  for (const [index, product] of block.products.entries()) {
    if (!capabilities.products?.includes(product)) errors.push(fieldError(`/network/products/${index}`, 'product-not-offered'))
  }
  for (const other of Object.keys(block.otherServices ?? {})) {
    if (!(capabilities.otherServices as readonly string[] | undefined)?.includes(other)) errors.push(fieldError(`/network/otherServices/${other}`, 'product-not-offered'))
  }
  return errors
}

/** An uploaded file that no application has named yet. */
export interface FreeAttachment { id: string, size: number }

/** Checks named attachments against what is stored and against the narrowest of the enterprises that take files. */
export function attachmentErrors (
  named: NonNullable<ApplicationForm['attachments']>, free: FreeAttachment[], takers: ConnectedEnterprise[]
): FieldError[] {
  const terms = takers.map(({ mapping }) => mapping.capabilities.files).filter(({ pass }) => pass !== 'none')
  const maxCount = Math.min(...terms.map(term => term.maxCount))
  const maxBytes = Math.min(...terms.map(term => term.maxBytes))
  const errors = named.length > maxCount ? [fieldError('/attachments', 'too-many-attachments')] : []
  for (const [index, { id }] of named.entries()) {
    const stored = free.find(attachment => attachment.id === id.toLowerCase())
    if (!stored) errors.push(fieldError(`/attachments/${index}/id`, 'attachment-not-found'))
    else if (stored.size > maxBytes) errors.push(fieldError(`/attachments/${index}/id`, 'attachment-too-large'))
    if (named.findIndex(other => other.id.toLowerCase() === id.toLowerCase()) < index) errors.push(fieldError(`/attachments/${index}/id`, 'attachment-repeated'))
  }
  return errors
}
