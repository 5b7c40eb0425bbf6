/** What npm run bench prints, and which figures it takes. */
import { t as root, test } from 'tap'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { acceptMeasurements } from '../../bench/accept.ts'
import { callbackMeasurements } from '../../bench/callback.ts'
import { deadEnterpriseMeasurements } from '../../bench/dead-enterprise.ts'
import { noCliffMeasurements } from '../../bench/no-cliff.ts'
import { deliverMeasurements } from '../../bench/deliver.ts'
import { asJson, asLine, chosen, type Figure } from '../../bench/figure.ts'
import { processesMeasurements } from '../../bench/processes.ts'
import { signMeasurements } from '../../bench/sign.ts'
import { webhookMeasurements } from '../../bench/webhook.ts'

// Contracts are compiled and servers started on a machine that runs other tests too.
root.setTimeout(120_000)

const RATIO: Figure = {
  name: 'accept-7-postgresql', unit: 'applications', rate: 120, bare: 240, ratio: 0.5, spread: [0.45, 0.55], goal: 0.6, rounds: 5, p50: [250, 120], p99: [400, 200]
}
const TOLD: Figure = { name: 'mapping-and-signing-enn', unit: 'µs', value: 36.5, spread: [36, 37], rounds: 5 }
const COST: Figure = { name: 'cost-deliver-redis', per: 'order', cpu: 4, databaseCpu: 3, redisCpu: 0.5, statements: 10, bytes: 5000 }

async function noStage (): Promise<never> {
  throw new Error('nothing is measured here')
}

const all = [
  signMeasurements, acceptMeasurements, deliverMeasurements, callbackMeasurements, webhookMeasurements, deadEnterpriseMeasurements, noCliffMeasurements,
  processesMeasurements
].flatMap(make => make(noStage))

test('the object for programs has every figure as it is', async t => {
  const figures = [RATIO, TOLD, COST, { name: 'accept-7-redis', notMeasured: 'redis-server is not installed' }]
  t.strictSame(JSON.parse(asJson(figures)), { figures })
  t.notMatch(asJson(figures), '\n')
})

test('a line for people says whether the goal is reached, what lies between, and why something is missing', async t => {
  t.equal(asLine(RATIO), 'accept-7-postgresql: 0.5 (0.45 to 0.55), goal 0.6: NOT REACHED; 120 applications/s, bare 240; p50 250/120 ms, p99 400/200 ms')
  t.match(asLine({ ...RATIO, ratio: 0.6 }), 'goal 0.6: reached;')
  t.equal(asLine(TOLD), 'mapping-and-signing-enn: 36.5 µs (36 to 37)')
  t.equal(asLine(COST), 'cost-deliver-redis: for one order hub 4 ms CPU, PostgreSQL 3 ms, Redis 0.5 ms, 10 statements, 5000 bytes')
  t.equal(asLine({ name: 'cost-deliver-postgresql', per: 'order', cpu: 4, databaseCpu: null, statements: 10, bytes: 5000 }),
    'cost-deliver-postgresql: for one order hub 4 ms CPU, 10 statements, 5000 bytes')
  t.equal(asLine({ name: 'accept-7-redis', notMeasured: 'redis-server is not installed' }), 'accept-7-redis: not measured, redis-server is not installed')
})

test('every figure has a name of its own, on both back ends', async t => {
  const names = all.flatMap(({ names }) => names)
  t.equal(new Set(names).size, names.length)
  for (const backend of ['postgresql', 'redis']) {
    for (const figure of ['accept-1', 'accept-4', 'accept-7', 'deliver', 'callback', 'webhook']) {
      t.ok(names.includes(`${figure}-${backend}`))
      t.ok(names.includes(`cost-${figure}-${backend}`))
    }
  }
  for (const name of ['beside-dead-enterprise', 'beyond-references', 'processes-2-redis', 'processes-4-redis', 'mapping-and-signing-telecom']) t.ok(names.includes(name))
})

test('a prefix chooses the figures that begin so, with what is measured together with them', async t => {
  t.strictSame(chosen(all, 'accept-7').flatMap(({ names }) => names), ['accept-7-postgresql', 'cost-accept-7-postgresql', 'accept-7-redis', 'cost-accept-7-redis'])
  t.strictSame(chosen(all, 'cost-webhook-redis').flatMap(({ names }) => names), ['webhook-redis', 'cost-webhook-redis'])
  t.equal(chosen(all, '').length, all.length)
  t.strictSame(chosen(all, 'weather'), [])
})

test('npm run bench -- --json prints one object and nothing else', async t => {
  const child = spawn(process.execPath, ['bench/main.ts', '--json', '--only', 'webhook-postgresql', '--rounds', '1'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>(resolve => { child.once('close', resolve) })
  const { figures } = JSON.parse(await text(child.stdout))
  t.equal(await ended, 0)
  t.match(figures, [
    { name: 'webhook-postgresql', rate: Number, bare: Number, ratio: Number, spread: [Number, Number], goal: 0.5, rounds: 1 },
    { name: 'cost-webhook-postgresql', per: 'event', cpu: Number, statements: Number }
  ])
  t.equal(figures.length, 2)
})
