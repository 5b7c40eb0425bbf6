/** What goes over the oldest rows first gets past those that fail, tells of each once, and comes back to it. */
import { test } from 'tap'
import { forgetLeft, goOver, notSetAside, takeAllBack } from '../../../../src/ground/aside/set-aside.ts'
import { bareHub } from '../../../kit/bare-hub.ts'

const MINUTE = 60_000
const KEYS = ['a', 'b', 'c', 'd']

test('rows that fail', async t => {
  const { hub, clock, lines, rows } = await bareHub(t)
  const broken = new Set(['a', 'b'])
  const busy = new Set(['c'])
  const tried: string[] = []
  const due = (): Promise<string[]> => notSetAside(hub.pool, 'erasure', KEYS, clock.now)
  async function round (): Promise<number> {
    tried.length = 0
    return await goOver(hub, hub.pool, await due(), {
      chore: 'erasure',
      now: clock.now,
      keyOf: String,
      about: key => ({ jointNumber: `number of ${key}` }),
      act: async key => {
        tried.push(key)
        if (broken.has(key)) throw new Error('a key that is lost')
        return !busy.has(key)
      }
    })
  }
  const alerts = (): string[] => lines.map(line => JSON.parse(line)).filter(({ alert }) => alert === 'set-aside').map(({ jointNumber }) => jointNumber)

  await t.test('are gone past, told once, and left alone', async t => {
    t.equal(await round(), 1)
    t.strictSame(tried, KEYS)
    t.strictSame(alerts(), ['number of a', 'number of b'], 'and what only has to wait is not told')
    t.equal(await round(), 1)
    t.strictSame(tried, ['d'])
  })
  await t.test('are looked at again, later and later', async t => {
    busy.clear()
    clock.pass(MINUTE)
    t.equal(await round(), 2)
    t.strictSame(tried, KEYS)
    clock.pass(2 * MINUTE - 1)
    await round()
    t.strictSame(tried, ['c', 'd'])
    clock.pass(1)
    await round()
    t.strictSame(tried, KEYS)
    t.equal(alerts().length, 2, 'without being told again')
    for (let times = 0; times < 20; times++) {
      clock.pass(6 * 3_600_000)
      await round()
      t.strictSame(tried, KEYS, 'four times a day at least')
    }
  })
  await t.test('are counted for who watches', async t => {
    t.match(await rows('select chore, row from set_aside order by row'), [{ chore: 'erasure', row: 'a' }, { row: 'b' }])
  })
  await t.test('are rows like others once they are dealt with', async t => {
    broken.delete('a')
    clock.pass(6 * 3_600_000)
    t.equal(await round(), 3)
    t.match(await rows('select row from set_aside'), [{ row: 'b' }])
    broken.add('a')
    await round()
    t.equal(alerts().length, 3, 'and are told when they fail anew')
  })
  await t.test('are looked at once somebody asks for it', async t => {
    t.strictSame(await due(), ['c', 'd'])
    await takeAllBack(hub.pool, 'erasure')
    t.strictSame(await due(), KEYS)
  })
  await t.test('are not left alone for ever because a clock was wrong', async t => {
    const before = clock.now
    clock.pass(1100 * 86_400_000)
    await round()
    clock.now = before
    t.strictSame(await due(), KEYS)
    await forgetLeft(hub.pool, clock.now)
    t.strictSame(await rows('select from set_aside'), [])
  })
  await t.test('are none while the database is away', async t => {
    const gone = Object.assign(new Error('terminating connection'), { code: '57P01' })
    await t.rejects(goOver(hub, hub.pool, KEYS, { chore: 'erasure', now: clock.now, keyOf: String, act: async () => { throw gone } }), gone)
    t.strictSame(await rows('select from set_aside'), [])
  })
  await t.test('that have ended otherwise are forgotten', async t => {
    await round()
    await forgetLeft(hub.pool, clock.now)
    t.equal((await rows('select from set_aside')).length, 2)
    clock.pass(8 * 86_400_000)
    await forgetLeft(hub.pool, clock.now)
    t.strictSame(await rows('select from set_aside'), [])
  })
})
