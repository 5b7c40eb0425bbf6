/**
 * A whole hub for a test: its own database, queues on either backend, simulated enterprises that move only when told to, a
 * simulated portal. Waiting is done on the portal's events, never on time.
 */
import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { components } from '../../openapi/hub.d.ts'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { freePort } from '../../src/ground/database/free-port.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { openLog } from '../../src/ground/observe/log.ts'
import type { Traces } from '../../src/ground/observe/traces.ts'
import { startHub, type RunningHub } from '../../src/start.ts'
import type { OrderProgressed, PortalSimulator } from '../../simulators/portal.ts'
import type { Simulator } from '../../simulators/simulator.ts'
import { newTestCall, type TestCall } from './calls.ts'
import { newDatabase, servers } from './servers/servers.ts'
import type { ApprovalsSimulator } from '../../simulators/county-approvals.ts'
import {
  closeAround, connectOnly, readSandbox, sandboxDocument, standAt, startApprovals, startEnterprises, startPortal, UNLIMITED
} from '../../kit/sandbox.ts'

export type Application = components['schemas']['Application']
export type Event = OrderProgressed['data']
export type Backend = 'postgresql' | 'redis'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

export interface TestHub extends RunningHub {
  url: string
  databaseUrl: string
  /** Where the queues are, when they are in Redis. */
  redisUrl?: string
  portal: PortalSimulator
  simulators: Record<string, Simulator>
  /** Where it was asked for. */
  approvals: ApprovalsSimulator | undefined
  /** Every line the hub logged. */
  lines: string[]
  call: TestCall
  submit (form: ApplicationForm, key?: string): Promise<Application>
  read (jointNumber: string): Promise<Application>
  /** The first event, past or to come, that the predicate takes. */
  event (predicate: (event: Event) => boolean): Promise<Event>
  /** Waits for the event that an enterprise's order of the application reached a state. */
  reached (jointNumber: string, enterprise: Slug, state: Event['state']): Promise<Event>
  /** Waits until an attempt to hand over an order of the application has ended without success. */
  attempted (jointNumber: string): Promise<void>
}

export interface TestHubOptions {
  backend?: Backend
  /** Enterprises to simulate and connect. */
  slugs?: Slug[]
  /** Simulates the approvals system, too; in the settings it is in any case. */
  approvals?: boolean
  /** Changes to the sandbox settings before its enterprises are simulated. */
  site?: (settings: any) => void
  /** What the simulators are told beyond where to call back; each plays an enterprise by the sandbox's credentials unless told others. */
  simulatorOptions?: Record<Slug, object>
  /** Changes to the sandbox settings; `url` is where the hub will listen. */
  adjust?: (settings: any, url: string) => void
  now?: () => Date
  traces?: Traces
  /** In this database rather than in one of the tests' own server. */
  databaseUrl?: string
  /** Queues in this Redis rather than in one of the tests' own. */
  redisUrl?: string
  /** Given the hub's URL, where callbacks go instead. */
  callbacksVia?: (hubUrl: string) => string
}

/** Waits short enough for tests, long enough to be told apart. */
const QUICK = {
  acknowledgement: { within: '20ms' },
  retry: { first: '20ms', ceiling: '100ms', horizon: '1h' },
  breaker: { first: '20ms', ceiling: '100ms' },
  watch: { first: '20ms', every: '20ms' }
}

export async function startTestHub (t: Test, {
  backend = 'postgresql', slugs = ['county-water', 'state-grid', 'towngas', 'unicom'], approvals: withApprovals = false, site, simulatorOptions, adjust, now, traces, databaseUrl: givenDatabaseUrl, redisUrl: givenRedisUrl, callbacksVia
}: TestHubOptions = {}): Promise<TestHub> {
  const databaseUrl = givenDatabaseUrl ?? await newDatabase(t)
  const waiting = new Set<() => void>()
  const settings = sandboxDocument()
  site?.(settings)
  const portal = await startPortal(settings, { onEvent: () => { for (const look of waiting) look() } })
  t.teardown(() => closeAround({}, portal))
  settings.hub.sweepEvery = '200ms'
  // Tests look as often as they like; what is tested about the limits sets its own.
  settings.hub.limits = UNLIMITED
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  standAt(settings, url)
  const enterprises = await startEnterprises(settings, {
    slugs, callbacksTo: callbacksVia?.(url) ?? url, own: slug => ({ ...now && { now }, ...simulatorOptions?.[slug] })
  })
  t.teardown(() => closeAround(enterprises))
  const approvals = withApprovals
    ? await startApprovals(settings, { callbacksTo: callbacksVia?.(url) ?? url, own: { ...now && { now } } })
    : undefined
  if (approvals) {
    t.teardown(() => approvals.close())
    settings.approvals.delivery = QUICK
  }
  for (const slug of slugs) settings.enterprises[slug].delivery = { ...settings.enterprises[slug].delivery, ...QUICK }
  connectOnly(settings, slugs)
  adjust?.(settings, url)

  const redisUrl = givenRedisUrl ?? (backend === 'redis' ? await ownRedis() : undefined)
  const lines: string[] = []
  const running = await startHub({
    settings: readSandbox(settings),
    databaseUrl,
    strict: true,
    ...redisUrl && { redisUrl },
    log: openLog('debug', { write: line => { lines.push(line) } }),
    ...now && { now },
    ...traces && { traces }
  })
  // Runs before what stands above: the hub stops while the other side still answers.
  t.teardown(() => running.stop())
  await running.app.listen({ host: '127.0.0.1', port })

  const call = newTestCall(url, now)

  async function read (jointNumber: string): Promise<Application> {
    const answer = await call(`/v1/applications/${jointNumber}`)
    return await answer.json() as Application
  }

  async function submit (form: ApplicationForm, key: string = randomUUID()): Promise<Application> {
    const answer = await call('/v1/applications', json(form, { 'idempotency-key': key }))
    if (answer.status !== 202) throw new Error(`not accepted: ${answer.status} ${await answer.text()}`)
    return await answer.json() as Application
  }

  function event (predicate: (event: Event) => boolean): Promise<Event> {
    return new Promise(resolve => {
      function look (): void {
        const found = portal.events.find(predicate)
        if (!found) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  }

  return {
    ...running,
    url,
    databaseUrl,
    ...redisUrl && { redisUrl },
    portal,
    simulators: enterprises,
    approvals,
    lines,
    call,
    submit,
    read,
    event,
    async attempted (jointNumber) {
      while (!(await read(jointNumber)).orders.some(({ delivery }) => delivery.failure)) await setImmediate()
    },
    reached: (jointNumber, enterprise, state) =>
      event(event => event.jointNumber === jointNumber && event.enterprise === enterprise && event.state === state)
  }
}

/** The request that posts JSON; text goes as it is. */
export function json (body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) }
}

/** Uploads a file and answers its id. */
export async function upload (call: TestCall, content: Buffer): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(content)]), 'photo.png')
  const answer = await call('/v1/attachments', { method: 'POST', body })
  const { id } = await answer.json() as { id: string }
  return id
}

/** A database of Redis for one hub alone; test files run side by side, so each process takes its own. */
export async function ownRedis (): Promise<string> {
  const redis = new Redis(servers().redisUrl)
  const index = await redis.incr('databases-taken')
  await redis.quit()
  return `${servers().redisUrl}/${index}`
}
