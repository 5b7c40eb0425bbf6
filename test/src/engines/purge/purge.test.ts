/** What goes when, what stays, and that counting beforehand and removing agree. */
import { randomUUID } from 'node:crypto'
import { test, type Test } from 'tap'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { applyProgress } from '../../../../src/steps/progress.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { withdraw } from '../../../../src/cases/withdraw.ts'
import { countDue, purge, purgeDaily, type Removed } from '../../../../src/engines/purge/purge.ts'
import { LOCKS } from '../../../../src/ground/database/locks.ts'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { sweep } from '../../../../src/engines/sweep/sweep.ts'
import { roundsOf } from '../../../../src/start.ts'
import { failedCallback } from '../../../kit/kept-callback.ts'
import { bareHub, NINE, workplace, type BareHub, type SubmittedOrder } from '../../../kit/bare-hub.ts'

const DAY = 86_400_000
const TERMS = { actor: 'cli:ops', reason: '例行清理' }
const NOTHING: Removed = { exchanges: 0, messages: 0, callbacks: 0, notifications: 0, idempotencyKeys: 0, applications: 0 }

interface Aged { bare: BareHub, ended: SubmittedOrder, open: SubmittedOrder, inDays (days: number): Date }

/** One application that has ended, one that is open; each with an exchange, a callback and a delivered event, all of day 0. */
async function aged (t: Test): Promise<Aged> {
  const bare = await bareHub(t)
  const { hub } = bare
  const handler = deliver(hub, bare.enterprise)
  const [ended, open] = [await bare.submit(), await bare.submit()]
  for (const { intentId, orderId } of [ended, open]) {
    await handler(intentId)
    await hub.pool.query(`
      insert into messages (exchange_id, position, started_at, duration_ms, method, url, request_headers)
      select id, position, started_at, 0, 'POST', 'http://a.example/', '{}' from exchanges, generate_series(1, 2) as position where order_id = $1`, [orderId])
    const id = await failedCallback(hub, hub.now())
    await hub.pool.query("update callbacks set order_id = $2, state = 'applied' where id = $1", [id, orderId])
  }
  await failedCallback(hub, hub.now())
  await changeOrder(hub, ended.orderId, at => applyProgress(hub, at, { kind: 'mapped', state: 'completed' }, 'callback'))
  await hub.pool.query("update notifications set state = 'delivered', delivered_at = $1", [NINE])
  return { bare, ended, open, inDays: days => new Date(NINE.getTime() + days * DAY) }
}

async function rowsOf ({ bare }: Aged): Promise<Record<string, number>> {
  const tables = ['applications', 'orders', 'transitions', 'exchanges', 'messages', 'callbacks', 'notifications', 'idempotency_keys']
  return (await bare.rows(`select ${tables.map(table => `(select count(*) from ${table}) as ${table}`).join(', ')}`))[0]
}

test('each kind of row goes at its own age, and logs of an open application stay', async t => {
  const hub = await aged(t)
  const { bare: { hub: { pool } }, ended } = hub
  const before = await rowsOf(hub)
  const taken: Array<[days: number, Removed]> = [
    [29, NOTHING],
    [31, { ...NOTHING, idempotencyKeys: 2 }],
    [179, NOTHING],
    [181, { ...NOTHING, exchanges: 1, messages: 2, callbacks: 2, notifications: before['notifications']! - 2 }],
    [1095, NOTHING],
    [1097, { ...NOTHING, applications: 1 }]
  ]
  for (const [days, expected] of taken) {
    const now = hub.inDays(days)
    const stood = await rowsOf(hub)
    t.strictSame(await countDue(hub.bare.hub, now), expected, `day ${days}: counted`)
    t.strictSame(await rowsOf(hub), stood, 'counting removes nothing')
    t.strictSame(await purge(hub.bare.hub, now, TERMS), expected, `day ${days}: removed`)
    t.strictSame(await purge(hub.bare.hub, now, TERMS), NOTHING, 'once')
  }
  t.match(await rowsOf(hub), { applications: 2, orders: 2, transitions: before['transitions'], exchanges: 1, messages: 2, callbacks: 1 })
  const { rows } = await pool.query('select joint_number from applications where erased_at is not null')
  t.strictSame(rows, [{ joint_number: ended.jointNumber }])
})

