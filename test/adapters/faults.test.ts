/**
 * Trouble on the way, the same for every adapter against its simulator, at each request that placing an order takes: what the
 * failure says, what asking tells then, and that the order gets there once.
 */
import { test, type Test } from 'tap'
import type { FailureFacts } from '../../adapters/failure.ts'
import type { Fault } from '../../simulators/faults.ts'
import { APPROVALS } from '../../src/enterprises/approvals.ts'
import { commonParts } from '../kit/adapter-cases.ts'
import { atApprovals, atSimulator, failureOf, systems } from '../kit/connected-adapter.ts'

type Facts = Omit<FailureFacts, 'message'>

const CUT: Facts = { comeBack: 'askFirst', fault: 'network', code: 'connection', condition: 'down' }
const FAULTS = {
  tooMany429: { comeBack: 'later', fault: 'hub', code: 'http-429', condition: 'busy' },
  error500: { comeBack: 'askFirst', fault: 'enterprise', code: 'http-500', condition: 'down' },
  busy503: { comeBack: 'askFirst', fault: 'enterprise', code: 'http-503', condition: 'down' },
  hang: { comeBack: 'askFirst', fault: 'network', code: 'timeout', condition: 'down' },
  dead: CUT,
  dropAnswer: CUT,
  halfBody: CUT,
  garbage: { comeBack: 'askFirst', fault: 'enterprise', code: 'unreadable', alert: true }
} as const satisfies Partial<Record<Fault, Facts>>

/** The enterprise has acted on the request, only its answer is spoilt. */
const ACTED = new Set(['dropAnswer', 'halfBody', 'garbage'])

for (const profile of systems) {
  const { order, key } = commonParts(profile)
  const place = (adapter: any): Promise<{ kind: string }> => profile === APPROVALS ? adapter.submit(order) : adapter.place(order)
  const at = async (t: Test, settings: object): Promise<any> =>
    profile === APPROVALS ? await atApprovals(t, { settings }) : await atSimulator(t, profile, { settings })

  test(profile, async t => {
    const requests = await requestsToPlace(t)
    t.ok(requests > 0, 'an order is placed')
    for (const [fault, facts] of Object.entries(FAULTS) as Array<[Fault, Facts]>) {
      for (let request = 1; request <= requests; request++) {
        await t.test(`${fault} at request ${request} of ${requests}`, t => suffer(t, fault, facts, { request, last: request === requests }))
      }
    }
    await t.test('nobody there', async t => {
      const { adapter, simulator } = await at(t, {})
      await simulator.close()
      t.strictSame(await factsOf(place(adapter)), { comeBack: 'later', fault: 'network', code: 'connection', condition: 'down' })
    })
  })

  /** Has its token already. A clock that goes on keeps the enterprise's own limits out of the way. */
  async function warm (t: Test, settings: object = {}) {
    const connected = await at(t, settings)
    await connected.adapter.inquire(key)
    connected.clock.pass(1000)
    return connected
  }

  /** The turns that placing waits for, one a request. */
  async function requestsToPlace (t: Test): Promise<number> {
    const { adapter, context } = await warm(t)
    const before = context.paced()
    await place(adapter)
    return context.paced() - before
  }

  async function suffer (t: Test, fault: Fault, facts: Facts, { request, last }: { request: number, last: boolean }): Promise<void> {
    const { adapter, simulator, context, clock } = await warm(t, fault === 'hang' ? { timeout: '1s' } : {})
    let sent = 0
    const { pace } = context
    context.pace = async () => {
      if (++sent === request) simulator.faults.arm(fault)
      await pace()
    }
    t.strictSame(await factsOf(place(adapter)), facts)
    clock.pass(1000)
    t.equal((await adapter.inquire(key)).kind, ACTED.has(fault) && last ? 'found' : 'notFound', 'asking tells what became of it')
    clock.pass(1000)
    t.match((await place(adapter)).kind, /^(acknowledged|receipt|submitted)$/, 'the next attempt succeeds, whatever came of the first')
    t.strictSame([...(simulator.orders ?? simulator.filings).keys()], [key.reference ?? key], 'there is one order')
  }
}

async function factsOf (call: Promise<unknown>): Promise<Facts> {
  const { message, ...facts } = await failureOf(call)
  return facts
}
