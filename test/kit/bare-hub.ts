/**
 * The hub's parts without workers, queues and HTTP: its own database, a clock that is set, one enterprise that does as it is
 * told. A test calls the part it is about and looks at the rows.
 */
import { randomUUID } from 'node:crypto'
import type { Adapter } from '../../adapters/adapter.ts'
import { submit } from '../../src/cases/submit.ts'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { randomDigits } from '../../src/ground/access/random-digits.ts'
import { openStorage } from '../../src/records/attachments/storage.ts'
import { migrate } from '../../src/ground/database/migrate.ts'
import { openPool, type Pool } from '../../src/ground/database/pool.ts'
import type { Alarm, Workplace } from '../../src/ground/database/work.ts'
import { profiles, type Slug } from '../../src/enterprises/profiles.ts'
import { nameOfSystem } from '../../src/enterprises/approvals-settings.ts'
import type { EnterpriseSettings } from '../../src/enterprises/settings.ts'
import type { ConnectedEnterprise } from '../../src/enterprises/connected-enterprise.ts'
import { reactionsOf, timekeepingOf, type Hub } from '../../src/hub.ts'
import { newTakenReferences } from '../../src/records/orders/taken-references.ts'
import { newRefusals } from '../../src/engines/callbacks/refusals.ts'
import { fillYears } from '../../src/records/calendar/fill-years.ts'
import { openLog } from '../../src/ground/observe/log.ts'
import { openMetrics } from '../../src/ground/observe/metrics.ts'
import { NO_TRACES } from '../../src/ground/observe/traces.ts'
import { openVault } from '../../src/ground/sealing/vault.ts'
import { formFor } from '../journeys/enterprises.ts'
import { newDatabase } from './servers/servers.ts'
import { sandboxSettings } from './sandbox.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

/** The told side of an enterprise: each call is counted, then answered by the function that stands here at that moment. */
export interface Told {
  place: Adapter<unknown, unknown>['place']
  inquire: Adapter<unknown, unknown>['inquire']
  upload?: NonNullable<Adapter<unknown, unknown>['upload']>
  supplement?: Adapter<unknown, unknown>['supplement']
  withdraw?: Adapter<unknown, unknown>['withdraw']
  appoint?: NonNullable<Adapter<unknown, unknown>['appoint']>
}

export interface SubmittedOrder { jointNumber: string, reference: string, orderId: string, intentId: string }

export interface BareHub {
  hub: Hub
  databaseUrl: string
  /** The hub's own. */
  clock: { now: Date, pass (milliseconds: number): void }
  enterprise: ConnectedEnterprise
  told: Told
  /** The calls the enterprise got, in order. */
  calls: string[]
  /** The alarms set. */
  alarms: Alarm[]
  /** The alarms insisted on. */
  insisted: Array<Omit<Alarm, 'at'>>
  lines: string[]
  submit (form?: ApplicationForm): Promise<SubmittedOrder>
  /** The rows of a statement. */
  rows (statement: string, values?: unknown[]): Promise<any[]>
}

/** For works that nothing rings for and that nobody is told of. */
export function workplace (pool: Pool): Workplace {
  return { pool, alarms: { async set () {} }, log: openLog('silent') }
}

/** Monday, 5 January 2026, nine in the morning in China. */
export const NINE = new Date('2026-01-05T01:00:00Z')

export interface BareHubOptions {
  slug?: Slug
  /** Changes to the settings: those of the sandbox with the hub's own defaults for deliveries. */
  adjust?: (settings: any) => void
  /** Connections to the database at most. */
  connections?: number
}

