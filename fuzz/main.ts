/**
 * Hostile requests to a hub of its own, drawn from the contract (`npm run fuzz`, `npm run fuzz -- --requests 5000
 * --seed 7`): no 5xx, no hang, every answer as the contract says, and no more memory at the end than after the first
 * rounds. Ends with one line of JSON, and exit code 1 with the smallest request that broke it.
 */
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { newCaller, takeToken } from '../kit/caller.ts'
import { applications } from '../kit/applications.ts'
import { submitAll } from '../kit/submit.ts'
import { aloneDocument, closeAround, standAt, startEnterprises } from '../kit/sandbox.ts'
import { readDocument } from '../openapi/document.ts'
import { GRANTABLE } from '../src/ground/access/caller.ts'
import { formFormats } from '../src/ground/form/formats.ts'
import { eraseEmbedded, startEmbedded } from '../src/ground/database/embedded.ts'
import { freePort } from '../src/ground/database/free-port.ts'
import { startHubApart } from './hub-apart.ts'
import { fuzz, type Tally } from './run.ts'

const FOLDER = 'data/fuzz'
const ROUNDS = 20
/** Rounds after which everything that is kept once has been met. */
const WARM = 8
/** Bytes by which the heap may differ between two rounds that left nothing behind. */
const NOISE = 8 * 1024 * 1024

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '341823' }
  }
})
const requests = Number(values.requests)
const seed = Number(values.seed)
if (!Number.isInteger(requests) || requests < ROUNDS || !Number.isInteger(seed)) {
  console.error(`usage: npm run fuzz -- --requests N --seed N (N whole numbers, at least ${ROUNDS} requests)`)
  process.exit(2)
}

eraseEmbedded(FOLDER)
const database = await startEmbedded(FOLDER)
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const site = aloneDocument()
standAt(site, url)
site.access.tokenEndpoint.tokenLife = '1d'
// Its events are verified with keys that it publishes itself.
// Its specialists work by hand.
site.enterprises['county-water'] = { profile: 'desk', service: 'water', name: '泾县供水' }
const enterprises = await startEnterprises(site, { slugs: ['anguang'] })
const hub = await startHubApart({ settings: stringify(site), databaseUrl: database.url, port })
try {
  const { tally, heap } = await rounds()
  const grown = Math.max(...heap.slice(-3)) - heap[WARM]!
  console.table(tally)
  console.log(JSON.stringify({ requests, seed, statuses: total(tally), heapMegabytes: heap.map(megabytes) }))
  if (grown > NOISE) throw new Error(`the heap has grown by ${megabytes(grown)} MB since round ${WARM + 1}`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
} finally {
  await hub.stop()
  await closeAround(enterprises)
  await database.stop()
  eraseEmbedded(FOLDER)
}

/**
 * The requests in rounds, each with a seed of its own that follows from the one given; the heap is measured after each.
 */
async function rounds (): Promise<{ tally: Tally, heap: number[] }> {
  const contract = readDocument(new URL('../openapi/hub.yaml', import.meta.url))
  const submitted = await submitAll(newCaller(url), applications)
  const clients = [
    ['portal', 'portal'], ['operator', 'operator'], ['supervisor', 'supervisor'], ['county-water', 'enterprise']
  ] as const
  const tokens = await Promise.all(clients.map(async ([client, kind]) => ({
    ...await takeToken(url, client),
    scopes: [...GRANTABLE[kind]]
  })))
  const known = {
    jointNumber: submitted.map(({ application }) => application.jointNumber),
    reference: submitted.flatMap(({ application: { orders } }) => orders.map(({ reference }) => reference)),
    cursor: [Buffer.from('5').toString('base64url')]
  }
  const samples = {
    submitApplication: applications.map(({ form }) => form),
    checkApplication: applications.map(({ form }) => form),
    issueToken: [{ grant_type: 'client_credentials', client_id: 'portal', client_secret: 'portal-sandbox-secret' }]
  }
  const tally: Tally = {}
  const heap: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    merge(tally, await fuzz({
      url,
      drawn: { contract, tokens, known, samples },
      formats: formFormats(() => new Date()),
      requests: Math.round(requests / ROUNDS),
      seed: seed + round
    }))
    heap.push(await hub.heap())
  }
  return { tally, heap }
}

function merge (into: Tally, from: Tally): void {
  for (const [operationId, counts] of Object.entries(from)) {
    const sums = into[operationId] ??= {}
    for (const [status, count] of Object.entries(counts)) sums[Number(status)] = (sums[Number(status)] ?? 0) + count
  }
}

function megabytes (bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}

function total (tally: Tally): Record<number, number> {
  const sums: Tally = {}
  for (const counts of Object.values(tally)) merge(sums, { all: counts })
  return sums['all']!
}
