/**
 * What it costs the hub to start, and how much memory it has once it is up while very much waits for its time: of the
 * process alone, without Redis, as Linux tells.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import { spawnHub } from '../kit/hub-process.ts'
import { freePort } from '../src/ground/database/free-port.ts'
import { migrate } from '../src/ground/database/migrate.ts'
import { openPool, type Queryable } from '../src/ground/database/pool.ts'
import type { Figure, Measurement } from './figure.ts'
import { cpuOf } from './meter.ts'
import { median, rounded, spreadOf } from './rounds.ts'
import { siteDocument } from './site.ts'
import type { Stage } from './stage.ts'

/** Intents that wait for their time. */
const WAITING = 100_000
/** Milliseconds after which a process that is up has done what it does at the start. */
const SETTLED = 3_000
const MEBIBYTE = 1024

const NAMES = ['start-cpu', 'start-memory']

export function startMeasurements (stage: () => Promise<Stage>): Measurement[] {
  const take = async (): Promise<Figure[]> => process.platform === 'linux'
    ? await measure(await stage())
    : NAMES.map(name => ({ name, notMeasured: 'only Linux tells of a process' }))
  return [{ names: NAMES, take }]
}

async function measure (stage: Stage): Promise<Figure[]> {
  const { databaseUrl } = await stage.newPlace('postgresql')
  await migrate(databaseUrl)
  const pool = openPool(databaseUrl, error => { console.error(error.message) })
  await fillWaiting(pool)
  await pool.end()
  const settings = `${stage.folder}/settings-start.yaml`
  writeFileSync(settings, stringify(siteDocument(stage)))
  const environment = {
    LIANBAN_SETTINGS: settings, DATABASE_URL: databaseUrl, NODE_COMPILE_CACHE: `${stage.folder}/compiled`
  }
  // The first compiles what the others find compiled, and counts for nothing.
  await start(environment)
  const starts: Started[] = []
  for (let round = 0; round < stage.rounds; round++) starts.push(await start(environment))
  return [
    told('start-cpu', 's', starts.map(({ cpu }) => cpu / 1000)),
    told('start-memory', 'MiB', starts.map(({ rss }) => rss))
  ]
}

function told (name: string, unit: string, values: number[]): Figure {
  return { name, unit, value: rounded(median(values)), spread: spreadOf(values), rounds: values.length }
}

interface Started { cpu: number, rss: number }

async function start (environment: Record<string, string>): Promise<Started> {
  const hub = spawnHub({ ...environment, PORT: String(await freePort()) })
  await hub.up()
  const cpu = cpuOf(hub.pid)
  await sleep(SETTLED)
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${hub.pid}/status`, 'utf8'))!
  hub.signal('SIGTERM')
  await hub.ended
  return { cpu, rss: Number(kibibytes) / MEBIBYTE }
}

/** Orders that their enterprise has, to be asked about in an hour. */
async function fillWaiting (connection: Queryable): Promise<void> {
  await connection.query(`
    insert into applications (serial, joint_number, client_id, received_at, notices, correlation_id)
    select number, 'JXLB' || number, 'portal', now(), '[]', 'waiting'
    from generate_series(1, ${WAITING}) as number`)
  await connection.query(`
    insert into orders (application_serial, position, enterprise, service, kind, reference, since)
    select serial, 0, 'unicom', 'network', 'new', joint_number, now() from applications`)
  await connection.query(`
    insert into intents (order_id, enterprise, kind, opened_at, due_at)
    select id, enterprise, 'watch', now(), now() + interval '1 hour' from orders`)
}