test('the retention is a setting', async t => {
  const bare = await bareHub(t, { adjust: settings => { settings.retention = { cases: '10d', logs: '200d', idempotencyKeys: '1d' } } })
  await bare.submit()
  t.match(await countDue(bare.hub, new Date(NINE.getTime() + 2 * DAY)), { idempotencyKeys: 1, applications: 0 }, 'an open application is not erased, however old')
})

test('a purge goes in batches, and removes all there is', async t => {
  const { hub, rows } = await bareHub(t)
  await hub.pool.query("insert into idempotency_keys (client_id, key, created_at) select 'portal', number::text, $1 from generate_series(1, 1200) as number", [NINE])
  const now = new Date(NINE.getTime() + 31 * DAY)
  t.match(await countDue(hub, now), { idempotencyKeys: 1000 }, 'as many or more')
  t.match(await purge(hub, now, TERMS), { idempotencyKeys: 1200 })
  t.match(await rows('select started_at, ended_at, removed from purges'), [{ started_at: now, ended_at: now, removed: { idempotencyKeys: 1200 } }], 'and leaves a row of its own')
  t.match(await rows('select at, actor, action, target, reason, affected from acts'), [{ at: now, ...TERMS, action: 'purge', target: { idempotencyKeys: 1200 }, affected: 1200 }], 'and who did it')
})

test('once a day, a batch at each sweep, one process at a time', async t => {
  const { hub, clock, rows, lines } = await bareHub(t)
  const fill = (): Promise<unknown> => hub.pool.query("insert into idempotency_keys (client_id, key, created_at) select 'portal', $1 || number, $2 from generate_series(1, 700) as number", [randomUUID(), NINE])
  const left = async (): Promise<number> => (await rows('select count(*) from idempotency_keys'))[0].count
  await fill()
  clock.pass(31 * DAY)
  await purgeDaily(hub, hub.now())
  t.equal(await left(), 200, 'one batch')
  await Promise.all([purgeDaily(hub, hub.now()), purgeDaily(hub, hub.now()), purgeDaily(hub, hub.now())])
  t.equal(await left(), 0)
  await purgeDaily(hub, hub.now())
  t.match(await rows('select ended_at, removed from purges'), [{ ended_at: clock.now, removed: { idempotencyKeys: 700 } }], 'three steps at least are one purge')
  t.ok(lines.some(line => /"idempotencyKeys":700.*"purge ended"/.test(line)))

  await fill()
  clock.pass(DAY - 1)
  await purgeDaily(hub, hub.now())
  t.equal(await left(), 700, 'not again on the same day')
  clock.pass(1)
  await purgeDaily(hub, hub.now())
  t.equal(await left(), 200)
  clock.pass(2 * DAY)
  for (let passes = 0; passes < 2; passes++) await purgeDaily(hub, hub.now())
  t.equal(await left(), 0, 'one that was cut off is brought to its end')
  t.equal((await rows('select from purges')).length, 2)
})

