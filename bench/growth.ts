/**
 * What the hub's operations cost when a thousand applications are stored, a hundred thousand, a million
 * (`npm run bench -- --growth`, `--million` for the last): nothing that people wait for may grow with them. The
 * operations are called without HTTP, whose share does not depend on what is stored.
 */
import { randomUUID } from 'node:crypto'
import { eraseEmbedded, startEmbedded } from '../src/ground/database/embedded.ts'
import { EVERYTHING } from '../src/ground/access/visible.ts'
import type { Queryable } from '../src/ground/database/pool.ts'
import { readKeys } from '../src/ground/sealing/keys.ts'
import { erase } from '../src/cases/erase.ts'
import { submit } from '../src/cases/submit.ts'
import { countDue, purgeDaily } from '../src/engines/purge/purge.ts'
import { sweep } from '../src/engines/sweep/sweep.ts'
import type { Hub } from '../src/hub.ts'
import { dueIntents } from '../src/records/intents/due-intents.ts'
import { dueNotifications } from '../src/records/outbox/notifications.ts'
import { roundsOf, startHub } from '../src/start.ts'
import { listActs } from '../src/views/acts.ts'
import { listApplications, readApplication, searchApplications } from '../src/views/applications.ts'
import { countBacklog } from '../src/views/backlog.ts'
import { listCallbacks } from '../src/views/callbacks.ts'
import { listDisclosures } from '../src/views/disclosures.ts'
import { listExchanges } from '../src/views/exchanges.ts'
import { readOverview } from '../src/views/overview.ts'
import { readTimeline } from '../src/views/timeline.ts'
import { listUndeliverableOrders } from '../src/views/undeliverable-orders.ts'
import { listDeliveries } from '../src/views/webhooks.ts'
import { applications } from '../kit/applications.ts'
import { copiesVault, fill, GROWING } from '../kit/fill.ts'
import { clockOperations, figuresOfAYear, runClocks } from './growth-clocks.ts'
import { optionsOf, takeSamples, withoutFiles } from './growth-samples.ts'

/** With `--million` a million too. */
export const SIZES: number[] = [1_000, 100_000]

const FOLDER = 'data/bench-growth'
const DAY = 86_400_000
/** How far back the copies go. */
const DAYS = 700
/** How often each operation is timed, after one that is not. */
const TIMES = 11
const GOAL = 1.5
/** Of so many over all the days a year has about fifty thousand. */
const YEARS_SIZE = 100_000
/** They take away what others look at: once a size is enough. */
const REMOVING = new Set(['erase one', 'purge, a batch'])

const BY = { actor: 'operator', reason: '申请人请求' }

export interface GrowthFigure {
  name: string
  /** Milliseconds at each size, the median. */
  milliseconds: number[]
  /** The last of them to the first. */
  ratio: number
  goal: number
}

export interface Growth {
  sizes: number[]
  figures: GrowthFigure[]
  bytes: Array<{ table: string, perApplication: number }>
}

/** Measures, prints, and answers the figures. */
export async function measureGrowth (sizes: number[]): Promise<Growth> {
  eraseEmbedded(FOLDER)
  // What a server that is meant for it has at least; the default is meant for a laptop.
  const database = await startEmbedded(FOLDER, ['shared_buffers=1GB', 'max_wal_size=8GB', 'maintenance_work_mem=512MB'])
  try {
    await takeSamples(database.url)
    const running = await startHub({ ...optionsOf(database.url), role: 'api' })
    const { hub } = running
    const filling = await hub.pool.connect()
    const taken = new Map<string, number[]>()
    for (const [index, upTo] of sizes.entries()) {
      await fillUp(filling, upTo)
      hub.vault = await copiesVault(filling, hub.vault)
      const operations = await operationsOn(hub, upTo)
      if (index === 0) await warmUp(operations)
      await time(operations, taken)
      if (upTo === YEARS_SIZE) console.log(await figuresOfAYear(hub, median))
      await runClocks(filling)
      const clocks = await clockOperations(hub)
      if (index === 0) await warmUp(clocks)
      await time(clocks, taken)
    }
    const bytes = await bytesOf(filling)
    filling.release()
    await running.stop()
    const figures = [...taken].map(([name, milliseconds]) => (
      { name, milliseconds, ratio: milliseconds.at(-1)! / milliseconds[0]!, goal: GOAL }))
    return printed({ sizes, figures, bytes })
  } finally {
    await database.stop()
    eraseEmbedded(FOLDER)
  }
}

