/**
 * What one enterprise that hangs costs the others. Two hubs, each with a database and simulated enterprises of its own,
 * are given the same batches by turns; in one of them an enterprise takes every request and never answers, not even the
 * one for a token.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { applications } from '../kit/applications.ts'
import { aloneDocument, closeAround, connectOnly, readSandbox, startEnterprises } from '../kit/sandbox.ts'
import { submit } from '../src/cases/submit.ts'
import { openPool } from '../src/ground/database/pool.ts'
import { openLog } from '../src/ground/observe/log.ts'
import { startHub, type RunningHub } from '../src/start.ts'

const DEAD = 'towngas'
const LIVING = ['state-grid', 'telecom', 'mobile', 'unicom', 'anguang']
const APPLICATIONS = 80
/** Of a batch that are submitted at once. */
const LANES = 8
/** Rounds of either hub; the first ones of the other fall into the time before its breaker opens. */
const ROUNDS = 12

/** An order for each of these enterprises and no other: the water company's own rate limit is not what is measured. */
const { water: _water, ...form } = applications[0]!.form
form.basic = { ...form.basic, services: ['electricity', 'gas', 'network'] }

export interface Round { healthy: number, beside: number, breaker: string }

/** Orders that reach a living enterprise, a second, in each round of both hubs. */
export async function besideDeadEnterprise (databaseUrl: string): Promise<Round[]> {
  const healthy = await startSite(databaseUrl, 'healthy', false)
  const beside = await startSite(databaseUrl, 'beside_dead', true)
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ healthy: await healthy.batch(), beside: await beside.batch(), breaker: await beside.breaker() })
  }
  await Promise.all([healthy.stop(), beside.stop()])
  return rounds
}

interface Site { batch (): Promise<number>, breaker (): Promise<string>, stop (): Promise<void> }

async function startSite (databaseUrl: string, name: string, hanging: boolean): Promise<Site> {
  const server = openPool(databaseUrl, error => { throw error })
  await server.query(`create database ${name}`)
  await server.end()
  const url = new URL(databaseUrl)
  url.pathname = name
  const slugs = [DEAD, ...LIVING]
  const site = aloneDocument()
  connectOnly(site, slugs)
  const enterprises = await startEnterprises(site, { slugs })
  if (hanging) enterprises[DEAD]!.faults.arm('hang', Infinity)
  const running = await startHub({ settings: readSandbox(site), databaseUrl: url.href, log: openLog('silent') })
  return {
    batch: () => batch(running),
    async breaker () {
      const { rows } = await running.hub.pool.query<{ state: string }>(
        'select state from breakers where enterprise = $1', [DEAD])
      return rows[0]?.state ?? 'closed'
    },
    async stop () {
      await running.stop()
      await closeAround(enterprises)
    }
  }
}

async function batch ({ hub }: RunningHub): Promise<number> {
  const begun = performance.now()
  await Promise.all(Array.from({ length: LANES }, async () => {
    for (let count = 0; count < APPLICATIONS / LANES; count++) await submit(hub, 'portal', randomUUID(), form)
  }))
  for (;;) {
    const { rows } = await hub.pool.query<{ left: number }>(
      "select count(*) as left from orders where enterprise = any($1) and delivery <> 'acknowledged'", [LIVING])
    if (rows[0]!.left === 0) return APPLICATIONS * LIVING.length / (performance.now() - begun) * 1000
    await sleep(20)
  }
}
