/**
 * Runs every simulated enterprise, the county's approvals system and the portal on loopback (`npm run simulators`), at
 * the ports that the settings name (`LIANBAN_SETTINGS`, else the sandbox's), until it is interrupted. `HUB_URL` is
 * where the hub takes callbacks, `PACE` the milliseconds between two steps of an order. Each plays by the credentials
 * of the sandbox.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { closeAround, sandboxDocument, startApprovals, startEnterprises, startPortal } from './sandbox.ts'

const settings = process.env['LIANBAN_SETTINGS']
const document = settings === undefined ? sandboxDocument() : parse(readFileSync(settings, 'utf8'))
const pace = Number(process.env['PACE'] ?? 1000)

const portal = await startPortal(document, {
  port: portOf(document.portal.webhookUrl),
  onEvent: event => console.log(`portal ${JSON.stringify(event)}`)
})
const callbacksTo = process.env['HUB_URL'] ?? `http://127.0.0.1:${process.env['PORT'] ?? 8080}`
const enterprises = await startEnterprises(document, {
  callbacksTo,
  own: slug => ({ port: portOf(document.enterprises[slug].baseUrl), pace })
})
const approvals = document.approvals &&
  await startApprovals(document, { callbacksTo, own: { port: portOf(document.approvals.baseUrl), pace } })
console.log(`portal ${portal.url}`)
if (approvals) console.log(`${approvals.slug} ${approvals.url}`)
for (const { slug, url } of Object.values(enterprises)) console.log(`${slug} ${url}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => { closeAround(enterprises, portal, approvals) })
}

function portOf (url: string): number {
  return Number(new URL(url).port)
}
