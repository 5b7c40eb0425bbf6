/** An adapter connected as the hub connects it: the sandbox's settings of its profile, a clock that is set, an enterprise on loopback. */
import { stringify } from 'yaml'
import type { Adapter, TransportSettings } from '../../adapters/adapter.ts'
import type { ApprovalsAdapter } from '../../adapters/approvals-adapter.ts'
import { Failure, type FailureFacts } from '../../adapters/failure.ts'
import { simulate as simulateApprovals, type ApprovalsSimulator } from '../../simulators/county-approvals.ts'
import { simulators } from '../../simulators/registry.ts'
import type { Simulator, SimulatorOptions } from '../../simulators/simulator.ts'
import { APPROVALS, approvals } from '../../src/enterprises/approvals.ts'
import { profiles as registry, type Profile } from '../../src/enterprises/profiles.ts'
import { mergePatch } from '../../src/ground/form/merge-patch.ts'
import { adapterContext, type TestContext } from './adapter-context.ts'
import { plainSettings } from './plain-settings.ts'
import { sandboxDocument } from '../../kit/sandbox.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

/** The moment of the tests, in the second of the interface documents' vectors. */
export const NOW = new Date('2026-01-05T09:30:15.123+08:00')

/** Every profile there is. */
export const profiles = [...registry.keys()]

/** And the approvals system, whose adapter has other operations. */
export const systems = [...profiles, APPROVALS]

/** What the registries say of a system's messages, and how to connect to it. */
export function definitionOf (system: string): Pick<Profile, 'messages' | 'settings'> & { connect: (context: any) => Adapter<any, any> } {
  return system === APPROVALS ? approvals as any : registry.get(system)!
}

/** The sandbox has an enterprise of each profile, of the same name. */
const sandbox: Record<string, object> = sandboxDocument().enterprises

export type ProfileSettings = TransportSettings & Record<string, any>

/** Settings that were read before: reading a file of them takes longer than most of what is done with them. */
const known = new Map<string, ProfileSettings>()

/** How the approvals system is reached, by the accounts that its simulator has. */
export const APPROVALS_SETTINGS = {
  baseUrl: 'http://127.0.0.1:9109',
  credentials: { appKey: 'lianban', appSecret: 'approvals-sandbox-secret' },
  callback: { token: 'approvals-callback-token' }
}

/** What a profile's own settings are in the sandbox, with a merge patch. Throws WrongSettings. */
export function profileSettings (profile: string, patch: object = {}): ProfileSettings {
  if (profile === APPROVALS) return approvals.settings.parse(mergePatch(APPROVALS_SETTINGS, patch)) as ProfileSettings
  const text = stringify({ enterprises: { [profile]: mergePatch(sandbox[profile], patch) } })
  if (!known.has(text)) known.set(text, plainSettings(text).enterprises[profile] as unknown as ProfileSettings)
  return known.get(text)!
}

export interface Connecting {
  /** Where the enterprise is; where the sandbox's settings say without it. */
  baseUrl?: string
  /** A merge patch to the sandbox's settings. */
  settings?: object
  clock?: Clock
}

export interface Clock { now: Date, pass (milliseconds: number): void }

export function newClock (now = NOW): Clock {
  return { now, pass (milliseconds) { this.now = new Date(this.now.getTime() + milliseconds) } }
}

export interface Connected {
  adapter: Adapter<any, any>
  context: TestContext<ProfileSettings>
  clock: Clock
}

/** Of a profile, or of the approvals system, whose operations are others. */
export function connectAdapter (t: Test, profile: string, { baseUrl, settings = {}, clock = newClock() }: Connecting = {}): Connected {
  const { messages, connect } = definitionOf(profile)
  const context = adapterContext({ ...profileSettings(profile, settings), ...baseUrl && { baseUrl } }, messages, () => clock.now)
  const adapter = connect(context)
  t.teardown(() => adapter.close())
  return { adapter, context, clock }
}

/** An adapter and the simulated enterprise it speaks to, by one clock. `options` are that simulator's own. */
export async function atSimulator (
  t: Test, profile: string, { settings = {}, clock = newClock(), options = {}, basePath = '' }: Connecting & { options?: SimulatorOptions & Record<string, any>, basePath?: string } = {}
): Promise<Connected & { simulator: Simulator }> {
  const simulator = await simulators[profile]!({ now: () => clock.now, ...options })
  t.teardown(() => simulator.close())
  return { simulator, ...connectAdapter(t, profile, { baseUrl: simulator.url + basePath, settings, clock }) }
}

/** The same of the approvals system. */
export async function atApprovals (
  t: Test, { settings = {}, clock = newClock(), options = {} }: Connecting & { options?: SimulatorOptions & Record<string, any> } = {}
): Promise<Omit<Connected, 'adapter'> & { simulator: ApprovalsSimulator, adapter: ApprovalsAdapter<any, any> }> {
  const simulator = await simulateApprovals({ now: () => clock.now, ...options })
  t.teardown(() => simulator.close())
  const { adapter, ...connected } = connectAdapter(t, APPROVALS, { baseUrl: simulator.url, settings, clock })
  return { simulator, ...connected, adapter: adapter as unknown as ApprovalsAdapter<any, any> }
}

/** The facts of the failure that a call ends in; throws when it ends in anything else. */
export async function failureOf (call: Promise<unknown>): Promise<FailureFacts> {
  const error = await call.then(value => new Error('it did not fail', { cause: value }), error => error)
  if (error instanceof Failure) return error.facts
  throw error
}
