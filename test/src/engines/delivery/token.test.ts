import pg from 'pg'
import { test } from 'tap'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { sharedToken } from '../../../../src/engines/delivery/token.ts'
import { openVault } from '../../../../src/ground/sealing/vault.ts'
import { migratedDatabase, NINE } from '../../../kit/bare-hub.ts'
import { databaseTraces, foundIn } from '../../../kit/leaks.ts'
import { sandboxSettings } from '../../../kit/sandbox.ts'

const MINUTE = 60_000

test('a session token', async t => {
  const { pool, databaseUrl } = await migratedDatabase(t)
  const other = openPool(databaseUrl, () => {})
  t.teardown(() => other.end())
  const vault = openVault(sandboxSettings().personalData)
  let now = NINE
  let renewed = 0
  const clock = (): Date => now
  const here = sharedToken({ pool, vault }, 'towngas', { timeout: 15_000, now: clock })
  const there = sharedToken({ pool: other, vault }, 'towngas', { timeout: 15_000, now: clock })
  const renew = async (): Promise<{ value: string, expiresAt: Date }> => ({ value: `token-${++renewed}`, expiresAt: new Date(now.getTime() + 10 * MINUTE) })

  await t.test('is fetched once for many callers in two processes', async t => {
    const tokens = await Promise.all(Array.from({ length: 30 }, (_, index) => (index % 2 ? here : there).current(renew)))
    t.strictSame(new Set(tokens), new Set(['token-1']))
    t.equal(renewed, 1)
  })

  await t.test('is used to just before its end, then renewed once', async t => {
    now = new Date(NINE.getTime() + 10 * MINUTE - 5_001)
    t.equal(await here.current(renew), 'token-1')
    now = new Date(NINE.getTime() + 10 * MINUTE - 5_000)
    t.strictSame(new Set(await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? here : there).current(renew)))), new Set(['token-2']))
    t.equal(renewed, 2)
  })

  await t.test('that is refused is renewed once, however many were refused with it', async t => {
    const tokens = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? here : there).current(renew, 'token-2')))
    t.strictSame(new Set(tokens), new Set(['token-3']))
    t.equal(renewed, 3)
    t.equal(await there.current(renew, 'token-2'), 'token-3', 'one who comes late with the old one gets the new one')
    t.equal(await here.current(renew), 'token-3')
    t.equal(renewed, 3)
  })

  await t.test('that cannot be renewed fails the caller; the next one tries again', async t => {
    await t.rejects(here.current(async () => { throw new Error('no token today') }, 'token-3'), { message: 'no token today' })
    t.equal(await here.current(renew), 'token-3', 'what was held is kept')
    t.equal(await here.current(renew, 'token-3'), 'token-4')
  })

  await t.test('of one enterprise waits for no other', async t => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<{ value: string, expiresAt: Date }>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const slow = here.current(() => { begin(); return held }, 'token-4')
    await begun
    t.equal(await sharedToken({ pool: other, vault }, 'mobile', { timeout: 15_000, now: clock }).current(async () => ({ value: 'of mobile', expiresAt: new Date(now.getTime() + MINUTE) })), 'of mobile')
    letGo({ value: 'token-5', expiresAt: new Date(now.getTime() + MINUTE) })
    t.equal(await slow, 'token-5')
    t.equal(await there.current(renew), 'token-5')
  })

  await t.test('that a process was fetching when it died is fetched by another once its time is over', async t => {
    await pool.query("update tokens set renewing_until = $1 where enterprise = 'towngas'", [new Date(now.getTime() + 25_000)])
    const waiting = there.current(renew, 'token-5')
    const before = renewed
    await pool.query('select pg_sleep(0.2)')
    t.equal(renewed, before, 'until then it is left to the first')
    now = new Date(now.getTime() + 25_000)
    t.equal(await waiting, `token-${before + 1}`)
  })

  await t.test('is sealed in its row, and opens in no other', async t => {
    const token = await there.current(renew)
    t.strictSame(foundIn(await databaseTraces(pool), token), [])
    await pool.query("update tokens set value_sealed = of_towngas.value_sealed from tokens as of_towngas where of_towngas.enterprise = 'towngas' and tokens.enterprise = 'mobile'")
    await t.rejects(sharedToken({ pool, vault }, 'mobile', { timeout: 15_000, now: () => NINE }).current(renew), { message: /^a sealed sessionToken was changed, or sealed for another place/ })
  })

  await t.test('that does not come holds no connection to the database', async t => {
    const narrow = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 })
    t.teardown(() => narrow.end())
    const dead = sharedToken({ pool: narrow, vault }, 'anguang', { timeout: 15_000, now: clock })
    const { promise: hanging, reject } = Promise.withResolvers<never>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const callers = Array.from({ length: 8 }, () => dead.current(() => {
      begin()
      return hanging
    }))
    await begun
    t.equal((await narrow.query('select 1')).rowCount, 1, 'the only one is free')
    reject(new Error('no answer'))
    for (const caller of callers) await t.rejects(caller, { message: 'no answer' })
  })
})
