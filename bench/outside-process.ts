/**
 * What stands outside of what is measured, in a process of its own: the load (autocannon), and everything the hub or
 * its counterpart calls. Enterprises are reduced to the answers that their simulators gave before, so that the hub and
 * its counterpart meet the same thing, and no simulator's work is taken for theirs.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { randomUUID } from 'node:crypto'
import autocannon, { type Client, type Request } from 'autocannon'
import type { Asked, Load, LoadResult, Outside } from './outside.ts'
import { answerTo, type Recorded } from './recorded.ts'
import { percentile } from './rounds.ts'

let lastWebhook: Asked['last-webhook']['result'] | undefined

const tasks: { [Name in keyof Asked]: (given: Asked[Name]['given']) => Promise<Asked[Name]['result']> } = {
  open: async recordings => {
    const enterprises = Object.entries(recordings).map(async ([slug, recorded]) =>
      [slug, await listen(createServer((request, response) => { play(recorded, request, response) }))] as const)
    const portal = await listen(createServer(takeWebhook))
    // Takes every request and never answers.
    const dead = await listen(createServer())
    return { enterprises: Object.fromEntries(await Promise.all(enterprises)), portal: `${portal}/webhook`, dead }
  },
  load: loads => Promise.all(loads.map(load)),
  'last-webhook': async () => {
    if (!lastWebhook) throw new Error('no webhook has come yet')
    return lastWebhook
  }
} satisfies Outside

process.on('message', async ({ id, task, given }: { id: number, task: keyof Asked, given: never }) => {
  try {
    process.send!({ id, result: await tasks[task](given) })
  } catch (error) {
    process.send!({ id, error: (error as Error).message })
  }
})
process.once('disconnect', () => process.exit())
// An interrupted terminal tells both processes; this one ends with the other.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {})

async function listen (server: Server): Promise<string> {
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function play (recorded: Recorded[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request)
  const { pathname } = new URL(request.url!, 'http://any')
  const known = recorded.find(({ method, path }) => method === request.method && path === pathname)
  if (!known) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(known.status, { 'content-type': known.contentType }).end(answerTo(known, body))
}

async function takeWebhook (request: IncomingMessage, response: ServerResponse): Promise<void> {
  lastWebhook = { body: (await buffer(request)).toString(), headers: request.headers as Record<string, string> }
  response.writeHead(204).end()
}

/** Sends `requests`, each once, or the one there is `amount` times, each with an Idempotency-Key of its own. */
async function load ({ url, connections, requests, amount, expected }: Load): Promise<LoadResult> {
  const lists = requests.length === 1 ? undefined : share(requests, connections)
  const [{ path, headers, body }] = requests as [Load['requests'][number]]
  let opened = 0
  const latencies: number[] = []
  const statuses = new Map<number, number>()
  const begun = performance.now()
  let ended = begun
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>()
  const running = autocannon({
    url: url + path,
    connections,
    amount,
    method: 'POST',
    headers,
    body,
    timeout: 60,
    // The run is over only when the next sample is taken.
    sampleInt: 20,
    ...lists ? { setupClient (client: Client) { client.setRequests(lists[opened++]!) } } : { requests: [keyed] }
  }, (error, result) => { error ? reject(error) : resolve(result) })
  running.on('response', (_client, status, _bytes, milliseconds) => {
    ended = performance.now()
    latencies.push(milliseconds)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  })
  const { errors, timeouts } = await promise
  if (statuses.get(expected) !== amount || errors + timeouts > 0) {
    const came = [...statuses].map(([status, count]) => `${count} of ${status}`).join(', ')
    throw new Error(`${amount} answers of ${expected} were expected of ${url}, came ${came}; ${errors} errors`)
  }
  const seconds = (ended - begun) / 1000
  return { seconds, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) }
}

const keyed: Request = {
  setupRequest: request => ({ ...request, headers: { ...request.headers, 'idempotency-key': randomUUID() } })
}

/** As many for each connection; autocannon shares `amount` out in the same way. */
function share (requests: Load['requests'], connections: number): Request[][] {
  if (requests.length % connections !== 0) throw new Error(`${requests.length} are not shared by ${connections}`)
  const each = requests.length / connections
  return Array.from({ length: connections }, (_, index) => requests.slice(index * each, (index + 1) * each)
    .map(({ path, headers, body }) => ({ method: 'POST' as const, path, headers, body })))
}
