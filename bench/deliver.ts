/**
 * Delivering, from the alarm through mapping, signing, HTTP and state, against bare BullMQ workers on the same back end
 * that post the same messages to the same enterprises and store the rows that the hub stores of an order delivered.
 */
import { Agent, request } from 'undici'
import type { Slug } from '../src/enterprises/profiles.ts'
import { inWork } from '../src/ground/database/work.ts'
import { applications } from '../kit/applications.ts'
import { bareWorkplace, copyRows, copyTable, type CopiedRows } from './copied-rows.ts'
import type { Figure, Measurement } from './figure.ts'
import { costOf } from './meter.ts'
import type { Recorded } from './recorded.ts'
import { openQueues } from './queues.ts'
import { alternate, compared } from './rounds.ts'
import { countdown, delivering, expectCount, openSite, type Site } from './site.ts'
import { BACKENDS, take, withoutRedis, type Backend, type Stage } from './stage.ts'

const { form } = applications[0]!
const SLUGS = ['county-water', 'state-grid', 'towngas', 'telecom', 'mobile', 'unicom', 'anguang']
/** Of seven orders each, in a round. */
const APPLICATIONS = 24
const GOAL = 0.5

export function deliverMeasurements (stage: () => Promise<Stage>): Measurement[] {
  return BACKENDS.map(backend => {
    const names = [`deliver-${backend}`, `cost-deliver-${backend}`]
    return { names, take: async () => withoutRedis(backend, names) ?? await measure(await stage(), backend) }
  })
}

async function measure (stage: Stage, backend: Backend): Promise<Figure[]> {
  const site = await openSite(stage, backend)
  const orders = APPLICATIONS * SLUGS.length
  let delivered = 0
  let stored: Stored | undefined
  const rounds = await alternate(stage.rounds, async () => {
    await site.fill(form, APPLICATIONS)
    const sample = await take(stage, 'hub', orders, async () => ({
      seconds: await site.answerAlarms(delivering(site.hub, SLUGS), orders)
    }))
    delivered += orders
    await expectCount(site, 'orders with their enterprises', "orders where delivery = 'acknowledged'", delivered)
    return sample
  }, async () => {
    stored ??= await storedOf(site)
    return await bareRound(stage, site, stored)
  })
  await site.close()
  return [
    compared({ name: `deliver-${backend}`, unit: 'orders', goal: GOAL }, rounds),
    costOf(`cost-deliver-${backend}`, 'order', rounds.map(({ hub }) => hub))
  ]
}

/** What the hub has stored of a delivered order, beside its queue: rows that are new, by the enterprise. */
type Stored = Record<Slug, CopiedRows[]>

/** Delivered orders and their applications are changed, too. */
const CHANGED = ['orders', 'applications']
const CHANGES = [
  {
    name: 'bare-order',
    text: `
      update bare.orders
      set state = 'received', native_number = 'N', delivery = 'acknowledged', since = now(), version = version + 1
      where bare_id = $1`
  },
  {
    name: 'bare-application',
    text: 'update bare.applications set last_sequence = last_sequence + 1 where bare_id = $1'
  }
]

async function storedOf ({ hub: { pool } }: Site): Promise<Stored> {
  for (const table of ['exchanges', 'messages', 'transitions', 'notifications', ...CHANGED]) {
    await copyTable(pool, table)
  }
  const stored: Stored = {}
  for (const slug of SLUGS) {
    const { rows: [one] } = await pool.query<{ id: string, serial: number }>(`
      select id, application_serial as serial from orders where enterprise = $1 order by application_serial limit 1`,
    [slug])
    const { id, serial } = one!
    const happened = `select sequence from transitions where order_id = '${id}' and sequence > ${SLUGS.length}`
    const since = `application_serial = ${serial} and sequence in (${happened})`
    stored[slug] = [
      await copyRows(pool, 'exchanges', `order_id = '${id}'`),
      await copyRows(pool, 'messages', `exchange_id in (select id from exchanges where order_id = '${id}')`),
      await copyRows(pool, 'transitions', since),
      await copyRows(pool, 'notifications', since)
    ]
  }
  return stored
}

/** Puts the orders and the applications there that a round changes, numbered from 1. */
async function fillBare ({ hub: { pool } }: Site): Promise<void> {
  for (const [table, count] of [['orders', APPLICATIONS * SLUGS.length], ['applications', APPLICATIONS]] as const) {
    const { insert } = await copyRows(pool, table, 'true limit 1')
    await pool.query(`truncate bare.${table} restart identity`)
    for (let made = 0; made < count; made++) await pool.query(insert)
  }
}

/** As many jobs on as many queues, worked on as many at once. */
async function bareRound (stage: Stage, site: Site, stored: Stored) {
  const place = bareWorkplace(site.hub)
  await fillBare(site)
  const backend = await openQueues(site.place)
  const agent = new Agent()
  const queues = SLUGS.map(slug => backend.queue(`bare-${slug}`))
  for (const queue of queues) {
    const jobs = Array.from({ length: APPLICATIONS }, (_, application) => (
      { name: 'post', data: { application }, opts: { removeOnComplete: true, removeOnFail: true } }))
    await queue.addBulk(jobs)
  }
  const orders = APPLICATIONS * SLUGS.length
  const workers: Array<ReturnType<typeof backend.worker>> = []
  const sample = await take(stage, 'bare', orders, async () => {
    const { done, one } = countdown(orders)
    const begun = performance.now()
    for (const slug of SLUGS) {
      const { concurrency } = site.hub.enterprises.get(slug)!.settings.delivery
      workers.push(backend.worker(`bare-${slug}`, async ({ data: { application } }) => {
        await postAll(stage, slug, agent)
        const ids = [application * SLUGS.length + SLUGS.indexOf(slug) + 1, application + 1]
        await inWork(place, async work => {
          for (const { insert } of stored[slug]!) work.write(insert)
          CHANGES.forEach((change, index) => { work.write({ ...change, values: [ids[index]] }) })
        })
        one()
        return undefined
      }, { concurrency }))
    }
    await done
    return { seconds: (performance.now() - begun) / 1000 }
  })
  await Promise.all(workers.map(worker => worker.close()))
  await Promise.all(queues.map(queue => queue.close()))
  await backend.close()
  await agent.close()
  return sample
}

/** The messages of one order, as the adapter sent them once, but for the session token that many orders share. */
async function postAll ({ recordings, addresses }: Stage, slug: Slug, dispatcher: Agent): Promise<void> {
  for (const message of recordings[slug]!.filter(({ token }) => !token)) {
    await post(addresses.enterprises[slug]!, message, dispatcher)
  }
}

async function post (to: string, { method, path, query, headers, body, status }: Recorded, dispatcher: Agent) {
  const answer = await request(to + path + query, {
    method: method as 'POST', headers, body: body.length > 0 ? body : null, dispatcher
  })
  await answer.body.arrayBuffer()
  if (answer.statusCode !== status) throw new Error(`${path} was answered ${answer.statusCode} and not ${status}`)
}
