/**
 * Enterprises that fail in every way their simulators know, while they are handed an order: in the end each has it exactly once,
 * and was asked before it was given the order again whenever it might have had it.
 */
import { test, type Test } from 'tap'
import { FAULTS, type Fault } from '../../simulators/faults.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { freePort } from '../../src/ground/database/free-port.ts'
import { AT_DESK, forTheDesk, openDesk } from '../../kit/desk.ts'
import { deskOf } from '../kit/at-desk.ts'
import { EXPECTED, exposed } from '../kit/fault-matrix.ts'
import { wholeHouseForm } from '../kit/forms.ts'
import { startTestHub } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'
import { LEAD, visitBench, workingDateAfter } from '../kit/visits.ts'
import { formFor, KNOWN } from './enterprises.ts'

const slugs = Object.keys(KNOWN)

/** Nothing but placements, and the inquiries they need. */
const PLACING = { retry: { first: '20ms', ceiling: '100ms', horizon: '1h' }, watch: { first: '30d', every: '30d' } }

interface Exchange { kind: 'place' | 'inquire', outcome: string, code: string | null }

/** The placements before which the enterprise should have been asked and was not. */
function blind (exchanges: Exchange[]): Exchange[] {
  return exchanges.filter(({ kind }, index) => {
    const before = exchanges[index - 1]
    if (kind !== 'place' || !before) return false
    const certain = before.kind === 'inquire' ? before.outcome === 'notFound' : before.code === 'http-429'
    return !certain
  })
}

