/**
 * Telling the portal, one event of each application, signed and in sequence, against a bare undici post and one update
 * for each.
 */
import { Agent, request } from 'undici'
import { applications } from '../kit/applications.ts'
import { notify } from '../src/engines/portal/notify.ts'
import { notifications } from '../src/start.ts'
import { copyRows, copyTable, type CopiedRows } from './copied-rows.ts'
import type { Figure, Measurement } from './figure.ts'
import { costOf } from './meter.ts'
import { alternate, compared } from './rounds.ts'
import { expectCount, openSite, type Site } from './site.ts'
import { BACKENDS, take, withoutRedis, type Backend, type Stage, type Taken } from './stage.ts'

/** Of one order: each has one event. */
const { form } = applications[1]!
const EVENTS = 1600
const GOAL = 0.5

export function webhookMeasurements (stage: () => Promise<Stage>): Measurement[] {
  return BACKENDS.map(backend => {
    const names = [`webhook-${backend}`, `cost-webhook-${backend}`]
    return { names, take: async () => withoutRedis(backend, names) ?? await measure(await stage(), backend) }
  })
}

async function measure (stage: Stage, backend: Backend): Promise<Figure[]> {
  const site = await openSite(stage, backend)
  const { hub } = site
  const notifier = notify(hub, hub.settings.portal!)
  await site.fill(form, 1)
  await copyTable(hub.pool, 'notifications')
  const row = await copyRows(hub.pool, 'notifications', 'true')
  let told = 0
  async function hubRound (): Promise<Taken> {
    // The first has one already.
    const events = told === 0 ? EVENTS - 1 : EVENTS
    await site.fill(form, events)
    const sample = await take(stage, 'hub', EVENTS, async () => ({
      seconds: await site.answerAlarms([notifications(hub, notifier)], EVENTS)
    }))
    told += EVENTS
    await expectCount(site, 'events that the portal has', "notifications where state = 'delivered'", told)
    return sample
  }
  const rounds = await alternate(stage.rounds, hubRound, () => bareRound(stage, site, row))
  await notifier.close()
  await site.close()
  return [
    compared({ name: `webhook-${backend}`, unit: 'events', goal: GOAL }, rounds),
    costOf(`cost-webhook-${backend}`, 'event', rounds.map(({ hub }) => hub))
  ]
}

async function bareRound (stage: Stage, { hub: { pool, settings } }: Site, { insert }: CopiedRows): Promise<Taken> {
  await pool.query('truncate bare.notifications restart identity')
  for (let made = 0; made < EVENTS; made++) await pool.query(insert)
  const { body, headers: { 'content-length': _length, connection: _connection, ...headers } } =
    await stage.outside.ask('last-webhook', undefined)
  const agent = new Agent()
  let next = 1
  async function lane (): Promise<void> {
    for (let id = next++; id <= EVENTS; id = next++) {
      const answer = await request(stage.addresses.portal, { method: 'POST', headers, body, dispatcher: agent })
      await answer.body.dump()
      if (answer.statusCode !== 204) throw new Error(`the portal answered ${answer.statusCode}`)
      await pool.query({ ...UPDATE, values: [id] })
    }
  }
  const sample = await take(stage, 'bare', EVENTS, async () => {
    const begun = performance.now()
    // As many at once as the hub sends.
    await Promise.all(Array.from({ length: settings.portal!.concurrency }, lane))
    return { seconds: (performance.now() - begun) / 1000 }
  })
  await agent.close()
  return sample
}

const UPDATE = {
  name: 'bare-delivered',
  text: "update bare.notifications set state = 'delivered', attempts = 1, delivered_at = now() where bare_id = $1"
}
