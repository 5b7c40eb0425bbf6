/** Carries out a plan at a site, lets everything come to rest, and compares the books. */
import { setTimeout as sleep } from 'node:timers/promises'
import { FAULTS } from '../simulators/faults.ts'
import type { Pool } from '../src/ground/database/pool.ts'
import { isBeforePerson, readBooks, readOpen, type Books } from './books.ts'
import type { Plan, PlannedEvent } from './plan.ts'
import { reconcile, type Findings } from './reconcile.ts'
import { startSite, type Site } from './site.ts'

export interface Report {
  seed: number
  backend: string
  /** What was done and what came of it. */
  figures: Record<string, number>
  findings: Findings
}

/** Longest time in which nothing changes while something is left to be done, milliseconds. */
const PATIENCE = 120_000

/** `folder` is the run's own, and stays to be looked at. */
export async function run (plan: Plan, folder = `data/chaos/${plan.options.backend}`): Promise<Report> {
  const site = await startSite(plan.options.backend, folder)
  const interrupt = (): void => { site.close().then(() => process.exit(130)) }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
  try {
    await site.crew.allUp()
    const begun = Date.now()
    const applying = await storm(plan, site)
    await calm(site)
    await applying
    const after = Date.now()
    await rest(site)
    await Promise.all([site.specialists.end(), site.filers.end()])
    const books = await readBooks(site.pool, site.redisUrl)
    const ends = await site.crew.stop()
    return {
      seed: plan.options.seed,
      backend: plan.options.backend,
      figures: {
        ...figures(plan, site, books),
        'seconds of storm': seconds(after - begun),
        'seconds until all was at rest': seconds(Date.now() - after)
      },
      findings: {
        ...reconcile(plan, site, books),
        'processes that fell by themselves': site.crew.falls,
        'processes that did not stop in good order': ends.filter(end => end !== 0).map(String)
      }
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt)
    await site.close()
  }
}

function seconds (milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10
}

/** Ends with the last event; the promise in what it answers, once every application is in. */
async function storm ({ applications, events, duration }: Plan, site: Site): Promise<Promise<unknown>> {
  const begun = Date.now()
  const until = (at: number): Promise<unknown> => sleep(Math.max(0, begun + at - Date.now()))
  const applying = Promise.all(applications.map(async application => {
    await until(application.at)
    await site.applicant.apply(application)
  }))
  // Told of where it is waited for.
  applying.catch(() => {})
  // A server that is away cannot be taken away: one such event after the other.
  let servers: Promise<void> = Promise.resolve()
  const done = events.map(async event => {
    await until(event.at)
    if (event.what === 'fault') return await strike(site, event)
    if (event.what === 'kill') return await site.crew.kill(event.slot, event.rest)
    servers = servers.then(() => trouble(site, event))
    await servers
  })
  await Promise.all([...done, until(duration)])
  return applying
}

type Fault = Extract<PlannedEvent, { what: 'fault' }>

async function strike ({ enterprises, approvals, portal }: Site, { who, fault, ...how }: Fault): Promise<void> {
  const { faults } = who === 'portal' ? portal : [...enterprises, approvals].find(({ slug }) => slug === who)!
  if ('times' in how) return faults.arm(fault, how.times)
  faults.arm(fault, Infinity)
  await sleep(how.lasting)
  faults.arm(fault, 0)
}

async function trouble (site: Site, event: Extract<PlannedEvent, { what: 'postgresql' | 'redis' }>): Promise<void> {
  if (event.what === 'postgresql') return await site.restartDatabase(event.how, event.down)
  if (event.how === 'restart') return await site.restartRedis(event.down)
  await site.flushRedis()
}

/** Nothing goes wrong any more. */
async function calm ({ enterprises, approvals, portal, crew }: Site): Promise<void> {
  for (const { faults } of [...enterprises, approvals, portal]) for (const fault of FAULTS) faults.arm(fault, 0)
  await crew.allUp()
}

/**
 * Until nothing is left to be done, however slow the machine, or nothing has come nearer to it for too long. What is
 * open is cheap to ask for; the books, which cost as much as a storm of requests, are read once that is nothing.
 */
async function rest ({ pool, portal, redisUrl, applicant }: Site): Promise<void> {
  let last = ''
  for (let end = 0; last === '' || Date.now() < end; await sleep(500)) {
    const left = (await readOpen(pool)).length + applicant.asking.size
    if (left === 0 && await isAtRest(pool, portal, redisUrl)) return
    const seen = [left, portal.heard.length].join()
    if (seen !== last) end = Date.now() + PATIENCE
    last = seen
  }
}

async function isAtRest (pool: Pool, portal: Site['portal'], redisUrl: string | undefined): Promise<boolean> {
  const { open, transitions } = await readBooks(pool, redisUrl)
  return open.length === 0 && transitions.length <= portal.heard.length
}

function figures (
  { events }: Plan, { crew, applicant, specialists, filers, enterprises, approvals, portal }: Site,
  { applications, orders, filings, exchanges, transitions }: Books
): Record<string, number> {
  const count = (what: PlannedEvent['what'], how: string): number =>
    events.filter(event => event.what === what && 'how' in event && event.how === how).length
  const ended = (state: string): number => orders.filter(order => order.state === state).length
  const struck = [...enterprises, approvals, portal].flatMap(({ faults }) => [...faults.struck.values()])
    .reduce((sum, times) => sum + times, 0)
  const placements = enterprises.flatMap(({ orders }) => [...orders.values()].map(({ placements }) => placements))
  return {
    'processes killed': crew.kills,
    'starts without a database': crew.failedStarts,
    'PostgreSQL restarts, fast': count('postgresql', 'fast'),
    'PostgreSQL restarts, immediate': count('postgresql', 'immediate'),
    'Redis restarts': count('redis', 'restart'),
    'Redis flushes': count('redis', 'flush'),
    'faults that struck': struck,
    'requests of the portal repeated': applicant.repeats,
    applications: applications.length,
    orders: orders.length,
    'orders completed': ended('completed'),
    'orders refused': ended('refused'),
    'orders withdrawn': ended('withdrawn'),
    'orders handed over': ended('handedOver'),
    'orders in front of a person': orders.filter(isBeforePerson).length,
    'orders at enterprises': placements.length,
    'placements repeated under the same reference': placements.reduce((sum, times) => sum + times - 1, 0),
    'orders at the desk': new Set(specialists.told.map(({ reference }) => reference)).size,
    'steps taken at the desk': specialists.told.length,
    'steps at the desk that came too late': specialists.late,
    filings: filings.length,
    'filings passed': filings.filter(({ state }) => state === 'passed').length,
    'filings refused': filings.filter(({ state }) => state === 'refused').length,
    'filings cancelled': filings.filter(({ state }) => state === 'cancelled').length,
    'corrections of filings': filers.corrections,
    'filings and corrections that came too late': filers.late,
    'filings at the departments': approvals.filings.size,
    exchanges: exchanges.length,
    'exchanges that failed': exchanges.filter(({ outcome }) => outcome === 'failed').length,
    events: transitions.length
  }
}