test('every enterprise, every fault', async t => {
  const hub = await startTestHub(t, {
    slugs,
    adjust (settings) {
      for (const slug of slugs) Object.assign(settings.enterprises[slug], { timeout: '500ms', delivery: { ...settings.enterprises[slug].delivery, ...PLACING } })
      settings.enterprises['county-water'].delivery.rateLimit = { requests: 5, per: '1s' }
      openDesk(settings)
    }
  })
  const desk = deskOf(t, { call: (path, request) => hub.call(path, request, AT_DESK) })

  async function exchangesOf (reference: string): Promise<Exchange[]> {
    const { rows } = await hub.hub.pool.query('select exchanges.kind, outcome, code from exchanges join orders on orders.id = order_id where reference = $1 order by exchanges.id', [reference])
    return rows
  }

  /** Hands an order to an enterprise that fails twice on the way, so that an inquiry fails, too. */
  async function suffer (slug: Slug, fault: Fault): Promise<{ placements: number, exchanges: Exchange[] }> {
    const simulator = hub.simulators[slug]!
    simulator.faults.arm(fault, 2)
    const { jointNumber, orders: [order] } = await hub.submit(formFor(slug))
    await hub.reached(jointNumber, slug, 'submitted')
    await until(async () => (await hub.read(jointNumber)).orders[0]!.delivery.state === 'acknowledged')
    return { placements: simulator.orders.get(order!.reference)!.placements, exchanges: await exchangesOf(order!.reference) }
  }

  /** Works an order by hand from its beginning to its end; whoever else fails, nothing is sent. */
  async function workByHand (t: Test): Promise<void> {
    const { jointNumber, orders: [order] } = await hub.submit(forTheDesk.form)
    const { reference } = order!
    t.match(order, { enterprise: AT_DESK, delivery: { state: 'placed', attempts: 0 } })
    await desk.take(reference, 'take', ['surveyed', { result: '可接' }], 'completed')
    await hub.reached(jointNumber, AT_DESK, 'completed')
    t.strictSame(await exchangesOf(reference), [], 'nothing can go wrong on a way that there is not')
    t.strictSame(await desk.list(), [])
  }

  // Session tokens are there before anything fails: a failure to get one is no placement.
  await Promise.all(slugs.map(async slug => hub.reached((await hub.submit(formFor(slug))).jointNumber, slug, 'submitted')))
  let given = 1
  for (const fault of FAULTS.filter(fault => EXPECTED[fault].spoils !== 'callback')) {
    const spoilsAnswers = EXPECTED[fault].spoils === 'answer'
    await t.test(fault, async t => {
      given++
      const byHand = workByHand(t)
      await Promise.all(slugs.map(async slug => {
        const { placements, exchanges } = await suffer(slug, fault)
        t.ok(exchanges.some(({ outcome }) => outcome === 'failed'), `${slug} failed`)
        t.strictSame(blind(exchanges), [], `${slug} was never given an order again that it might have had`)
        t.equal(hub.simulators[slug]!.orders.size, given, `${slug} has one order for each application`)
        if (spoilsAnswers) t.equal(placements, 1, `${slug} was found to have the order`)
      }))
      await byHand
    })
  }

  t.equal(hub.portal.refused, 0)
  t.notMatch(hub.lines.join(''), /王小梅|13800000001|11010519491231002X|泾川镇|朱清|13100000011|桃岭村|-secret|-sandbox-|-key"/, 'of all that went wrong no person and no secret is told')
})

test('an enterprise that is told an agreed time, every fault', async t => {
  const hub = await startTestHub(t, {
    slugs: ['towngas'],
    adjust (settings) { Object.assign(settings.enterprises.towngas, { timeout: '500ms', delivery: { ...settings.enterprises.towngas.delivery, ...PLACING } }) }
  })
  const towngas = hub.simulators['towngas']!
  for (const fault of FAULTS.filter(fault => EXPECTED[fault].spoils !== 'callback')) {
    await t.test(fault, async t => {
      const { jointNumber, orders: [order] } = await hub.submit(formFor('towngas'))
      await hub.reached(jointNumber, 'towngas', 'submitted')
      const simulated = towngas.orders.get(order!.reference)!
      const before = await hub.read(jointNumber)
      const visit = visitBench(hub.hub, jointNumber)
      for (const days of [1, 2]) {
        const date = workingDateAfter(new Date(), days)
        const { proposal } = await visit.propose(date)
        towngas.faults.arm(fault, 2)
        await visit.ask('settleVisit', LEAD, { proposal })
        await until(async () => (await hub.hub.pool.query("select from intents where kind = 'appoint' and state = 'open'")).rowCount === 0)
        t.equal(simulated.appointments.at(-1), `${date} 08:00`)
        t.match(simulated.content, { appointTime: `${date} 08:00` })
      }
      t.equal(simulated.appointments.length, EXPECTED[fault].spoils === 'answer' ? 6 : 2, 'no more often than it did not say that it knew')
      t.equal(simulated.placements, 1)
      const { rows: exchanges } = await hub.hub.pool.query("select exchanges.kind from exchanges join orders on orders.id = order_id where reference = $1 and exchanges.kind <> 'place'", [order!.reference])
      t.strictSame(new Set(exchanges.map(({ kind }) => kind)), new Set(['appoint']))
      t.strictSame((await hub.read(jointNumber)).orders, before.orders, 'its order is as it was')
    })
  }
  t.equal(hub.portal.refused, 0)
})

test('every enterprise that calls back, every fault of its callbacks', async t => {
  const hub = await startTestHub(t, {
    slugs,
    adjust (settings) {
      for (const slug of slugs) Object.assign(settings.enterprises[slug].delivery, PLACING)
    }
  })

  /** Takes an order to its end while a callback of it is spoilt; answers what became of its callbacks. */
  async function suffer (t: Test, slug: Slug, fault: Fault): Promise<string[]> {
    const simulator = hub.simulators[slug]!
    const { accepted, finished } = KNOWN[slug]!
    if (fault === 'early') simulator.faults.arm(fault)
    const { jointNumber, orders: [order] } = await hub.submit(formFor(slug))
    await hub.reached(jointNumber, slug, 'submitted')
    if (fault !== 'early') {
      simulator.faults.arm(fault)
      await simulator.move(order!.reference, accepted)
    }
    await simulator.move(order!.reference, finished)
    await hub.reached(jointNumber, slug, 'completed')
    t.equal(simulator.orders.get(order!.reference)!.placements, 1, `${slug} was given it once`)
    const heard = hub.portal.events.filter(event => event.jointNumber === jointNumber).map(({ sequence }) => sequence)
    t.strictSame(heard, heard.map((_, index) => index + 1), `${slug}: the portal heard of it in sequence`)
    const { rows } = await hub.hub.pool.query(`
      select state from callbacks where order_id = (select id from orders where reference = $1) or (enterprise = $2 and state = 'refused') order by id`, [order!.reference, slug])
    return rows.map(({ state }) => state)
  }

  const became: Record<string, string[]> = { repeat: ['applied', 'repeated', 'applied'], early: ['applied', 'applied'], late: ['applied', 'applied'], reorder: ['applied', 'late'], forge: ['refused', 'applied', 'applied'] }
  for (const fault of FAULTS.filter(fault => EXPECTED[fault].spoils === 'callback')) {
    await t.test(fault, async t => {
      for (const slug of exposed(fault)) {
        const states = await suffer(t, slug, fault)
        // 安广网络 tells its first status with the order already, so that a callback of it is no news.
        const expected = slug === 'anguang' && fault !== 'reorder' ? became[fault]!.with(became[fault]!.indexOf('applied'), 'repeated') : became[fault]
        t.strictSame(states, expected, `${slug}: ${EXPECTED[fault].then}`)
      }
    })
  }
})

test('an enterprise that will not have an order, and one that is not there, hold up no other', async t => {
  const away = await freePort()
  const hub = await startTestHub(t, {
    adjust (settings) {
      settings.enterprises.unicom.credentials.secret = 'not-the-secret'
      settings.enterprises.towngas.baseUrl = `http://127.0.0.1:${away}`
    }
  })
  const { jointNumber } = await hub.submit(wholeHouseForm())
  for (const slug of ['county-water', 'state-grid'] as const) await hub.reached(jointNumber, slug, 'submitted')
  const { orders, status } = await until(async () => {
    const application = await hub.read(jointNumber)
    return application.orders[2]!.delivery.attempts >= 3 && application.orders[3]!.delivery.state === 'undeliverable' && application
  })
  t.equal(status, 'processing')
  t.match(orders[2], { enterprise: 'towngas', state: 'received', delivery: { state: 'pending', nextAttemptAt: String, failure: { code: 'connection' } } })
  t.match(orders[3], {
    enterprise: 'unicom', state: 'received', next: /服务专员/, delivery: { state: 'undeliverable', attempts: 1, failure: { code: '10001' } }
  })
  t.notOk('nextAttemptAt' in orders[3]!.delivery, 'no further attempt')
  // Which years are published is the library's affair.
  const alerts = hub.lines.map(line => JSON.parse(line)).filter(({ alert }) => alert && alert !== 'calendar-missing')
  t.match(alerts, [{ level: 50, alert: 'undeliverable', enterprise: 'unicom', reference: orders[3]!.reference, code: '10001' }])
  t.equal(alerts.length, 1)
  t.equal(hub.simulators['unicom']!.orders.size, 0)
})