/** What is compiled and planned for the first time is no cost of the first size. */
async function warmUp (operations: Record<string, Operation>): Promise<void> {
  for (const [name, operation] of Object.entries(operations)) if (!REMOVING.has(name)) await median(operation)
}

async function time (operations: Record<string, Operation>, taken: Map<string, number[]>): Promise<void> {
  for (const [name, operation] of Object.entries(operations)) {
    taken.set(name, [...taken.get(name) ?? [], await median(operation)])
  }
}

/** Evenly over all the days, whatever the size: so a larger one has more on each of them. */
async function fillUp (connection: Queryable, upTo: number): Promise<void> {
  const now = Date.now()
  const begun = performance.now()
  await fill(connection, { upTo, from: new Date(now - DAYS * DAY), to: new Date(now - DAY) })
  // The day's purge begins anew.
  await connection.query('delete from purges')
  await connection.query('checkpoint')
  console.log(`${upTo} applications: filled in ${Math.round((performance.now() - begun) / 1000)} s`)
}

type Operation = () => Promise<unknown>

/** Each by its name; those that change something take another application every time. */
async function operationsOn (hub: Hub, size: number): Promise<Record<string, Operation>> {
  // At every size a copy of the same sample.
  const half = size / 2 - size / 2 % applications.length
  const { rows: [middle] } = await hub.pool.query<{ at: Date, number: string }>(
    'select received_at as at, joint_number as number from applications where serial = $1', [half])
  const { at, number: jointNumber } = middle!
  const [from, to] = [at.toISOString(), new Date(at.getTime() + 20 * DAY).toISOString()]
  const { phone, idNumber, applicantName } = applications[0]!.form.basic
  let erased = size * 0.9
  const listed = (filter: Parameters<typeof listApplications>[2]): Operation =>
    () => listApplications(hub, EVERYTHING, filter)
  const callbacks = (filter: Parameters<typeof listCallbacks>[1]): Operation => () => listCallbacks(hub, filter)
  const webhooks = (filter: Parameters<typeof listDeliveries>[2]): Operation =>
    () => listDeliveries(hub, EVERYTHING, filter)
  const given = { enterprise: null, client: 'portal' }
  const water = { enterprise: 'county-water', client: null }
  const { form } = applications[0]!
  return {
    'read one': () => readApplication(hub, EVERYTHING, jointNumber),
    timeline: () => readTimeline(hub, EVERYTHING, jointNumber),
    'exchanges of one': () => listExchanges(hub, EVERYTHING, jointNumber, {}),
    'applications, all': listed({}),
    'applications, of a portal': () => listApplications(hub, given, {}),
    'applications, of an enterprise': () => listApplications(hub, water, {}),
    'applications, of an enterprise, processing': () => listApplications(hub, water, { status: 'processing' }),
    'applications, status processing': listed({ status: 'processing' }),
    'applications, status completed': listed({ status: 'completed' }),
    'applications, status ended (none)': listed({ status: 'ended' }),
    'applications, service': listed({ service: 'gas' }),
    'applications, service, processing': listed({ service: 'gas', status: 'processing' }),
    'applications, enterprise': listed({ enterprise: 'towngas' }),
    'applications, enterprise that has none': listed({ enterprise: 'nobody' }),
    'applications, from a day on': listed({ receivedFrom: from }),
    'applications, up to a day': listed({ receivedTo: from }),
    'applications, of twenty days': listed({ receivedFrom: from, receivedTo: to }),
    'applications, part of a portal number': listed({ portalCaseNumber: `-${half}` }),
    'search, identity number': () => searchApplications(hub, EVERYTHING, {}, { idNumber }),
    'search, phone': () => searchApplications(hub, EVERYTHING, {}, { phone }),
    'search, common name': () => searchApplications(hub, EVERYTHING, {}, { applicantName }),
    'search, name and phone': () => searchApplications(hub, EVERYTHING, {}, { applicantName, phone }),
    'callbacks, all': callbacks({}),
    'callbacks, joint number': callbacks({ jointNumber }),
    'callbacks, applied': callbacks({ state: 'applied' }),
    'callbacks, refused (none)': callbacks({ state: 'refused' }),
    'callbacks, unknown reference': callbacks({ state: 'unknownReference' }),
    'callbacks, enterprise': callbacks({ enterprise: 'towngas' }),
    'callbacks, of twenty days': callbacks({ receivedFrom: from, receivedTo: to }),
    'callbacks, up to a day': callbacks({ receivedTo: from }),
    'webhooks, all': webhooks({}),
    'webhooks, open': webhooks({ state: 'open' }),
    'webhooks, failed (none)': webhooks({ state: 'failed' }),
    'webhooks, joint number': webhooks({ jointNumber }),
    'webhooks, of twenty days': webhooks({ from, to }),
    'webhooks, up to a day': webhooks({ to: from }),
    'acts, all': () => listActs(hub, {}),
    'acts, action': () => listActs(hub, { action: 'order-redrive' }),
    'acts, of twenty days': () => listActs(hub, { from, to }),
    'disclosures, joint number': () => listDisclosures(hub, { jointNumber }),
    'disclosures, of twenty days': () => listDisclosures(hub, { from, to }),
    'undeliverable orders': () => listUndeliverableOrders(hub, {}),
    overview: () => readOverview(hub),
    'metrics scrape': () => countBacklog(hub),
    'key report': () => readKeys(hub.pool, hub.vault),
    'due removals': () => countDue(hub, new Date()),
    'look for due orders': () => dueIntents(hub.pool, 'unicom', { now: new Date(), known: [], most: 8 }),
    'look for due events': () => dueNotifications(hub.pool, { now: new Date(), known: [], most: 8 }),
    sweep: () => sweep(hub, { ...roundsOf(hub), chores: [] }),
    'accept, 7 orders': () => submit(hub, 'portal', randomUUID(), withoutFiles(form)),
    'accept, repeated': () => submit(hub, 'portal', 'one', withoutFiles(form)),
    'erase one': () => erase(hub, EVERYTHING, `JXLB${String(--erased).padStart(6, '0')}`, BY),
    'purge, a batch': () => purgeDaily(hub, new Date())
  }
}

