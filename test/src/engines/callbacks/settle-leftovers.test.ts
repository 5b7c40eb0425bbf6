/** What failed is taken again by itself. */
import { test } from 'tap'
import { settleLeftovers } from '../../../../src/engines/callbacks/settle-leftovers.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'
import { keptCallback } from '../../../kit/kept-callback.ts'

const MINUTE = 60_000

async function states (bare: BareHub): Promise<string[]> {
  return (await bare.rows('select state from callbacks order by id')).map(({ state }) => state)
}

test('leftovers are settled, once their enterprise has had time to send again', async t => {
  const bare = await bareHub(t)
  const { reference } = await bare.submit()
  await bare.rows("update orders set delivery = 'acknowledged'")
  await keptCallback(bare, { reference, messageId: 'A' })
  await keptCallback(bare, { reference, messageId: 'A' })
  await keptCallback(bare, { reference: 'NOBODYS' })
  bare.clock.pass(MINUTE)
  await settleLeftovers(bare.hub)
  t.strictSame(await states(bare), ['failed', 'failed', 'failed'])
  bare.clock.pass(1)
  await settleLeftovers(bare.hub)
  t.strictSame(await states(bare), ['applied', 'repeated', 'failed'])
  t.match(await bare.rows('select state from orders'), [{ state: 'accepted' }])
  t.match(await bare.rows('select from acts'), [], 'nobody has done it by hand')
})

test('one that fails again waits for an hour', async t => {
  const bare = await bareHub(t)
  const { reference } = await bare.submit()
  await bare.rows("update orders set delivery = 'acknowledged'")
  await keptCallback(bare, { reference })
  const { mapping } = bare.enterprise
  let tries = 0
  bare.enterprise.mapping = { ...mapping, progress () { tries++; throw new Error('a table with a hole') } }
  bare.clock.pass(2 * MINUTE)
  for (let sweep = 0; sweep < 3; sweep++) await settleLeftovers(bare.hub)
  t.equal(tries, 1)
  t.strictSame(await states(bare), ['failed'])
  bare.enterprise.mapping = mapping
  bare.clock.pass(61 * MINUTE)
  await settleLeftovers(bare.hub)
  t.strictSame(await states(bare), ['applied'])
})

test('twenty that cannot be taken at all keep none of those after them', async t => {
  const bare = await bareHub(t)
  const { reference } = await bare.submit()
  await bare.rows("update orders set delivery = 'acknowledged'")
  for (let count = 0; count < 21; count++) await keptCallback(bare, { reference, messageId: `M${count}` })
  const [{ last }] = await bare.rows('select max(id) as last from callbacks')
  await bare.rows(`create function refuse () returns trigger language plpgsql as 'begin if new.id < ${last} then raise exception ''a broken row''; end if; return new; end'`)
  await bare.rows('create trigger refuse before update on callbacks for each row execute function refuse()')
  bare.clock.pass(2 * MINUTE)
  for (let sweep = 0; sweep < 3; sweep++) await settleLeftovers(bare.hub)
  t.strictSame(await states(bare), [...Array(20).fill('failed'), 'applied'])
  t.equal(bare.lines.filter(line => line.includes('"alert":"set-aside"')).length, 20, 'each is told once')
})
