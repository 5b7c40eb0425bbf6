/**
 * The form as it is being filled in, in the shape of the contract: texts as they are typed, also of numbers, and what
 * stands in fields that are hidden at the moment. `formOf` makes of it what the hub is sent.
 */
import type { components } from '../../openapi/hub.d.ts'
import { inChina } from '../pieces/times.ts'

type Schemas = components['schemas']
export type Service = Schemas['Service']
export type AttachmentKind = Schemas['AttachmentKind']

export interface AddedFile {
  id: string
  kind: AttachmentKind
  /** For people: `JPEG · 230 KB`. */
  words: string
}

/** Fields by their names in the contract. */
export type Block = Record<string, string | string[] | boolean | undefined>

export type BlockName = 'basic' | Service

export interface FormModel extends Record<BlockName, Block> {
  consent: boolean
  /** Of the address and the appointment, which are objects in the form. */
  address: { text: string, streetCode: string }
  appointment: { wanted?: boolean, plannedAt: string }
  otherServices: Record<string, string>
  attachments: AddedFile[]
}

/** Who takes it, and where: from the session, never from the applicant. */
export interface TakenBy { regionCode: string, unit: string, registrar: string }

export const SCHEMA_OF = {
  basic: 'Basic', water: 'Water', electricity: 'Electricity', gas: 'Gas', network: 'Network'
} as const satisfies Record<BlockName, string>

export const SERVICES = ['water', 'electricity', 'gas', 'network'] as const satisfies Service[]

/** Kinds that alter or move (涉及改装、移机), which the original address belongs to. */
const MOVING: Partial<Record<Service, string>> = { water: 'alter', gas: 'alterPipe', network: 'move' }

const NUMBERS = new Set([
  'demand', 'mainCapacity', 'backupCapacity', 'pressure', 'load', 'bandwidth', 'fixedLines', 'tvSets'
])

export function emptyModel (): FormModel {
  return {
    consent: false,
    basic: { services: [] },
    address: { text: '', streetCode: '' },
    appointment: { plannedAt: '' },
    water: {},
    electricity: {},
    gas: {},
    network: { carriers: [], products: [] },
    otherServices: {},
    attachments: []
  }
}

export function chosenServices ({ basic }: FormModel): Service[] {
  const services = basic['services'] as string[]
  return SERVICES.filter(service => services.includes(service))
}

export function isMoving (model: FormModel): boolean {
  return chosenServices(model).some(service => MOVING[service] && model[service]['kind'] === MOVING[service])
}

export function isFirm ({ basic }: FormModel): boolean {
  return basic['applicantType'] === 'legalEntity' || basic['applicantType'] === 'agent'
}

export function isEmpty (model: FormModel): boolean {
  return JSON.stringify(model) === JSON.stringify(emptyModel())
}

export function formOf (model: FormModel, { regionCode, unit, registrar }: TakenBy): Record<string, unknown> {
  const { basic, appointment, address, otherServices, attachments } = model
  const services = chosenServices(model)
  const hidden = [
    ...basic['businessNature'] === 'other' ? [] : ['businessNatureText'],
    ...isMoving(model) ? [] : ['originalAddress'],
    ...isFirm(model) ? [] : ['organisationName', 'unifiedSocialCreditCode']
  ]
  return {
    origin: { channel: 'window', window: unit },
    ...model.consent && { consent: true },
    basic: {
      ...filled(basic, hidden),
      services,
      address: { ...filled(address), regionCode },
      ...appointment.wanted !== undefined && { appointment: appointmentOf(appointment) }
    },
    ...Object.fromEntries(services.map(service => [service, blockOf(model[service])])),
    ...services.includes('network') && Object.keys(filled(otherServices)).length > 0 && {
      network: { ...blockOf(model.network), otherServices: filled(otherServices) }
    },
    foot: { firstContactUnit: unit, registrar },
    ...attachments.length > 0 && { attachments: attachments.map(({ id, kind }) => ({ id, kind })) }
  }
}

function appointmentOf ({ wanted, plannedAt }: FormModel['appointment']): object {
  return { wanted, ...wanted && plannedAt !== '' && { plannedAt: inChina(plannedAt) } }
}

function blockOf (block: Block): Block {
  return filled(block, block['kind'] === 'other' ? [] : ['kindText'])
}

/** Without what is empty or hidden. */
export function filled (block: Block, hidden: string[] = []): Block {
  return Object.fromEntries(Object.entries(block).flatMap(([name, value]) => {
    const sent = typeof value === 'string' ? readText(name, value.trim()) : value
    const isMissing = sent === undefined || sent === '' || (Array.isArray(sent) && sent.length === 0)
    return isMissing || hidden.includes(name) ? [] : [[name, sent]]
  })) as Block
}

/** What is no number is sent as it was typed, for the hub to say so. */
function readText (name: string, text: string): string | number {
  return NUMBERS.has(name) && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text
}

/** Of what was kept as a draft; whatever is not of the shape that this page has is left out. */
export function modelOf (kept: Record<string, unknown>): FormModel {
  const model: Record<string, unknown> = { ...emptyModel() }
  for (const [name, empty] of Object.entries(model)) {
    const found = kept[name]
    if (Array.isArray(empty)) {
      if (Array.isArray(found)) model[name] = found
    } else if (typeof empty === 'object') {
      if (typeof found === 'object' && found !== null) model[name] = { ...empty, ...found }
    } else if (typeof found === typeof empty) model[name] = found
  }
  return model as unknown as FormModel
}
