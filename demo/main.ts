/**
 * The demo (`npm run demo`): a database, every simulated enterprise, a simulated portal and the hub on loopback; real
 * forms go in at the one endpoint and are shown until every order is finished but two, which wait for a person at the
 * desk of an enterprise without a system. Then a visit is arranged, filings are made and a bad rating is put right
 * (together.ts), and it stays up; with `-- --once` it ends by itself with one line of JSON, and exit code 0 only if
 * every other order was completed and all of that was done.
 */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import type { components } from '../openapi/hub.d.ts'
import { submit } from '../src/cases/submit.ts'
import { ownerOf } from '../src/ground/access/caller.ts'
import { nextWorkingDay } from '../src/ground/calendar/calendar.ts'
import { dateOf, dayAt } from '../src/ground/calendar/chinese-time.ts'
import { eraseEmbedded, startEmbedded, stopEmbedded } from '../src/ground/database/embedded.ts'
import { keepAddress, listenFailure } from '../src/ground/network/listen-failure.ts'
import { openLog } from '../src/ground/observe/log.ts'
import { startHub } from '../src/start.ts'
import {
  closeAround, readSandbox, sandboxDocument, standAt, startApprovals, startEnterprises, startPortal
} from '../kit/sandbox.ts'
import { applications, type DemoApplication } from '../kit/applications.ts'
import { AT_DESK, forTheDesk, openDesk } from '../kit/desk.ts'
import { createBoard } from './board.ts'
import { together, type Days } from './together.ts'
import { accountLines, openAccounts, presentCode, WINDOW } from './people.ts'
import { newCaller } from '../kit/caller.ts'
import { submitAll, type Submitted } from '../kit/submit.ts'

/** Milliseconds between two steps of an order at a simulated enterprise. */
const PACE = 900
/** All orders end long before; if not, something is wrong and the demo says so. */
const PATIENCE = 50_000
const PORT = Number(process.env['PORT'] ?? 8080)
/** Of each port its own: one demo takes away what another has left behind, and must not do so while that one runs. */
const DATA = PORT === 8080 ? 'data/demo' : `data/demo-${PORT}`

if (process.argv.includes('--code')) {
  console.log(presentCode(new Date()))
  process.exit()
}
const once = process.argv.includes('--once')
const hubUrl = `http://127.0.0.1:${PORT}`

const letGo = await keepAddress('127.0.0.1', PORT).catch(giveUp)
// Left behind by a demo that was killed.
await stopEmbedded(DATA)
eraseEmbedded(DATA)
const database = await startEmbedded(DATA)
const board = createBoard()
const site = sandboxDocument()
standAt(site, hubUrl)
openDesk(site)
const portal = await startPortal(site, { onEvent: event => board.progressed(event) })
const enterprises = await startEnterprises(site, { callbacksTo: hubUrl, own: () => ({ pace: PACE }) })
const approvals = await startApprovals(site, { callbacksTo: hubUrl, own: { pace: PACE } })
// For the command line, which is to know what this hub knows.
writeFileSync(`${DATA}/settings.yaml`, stringify(site))
const running = await startHub({
  settings: readSandbox(site),
  databaseUrl: database.url,
  ...process.env['REDIS_URL'] && { redisUrl: process.env['REDIS_URL'] },
  log: openLog(process.env['LOG_LEVEL'] ?? 'warn')
})
let stopping: Promise<void> | undefined
// npm passes on a Ctrl-C that the terminal has sent here, too: the second must not cut the first short.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { stop().then(() => process.exit(0)) })
await listen()
await openAccounts(running.hub)

console.log(`联办 hub at ${hubUrl} · API 文档 ${hubUrl}/docs · 契约 ${hubUrl}/openapi.yaml`)
const call = newCaller(hubUrl)
const submitted = [...await submitAll(call, applications), await submitBackdated(applications[0]!)]
const waiting = [...await submitAll(call, [forTheDesk]), await submitBackdated(forTheDesk)]
board.show(submitted)
await board.ended(PATIENCE)
board.close()
const [first] = submitted as [Submitted]
const rated = { ...first, phone: applications[0]!.form.basic.phone }
const { counts, lines } = await together(hubUrl, await submitAtWindow(), rated, daysAhead())
const result = { ...await count([...submitted, ...waiting]), ...counts }

