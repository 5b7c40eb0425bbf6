/**
 * Delivering, from the alarm through mapping, signing, HTTP and state, against bare BullMQ workers on the same back end
 * that post the same messages to the same enterprises.
 */
import { Agent, request } from 'undici'
import type { Slug } from '../src/enterprises/profiles.ts'
import { applications } from '../kit/applications.ts'
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
  const rounds = await alternate(stage.rounds, async () => {
    await site.fill(form, APPLICATIONS)
    const sample = await take(stage, 'hub', orders, async () => ({
      seconds: await site.answerAlarms(delivering(site.hub, SLUGS), orders)
    }))
    delivered += orders
    await expectCount(site, 'orders with their enterprises', "orders where delivery = 'acknowledged'", delivered)
    return sample
  }, () => bareRound(stage, site))
  await site.close()
  return [
    compared({ name: `deliver-${backend}`, unit: 'orders', goal: GOAL }, rounds),
    costOf(`cost-deliver-${backend}`, 'order', rounds.map(({ hub }) => hub))
  ]
}

/** As many jobs on as many queues, worked on as many at once. */
async function bareRound (stage: Stage, site: Site) {
  const backend = await openQueues(site.place)
  const agent = new Agent()
  const queues = SLUGS.map(slug => backend.queue(`bare-${slug}`))
  for (const queue of queues) {
    const jobs = Array.from({ length: APPLICATIONS }, () => (
      { name: 'post', data: {}, opts: { removeOnComplete: true, removeOnFail: true } }))
    await queue.addBulk(jobs)
  }
  const orders = APPLICATIONS * SLUGS.length
  const workers: Array<ReturnType<typeof backend.worker>> = []
  const sample = await take(stage, 'bare', orders, async () => {
    const { done, one } = countdown(orders)
    const begun = performance.now()
    for (const slug of SLUGS) {
      const { concurrency } = site.hub.enterprises.get(slug)!.settings.delivery
      workers.push(backend.worker(`bare-${slug}`, async () => {
        await postAll(stage, slug, agent)
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
