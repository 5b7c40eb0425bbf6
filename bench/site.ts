/**
 * A hub on the stage, in this process: its requests are answered, its alarms are set, and nobody answers them until a
 * figure wants it. With all that a county has switched on: portal, sealing, search hashes, idempotency.
 */
import { randomUUID } from 'node:crypto'
import { takeToken } from '../kit/caller.ts'
import { readSandbox, sandboxDocument, UNLIMITED, type SandboxDocument } from '../kit/sandbox.ts'
import { submit } from '../src/cases/submit.ts'
import { buildApp } from '../src/doors/http/app.ts'
import type { Slug } from '../src/enterprises/profiles.ts'
import { migrate } from '../src/ground/database/migrate.ts'
import type { ApplicationForm } from '../src/ground/form/order-view.ts'
import { openLog } from '../src/ground/observe/log.ts'
import type { Alarms, Answering } from '../src/ground/queue/alarms.ts'
import { openAlarms } from '../src/ground/queue/open-alarms.ts'
import { openHub, type Hub } from '../src/hub.ts'
import { deliveries } from '../src/start.ts'
import type { Backend, Place, Stage } from './stage.ts'

export interface Site {
  place: Place
  hub: Hub
  /** Where it takes requests, and what a request of the portal begins with. */
  url: string
  headers: Record<string, string>
  /** Applications that the portal might have submitted; ends when their alarms are set. */
  fill (form: ApplicationForm, count: number): Promise<void>
  /** Ends when every alarm is set that was to be. */
  alarmsSet (): Promise<void>
  /** Has alarms answered until so many are; answers how many seconds it took. */
  answerAlarms (answered: Answering[], count: number): Promise<number>
  close (): Promise<void>
}

/** Of a batch that are submitted at once. */
const LANES = 8
/** Longer than this nothing on the stage takes. */
const PATIENCE = 60_000

const log = openLog('warn', { write (line) { process.stderr.write(line) } })

/** The settings of the sandbox with everything outside in the process outside. */
export function siteDocument ({ addresses }: Pick<Stage, 'addresses'>): SandboxDocument {
  const document = sandboxDocument()
  document.hub.limits = UNLIMITED
  document.portal.webhookUrl = addresses.portal
  for (const [slug, url] of Object.entries(addresses.enterprises)) document.enterprises[slug].baseUrl = url
  // Its limit of five requests a second would be all that is measured.
  document.enterprises['county-water'].delivery = { rateLimit: null }
  return document
}

export async function openSite (
  stage: Stage, backend: Backend, adjust: (document: SandboxDocument) => void = () => {}
): Promise<Site> {
  const place = await stage.newPlace(backend)
  const document = siteDocument(stage)
  adjust(document)
  const settings = readSandbox(document)
  await migrate(place.databaseUrl)
  const options = {
    ...place.redisUrl !== undefined && { redisUrl: place.redisUrl },
    takeOverAfter: settings.hub.takeOverAfter,
    now: () => new Date(),
    log
  }
  const { alarms, allSet } = watched(await openAlarms(options))
  const { hub, close } = await openHub({
    settings, databaseUrl: place.databaseUrl, alarms, log, now: options.now, random: Math.random
  })
  const app = buildApp(hub)
  await app.ready()
  hub.phase = 'up'
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const { token } = await takeToken(url, 'portal')
  return {
    place,
    hub,
    url,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    async fill (form, count) {
      let left = count
      await Promise.all(Array.from({ length: LANES }, async () => {
        while (left-- > 0) await submit(hub, 'portal', randomUUID(), form)
      }))
      await allSet()
      // As the server does by itself within a minute; until then statements are planned as if the tables were empty.
      await hub.pool.query('vacuum analyze')
    },
    alarmsSet: allSet,
    answerAlarms: async (answered, count) => await answerAlarms(await openAlarms(options), answered, count),
    async close () {
      await app.close()
      await alarms.close()
      await close()
    }
  }
}

function watched (alarms: Alarms): { alarms: Alarms, allSet: () => Promise<void> } {
  const setting = new Set<Promise<void>>()
  return {
    alarms: {
      ...alarms,
      set (due) {
        const done = alarms.set(due).finally(() => setting.delete(done))
        setting.add(done)
        return done
      }
    },
    async allSet () {
      while (setting.size > 0) await Promise.all(setting)
    }
  }
}

async function answerAlarms (alarms: Alarms, answered: Answering[], count: number): Promise<number> {
  const { done, one } = countdown(count)
  const begun = performance.now()
  for (const answering of answered) {
    alarms.answer({
      ...answering,
      async handler (id) {
        const again = await answering.handler(id)
        one()
        return again
      }
    })
  }
  await done
  const seconds = (performance.now() - begun) / 1000
  await alarms.close()
  return seconds
}

/** `done` fails when not all have come in time. */
export function countdown (count: number): { done: Promise<void>, one: () => void } {
  const { promise: done, resolve, reject } = Promise.withResolvers<void>()
  let left = count
  const patience = setTimeout(() => { reject(new Error(`${left} of ${count} are not done after a minute`)) }, PATIENCE)
  return {
    done: done.finally(() => { clearTimeout(patience) }),
    one () {
      if (--left === 0) resolve()
    }
  }
}

/** The queues of enterprises, answered as the hub answers them. */
export function delivering (hub: Hub, slugs: readonly Slug[]): Answering[] {
  return slugs.map(slug => deliveries(hub, hub.enterprises.get(slug)!))
}

/** Throws unless a count in the database is what it has to be. */
export async function expectCount ({ hub }: Site, what: string, from: string, wanted: number): Promise<void> {
  const { rows: [found] } = await hub.pool.query<{ count: number }>(`select count(*) as count from ${from}`)
  if (found!.count !== wanted) throw new Error(`${wanted} ${what} were expected, there are ${found!.count}`)
}
