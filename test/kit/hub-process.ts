/** The hub as a process of its own, for a test: what it needs around it, and its end with the test. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { closeAround, connectOnly, sandboxDocument, standAt, startEnterprises, startPortal } from '../../kit/sandbox.ts'
import { spawnHub, type HubProcess } from '../../kit/hub-process.ts'
import type { PortalSimulator } from '../../simulators/portal.ts'
import type { Simulator } from '../../simulators/simulator.ts'
import { freePort } from '../../src/ground/database/free-port.ts'
import { openPool, type Pool } from '../../src/ground/database/pool.ts'
import { newTestCall, type TestCall } from './calls.ts'
import { formFor } from '../journeys/enterprises.ts'
import { newDatabase } from './servers/servers.ts'
import { json } from './test-hub.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

/** Killed with the test. */
export function startHubProcess (t: Test, environment: Record<string, string>): HubProcess {
  const hub = spawnHub(environment)
  t.teardown(async () => {
    hub.signal('SIGKILL')
    await hub.ended
  })
  return hub
}

/** A file with this content, for the time of the test. */
export function settingsFile (t: Test, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lianban-test-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'settings.yaml')
  writeFileSync(file, content)
  return file
}

/** A database, a portal and an enterprise, and the hub between them as often as it is started. */
export interface Site {
  url: string
  portal: PortalSimulator
  unicom: Simulator
  pool: Pool
  call: TestCall
  start (environment?: Record<string, string>): Promise<HubProcess>
  submit (): Promise<{ jointNumber: string, reference: string }>
}

export async function startSite (t: Test, callbackUrl?: string): Promise<Site> {
  const databaseUrl = await newDatabase(t)
  const pool = openPool(databaseUrl, () => {})
  t.teardown(() => pool.end())
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = sandboxDocument()
  standAt(settings, url)
  settings.hub.sweepEvery = '200ms'
  connectOnly(settings, ['unicom'])
  Object.assign(settings.enterprises.unicom, { timeout: '2s', delivery: { retry: { first: '100ms', ceiling: '200ms' }, watch: { first: '1h', every: '1h' } } })
  const portal = await startPortal(settings)
  const enterprises = await startEnterprises(settings, { slugs: ['unicom'], callbacksTo: url, own: () => ({ ...callbackUrl && { callbackUrl } }) })
  t.teardown(() => closeAround(enterprises, portal))
  const file = settingsFile(t, stringify(settings))
  const call = newTestCall(url)
  return {
    url,
    portal,
    unicom: enterprises['unicom']!,
    pool,
    call,
    async start (environment) {
      const hub = startHubProcess(t, { DATABASE_URL: databaseUrl, LIANBAN_SETTINGS: file, PORT: String(port), LOG_LEVEL: 'trace', ...environment })
      await hub.up()
      return hub
    },
    async submit () {
      const answer = await call('/v1/applications', json(formFor('unicom'), { 'idempotency-key': randomUUID() }))
      if (answer.status !== 202) throw new Error(`not accepted: ${answer.status}`)
      const { jointNumber, orders: [{ reference }] } = await answer.json() as { jointNumber: string, orders: [{ reference: string }] }
      return { jointNumber, reference }
    }
  }
}

/**
 * Where the enterprise's callbacks go to wait. Told early, it answers a placement once its callback is answered, so the gate holds
 * a placement that the enterprise has acted on for as long as the test likes.
 */
export async function startGate (t: Test): Promise<{ url: string, begun: Promise<void>, open: () => void }> {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const server = createServer(async (_request, response) => {
    begin()
    await gate
    response.end()
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, begun, open }
}
