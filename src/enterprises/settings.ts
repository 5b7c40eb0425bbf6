/**
 * Enterprises are settings: a block each under `enterprises`, which names the profile by which the enterprise is
 * reached. The block is checked by the schema of its profile's adapter and by the hub's own part.
 */
import { z } from 'zod'
import type { TransportSettings } from '../../adapters/adapter.ts'
import type { Service } from '../../mappings/mapping.ts'
import { callbackFrom, type CallbackFrom } from './callback-from.ts'
import { DESK, deskServices } from './desk.ts'
import { deliverySettings, type DeliverySettings } from './delivery-settings.ts'
import { promises, type PromiseSettings } from './promise-settings.ts'
import { profiles, type Profile, type Slug } from './profiles.ts'

/** What every entry says, connected or not. */
const named = {
  /** The interface by which it is reached; `desk` where it has no system, and its specialists work by hand. */
  profile: z.string(),
  /** For people. */
  name: z.string().min(1).max(50),
  /** The profile's; written for the reader alone, but at a desk. */
  service: z.string().optional(),
  /**
   * `false`: it stands in the catalogue, and nothing can be applied for there yet; what else the block says is not
   * needed.
   */
  connected: z.boolean().default(true)
}

interface Named { profile: string, name: string, service: Service }

/** An enterprise that applications cannot choose yet, or no longer. */
export interface CatalogueEntry extends Named { connected: false }

export interface EnterpriseSettings extends Named, TransportSettings {
  connected: true
  delivery: DeliverySettings
  promises: PromiseSettings
  callbackFrom?: CallbackFrom | undefined
}

export type EnterpriseEntry = CatalogueEntry | EnterpriseSettings

/** In the order of the settings file. */
export type EnterpriseEntries = Readonly<Record<Slug, EnterpriseEntry>>

/** The queues of these names are the portal's and the approvals system's. */
const slug = z.string()
  .regex(/^(?!(?:portal|county-approvals)$)[a-z][a-z0-9-]{0,39}$/, '应为小写字母开头的企业标识，例如 county-water')

/** The schema of the blocks under `enterprises`. */
export function enterpriseEntries (): z.ZodType<Record<Slug, EnterpriseEntry>> {
  const blocks: [Block, ...Block[]] = [deskBlock(), ...[...profiles].map(([name, profile]) => block(name, profile))]
  const known = [...profiles.keys(), DESK].join('、')
  const entry = z.discriminatedUnion('profile', blocks, {
    error: ({ code }) => code === 'invalid_union' ? `应为 ${known} 之一` : undefined
  })
  return z.record(slug, entry) as unknown as z.ZodType<Record<Slug, EnterpriseEntry>>
}

type Block = z.ZodDiscriminatedUnion

function block (name: string, { settings, terms, mapping: { service } }: Profile): Block {
  const own = { ...named, profile: z.literal(name), service: z.literal(service).default(service) }
  const hubs = {
    delivery: deliverySettings(terms), callbackFrom: callbackFrom.optional(), promises: promises.prefault({})
  }
  const whole = (settings as unknown as z.ZodObject).extend(hubs)
  return connectedOrNot(whole.extend({ ...own, ...CONNECTED }), whole.partial().extend({ ...own, ...LISTED }))
}

/** Of one without a system there is nothing to tell but what it does, and what it has promised. */
function deskBlock (): Block {
  const own = { ...named, profile: z.literal(DESK), service: z.enum(deskServices) }
  const whole = z.strictObject({ ...own, promises: promises.prefault({}) })
  const connected = whole.extend(CONNECTED)
    .transform(entry => ({ ...entry, baseUrl: '', timeout: 0, delivery: deliverySettings().parse({}) }))
  return connectedOrNot(connected, whole.partial().extend({ ...own, ...LISTED }))
}

const CONNECTED = { connected: z.literal(true).optional().transform(() => true) }
const LISTED = { connected: z.literal(false) }

function connectedOrNot (connected: z.ZodType, whole: z.ZodObject): Block {
  const listed = whole.transform(({ profile, name, service, connected }) => ({ profile, name, service, connected }))
  return z.discriminatedUnion('connected', [connected, listed] as any, {
    error: ({ code }) => code === 'invalid_union' ? '应为 true 或 false' : undefined
  }) as unknown as Block
}

/** What an enterprise is called; its slug where the settings do not name it any more. */
export function enterpriseName (entries: EnterpriseEntries, slug: Slug): string {
  return Object.hasOwn(entries, slug) ? entries[slug]!.name : slug
}

/** What an enterprise has promised; of one that is not connected, what any enterprise has unless it says otherwise. */
export function promisesOf (entries: EnterpriseEntries, slug: Slug): PromiseSettings {
  const entry = Object.hasOwn(entries, slug) ? entries[slug]! : undefined
  return entry?.connected ? entry.promises : NO_PROMISES
}

const NO_PROMISES = promises.parse({})
