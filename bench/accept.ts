/**
 * Accepting: applications of one, four and seven orders at 32 connections, against a bare Fastify that stores the same
 * rows in one transaction.
 */
import Fastify from 'fastify'
import { applications } from '../kit/applications.ts'
import { submit } from '../src/cases/submit.ts'
import { inWork } from '../src/ground/database/work.ts'
import type { ApplicationForm } from '../src/ground/form/order-view.ts'
import { bareWorkplace, copyRows, copyTable, type CopiedRows, type Copies } from './copied-rows.ts'
import type { Figure, Measurement } from './figure.ts'
import { costOf } from './meter.ts'
import type { LoadResult } from './outside.ts'
import { alternate, compared } from './rounds.ts'
import { expectCount, openSite, type Site } from './site.ts'
import { BACKENDS, take, withoutRedis, type Backend, type Stage } from './stage.ts'

const CONNECTIONS = 32
/** About how long one side of one round takes: in the first, which counts for nothing, code is compiled. */
const SECONDS = 2
const GOAL = 0.6

const [everything, waterOnly] = applications.map(({ form }) => form) as [ApplicationForm, ApplicationForm]
const { water: _water, electricity: _electricity, gas: _gas, ...networkOnly } = everything

/** By the number of their orders. */
const FORMS: Record<number, ApplicationForm> = {
  1: waterOnly,
  4: { ...networkOnly, basic: { ...everything.basic, services: ['network'] } },
  7: everything
}

interface Accepting { name: string, backend: Backend, orders: number, copies: Copies }

export function acceptMeasurements (stage: () => Promise<Stage>): Measurement[] {
  const figures = Object.keys(FORMS).map(Number).flatMap(orders => BACKENDS.map((backend): Accepting => (
    { name: `accept-${orders}-${backend}`, backend, orders, copies: 'indexed' })))
  const plain: Accepting = { name: 'plain-accept-7-postgresql', backend: 'postgresql', orders: 7, copies: 'plain' }
  return [...figures, plain].map(accepting => {
    const { name, backend, copies } = accepting
    const names = copies === 'plain' ? [name] : [name, `cost-${name}`]
    return {
      names,
      async take () {
        return withoutRedis(backend, names) ?? await measure(await stage(), accepting)
      }
    }
  })
}

async function measure (stage: Stage, { name, backend, orders, copies }: Accepting): Promise<Figure[]> {
  const site = await openSite(stage, backend)
  const form = FORMS[orders]!
  const { url, headers } = site
  const body = JSON.stringify(form)
  let accepted = 0
  async function load (to: string, path: string, amount: number): Promise<LoadResult> {
    const requests = [{ path, headers, body }]
    return await stage.outside.load({ url: to, connections: CONNECTIONS, requests, amount, expected: 202 })
  }
  async function submitted (amount: number): Promise<LoadResult> {
    accepted += amount
    const result = await load(url, '/v1/applications', amount)
    // An alarm that is set after the answer is work all the same.
    const answered = performance.now()
    await site.alarmsSet()
    return { ...result, seconds: result.seconds + (performance.now() - answered) / 1000 }
  }

  const first = await submitted(CONNECTIONS)
  const rows = await rowsOfOne(site, copies)
  const bare = await openBare(site, rows, await submit(site.hub, 'portal', 'once', form))
  accepted++
  const second = await load(bare.url, '/', CONNECTIONS)
  const [much, more] = [first, second].map(({ seconds }) =>
    Math.max(2, Math.round(SECONDS / Math.max(seconds, 0.01))) * CONNECTIONS) as [number, number]
  const rounds = await alternate(
    stage.rounds,
    () => take(stage, 'hub', much, () => submitted(much)),
    () => take(stage, 'bare', more, () => load(bare.url, '/', more)))
  // The counterpart does the same durable work only as long as these are the hub's rows.
  for (const { table, count } of rows) await expectCount(site, `rows of ${table}`, table, count * accepted)
  await expectCount(site, 'orders', 'orders', orders * accepted)
  await bare.close()
  await site.close()
  if (copies === 'plain') return [compared({ name, unit: 'applications' }, rounds)]
  return [
    compared({ name, unit: 'applications', goal: GOAL }, rounds),
    costOf(`cost-${name}`, 'application', rounds.map(({ hub }) => hub))
  ]
}

/** All that an accepted application is: what the counterpart stores too. */
async function rowsOfOne ({ hub: { pool } }: Site, copies: Copies): Promise<CopiedRows[]> {
  const { rows: [one] } = await pool.query<{ serial: number }>('select max(serial) as serial from applications')
  const mine = `application_serial = ${one!.serial}`
  const chosen = {
    idempotency_keys: mine,
    applications: `serial = ${one!.serial}`,
    search_hashes: mine,
    orders: mine,
    intents: `order_id in (select id from orders where ${mine})`,
    transitions: mine,
    notifications: mine,
    clocks: mine
  }
  const copied: CopiedRows[] = []
  for (const [table, where] of Object.entries(chosen)) {
    await copyTable(pool, table, copies)
    copied.push(await copyRows(pool, table, where))
  }
  return copied
}

interface Bare { url: string, close (): Promise<void> }

/** Answers what the hub answered. */
async function openBare ({ hub }: Site, rows: CopiedRows[], answer: object): Promise<Bare> {
  const place = bareWorkplace(hub)
  const app = Fastify()
  app.post('/', async (_request, reply) => {
    await inWork(place, async work => {
      for (const { insert } of rows) work.write(insert)
    })
    return reply.code(202).send(answer)
  })
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() }
}