if (once) {
  await stop()
  console.log(JSON.stringify(result))
  const isOrderDone = result.completed + result.atDesk === result.orders && result.atDesk === waiting.length
  const isAllDone = isOrderDone && counts.visitsAgreed === 1 && counts.filingsPassed === 2 && counts.rectified === 1
  process.exitCode = isAllDone ? 0 : 1
} else {
  console.log(`全部结束：${JSON.stringify(result)}`)
  console.log(await promisesKept())
  for (const line of lines) console.log(line)
  for (const { application: { printedNumber }, title } of waiting) {
    console.log(`待人办理：${printedNumber} ${title}；工作台 ${hubUrl}/v1/desk/orders，客户端 ${AT_DESK}`)
  }
  for (const line of accountLines(`${hubUrl}/console/`)) console.log(line)
  console.log(`服务仍在运行：文档 ${hubUrl}/docs，办件列表 ${hubUrl}/v1/applications；按 Ctrl-C 结束`)
}

async function listen (): Promise<void> {
  try {
    await letGo()
    await running.app.listen({ host: '127.0.0.1', port: PORT })
  } catch (error) {
    await stop()
    giveUp(error)
  }
}

function giveUp (error: unknown): never {
  const failure = listenFailure(error)
  console.error(failure ? `端口 ${PORT} ${failure}，请换一个：PORT=8090 npm run demo` : error)
  process.exit(1)
}

type Result = Record<'applications' | 'orders' | 'acknowledged' | 'completed' | 'atDesk' | 'undelivered', number>

/** Counted from what the hub itself answers, not from what the demo saw go by. `atDesk`: nobody has taken it yet. */
async function count (submitted: Submitted[]): Promise<Result> {
  const read = await Promise.all(submitted.map(async ({ application }) => {
    const answer = await call(`/v1/applications/${application.jointNumber}`)
    return await answer.json() as Submitted['application']
  }))
  const orders = read.flatMap(application => application.orders)
  const acknowledged = orders.filter(order => order.delivery.state === 'acknowledged').length
  const answer = await newCaller(hubUrl, AT_DESK)('/v1/desk/orders?task=take')
  const { orders: { length: atDesk } } = await answer.json() as components['schemas']['DeskOrderPage']
  return {
    applications: read.length,
    orders: orders.length,
    acknowledged,
    completed: orders.filter(order => order.state === 'completed').length,
    atDesk,
    undelivered: orders.length - acknowledged - atDesk
  }
}

/**
 * One that came in a week ago, as if its enterprise had left it lying: it is late, and the portal has been told so.
 * Time cannot be made to run faster for the simulators, which verify it.
 */
async function submitBackdated ({ title, form }: DemoApplication): Promise<Submitted> {
  const { hub } = running
  const now = (): Date => new Date(Date.now() - 7 * 86_400_000)
  const application = await submit({ ...hub, now }, 'portal', randomUUID(), form)
  return { title: `${title}（演示：按七天前受理，已超期）`, application }
}

/** As the clerks of the demo do, who find it among those of their unit. */
async function submitAtWindow (): Promise<Submitted> {
  const application = await submit(running.hub, ownerOf(WINDOW), randomUUID(), forTheDesk.form)
  return { title: '住户 · 乡镇新装自来水（联合踏勘、行政审批）', application }
}

/** The next working day for the visit, and three weeks to build in. */
function daysAhead (): Days {
  const today = dayAt(Date.now())
  const visit = nextWorkingDay(running.hub.calendar.current(), today)
  return { visit: dateOf(visit), from: dateOf(visit + 7), to: dateOf(visit + 28) }
}

/** What became of what was promised, as the list of clocks has it. */
async function promisesKept (): Promise<string> {
  const answer = await call('/v1/clocks?state=ended&limit=100')
  const { clocks } = await answer.json() as components['schemas']['ClockPage']
  const count = (outcome: string): number => clocks.filter(({ clock }) => clock.outcome === outcome).length
  return `承诺时限（受理踏勘、接入开通）：按时 ${count('onTime')} 项，超期 ${count('late')} 项；明细 ${hubUrl}/v1/clocks?state=ended`
}

async function stop (): Promise<void> {
  await (stopping ??= stopAll())
}

async function stopAll (): Promise<void> {
  await running.stop()
  await closeAround(enterprises, portal, approvals)
  await database.stop()
}
