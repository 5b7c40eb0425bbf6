/** A whole site on loopback: servers, enterprises, portal, gateway, and the hub's processes between them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { stringify } from 'yaml'
import { startRedis, type RedisServer } from '../kit/redis-server.ts'
import {
  closeAround, sandboxDocument, standAt, startApprovals, startEnterprises, startPortal, type SandboxDocument
} from '../kit/sandbox.ts'
import { openDesk } from '../kit/desk.ts'
import { isAtDesk } from '../src/enterprises/desk.ts'
import { eraseEmbedded, startEmbedded, stopEmbedded } from '../src/ground/database/embedded.ts'
import { freePort } from '../src/ground/database/free-port.ts'
import { openPool, type Pool } from '../src/ground/database/pool.ts'
import type { ApprovalsSimulator } from '../simulators/county-approvals.ts'
import type { PortalSimulator } from '../simulators/portal.ts'
import type { Simulator } from '../simulators/simulator.ts'
import { newApplicant, type Applicant } from './applicant.ts'
import { startCrew, type Crew } from './crew.ts'
import { startFilers, type Filers } from './filers.ts'
import { startGateway } from './gateway.ts'
import { startSpecialists, type Specialists } from './specialists.ts'
import { SLOTS, type Backend, type Slot } from './plan.ts'

export interface Site {
  pool: Pool
  portal: PortalSimulator
  enterprises: Simulator[]
  approvals: ApprovalsSimulator
  applicant: Applicant
  specialists: Specialists
  filers: Filers
  crew: Crew
  redisUrl?: string
  /** Takes the database server away for a while. */
  restartDatabase (how: 'fast' | 'immediate', down: number): Promise<void>
  /** Takes Redis away for a while, and with it all that it held. */
  restartRedis (down: number): Promise<void>
  /** Takes from Redis all that it holds. */
  flushRedis (): Promise<void>
  close (): Promise<void>
}

/** Milliseconds between two steps of an order at an enterprise. */
const PACE = 400

/**
 * What survives a crash of the server without being forced to the disk survives here: the machine does not crash. What
 * was committed must be with the operating system all the same, so synchronous_commit stays on.
 */
const FLAGS = ['fsync=off', 'full_page_writes=off']

/** `folder`: where the servers keep their data and the processes their logs; whatever was in it is gone. */
export async function startSite (backend: Backend, folder: string): Promise<Site> {
  // Left behind by a run that was killed.
  await stopEmbedded(folder)
  eraseEmbedded(folder)
  mkdirSync(folder, { recursive: true })
  let database = await startEmbedded(folder, FLAGS)
  const databasePort = Number(new URL(database.url).port)
  let redis: RedisServer | undefined = backend === 'redis' ? await startRedis(`${folder}/redis.log`) : undefined
  const slotPorts = await Promise.all(SLOTS.map(async slot => [slot, await freePort()] as const))
  const ports = Object.fromEntries(slotPorts) as Record<Slot, number>
  const gateway = await startGateway(SLOTS.filter(slot => slot.startsWith('api')).map(slot => ports[slot]))
  const document = sandboxDocument()
  standAt(document, gateway.url)
  openDesk(document)
  const applicant = newApplicant(gateway.url)
  const portal = await startPortal(document, { onEvent: event => applicant.progressed(event) })
  const enterprises = await startEnterprises(document, { callbacksTo: gateway.url, own: () => ({ pace: PACE }) })
  const approvals = (await startApprovals(document, { callbacksTo: gateway.url, own: { pace: PACE } }))!
  hasten(document)
  writeFileSync(`${folder}/settings.yaml`, stringify(document))
  const crew = startCrew(slot => ({
    LIANBAN_SETTINGS: `${folder}/settings.yaml`,
    LIANBAN_ROLE: slot.startsWith('api') ? 'api' : 'worker',
    PORT: String(ports[slot]),
    DATABASE_URL: database.url,
    ...redis && { REDIS_URL: redis.url },
    LOG_LEVEL: 'info',
    NODE_COMPILE_CACHE: `${folder}/compiled`
  }), folder)
  const pool = openPool(database.url, () => {})
  const specialists = startSpecialists(gateway.url)
  const filers = startFilers(gateway.url, () =>
    specialists.told.filter(({ step }) => step === 'accepted').map(({ reference }) => reference))

  return {
    pool,
    portal,
    enterprises: Object.values(enterprises),
    approvals,
    applicant,
    specialists,
    filers,
    crew,
    ...redis && { redisUrl: redis.url },
    async restartDatabase (how, down) {
      await database.stop(how)
      await sleep(down)
      database = await startEmbedded(folder, FLAGS, databasePort)
    },
    async restartRedis (down) {
      await redis!.kill()
      await sleep(down)
      redis = await startRedis(`${folder}/redis.log`, redis!.port)
    },
    async flushRedis () {
      const client = new Redis(redis!.url)
      await client.flushall()
      await client.quit()
    },
    async close () {
      applicant.end()
      specialists.abandon()
      filers.abandon()
      await crew.abandon()
      await pool.end()
      gateway.close()
      await closeAround(enterprises, portal, approvals)
      await redis?.kill()
      await stopEmbedded(folder)
    }
  }
}

/** Waits short enough for a process that was killed to be made up for in seconds. */
function hasten (document: SandboxDocument): void {
  document.hub = {
    ...document.hub,
    sweepEvery: '300ms',
    takeOverAfter: '1s',
    idempotencyWait: '2s',
    limits: { requests: 100_000 }
  }
  document.portal = { ...document.portal, timeout: '1s', ceiling: '1s' }
  const withSystem = Object.values<any>(document.enterprises).filter(own => !isAtDesk(own))
  for (const own of [...withSystem, document.approvals]) {
    own.timeout = '1s'
    own.delivery = {
      ...own.delivery,
      maintenance: [],
      acknowledgement: { within: '2s' },
      retry: { first: '100ms', ceiling: '1s', horizon: '1h' },
      breaker: { first: '500ms', ceiling: '2s' },
      watch: { first: '1s', every: '2s' }
    }
  }
}
