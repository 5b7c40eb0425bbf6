<<<<<<< HEAD
/** The adapter against the simulated grid on loopback, and against canned answers for what the simulator never says. */
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import type { NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused, Failure } from '../../adapters/failure.ts'
import { sign, adapter as stateGridAdapter } from '../../adapters/state-grid.ts'
import type { components } from '../../openapi/enterprises/state-grid.d.ts'
import { simulate as simulateStateGrid, type StateGridSimulatorOptions } from '../../simulators/state-grid.ts'
import { adapterContext } from '../kit/adapter-context.ts'

type Native = components['schemas']

const NOW = new Date(1767576615123)
const { native: ORDER }: { native: Native['Order'] } =
  JSON.parse(readFileSync(new URL('../fixtures/state-grid/exemplary/close-agent-commercial.json', import.meta.url), 'utf8'))
const KEY = { reference: ORDER.preAppNo }

function settings (baseUrl: string, over: { key?: string, timeout?: string } = {}) {
  return stateGridAdapter.settings.parse({
    baseUrl,
    timeout: over.timeout ?? '2s',
    credentials: { app: 'LB341823', key: over.key ?? 'state-grid-sandbox-key' },
    callback: { app: 'LB341823', key: 'state-grid-callback-key' },
    agreed: { orgNo: '3440823' }
  })
}

async function sandbox (t: Test, options: StateGridSimulatorOptions = {}, over: { key?: string, timeout?: string } = {}) {
  const simulator = await simulateStateGrid({ now: () => NOW, ...options })
  const context = adapterContext(settings(simulator.url, over), () => NOW)
  const adapter = stateGridAdapter.connect(context)
  t.teardown(async () => { await adapter.close(); await simulator.close() })
  return { simulator, adapter, context }
}

/** An adapter whose enterprise gives one answer to everything. */
async function canned (t: Test, answer: unknown, status = 200) {
  const app = Fastify({ forceCloseConnections: true })
  app.post('/transformation', async (_request, reply) => reply.code(status).type('application/json').send(answer))
  const adapter = stateGridAdapter.connect(adapterContext(settings(await app.listen({ host: '127.0.0.1', port: 0 })), () => NOW))
  t.teardown(async () => { await adapter.close(); await app.close() })
  return adapter
}

function inner (code: string, more: object = {}): object {
  return { code: '00000', message: '成功', data: { code, message: `内层${code}`, ...more } }
}

async function fails (t: Test, act: Promise<unknown>, facts: { code: string, [fact: string]: unknown }): Promise<void> {
  const failure = await act.then(() => undefined, (error: unknown) => error)
  t.type(failure, Failure, `fails with ${facts.code}`)
  t.match(failure, { facts })
}
=======
/** 国网泾县供电公司's adapter beside its cases: the signature. */
import { test } from 'tap'
import { sign } from '../../adapters/state-grid.ts'
>>>>>>> main

test('the signature is the one of the document', async t => {
  const body = '{"serviceCode":"20001781","source":"010307","target":"34101","data":{"preAppNo":"XC3418232026010509301501"}}'
  t.equal(sign('state-grid-sandbox-key', '1767576615123', body), '779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a')
  t.equal(sign('state-grid-sandbox-key', '1767576615123', Buffer.from(body)), '779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a')
})
