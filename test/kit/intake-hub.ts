/**
 * The hub's intake alone, over real HTTP: database, contract and handlers are real, but nothing is ever delivered. So the
 * clock can stand still or jump, and what a request stored can be counted.
 */
import { randomUUID } from 'node:crypto'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { buildApp } from '../../src/doors/http/app.ts'
import { randomDigits } from '../../src/ground/access/random-digits.ts'
import { openStorage } from '../../src/records/attachments/storage.ts'
import { connectApprovals, connectEnterprises } from '../../src/connect.ts'
import type { Pool } from '../../src/ground/database/pool.ts'
import type { Alarm } from '../../src/ground/database/work.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { nameOfSystem } from '../../src/enterprises/approvals-settings.ts'
import { reactionsOf, timekeepingOf, type Hub } from '../../src/hub.ts'
import { newTakenReferences } from '../../src/records/orders/taken-references.ts'
import { newRefusals } from '../../src/engines/callbacks/refusals.ts'
import { fillYears } from '../../src/records/calendar/fill-years.ts'
import { openLog } from '../../src/ground/observe/log.ts'
import { openMetrics } from '../../src/ground/observe/metrics.ts'
import { NO_TRACES } from '../../src/ground/observe/traces.ts'
import { openVault } from '../../src/ground/sealing/vault.ts'
import { migratedDatabase } from './bare-hub.ts'
import { newTestCall, type TestCall } from './calls.ts'
import { json, type Application } from './test-hub.ts'
import { connectOnly, sandboxDocument, UNLIMITED } from '../../kit/sandbox.ts'
import { sandboxSettings } from './sandbox.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

/** Where the clock starts: a Monday morning in a year whose holidays are announced. */
const MONDAY = '2026-11-23T09:30:15+08:00'

export interface IntakeOptions {
  /** Enterprises to connect; all of them unless given. */
  slugs?: Slug[]
  /** Changes to the sandbox settings. */
  adjust?: (settings: any) => void
  /** Connections to the database at most. */
  connections?: number
}

export interface Intake {
  url: string
  hub: Hub
  pool: Pool
  /** The hub's clock; it moves only when a test sets it. */
  clock: { time: Date }
  /** What the queues were asked to ring for. */
  alarms: Alarm[]
  /** Every line the hub logged. */
  lines: string[]
  call: TestCall
  /** Posts a form, valid or not. */
  send (form: unknown, key?: string): Promise<Response>
  /** Posts a form that has to be taken. */
  submit (form: ApplicationForm, key?: string): Promise<Application>
  upload (content: Uint8Array<ArrayBuffer>, name?: string): Promise<Response>
  /** Rows of every table of the hub. */
  count (): Promise<Record<string, number>>
  /** As on the first day: no rows, the first number, all enterprises, the clock at its start or another time. */
  reset (at?: string): Promise<void>
}

export async function startIntake (t: Test, { slugs = Object.keys(sandboxDocument().enterprises), adjust, connections }: IntakeOptions = {}): Promise<Intake> {
  const { pool, lockPool } = await migratedDatabase(t, connections)
  const settings = sandboxSettings(document => {
    connectOnly(document, slugs)
    document.hub.limits = UNLIMITED
    adjust?.(document)
  })
  const clock = { time: new Date(MONDAY) }
  const alarms: Alarm[] = []
  const lines: string[] = []
  const vault = openVault(settings.personalData)
  const enterprises = connectEnterprises(settings, { pool, vault }, () => clock.time)
  const metrics = openMetrics()
  const timekeeping = timekeepingOf(settings, pool, enterprises)
  const log = openLog('debug', { write: line => { lines.push(line) } })
  const approvals = connectApprovals(settings, { pool, vault }, () => clock.time)
  const filings = { vault, now: () => clock.time, log, approvals, ...timekeeping }
  const reactions = reactionsOf(settings, timekeeping, metrics, filings)
  const hub: Hub = {
    settings,
    pool,
    lockPool,
    alarms: {
      async set (set) { alarms.push(...set) },
      async insist () {},
      answer () {},
      async check () {},
      async close () {}
    },
    storage: await openStorage(undefined, vault),
    vault,
    enterprises,
    approvals,
    nameOf: slug => nameOfSystem(settings, slug),
    reactions,
    ...timekeeping,
    references: newTakenReferences(),
    refusals: newRefusals({ pool, vault, log }),
    log,
    metrics,
    traces: NO_TRACES,
    databaseTime: async () => clock.time,
    phase: 'up',
    now: () => clock.time,
    random: () => 0.5,
    digits: randomDigits
  }
  await fillYears(hub)
  const app = buildApp(hub)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(async () => {
    await app.close()
    await Promise.all([...enterprises.values()].map(({ adapter }) => adapter.close()))
  })

  const call = newTestCall(url, hub.now)
  const send = (form: unknown, key: string = randomUUID()): Promise<Response> => call('/v1/applications', json(form, { 'idempotency-key': key }))
  return {
    url,
    hub,
    pool,
    clock,
    alarms,
    lines,
    call,
    send,
    async submit (form, key) {
      const answer = await send(form, key)
      if (answer.status !== 202) throw new Error(`not accepted: ${answer.status} ${await answer.text()}`)
      return await answer.json() as Application
    },
    upload: (content, name = '照片.png') => {
      const body = new FormData()
      body.append('file', new Blob([content]), name)
      return call('/v1/attachments', { method: 'POST', body })
    },
    count: () => countRows(pool),
    async reset (at = MONDAY) {
      // Without the triggers, since some tables let nothing be taken away.
      await pool.query(`set session_replication_role = replica; truncate ${(await tables(pool)).join(', ')}; set session_replication_role = default`)
      await pool.query('alter sequence joint_number restart')
      await fillYears(hub)
      Object.assign(hub, { settings, enterprises, reactions })
      clock.time = new Date(at)
      alarms.length = 0
      lines.length = 0
    }
  }
}

async function countRows (pool: Pool): Promise<Record<string, number>> {
  const names = await tables(pool)
  const { rows } = await pool.query<Record<string, number>>(`select ${names.map(name => `(select count(*) from "${name}") as "${name}"`).join(', ')}`)
  return rows[0]!
}

async function tables (pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations' order by 1")
  return rows.map(({ name }) => name)
}
