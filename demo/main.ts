/**
 * The demo (`npm run demo`): a database, every simulated enterprise, a simulated portal and the hub on loopback; real
 * forms go in at the one endpoint and are shown until every order is finished. Then it stays up; with `-- --once` it
 * ends by itself with one line of JSON, and exit code 0 only if every order was completed.
 */
import { eraseEmbedded, startEmbedded, stopEmbedded } from '../src/ground/database/embedded.ts'
import { openLog } from '../src/ground/observe/log.ts'
import { startHub } from '../src/start.ts'
import { closeAround, readSandbox, sandboxDocument, standAt, startEnterprises, startPortal } from '../kit/sandbox.ts'
import { applications } from '../kit/applications.ts'
import { createBoard } from './board.ts'
import { newCaller } from '../kit/caller.ts'
import { submitAll, type Submitted } from '../kit/submit.ts'

/** Milliseconds between two steps of an order at a simulated enterprise. */
const PACE = 900
/** All orders end long before; if not, something is wrong and the demo says so. */
const PATIENCE = 50_000
const DATA = 'data/demo'
const PORT = Number(process.env['PORT'] ?? 8080)

const once = process.argv.includes('--once')
const hubUrl = `http://127.0.0.1:${PORT}`

// Left behind by a demo that was killed.
await stopEmbedded(DATA)
eraseEmbedded(DATA)
const database = await startEmbedded(DATA)
const board = createBoard()
const site = sandboxDocument()
standAt(site, hubUrl)
const portal = await startPortal(site, { onEvent: event => board.progressed(event) })
const enterprises = await startEnterprises(site, { callbacksTo: hubUrl, own: () => ({ pace: PACE }) })
const running = await startHub({
  settings: readSandbox(site),
  databaseUrl: database.url,
  ...process.env['REDIS_URL'] && { redisUrl: process.env['REDIS_URL'] },
  log: openLog(process.env['LOG_LEVEL'] ?? 'warn')
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { stop().then(() => process.exit(0)) })
await listen()

console.log(`联办 hub at ${hubUrl} · API 文档 ${hubUrl}/docs · 契约 ${hubUrl}/openapi.yaml`)
const call = newCaller(hubUrl)
const submitted = await submitAll(call, applications)
board.show(submitted)
await board.ended(PATIENCE)
board.close()
const result = await count(submitted)

if (once) {
  await stop()
  console.log(JSON.stringify(result))
  process.exitCode = result.completed === result.orders ? 0 : 1
} else {
  console.log(`全部结束：${JSON.stringify(result)}`)
  console.log(`服务仍在运行：文档 ${hubUrl}/docs，办件列表 ${hubUrl}/v1/applications；按 Ctrl-C 结束`)
}

async function listen (): Promise<void> {
  try {
    await running.app.listen({ host: '127.0.0.1', port: PORT })
  } catch (error) {
    await stop()
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    console.error(taken ? `端口 ${PORT} 已被占用，请换一个：PORT=8090 npm run demo` : error)
    process.exit(1)
  }
}

/** Counted from what the hub itself answers, not from what the demo saw go by. */
async function count (
  submitted: Submitted[]
): Promise<Record<'applications' | 'orders' | 'acknowledged' | 'completed' | 'undelivered', number>> {
  const read = await Promise.all(submitted.map(async ({ application }) => {
    const answer = await call(`/v1/applications/${application.jointNumber}`)
    return await answer.json() as Submitted['application']
  }))
  const orders = read.flatMap(application => application.orders)
  const acknowledged = orders.filter(order => order.delivery.state === 'acknowledged').length
  return {
    applications: read.length,
    orders: orders.length,
    acknowledged,
    completed: orders.filter(order => order.state === 'completed').length,
    undelivered: orders.length - acknowledged
  }
}

async function stop (): Promise<void> {
  await running.stop()
  await closeAround(enterprises, portal)
  await database.stop()
}
