/**
 * The desk: what stands in a profile's place for an enterprise that has no system. Its orders are worked by hand by its
 * service specialists (服务专员), and nothing is sent anywhere.
 */
import type { Blocks, Capabilities, Mapping, Service } from '../../mappings/mapping.ts'

/** The profile's name in the settings. */
export const DESK = 'desk'

export function isAtDesk ({ profile }: { profile: string }): boolean {
  return profile === DESK
}

/** People do whatever the form can ask for. */
const KINDS: { [S in Service]: ReadonlyArray<Blocks[S]['kind']> } = {
  water: ['new', 'alter', 'transfer', 'close', 'temporary', 'fire', 'increase', 'other'],
  electricity: ['new', 'changeCategory', 'transfer', 'close', 'temporary', 'increase', 'other'],
  gas: ['ignition', 'alterPipe', 'transfer', 'close', 'other'],
  network: ['new', 'move', 'transfer', 'close', 'other']
}

export const deskServices = Object.keys(KINDS) as [Service, ...Service[]]

/** They look at the files where the hub has them, so that none is too many or too large that the hub has taken. */
const FILES = { pass: 'inline', maxCount: 9, maxBytes: 10_485_760 } as const

export function deskMapping (service: Service): Mapping<Service, unknown, unknown, unknown> {
  const capabilities: Capabilities<Service> = { kinds: KINDS[service], files: FILES }
  return {
    service,
    capabilities: service === 'network' ? { ...capabilities, ...NETWORK } : capabilities,
    reference: ({ jointNumber }) => `${jointNumber}-D`,
    order: () => ({}),
    // Of a message that came while the enterprise had a system, and was not understood.
    progress: () => ({ kind: 'unknown', native: DESK })
  }
}

const NETWORK: Pick<Capabilities<'network'>, 'products' | 'otherServices'> = {
  products: ['broadband', 'voice', 'cableTv'], otherServices: ['fixedLine', 'circuit', 'broadband', 'tv']
}