test('a person who cannot be erased holds up nobody else', async t => {
  const { hub, submit, rows, lines } = await bareHub(t)
  for (const { jointNumber } of [await submit(), await submit()]) await withdraw(hub, EVERYTHING, jointNumber, { reason: '不装了' })
  await hub.pool.query("insert into attachments (uploaded_at, media_type, size, sealed_by, client_id, application_serial) values ($1, 'application/pdf', 1, 'sandbox-1', 'portal', 1)", [NINE])
  const away = { ...hub, storage: { ...hub.storage, remove: async (): Promise<never> => { throw new Error('storage is away') } } }
  const now = new Date(NINE.getTime() + 1097 * DAY)
  t.match(await purge(away, now, TERMS), { applications: 1, idempotencyKeys: 2 })
  t.match(await rows('select serial, erased_at, form_sealed is null as gone from applications order by serial'), [{ serial: 1, erased_at: null, gone: false }, { serial: 2, erased_at: now, gone: true }])
  t.ok(lines.some(line => /"alert":"not-erased".*"jointNumber":"JXLB000001"/.test(line)))
  t.match(await purge(hub, now, TERMS), { applications: 1 }, 'and is erased once it works')
  t.match(await rows('select from attachments'), [])
})

test('twenty that do not open keep none of those after them', async t => {
  const { hub, clock, submit, rows, lines } = await bareHub(t)
  for (let count = 0; count < 24; count++) {
    const { jointNumber } = await submit()
    await withdraw(hub, EVERYTHING, jointNumber, { reason: '不装了' })
    clock.pass(1)
  }
  await hub.pool.query('update applications set form_sealed = set_byte(form_sealed, length(form_sealed) - 1, 255 - get_byte(form_sealed, length(form_sealed) - 1)) where serial <= 20')
  const alerts = (): number => lines.filter(line => line.includes('"alert":"not-erased"')).length
  const erased = async (): Promise<number[]> => (await rows('select serial from applications where erased_at is not null order by serial')).map(({ serial }) => serial)
  clock.pass(1097 * DAY)
  for (let sweeps = 0; sweeps < 4; sweeps++) await purgeDaily(hub, hub.now())
  t.strictSame(await erased(), [21, 22, 23, 24])
  t.equal(alerts(), 20)
  t.match(await rows('select ended_at, removed from purges'), [{ ended_at: clock.now, removed: { applications: 4 } }], 'and the purge comes to its end')
  clock.pass(DAY)
  for (let sweeps = 0; sweeps < 3; sweeps++) await purgeDaily(hub, hub.now())
  t.equal(alerts(), 20, 'each is told once')
  t.match(await rows('select failures from set_aside'), Array(20).fill({ failures: 2 }), 'and tried again')
})

test('a kind of rows that cannot be removed keeps no other', async t => {
  const hub = await aged(t)
  const { bare: { hub: { pool }, lines } } = hub
  await pool.query("create function refuse () returns trigger language plpgsql as 'begin raise exception ''held by a lawsuit''; end'")
  await pool.query('create trigger refuse before delete on exchanges for each row execute function refuse()')
  t.match(await purge(hub.bare.hub, hub.inDays(1097), TERMS), { exchanges: 0, callbacks: 2, idempotencyKeys: 2, applications: 1 })
  t.ok(lines.some(line => /"alert":"set-aside","chore":"removal","row":"exchanges".*held by a lawsuit/.test(line)))
})

test('two purges by hand do not count the same rows', async t => {
  const { hub } = await bareHub(t)
  await hub.pool.query("insert into idempotency_keys (client_id, key, created_at) select 'portal', number::text, $1 from generate_series(1, 1200) as number", [NINE])
  const now = new Date(NINE.getTime() + 31 * DAY)
  const both = await Promise.all([purge(hub, now, TERMS), purge(hub, now, TERMS)])
  t.equal(both[0].idempotencyKeys + both[1].idempotencyKeys, 1200)
})

test('the sweep is not held up by a purge that is held up', async t => {
  const { hub, databaseUrl } = await bareHub(t)
  const other = openPool(databaseUrl, () => {})
  t.teardown(() => other.end())
  await inWork(workplace(other), async work => {
    await work.query('select pg_advisory_xact_lock($1)', [LOCKS.purge])
    await purgeDaily(hub, hub.now())
    t.equal(await sweep(hub, roundsOf(hub)), 0)
  })
})
