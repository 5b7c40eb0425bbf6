/**
 * Runs every simulated enterprise and the simulated portal on loopback (`npm run simulators`), at the ports the sandbox
 * settings name, until it is interrupted. `HUB_URL` is where the hub takes callbacks, `PACE` the milliseconds between
 * two steps of an order.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { simulatePortal } from './portal.ts'
import { simulators } from './registry.ts'

const { portal, enterprises } = parse(readFileSync(new URL('../settings.sandbox.yaml', import.meta.url), 'utf8'))
const hubUrl = process.env['HUB_URL'] ?? 'http://127.0.0.1:8080'
const pace = Number(process.env['PACE'] ?? 1000)

const running = await Promise.all([
  simulatePortal({
    port: portOf(portal.webhookUrl),
    secret: portal.secrets[0],
    onEvent: event => console.log(`portal ${JSON.stringify(event)}`)
  }),
  ...Object.entries<{ profile: string, baseUrl: string }>(enterprises).map(([slug, { profile, baseUrl }]) =>
    simulators[profile]!({ slug, port: portOf(baseUrl), callbackUrl: `${hubUrl}/v1/callbacks/${slug}`, pace }))
])
for (const simulator of running) console.log(`${'slug' in simulator ? simulator.slug : 'portal'} ${simulator.url}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => { Promise.all(running.map(simulator => simulator.close())) })
}

function portOf (url: string): number {
  return Number(new URL(url).port)
}
