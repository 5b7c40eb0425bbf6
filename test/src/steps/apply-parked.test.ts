/** Messages that overtake the acknowledgement of their order. */
import { test } from 'tap'
import type { Slug } from '../../../src/enterprises/profiles.ts'
import { formFor } from '../../journeys/enterprises.ts'
import { startTestHub, type Event } from '../../kit/test-hub.ts'
import { until } from '../../kit/until.ts'

/** What the first step of an order that goes well is to the hub. */
const FIRST: Partial<Record<Slug, Event['state']>> = {
  'state-grid': 'accepted', towngas: 'accepted', enn: 'accepted', telecom: 'accepted', mobile: 'accepted', unicom: 'accepted', anguang: 'dispatched'
}
const slugs = Object.keys(FIRST) as Slug[]

/** What the enterprises say themselves is what counts here, and no attempt follows another by itself. */
function alone (settings: any): void {
  for (const slug of Object.keys(settings.enterprises)) {
    settings.enterprises[slug].delivery = { ...settings.enterprises[slug].delivery, retry: { first: '1h', ceiling: '1h', horizon: '72h' }, watch: { first: '30d', every: '30d' } }
  }
}

test('messages that come before the acknowledgement', async t => {
  const hub = await startTestHub(t, { slugs, adjust: alone })
  const { pool } = hub.hub

  async function states (table: 'callbacks' | 'transitions', reference: string): Promise<string[]> {
    const column = table === 'callbacks' ? 'id' : 'sequence'
    const { rows } = await pool.query(`select ${table}.state from ${table} join orders on orders.id = order_id where reference = $1 order by ${table}.${column}`, [reference])
    return rows.map(({ state }) => state)
  }

  async function delivery (jointNumber: string): Promise<string> {
    return (await hub.read(jointNumber)).orders[0]!.delivery.state
  }

  /** Makes the next attempt due; the sweep sees to it. */
  async function retryNow (reference: string, more = ''): Promise<void> {
    await pool.query(`
      update intents set due_at = now() - interval '1 minute' ${more}
      where state = 'open' and kind = 'place' and order_id = (select id from orders where reference = $1)`, [reference])
  }

  /** An order that its enterprise has and the hub does not know of. */
  async function doubtful (): Promise<{ jointNumber: string, reference: string }> {
    hub.simulators['unicom']!.faults.arm('dropAnswer')
    const { jointNumber, orders } = await hub.submit(formFor('unicom'))
    await hub.attempted(jointNumber)
    t.equal(await delivery(jointNumber), 'unknown')
    return { jointNumber, reference: orders[0]!.reference }
  }

  for (const slug of slugs) {
    await t.test(`${slug} answers later than it tells`, async t => {
      hub.simulators[slug]!.faults.arm('early')
      const { jointNumber, orders } = await hub.submit(formFor(slug))
      const { reference } = orders[0]!
      await hub.reached(jointNumber, slug, FIRST[slug]!)
      await until(async () => await delivery(jointNumber) === 'acknowledged')
      // The answer of 安广网络 tells the state as well, and comes first.
      t.strictSame(await states('callbacks', reference), [slug === 'anguang' ? 'repeated' : 'applied'])
      t.equal((await states('transitions', reference))[1], 'submitted', 'the acknowledgement comes first, whatever came first')
      t.equal(hub.simulators[slug]!.orders.get(reference)!.placements, 1)
    })
  }

  await t.test('what was told in doubt waits, and is applied in its sequence once the enterprise is asked', async t => {
    const { jointNumber, reference } = await doubtful()
    for (const status of ['10', '20', '70']) await hub.simulators['unicom']!.move(reference, status)
    t.strictSame(await states('callbacks', reference), ['parked', 'parked', 'parked'])
    t.match((await hub.read(jointNumber)).orders[0], { state: 'received' })
    await retryNow(reference)
    await hub.reached(jointNumber, 'unicom', 'needsMaterial')
    await until(async () => !(await states('callbacks', reference)).includes('parked'))
    const told = await states('transitions', reference)
    t.strictSame([told.slice(0, 2), told.at(-1)], [['received', 'submitted'], 'needsMaterial'])
    t.equal((await states('callbacks', reference)).length, 3)
    t.equal(await delivery(jointNumber), 'acknowledged')
    t.equal(hub.simulators['unicom']!.orders.get(reference)!.placements, 1)
  })

  /** The next attempt fails, and is the last one. */
  async function lastAttemptFails (reference: string): Promise<void> {
    hub.simulators['unicom']!.faults.arm('error500')
    await retryNow(reference, ", opened_at = now() - interval '30 days'")
  }

  async function isWatched (reference: string): Promise<void> {
    const { rows } = await pool.query('select kind, state from intents where order_id = (select id from orders where reference = $1) order by kind', [reference])
    t.strictSame(rows, [{ kind: 'place', state: 'done' }, { kind: 'watch', state: 'open' }])
  }

  await t.test('an order of which the enterprise has told is not given up: it has it', async t => {
    const { jointNumber, reference } = await doubtful()
    await hub.simulators['unicom']!.move(reference, '10')
    await lastAttemptFails(reference)
    await hub.reached(jointNumber, 'unicom', 'accepted')
    t.match((await hub.read(jointNumber)).orders[0], { state: 'accepted', delivery: { state: 'acknowledged' } })
    t.strictSame(await states('callbacks', reference), ['applied'])
    await isWatched(reference)
  })

  await t.test('a message for an order that was given up shows that the enterprise has it', async t => {
    const { jointNumber, reference } = await doubtful()
    await lastAttemptFails(reference)
    await until(async () => await delivery(jointNumber) === 'undeliverable')
    await hub.simulators['unicom']!.move(reference, '50')
    await hub.reached(jointNumber, 'unicom', 'building')
    t.match((await hub.read(jointNumber)).orders[0], { state: 'building', delivery: { state: 'acknowledged' } })
    t.strictSame(await states('callbacks', reference), ['applied'])
    await isWatched(reference)
  })
})
