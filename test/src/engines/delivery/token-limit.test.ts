import { test } from 'tap'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { Failure } from '../../../../adapters/failure.ts'
import { newTokenLimit } from '../../../../src/engines/delivery/token-limit.ts'
import { sharedToken } from '../../../../src/engines/delivery/token.ts'
import { openVault } from '../../../../src/ground/sealing/vault.ts'
import { migratedDatabase, NINE } from '../../../kit/bare-hub.ts'
import { sandboxSettings } from '../../../kit/sandbox.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const LIMIT = { requests: 100, per: DAY }

async function setUp (t: Parameters<typeof migratedDatabase>[0]) {
  const { pool, databaseUrl } = await migratedDatabase(t)
  const other = openPool(databaseUrl, () => {})
  t.teardown(() => other.end())
  const clock = { now: NINE, pass (milliseconds: number) { this.now = new Date(this.now.getTime() + milliseconds) } }
  return { pool, other, clock }
}

/** Whether a token may be asked for; when not, in how many milliseconds. */
async function asked (spend: () => Promise<void>): Promise<true | number> {
  try {
    await spend()
    return true
  } catch (error) {
    if (error instanceof Failure && error.facts.code === 'token-limit') return error.facts.retryAfter!
    throw error
  }
}

test('in no period are there more than the limit, in all processes together', async t => {
  const { pool, other, clock } = await setUp(t)
  const spends = [pool, other].map(pool => newTokenLimit(pool, 'towngas', LIMIT, () => clock.now))
  const let_: number[] = []
  // Two days of asking every minute, whatever is answered; each process is another one after a while, as after a restart.
  for (let minute = 0; minute < 2880; minute++) {
    if (minute % 500 === 499) spends[minute % 2] = newTokenLimit(pool, 'towngas', LIMIT, () => clock.now)
    if (await asked(spends[minute % 2]!) === true) let_.push(minute)
    clock.pass(MINUTE)
  }
  t.strictSame(let_.slice(0, 20), Array.from({ length: 20 }, (_, minute) => minute), 'twenty at once')
  const most = Math.max(...let_.map(first => let_.filter(minute => minute >= first && minute < first + 1440).length))
  t.ok(most <= 100 && most > 95, 'a hundred in the fullest day', { most })
  const longest = Math.max(...let_.map((minute, index) => minute - (let_[index - 1] ?? minute)))
  t.ok(longest <= 19, 'the next one is never far', { longest })
})

test('what is held says until when, and is another enterprise\'s business no less', async t => {
  const { pool, clock } = await setUp(t)
  const spend = newTokenLimit(pool, 'towngas', { requests: 2, per: DAY }, () => clock.now)
  t.equal(await asked(spend), true)
  t.equal(await asked(spend), DAY)
  clock.pass(DAY - 1)
  t.equal(await asked(spend), 1)
  clock.pass(1)
  t.equal(await asked(spend), true)
  t.equal(await asked(newTokenLimit(pool, 'second-gas', { requests: 2, per: DAY }, () => clock.now)), true)
  for (let count = 0; count < 5; count++) t.equal(await asked(newTokenLimit(pool, 'mobile', undefined, () => clock.now)), true, 'where no document limits them')
})

test('a clock that was ahead for a while holds nothing back', async t => {
  const { pool, clock } = await setUp(t)
  const spend = newTokenLimit(pool, 'towngas', LIMIT, () => clock.now)
  clock.pass(1100 * DAY)
  t.equal(await asked(spend), true)
  clock.pass(-1100 * DAY)
  t.equal(await asked(spend), true)
})

test('an enterprise that refuses every token it gives is asked for twenty in a row, and then rarely', async t => {
  const { pool, other, clock } = await setUp(t)
  const vault = openVault(sandboxSettings().personalData)
  const tokens = [pool, other].map(pool => sharedToken({ pool, vault }, 'towngas', { timeout: 15_000, now: () => clock.now, tokenLimit: LIMIT }))
  let given = 0
  let latest: string | undefined
  const renew = async () => ({ value: `token-${++given}`, expiresAt: new Date(clock.now.getTime() + 120 * MINUTE) })
  for (let attempt = 0; attempt < 60; attempt++) {
    await tokens[attempt % 2]!.current(renew, latest).then(token => { latest = token }, error => t.match(error.facts, { comeBack: 'later', condition: 'held', code: 'token-limit', alert: true }))
  }
  t.equal(given, 20)
  clock.pass(18 * MINUTE)
  t.equal(await tokens[0]!.current(renew, latest), 'token-21')
})
