/** After an outage: whose open orders are asked about, and when. */
import { test, type Test } from 'tap'
import { catchUp } from '../../../../src/engines/callbacks/catch-up.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'

const MINUTE = 60_000

/** A hub with so many orders at an enterprise, whose next questions are far away; it was there a moment ago. */
async function bench (t: Test, slug: 'towngas' | 'enn' | 'unicom' | 'county-water', orders: number): Promise<BareHub & { waits: () => Promise<number[]> }> {
  const bare = await bareHub(t, { slug, adjust: settings => { settings.enterprises[slug].delivery = { watch: { first: '30m', every: '30d' } } } })
  const { hub, enterprise, clock, submit, rows } = bare
  for (let count = 0; count < orders; count++) await deliver(hub, enterprise)((await submit()).intentId)
  await catchUp(hub)
  await rows("update intents set due_at = $1::timestamptz + interval '30 days' where kind = 'watch'", [clock.now])
  return {
    ...bare,
    waits: async () => (await rows("select due_at as due from intents where kind = 'watch' order by due")).map(({ due }) => (due.getTime() - clock.now.getTime()) / MINUTE)
  }
}

test('after an outage longer than it sends again, an enterprise is asked about all its open orders, spread out', async t => {
  const { hub, clock, waits, lines } = await bench(t, 'towngas', 3)
  clock.pass(10 * MINUTE)
  await catchUp(hub)
  t.ok((await waits()).every(wait => wait > 60), 'ten minutes: towngas is still sending')
  clock.pass(10 * MINUTE + 1)
  await catchUp(hub)
  t.strictSame(await waits(), [0, 15, 30])
  t.match(lines.map(line => JSON.parse(line)).at(-1), { level: 40, enterprise: 'towngas', orders: 3, msg: 'callbacks may have been missed' })
  const [first] = await waits()
  clock.pass(MINUTE)
  await catchUp(hub)
  t.equal((await waits())[0], first! - 1, 'once')
})

test('one that sends again for a day is not asked after an hour', async t => {
  const { hub, clock, waits } = await bench(t, 'enn', 1)
  clock.pass(60 * MINUTE)
  await catchUp(hub)
  t.ok((await waits())[0]! > 60)
  clock.pass(24 * 60 * MINUTE + 1)
  await catchUp(hub)
  t.strictSame(await waits(), [0])
})

test('one whose document does not say is asked soon', async t => {
  const { hub, clock, waits } = await bench(t, 'unicom', 1)
  clock.pass(MINUTE)
  await catchUp(hub)
  t.ok((await waits())[0]! > 60)
  clock.pass(MINUTE + 1)
  await catchUp(hub)
  t.strictSame(await waits(), [0])
})

test('one that never calls has missed nothing', async t => {
  const { hub, clock, waits } = await bench(t, 'county-water', 1)
  clock.pass(48 * 60 * MINUTE)
  await catchUp(hub)
  t.ok((await waits())[0]! > 60)
})

test('where it is not known how long nobody was there, all are asked; a clock that was ahead is none', async t => {
  const { hub, clock, waits, rows } = await bench(t, 'enn', 1)
  await rows("update presence set seen_at = 'epoch'")
  await catchUp(hub)
  t.strictSame(await waits(), [0])
  await rows("update intents set due_at = $1::timestamptz + interval '30 days'", [clock.now])
  await rows("update presence set seen_at = $1::timestamptz + interval '3 years'", [clock.now])
  await catchUp(hub)
  t.ok((await waits())[0]! > 60)
  t.strictSame((await rows('select seen_at from presence'))[0].seen_at, clock.now)
})