export async function bareHub (t: Test, { slug = 'unicom', adjust, connections }: BareHubOptions = {}): Promise<BareHub> {
  const { pool, lockPool, databaseUrl } = await migratedDatabase(t, connections)
  const clock = { now: NINE, pass (milliseconds: number) { clock.now = new Date(clock.now.getTime() + milliseconds) } }
  const alarms: Alarm[] = []
  const insisted: BareHub['insisted'] = []
  const lines: string[] = []
  const calls: string[] = []
  const told: Told = {
    place: async () => ({ kind: 'acknowledged' }),
    inquire: async () => ({ kind: 'notFound' })
  }
  const settings = sandboxSettings(adjust)
  const vault = openVault(settings.personalData)
  const own = settings.enterprises[slug] as EnterpriseSettings
  const { mapping, statusBy } = profiles.get(own.profile)!
  const site = { agreed: own.agreed, county: settings.county }
  const enterprise: ConnectedEnterprise = { slug, name: own.name, mapping, statusBy, settings: own, site, adapter: toldAdapter(told, calls), atDesk: false }
  const metrics = openMetrics()
  const enterprises = new Map([[slug, enterprise]])
  const timekeeping = timekeepingOf(settings, pool, enterprises)
  const log = openLog('debug', { write: line => { lines.push(line) } })
  const hub: Hub = {
    settings,
    pool,
    lockPool,
    alarms: {
      set: async set => { alarms.push(...set) },
      insist: async alarm => { insisted.push(alarm) },
      answer () {},
      check: async () => {},
      close: async () => {}
    },
    storage: await openStorage(undefined, vault),
    vault,
    enterprises,
    approvals: undefined,
    nameOf: slug => nameOfSystem(settings, slug),
    reactions: reactionsOf(settings, timekeeping, metrics),
    ...timekeeping,
    references: newTakenReferences(),
    refusals: newRefusals({ pool, vault, log }),
    log,
    metrics,
    traces: NO_TRACES,
    databaseTime: async () => clock.now,
    phase: 'up',
    now: () => clock.now,
    // The middle, where jitter changes nothing.
    random: () => 0.5,
    digits: randomDigits
  }
  await fillYears(hub)

  async function submitForm (form: ApplicationForm = formFor(slug)): Promise<SubmittedOrder> {
    const { jointNumber, orders } = await submit(hub, 'portal', randomUUID(), form)
    const { reference } = orders[0]!
    const { rows } = await pool.query(`
      select orders.id as "orderId", intents.id as "intentId" from orders join intents on order_id = orders.id where reference = $1`, [reference])
    return { jointNumber, reference, ...rows[0]! }
  }

  return {
    hub,
    databaseUrl,
    clock,
    enterprise,
    told,
    calls,
    alarms,
    insisted,
    lines,
    submit: submitForm,
    rows: async (statement, values) => (await pool.query(statement, values)).rows
  }
}

/** An empty database with the hub's tables, and pools on it that end with the test; no work takes a second connection. */
export async function migratedDatabase (t: Test, most = 20): Promise<{ pool: Pool, lockPool: Pool, databaseUrl: string }> {
  const databaseUrl = await newDatabase(t)
  await migrate(databaseUrl)
  const onSecond = (error: Error): never => { throw error }
  const pool = openPool(databaseUrl, () => {}, { most, onSecond })
  const lockPool = openPool(databaseUrl, () => {}, { most: 1, onSecond })
  t.teardown(async () => { await Promise.all([pool.end(), lockPool.end()]) })
  return { pool, lockPool, databaseUrl }
}

function toldAdapter (told: Told, calls: string[]): Adapter<unknown, unknown> {
  return {
    async place (order) {
      calls.push('place')
      return await told.place(order)
    },
    async inquire (key) {
      calls.push('inquire')
      return await told.inquire(key)
    },
    get upload () { return told.upload! },
    async supplement (...sent) {
      calls.push('supplement')
      await told.supplement!(...sent)
    },
    async withdraw (...sent) {
      calls.push('withdraw')
      return await told.withdraw!(...sent)
    },
    async appoint (...sent) {
      calls.push('appoint')
      await told.appoint!(...sent)
    },
    async close () {}
  }
}
