/** The process is killed in the middle of handing an order over; the next one finds out what became of it. */
import { test } from 'tap'
import type { Pool } from '../../src/ground/database/pool.ts'
import { startGate, startSite } from '../kit/hub-process.ts'
import { until } from '../kit/until.ts'

/** As if the time had passed in which a process might still be at it. */
async function leaseEnds (pool: Pool): Promise<void> {
  await pool.query("update intents set leased_until = now() - interval '1 minute', due_at = now() - interval '1 minute' where leased_until is not null")
  await pool.query("update webhook_lanes set leased_until = now() - interval '1 minute'")
}

async function exchanges (pool: Pool): Promise<string[]> {
  const { rows } = await pool.query('select attempt, kind, outcome from exchanges order by id')
  return rows.map(({ attempt, kind, outcome }) => `${attempt} ${kind} ${outcome}`)
}

test('killed after the enterprise took the order and before it could say so', async t => {
  const { url, begun, open } = await startGate(t)
  const { start, submit, unicom, portal, pool } = await startSite(t, url)
  unicom.faults.arm('early')
  const first = await start()
  const { reference } = await submit()
  await begun
  first.signal('SIGKILL')
  t.equal(await first.ended, 'SIGKILL')
  open()
  t.equal(unicom.orders.get(reference)!.placements, 1)
  t.strictSame((await pool.query('select delivery, state from orders')).rows, [{ delivery: 'pending', state: 'received' }])

  await leaseEnds(pool)
  await start()
  await until(() => portal.events.some(({ state }) => state === 'accepted'))
  t.equal(unicom.orders.get(reference)!.placements, 1, 'it was asked, and not given the order again')
  t.strictSame(await exchanges(pool), ['2 inquire acknowledged'])
  t.strictSame(portal.events.map(({ sequence, state }) => `${sequence} ${state}`), ['1 received', '2 submitted', '3 accepted'])
})

test('killed before the enterprise took the order', async t => {
  const { start, submit, unicom, portal, pool } = await startSite(t)
  unicom.faults.arm('hang', Infinity)
  const first = await start()
  const { reference } = await submit()
  await until(async () => (await pool.query("select from intents where kind = 'place' and leased_until is not null")).rowCount === 1)
  first.signal('SIGKILL')
  await first.ended
  t.equal(unicom.orders.size, 0)
  unicom.faults.arm('hang', 0)

  await leaseEnds(pool)
  await start()
  await until(() => portal.events.some(({ state }) => state === 'submitted'))
  t.equal(unicom.orders.get(reference)!.placements, 1)
  t.strictSame(await exchanges(pool), ['2 inquire notFound', '2 place acknowledged'], 'it was asked, did not know it, and was given it')
  t.strictSame(portal.events.map(({ sequence, state }) => `${sequence} ${state}`), ['1 received', '2 submitted'])
})

test('killed right after the promise, with nothing done yet', async t => {
  const { start, submit, unicom, portal, pool } = await startSite(t)
  const first = await start()
  unicom.faults.arm('busy503', Infinity)
  const accepted = await Promise.all(Array.from({ length: 5 }, submit))
  first.signal('SIGKILL')
  await first.ended
  unicom.faults.arm('busy503', 0)

  await leaseEnds(pool)
  await start()
  for (const { jointNumber } of accepted) await until(() => portal.events.some(event => event.jointNumber === jointNumber && event.state === 'submitted'))
  t.equal(unicom.orders.size, 5, 'every application that was accepted arrives')
  for (const { reference } of accepted) t.equal(unicom.orders.get(reference)!.placements, 1)
})
