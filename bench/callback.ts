/**
 * Taking callbacks of 新奥燃气, signed, each moving its order: verified, kept, applied and answered, against a bare
 * Fastify that stores one row.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import { applications } from '../kit/applications.ts'
import { closeAround, sandboxDocument, startEnterprises } from '../kit/sandbox.ts'
import { copyRows, copyTable } from './copied-rows.ts'
import type { Figure, Measurement } from './figure.ts'
import { costOf } from './meter.ts'
import type { Load } from './outside.ts'
import { alternate, compared } from './rounds.ts'
import { delivering, expectCount, openSite, type Site } from './site.ts'
import { BACKENDS, take, withoutRedis, type Backend, type Stage } from './stage.ts'

const SLUG = 'enn'
const CONNECTIONS = 32
/** Orders that a round brings from the first of their states to the last. */
const ORDERS = 4 * CONNECTIONS
/**
 * Rounds of either side that count for nothing. Every connection of the hub's pool has its statements of each state
 * planned by then, and what either side runs is compiled.
 */
const BEFORE = 3
const GOAL = 0.5

const { basic, consent, origin } = applications[0]!.form
const form = {
  origin,
  consent,
  basic: { ...basic, services: ['gas' as const] },
  gas: { kind: 'ignition' as const, supplier: SLUG }
}

/** Native states that an order goes through. */
const STEPS = ['ACCEPTED', 'SURVEY_BOOKED', 'SURVEYED', 'QUOTED', 'PAID', 'BUILDING', 'INSPECTED', 'GAS_ON']
/** Callbacks of a round. */
const CALLBACKS = ORDERS * STEPS.length

export function callbackMeasurements (stage: () => Promise<Stage>): Measurement[] {
  return BACKENDS.map(backend => {
    const names = [`callback-${backend}`, `cost-callback-${backend}`]
    return { names, take: async () => withoutRedis(backend, names) ?? await measure(await stage(), backend) }
  })
}

async function measure (stage: Stage, backend: Backend): Promise<Figure[]> {
  const enterprise = await openEnterprise()
  const site = await openSite(stage, backend, document => { document.enterprises[SLUG].baseUrl = enterprise.url })
  let sent: Load['requests'] = []
  let taken = 0
  let bare: Bare | undefined

  async function load (url: string, requests: Load['requests']): Promise<{ seconds: number }> {
    return await stage.outside.load({ url, connections: CONNECTIONS, requests, amount: CALLBACKS, expected: 200 })
  }

  const orders = ORDERS * (BEFORE + stage.rounds)
  await site.fill(form, orders)
  await site.answerAlarms(delivering(site.hub, [SLUG]), orders)
  const references = [...enterprise.references()]
  const rounds = await alternate(stage.rounds, async () => {
    // Signed just now.
    sent = await enterprise.callbacks(references.splice(0, ORDERS))
    const sample = await take(stage, 'hub', CALLBACKS, async () => {
      const { seconds } = await load(site.url, sent)
      const answered = performance.now()
      await site.alarmsSet()
      return { seconds: seconds + (performance.now() - answered) / 1000 }
    })
    taken += CALLBACKS
    await expectCount(site, 'callbacks that moved their orders', "callbacks where state = 'applied'", taken)
    // As the server does by itself within a minute; until then statements are planned as if there were no callbacks.
    if (taken === CALLBACKS) await site.hub.pool.query('vacuum analyze')
    return sample
  }, async () => {
    bare ??= await openBare(site)
    return await take(stage, 'bare', CALLBACKS, () => load(bare!.url, sent.map(request => ({ ...request, path: '/' }))))
  }, BEFORE)
  await bare!.close()
  await site.close()
  await enterprise.close()
  return [
    compared({ name: `callback-${backend}`, unit: 'callbacks', goal: GOAL }, rounds),
    costOf(`cost-callback-${backend}`, 'callback', rounds.map(({ hub }) => hub))
  ]
}

interface Enterprise {
  url: string
  /** Of the orders that it has. */
  references (): Iterable<string>
  /**
   * Moves orders through all states; answers the callbacks that say so, which have reached nobody yet, those of an
   * order behind each other: one connection sends them, each when the one before is answered.
   */
  callbacks (references: string[]): Promise<Load['requests']>
  close (): Promise<void>
}

/** The simulator with somebody in the hub's place who keeps what it sends and says thank you. */
async function openEnterprise (): Promise<Enterprise> {
  let kept: Load['requests'] = []
  const server = createServer(async (request, response) => {
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
    kept.push({ path: request.url!, headers: headers as Record<string, string>, body: await text(request) })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}')
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const callbacksTo = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const enterprises = await startEnterprises(sandboxDocument(), { slugs: [SLUG], callbacksTo })
  const simulator = enterprises[SLUG]!
  return {
    url: simulator.url,
    references: () => simulator.orders.keys(),
    async callbacks (references) {
      kept = []
      for (const state of STEPS) {
        for (const reference of references) await simulator.move(reference, state)
      }
      return references.flatMap((_reference, order) =>
        STEPS.map((_state, step) => kept[step * references.length + order]!))
    },
    async close () {
      await closeAround(enterprises)
      server.close()
      server.closeAllConnections()
    }
  }
}

interface Bare { url: string, close (): Promise<void> }

async function openBare ({ hub: { pool } }: Site): Promise<Bare> {
  await copyTable(pool, 'callbacks')
  const { insert } = await copyRows(pool, 'callbacks', 'id = (select min(id) from callbacks)')
  const app = Fastify()
  app.post('/', async () => {
    await pool.query(insert)
    return { success: true }
  })
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() }
}
