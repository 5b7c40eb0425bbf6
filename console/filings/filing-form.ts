/** A filing as it is typed, and the request that it makes. */
import type { components } from '../../openapi/hub.d.ts'

type Schemas = components['schemas']
type Request = Schemas['FilingRequest']
export type FileKind = Schemas['FilingFileKind']

export interface NamedFile { id: string, kind: FileKind, name: string }

/** Text as it stands in the fields; what has been left empty is not sent. */
export interface Typed {
  items: Request['items']
  lengthMetres: string
  kilovolts: string
  crossing: '' | 'yes' | 'no'
  greenArea: string
  route: string
  startDate: string
  endDate: string
  contactName: string
  contactPhone: string
  commitment: boolean
  materials: NamedFile[]
}

export function emptyFiling (): Typed {
  return {
    items: [],
    lengthMetres: '',
    kilovolts: '',
    crossing: '',
    greenArea: '',
    route: '',
    startDate: '',
    endDate: '',
    contactName: '',
    contactPhone: '',
    commitment: false,
    materials: []
  }
}

/** What was sent, to be corrected. */
export function typedOf (content: Schemas['FilingContent']): Typed {
  const { kilovolts, crossing, greenArea, contact } = content
  return {
    items: [...content.items],
    lengthMetres: String(content.lengthMetres),
    kilovolts: kilovolts === undefined ? '' : String(kilovolts),
    crossing: crossing === undefined ? '' : crossing ? 'yes' : 'no',
    greenArea: greenArea === undefined ? '' : String(greenArea),
    route: content.route,
    startDate: content.startDate,
    endDate: content.endDate,
    contactName: contact.name,
    contactPhone: contact.phone,
    commitment: content.commitment,
    materials: content.materials.map(file => ({ ...file }))
  }
}

/** What is no number is sent as it was typed: the hub says what is wrong with it, at its field. */
export function requestOf (typed: Typed): Request {
  const { items, crossing, commitment, contactName, contactPhone, materials } = typed
  const texts = { route: typed.route.trim(), startDate: typed.startDate, endDate: typed.endDate }
  const contact = { name: contactName.trim(), phone: contactPhone.trim() }
  return {
    items,
    ...numbers(typed),
    ...crossing !== '' && { crossing: crossing === 'yes' },
    ...texts,
    ...(contact.name !== '' || contact.phone !== '') && { contact },
    ...commitment && { commitment },
    ...materials.length > 0 && { materials: materials.map(({ id, kind }) => ({ id, kind })) }
  }
}

function numbers (typed: Typed): Pick<Request, 'lengthMetres' | 'kilovolts' | 'greenArea'> {
  const given = (['lengthMetres', 'kilovolts', 'greenArea'] as const).flatMap(name => {
    const text = typed[name].trim()
    return text === '' ? [] : [[name, Number.isNaN(Number(text)) ? text : Number(text)] as const]
  })
  return Object.fromEntries(given) as unknown as Pick<Request, 'lengthMetres'>
}
