/**
 * Runs every simulated enterprise, the county's approvals system and the portal on loopback (`npm run simulators`), at
 * the ports that the settings name (`LIANBAN_SETTINGS`, else the sandbox's), until it is interrupted. `HUB_URL` is
 * where the hub takes callbacks, `PACE` the milliseconds between two steps of an order. Each plays by the credentials
 * of the sandbox.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { APPROVALS } from '../src/enterprises/approvals.ts'
import { listenFailure } from '../src/ground/network/listen-failure.ts'
import {
  closeAround, sandboxDocument, startApprovals, startEnterprises, startPortal, type SandboxDocument
} from './sandbox.ts'

const settings = process.env['LIANBAN_SETTINGS']
const document = settings === undefined ? sandboxDocument() : parse(readFileSync(settings, 'utf8'))
const pace = Number(process.env['PACE'] ?? 1000)

const places = placesOf(document)
const callbacksTo = process.env['HUB_URL'] ?? `http://127.0.0.1:${process.env['PORT'] ?? 8080}`

const { portal, enterprises, approvals } = await start().catch(giveUp)
console.log(`portal ${portal.url}`)
if (approvals) console.log(`${approvals.slug} ${approvals.url}`)
for (const { slug, url } of Object.values(enterprises)) console.log(`${slug} ${url}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => { closeAround(enterprises, portal, approvals) })
}

async function start () {
  const portal = await startPortal(document, {
    port: portOf(document.portal.webhookUrl),
    onEvent: event => console.log(`portal ${JSON.stringify(event)}`)
  })
  const enterprises = await startEnterprises(document, {
    callbacksTo,
    own: slug => ({ port: portOf(document.enterprises[slug].baseUrl), pace })
  })
  const approvals = document.approvals &&
    await startApprovals(document, { callbacksTo, own: { port: portOf(document.approvals.baseUrl), pace } })
  return { portal, enterprises, approvals }
}

/** Those that have been started end with the process. */
function giveUp (error: NodeJS.ErrnoException & { port?: number }): never {
  const failure = listenFailure(error)
  const whose = places.filter(({ port }) => port === error.port).map(({ name, path }) => `${name}（${path}）`)
  console.error(failure
    ? `端口 ${error.port} ${failure}，${whose.join('、')}未能启动：请停下占用它的程序，或在设置文件（LIANBAN_SETTINGS）中换一个端口`
    : error)
  process.exit(1)
}

interface Place { name: string, path: string, port: number }

/** Who is to stand at which port, and where the settings say so. */
function placesOf ({ portal, approvals, enterprises }: SandboxDocument): Place[] {
  const own = Object.entries<any>(enterprises).filter(([, { baseUrl }]) => baseUrl !== undefined)
  return [
    { name: 'portal', path: 'portal.webhookUrl', port: portOf(portal.webhookUrl) },
    ...own.map(([slug, { baseUrl }]) => ({ name: slug, path: `enterprises.${slug}.baseUrl`, port: portOf(baseUrl) })),
    ...approvals ? [{ name: APPROVALS, path: 'approvals.baseUrl', port: portOf(approvals.baseUrl) }] : []
  ]
}

function portOf (url: string): number {
  return Number(new URL(url).port)
}
