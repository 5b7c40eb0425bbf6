/**
 * The sandbox: the settings of settings.sandbox.yaml, and what stands around a hub in them, simulated on loopback.
 * Whoever needs one takes a copy of the settings, starts what it wants around the hub, and reads the settings as the
 * hub does.
 */
import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import {
  simulate as simulateApprovals, type ApprovalsSimulator, type ApprovalsSimulatorOptions
} from '../simulators/county-approvals.ts'
import { simulatePortal, type PortalOptions, type PortalSimulator } from '../simulators/portal.ts'
import { simulators } from '../simulators/registry.ts'
import type { Simulator, SimulatorOptions } from '../simulators/simulator.ts'
import { APPROVALS } from '../src/enterprises/approvals.ts'
import { isAtDesk } from '../src/enterprises/desk.ts'
import type { Slug } from '../src/enterprises/profiles.ts'
import { parseSettings, type Settings } from '../src/settings.ts'

const FILE = 'settings.sandbox.yaml'

/** The file as it is written. */
export const SANDBOX: string = readFileSync(new URL(`../${FILE}`, import.meta.url), 'utf8')

/** For those who ask as often as they like. */
export const UNLIMITED = {
  requests: 1_000_000_000, tokens: 1_000_000_000, searches: 1_000_000_000, concurrent: 1_000_000
}

/** What stands in the settings file; the functions here change it in place. */
export type SandboxDocument = any

/** A copy of one's own. */
export function sandboxDocument (): SandboxDocument {
  return parse(SANDBOX)
}

/** A copy for the hub alone: it tells no portal, and takes whatever comes. */
export function aloneDocument (): SandboxDocument {
  const { portal: _portal, ...document } = sandboxDocument()
  document.hub.limits = UNLIMITED
  return document
}

/** The settings as the hub reads them from a file with this in it. */
export function readSandbox (document: SandboxDocument): Settings {
  return parseSettings(stringify(document), process.env, FILE)
}

/** The hub is to be found here: by the callers, and by enterprises that fetch files. */
export function standAt (document: SandboxDocument, hubUrl: string): void {
  document.hub.attachmentLinks.baseUrl = hubUrl
  document.access.tokenEndpoint.issuer = hubUrl
  if (document.access.people) document.access.people.url = hubUrl
  if (document.progress) document.progress.url = hubUrl
  document.ratings.url = hubUrl
}

/** The hub speaks to these enterprises; the others are in its catalogue alone. */
export function connectOnly (document: SandboxDocument, slugs: readonly Slug[]): void {
  for (const [slug, { profile, name, service }] of Object.entries<any>(document.enterprises)) {
    if (slugs.includes(slug)) continue
    document.enterprises[slug] = { profile, name, ...service && { service }, connected: false }
  }
}

/** Starts the portal, which knows the secret of the settings, and has the hub's webhooks sent to it. */
export async function startPortal (
  document: SandboxDocument, options: Omit<PortalOptions, 'secret'> = {}
): Promise<PortalSimulator> {
  const portal = await simulatePortal({ secret: document.portal.secrets[0], ...options })
  document.portal.webhookUrl = portal.url
  return portal
}

export interface EnterprisesOptions {
  /** Those that are started; all that have a system in the settings unless given. */
  slugs?: readonly Slug[]
  /** The URL of the hub, or of whatever stands before it. Without one nobody calls back. */
  callbacksTo?: string
  /** What an enterprise is told beside that; each plays by the credentials of the sandbox unless told others. */
  own?: (slug: Slug) => SimulatorOptions
}

/** Starts enterprises of the settings' county, each by its profile, and has the hub speak to them. */
export async function startEnterprises (
  document: SandboxDocument, { slugs = withSystem(document), callbacksTo, own }: EnterprisesOptions = {}
): Promise<Record<Slug, Simulator>> {
  const place = { ...document.county, ...document.county.carrierRegions }
  return Object.fromEntries(await Promise.all(slugs.map(async slug => {
    const entry = document.enterprises[slug]
    const callback = callbacksTo !== undefined && { callbackUrl: `${callbacksTo}/v1/callbacks/${slug}` }
    const simulator = await simulators[entry.profile]!({ slug, place, ...callback, ...own?.(slug) })
    entry.baseUrl = simulator.url
    return [slug, simulator] as const
  })))
}

function withSystem ({ enterprises }: SandboxDocument): Slug[] {
  return Object.keys(enterprises).filter(slug => !isAtDesk(enterprises[slug]))
}

/** What the approvals system is told beside its place, and where to call back: `callbacksTo` as above. */
export interface ApprovalsOptions { callbacksTo?: string, own?: ApprovalsSimulatorOptions }

/**
 * Starts the approvals system of the settings' county and has the hub speak to it; nothing where the settings have
 * none.
 */
export async function startApprovals (
  document: SandboxDocument, { callbacksTo, own }: ApprovalsOptions = {}
): Promise<ApprovalsSimulator | undefined> {
  if (!document.approvals) return undefined
  const place = { ...document.county, ...document.county.carrierRegions }
  const callback = callbacksTo !== undefined && { callbackUrl: `${callbacksTo}/v1/callbacks/${APPROVALS}` }
  const simulator = await simulateApprovals({ place, ...callback, ...own })
  document.approvals.baseUrl = simulator.url
  return simulator
}

/** Ends what was started around the hub. */
export async function closeAround (
  enterprises: Record<Slug, Simulator>, portal?: PortalSimulator, approvals?: ApprovalsSimulator
): Promise<void> {
  await Promise.all([portal, approvals, ...Object.values(enterprises)].map(one => one?.close()))
}
