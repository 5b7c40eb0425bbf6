/**
 * Measures the hub against bare ceilings of the same run (`npm run bench`): a Fastify route that answers the same
 * bytes, and a transaction of one row in the same database. Ratios travel from machine to machine, requests a second do
 * not.
 */
import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import Fastify from 'fastify'
import { eraseEmbedded, startEmbedded } from '../src/ground/database/embedded.ts'
import { openPool, type Pool } from '../src/ground/database/pool.ts'
import { inWork } from '../src/ground/database/work.ts'
import { openLog } from '../src/ground/observe/log.ts'
import { startHub } from '../src/start.ts'
import { applications } from '../kit/applications.ts'
import { takeToken } from '../kit/caller.ts'
import { aloneDocument, closeAround, readSandbox, startEnterprises } from '../kit/sandbox.ts'
import { besideDeadEnterprise } from './dead-enterprise.ts'

const SECONDS = 8
const CONNECTIONS = 16
const FOLDER = 'data/bench'

/** One order for the water company, the smallest real application; and one of seven orders, the largest. */
const smallest = applications.find(({ form }) => form.basic.services.length === 1 && form.water)!.form
const largest = applications[0]!.form

eraseEmbedded(FOLDER)
const database = await startEmbedded(FOLDER)
const rounds = await besideDeadEnterprise(database.url)
const site = aloneDocument()
const enterprises = await startEnterprises(site)
const running = await startHub({ settings: readSandbox(site), databaseUrl: database.url, log: openLog('error') })
const hubUrl = await running.app.listen({ host: '127.0.0.1', port: 0 })
const pool = openPool(database.url, error => { throw error })
const { token } = await takeToken(hubUrl, 'portal')
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
const bare = Fastify()
bare.post('/', async () => answer)
const answer = await submitOnce(smallest)
const bareUrl = await bare.listen({ host: '127.0.0.1', port: 0 })

const ceilings = { 'bare POST': await load(bareUrl, smallest), 'bare transaction': await transactions(pool) }
// What leaves work behind comes last: the hub goes on delivering while the next figure is taken.
const measured = {
  'refuse a wrong form': await load(`${hubUrl}/v1/applications`, { ...smallest, consent: false }, 422),
  'read one': await load(`${hubUrl}/v1/applications/JXLB000001`),
  'submit, 1 order': await load(`${hubUrl}/v1/applications`, smallest),
  'submit, 7 orders': await load(`${hubUrl}/v1/applications`, largest)
}

await running.stop()
await Promise.all([pool.end(), bare.close(), closeAround(enterprises)])
await database.stop()
eraseEmbedded(FOLDER)

for (const [name, rate] of Object.entries(ceilings)) console.log(`${name}: ${Math.round(rate)}/s`)
const ratios = rounds.map(({ healthy, beside }) => beside / healthy).sort((one, other) => one - other)
const median = ratios[ratios.length >> 1]!.toFixed(3)
console.log(`deliveries beside a dead enterprise: ${median} of those without (median of ${ratios.length} rounds)`)
console.table(rounds.map(({ healthy, beside, breaker }) => ({
  'without, per second': Math.round(healthy),
  'beside it, per second': Math.round(beside),
  breaker
})))
console.table(Object.fromEntries(Object.entries(measured).map(([name, rate]) => [name, {
  'per second': Math.round(rate),
  'of bare POST': (rate / ceilings['bare POST']).toFixed(3),
  'of bare transaction': (rate / ceilings['bare transaction']).toFixed(3)
}])))

async function submitOnce (form: unknown): Promise<unknown> {
  const answer = await fetch(`${hubUrl}/v1/applications`, {
    method: 'POST', headers: { ...headers, 'idempotency-key': randomUUID() }, body: JSON.stringify(form)
  })
  if (answer.status !== 202) throw new Error(`not accepted: ${await answer.text()}`)
  return await answer.json()
}

/**
 * Requests a second. Every answer must have the status that is expected, else the figure would measure something else.
 */
async function load (url: string, body?: unknown, expected = 0): Promise<number> {
  const result = await autocannon({
    url,
    duration: SECONDS,
    connections: CONNECTIONS,
    headers,
    ...body !== undefined && { method: 'POST', body: JSON.stringify(body) },
    requests: [{
      setupRequest: request => ({ ...request, headers: { ...request.headers, 'idempotency-key': randomUUID() } })
    }]
  })
  const good = expected === 0 ? result['2xx'] : result['4xx']
  const others = result.requests.total - good
  if (result.errors > 0 || others !== 0) throw new Error(`${url}: ${others} answers were not as expected`)
  return good / result.duration
}

/** Transactions a second, of one row each, over as many connections. */
async function transactions (pool: Pool): Promise<number> {
  await pool.query('create table bare (id bigint generated always as identity, form jsonb)')
  const form = JSON.stringify(smallest)
  const end = Date.now() + SECONDS * 1000
  let done = 0
  const place = { pool, alarms: { async set () {} } }
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    for (; Date.now() < end; done++) {
      await inWork(place, async work => work.write('insert into bare (form) values ($1)', [form]))
    }
  }))
  return done / SECONDS
}
