/**
 * One, two and four processes of the hub on Redis: how many applications of seven orders a second are accepted,
 * delivered and told to the portal. Where the machine has few cores the processes share them with everything else.
 */
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import { applications } from '../kit/applications.ts'
import { takeToken } from '../kit/caller.ts'
import { spawnHub } from '../kit/hub-process.ts'
import { freePort } from '../src/ground/database/free-port.ts'
import { openPool } from '../src/ground/database/pool.ts'
import type { Figure, Measurement } from './figure.ts'
import { alternate, compared, type Sample } from './rounds.ts'
import { siteDocument } from './site.ts'
import { withoutRedis, type Stage } from './stage.ts'

const COUNTS = [2, 4]
const CONNECTIONS = 32
/** Of a batch; every process is given as many, one on each connection. */
const APPLICATIONS = CONNECTIONS
const PATIENCE = 60_000

const body = JSON.stringify(applications[0]!.form)

export function processesMeasurements (stage: () => Promise<Stage>): Measurement[] {
  return COUNTS.map(count => {
    const name = `processes-${count}-redis`
    return {
      names: [name], take: async () => withoutRedis('redis', [name]) ?? [await measure(await stage(), count, name)]
    }
  })
}

async function measure (stage: Stage, count: number, name: string): Promise<Figure> {
  const one = await startProcesses(stage, 1)
  const several = await startProcesses(stage, count)
  const rounds = await alternate(stage.rounds, several.batch, one.batch)
  await Promise.all([one.stop(), several.stop()])
  return compared({ name, unit: 'applications' }, rounds)
}

interface Processes { batch (): Promise<Sample>, stop (): Promise<void> }

async function startProcesses (stage: Stage, count: number): Promise<Processes> {
  const { databaseUrl, redisUrl } = await stage.newPlace('redis')
  const file = `${stage.folder}/settings-${count}.yaml`
  writeFileSync(file, stringify(siteDocument(stage)))
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()))
  const hubs = ports.map(port => spawnHub({
    LIANBAN_SETTINGS: file,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl!,
    PORT: String(port),
    NODE_COMPILE_CACHE: `${stage.folder}/compiled`
  }))
  await Promise.all(hubs.map(hub => hub.up()))
  const urls = ports.map(port => `http://127.0.0.1:${port}`)
  const { token } = await takeToken(urls[0]!, 'portal')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const pool = openPool(databaseUrl, error => { console.error(error.message) })

  async function rest (): Promise<void> {
    for (const until = Date.now() + PATIENCE; Date.now() < until;) {
      const { rows } = await pool.query(`
        select from intents where state = 'open' and kind = 'place'
        union all select from notifications where state = 'open' limit 1`)
      if (rows.length === 0) return
      await sleep(20)
    }
    throw new Error('not everything was delivered and told within a minute')
  }

  return {
    async batch () {
      const begun = performance.now()
      await stage.outside.ask('load', urls.map(url => ({
        url,
        connections: CONNECTIONS / count,
        requests: [{ path: '/v1/applications', headers, body }],
        amount: APPLICATIONS / count,
        expected: 202
      })))
      await rest()
      return { rate: APPLICATIONS / (performance.now() - begun) * 1000 }
    },
    async stop () {
      for (const hub of hubs) hub.signal('SIGTERM')
      await Promise.all(hubs.map(({ ended }) => ended))
      await pool.end()
    }
  }
}
