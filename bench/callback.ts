/**
 * Taking callbacks of 新奥燃气, signed, each of another order and moving it: verified, kept, applied and answered, against
 * a bare Fastify that stores one row.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import { applications } from '../kit/applications.ts'
import { closeAround, sandboxDocument, startEnterprises } from '../kit/sandbox.ts'
import { copyRows, type CopiedRows } from './copied-rows.ts'
import type { Figure, Measurement } from './figure.ts'
import { costOf } from './meter.ts'
import type { Load } from './outside.ts'
import { alternate, compared } from './rounds.ts'
import { delivering, expectCount, openSite, type Site } from './site.ts'
import { BACKENDS, take, withoutRedis, type Backend, type Stage } from './stage.ts'

const SLUG = 'enn'
const CONNECTIONS = 32
/** Orders, each of which has one callback in a round. */
const ORDERS = 6 * CONNECTIONS
const GOAL = 0.5

const { basic, consent, origin } = applications[0]!.form
const form = {
  origin,
  consent,
  basic: { ...basic, services: ['gas' as const] },
  gas: { kind: 'ignition' as const, supplier: SLUG }
}

/** Native states that an order goes through, one in a round; from the last it begins again. */
const STEPS = ['ACCEPTED', 'SURVEY_BOOKED', 'SURVEYED', 'QUOTED', 'PAID', 'BUILDING', 'INSPECTED', 'GAS_ON']

export function callbackMeasurements (stage: () => Promise<Stage>): Measurement[] {
  return BACKENDS.map(backend => {
    const names = [`callback-${backend}`, `cost-callback-${backend}`]
    return { names, take: async () => withoutRedis(backend, names) ?? await measure(await stage(), backend) }
  })
}

async function measure (stage: Stage, backend: Backend): Promise<Figure[]> {
  const enterprise = await openEnterprise()
  const site = await openSite(stage, backend, document => { document.enterprises[SLUG].baseUrl = enterprise.url })
  let step = 0
  let sent: Load['requests'] = []
  let bare: Bare | undefined

  /** The callbacks of the next step, signed just now; orders that are at their end give place to new ones. */
  async function nextStep (): Promise<void> {
    if (step % STEPS.length === 0) {
      enterprise.forget()
      await site.fill(form, ORDERS)
      await site.answerAlarms(delivering(site.hub, [SLUG]), ORDERS)
    }
    sent = await enterprise.callbacks(STEPS[step++ % STEPS.length]!)
  }
  async function load (url: string, requests: Load['requests']): Promise<{ seconds: number }> {
    return await stage.outside.load({ url, connections: CONNECTIONS, requests, amount: ORDERS, expected: 200 })
  }

  const rounds = await alternate(stage.rounds, async () => {
    await nextStep()
    const sample = await take(stage, 'hub', ORDERS, async () => {
      const { seconds } = await load(site.url, sent)
      const answered = performance.now()
      await site.alarmsSet()
      return { seconds: seconds + (performance.now() - answered) / 1000 }
    })
    await expectCount(site, 'callbacks that moved their orders', "callbacks where state = 'applied'", step * ORDERS)
    return sample
  }, async () => {
    bare ??= await openBare(site, await copyRows(site.hub.pool, 'callbacks', 'id = (select min(id) from callbacks)'))
    return await take(stage, 'bare', ORDERS, () => load(bare!.url, sent.map(request => ({ ...request, path: '/' }))))
  })
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
  /** Moves every order to this native state; answers the callbacks that say so, which have reached nobody yet. */
  callbacks (state: string): Promise<Load['requests']>
  /** Its orders so far have no more callbacks. */
  forget (): void
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
  const forgotten = new Set<string>()
  return {
    url: simulator.url,
    async callbacks (state) {
      kept = []
      for (const reference of simulator.orders.keys()) {
        if (!forgotten.has(reference)) await simulator.move(reference, state)
      }
      return kept
    },
    forget () {
      for (const reference of simulator.orders.keys()) forgotten.add(reference)
    },
    async close () {
      await closeAround(enterprises)
      server.close()
      server.closeAllConnections()
    }
  }
}

interface Bare { url: string, close (): Promise<void> }

async function openBare ({ hub: { pool } }: Site, { insert }: CopiedRows): Promise<Bare> {
  const app = Fastify()
  app.post('/', async () => {
    await pool.query(insert)
    return { success: true }
  })
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() }
}