async function median (operation: Operation): Promise<number> {
  await operation()
  const taken: number[] = []
  for (let times = 0; times < TIMES; times++) {
    const begun = performance.now()
    await operation()
    taken.push(performance.now() - begun)
  }
  return taken.sort((one, other) => one - other)[TIMES >> 1]!
}

/** What a table takes of the disk with its indexes, for each application. */
async function bytesOf (connection: Queryable): Promise<Growth['bytes']> {
  const { rows } = await connection.query<{ table: string, perApplication: number }>(`
    select relname as table,
           round(pg_total_relation_size(oid) / (select count(*) from applications))::integer as "perApplication"
    from pg_class where relname = any($1) and relkind = 'r' order by 2 desc`, [GROWING])
  return rows
}

function printed (growth: Growth): Growth {
  const { sizes, figures, bytes } = growth
  console.table(Object.fromEntries(figures.map(({ name, milliseconds, ratio }) => [name, {
    ...Object.fromEntries(sizes.map((size, index) => [`${size}, ms`, milliseconds[index]!.toFixed(2)])),
    'last / first': ratio.toFixed(2),
    [`at most ${GOAL}`]: ratio <= GOAL ? 'yes' : 'NO'
  }])))
  console.table(bytes)
  console.log(`bytes an application: ${bytes.reduce((all, { perApplication }) => all + perApplication, 0)}`)
  return growth
}
