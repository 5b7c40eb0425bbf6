/**
 * The settings file. A wrong or missing setting, an unknown key, or an unset environment variable stops the start and
 * is named by its path.
 */
import { readFileSync } from 'node:fs'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { duration, upTo } from '../adapters/settings.ts'
import { reminders, remindersCanBeSent } from './engines/reminders/settings.ts'
import { onePortalIsTold, portal, portalMayBeCalled } from './engines/portal/settings.ts'
import { retention } from './engines/purge/settings.ts'
import { approvalsSettings, builderFaults, type ApprovalsBlock } from './enterprises/approvals-settings.ts'
import { county } from './enterprises/county.ts'
import { routing, routingFaults } from './enterprises/routing.ts'
import { enterpriseEntries, type EnterpriseEntries } from './enterprises/settings.ts'
import { progress } from './ground/access/progress-settings.ts'
import { providersFit } from './ground/access/provider-settings.ts'
import { access } from './ground/access/settings.ts'
import { clock } from './ground/calendar/settings.ts'
import { addresses } from './ground/network/addresses.ts'
import { outbound } from './ground/network/settings.ts'
import { personalData } from './ground/sealing/settings.ts'
import { checked } from './ground/settings/checked.ts'
import { limits } from './ground/settings/limits.ts'
import { WrongSettings } from './ground/settings/wrong-settings.ts'
import { attachmentLinks, attachmentStorage } from './records/attachments/settings.ts'
import { ratings } from './records/ratings/settings.ts'
import { visits } from './records/visits/settings.ts'

const general = z.strictObject({
  hub: z.strictObject({
    /** Largest JSON body, bytes. */
    bodyLimit: z.number().int().min(1024).default(262_144),
    /** Largest attachment, bytes. */
    attachmentLimit: z.number().int().min(1024).default(3_145_728),
    /** How long a second request with a running Idempotency-Key waits before it is told to come back. */
    idempotencyWait: duration.refine(upTo('1m'), '应大于 0，不超过 1m').default(5_000),
    /** Where enterprises that fetch attachments find the hub, and how their links are signed. */
    attachmentLinks: attachmentLinks.optional(),
    /** S3-compatible storage for the contents of attachments; without it they are kept in the database. */
    attachmentStorage: attachmentStorage.optional(),
    /** How often the hub does its chores and, with Redis, looks for open intents without an alarm. */
    sweepEvery: duration.refine(upTo('1h'), '应大于 0，不超过 1h').default(5_000),
    /**
     * How long what a process had under way is left to it beyond its time-outs; then it counts as dead, and another
     * takes over.
     */
    takeOverAfter: duration.refine(upTo('1h'), '应大于 0，不超过 1h').default(10_000),
    /**
     * Addresses and networks of the gateway before the hub: what its headers say of the client's address and
     * certificate is believed.
     */
    gateway: addresses.default([]),
    /** What one client may ask of the hub. */
    limits: limits.prefault({}),
    /** Which addresses the hub may send to. */
    outbound: outbound.prefault({})
  }).prefault({}),
  /** Who may call. */
  access: access.prefault({}),
  /** Whom the hub serves. */
  county,
  /** The page on which applicants look at their own applications. */
  progress: progress.prefault({}),
  /** Which enterprise an address belongs to, where the form does not say. */
  routing: routing.prefault({}),
  /** Where status events go; without it none are made. */
  portal: portal.optional(),
  /** How the time is counted in which something is promised. */
  clock: clock.prefault({}),
  /** How the joint visits of applications are arranged. */
  visits: visits.prefault({}),
  /** Who is reminded of what was promised and is nearly due, or late. */
  reminders: reminders.prefault({}),
  /** What applicants think of how they were served (好差评), and what follows from it. */
  ratings: ratings.prefault({}),
  /** How long data is kept. */
  retention: retention.prefault({}),
  /** How personal data is encrypted at rest. */
  personalData
})

export type Settings = z.infer<typeof general> & {
  enterprises: EnterpriseEntries
  /** How enterprises that build file with the county's departments; missing where a county has no such system. */
  approvals?: ApprovalsBlock | undefined
}

/**
 * Reads the settings file that the environment names; `${NAME}` in a value takes an environment variable. Throws
 * WrongSettings.
 */
export function readSettings (file: string | undefined, variables: NodeJS.ProcessEnv): Settings {
  if (!file) throw new WrongSettings('环境变量：LIANBAN_SETTINGS：未指定设置文件，例如 LIANBAN_SETTINGS=settings.sandbox.yaml')
  return parseSettings(readText(file), variables, file)
}

export function parseSettings (text: string, variables: NodeJS.ProcessEnv, name: string): Settings {
  let document: unknown
  try {
    document = parse(text)
  } catch (error) {
    throw new WrongSettings(`${name}：不是有效的 YAML${placeOf(error)}`)
  }
  const blocks = { enterprises: enterpriseEntries().default({}), approvals: approvalsSettings().optional() }
  const whole = general.extend(blocks)
    .superRefine(portalMayBeCalled).superRefine(onePortalIsTold).superRefine(remindersCanBeSent)
    .superRefine(namesEnterprises).superRefine(providersFit)
  return checked<Settings>(whole, substitute(document, variables, name, []), name)
}

/** Whatever setting names an enterprise must name an entry of `enterprises`. */
function namesEnterprises ({ enterprises, routing, access, approvals }: Settings, context: z.RefinementCtx): void {
  const unknown = approvals ? builderFaults(approvals, enterprises) : []
  for (const { path, message } of [...routingFaults(routing, enterprises), ...unknown]) {
    context.addIssue({ code: 'custom', path, message })
  }
  for (const [index, { enterprise }] of access.clients.entries()) {
    if (enterprise === undefined || Object.hasOwn(enterprises, enterprise)) continue
    context.addIssue({ code: 'custom', path: ['access', 'clients', index, 'enterprise'], message: '没有这家企业' })
  }
}

/** The parser's own words show the line, which may hold a secret. */
function placeOf (error: unknown): string {
  if (!(error instanceof YAMLParseError) || !error.linePos) return ''
  const [{ line, col }] = error.linePos
  return `：第 ${line} 行第 ${col} 列（${error.code}）`
}

function readText (file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new WrongSettings(`${file}：无法读取设置文件：${(error as Error).message}`)
  }
}

function substitute (value: unknown, variables: NodeJS.ProcessEnv, name: string, path: string[]): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\$\{(\w+)\}/g, (_whole, variable: string) => {
      const found = variables[variable]
      if (found === undefined || found === '') throw new WrongSettings(`${name}：${path.join('.')}：环境变量 ${variable} 未设置`)
      return found
    })
  }
  const within = (key: string, item: unknown): unknown => substitute(item, variables, name, [...path, key])
  if (Array.isArray(value)) return value.map((item, index) => within(String(index), item))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, within(key, item)]))
}
