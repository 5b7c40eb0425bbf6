import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import { askAllSooner, dueIntents, openElsewhere, overdueIntents, releaseHeld, unsweepIntents } from '../../../../src/records/intents/due-intents.ts'
import { openIntents } from '../../../../src/records/intents/intents.ts'
import { claimIntent } from '../../../kit/attempts.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { crossed } from '../../../kit/crossing.ts'

const MINUTE = 60_000

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

test('overdue intents', async t => {
  const { hub, hub: { pool }, submit, rows } = await bareHub(t)

  await t.test('are those that are open, due and not being worked on', async t => {
    const overdue = async (before: Date): Promise<string[]> => {
      await rows('update intents set swept_at = null')
      return (await overdueIntents(pool, before, before, NINE)).map(({ queue, id }) => `${queue} ${id}`).sort()
    }
    const [due, leased, later] = [await submit(), await submit(), await submit()]
    await claimIntent(hub, leased.intentId, NINE, after(MINUTE))
    await rows('update intents set due_at = $2 where id = $1', [later.intentId, after(1)])
    t.strictSame(await overdue(after(-1)), [])
    t.strictSame(await overdue(NINE), [`unicom ${due.intentId}`])
    t.strictSame(await overdue(after(MINUTE)), [due, leased, later].map(({ intentId }) => `unicom ${intentId}`).sort(),
      'a process that died lets go by the end of its lease')
  })

  await t.test('that are questions about an order under way let all others go first', async t => {
    await rows("update intents set state = 'done'")
    const { orderId } = await submit()
    const opened = { orderId, enterprise: 'unicom', at: NINE, now: NINE }
    await inWork(hub, async work => openIntents(hub.vault, work, [{ ...opened, kind: 'watch' }, { ...opened, kind: 'withdraw' }]))
    const patient = (await overdueIntents(pool, after(MINUTE), NINE, NINE)).filter(({ patient }) => patient).map(({ id }) => id)
    t.strictSame(patient, (await rows("select id from intents where kind = 'watch'")).map(({ id }) => id))
  })

  await t.test('rest for a while once they were returned, unless their alarms could not be set', async t => {
    await rows("update intents set state = 'done'")
    const { intentId } = await submit()
    const sweep = async (now: Date, sweptBefore: Date): Promise<string[]> => (await overdueIntents(pool, now, NINE, sweptBefore)).map(({ id }) => id)
    t.strictSame(await sweep(after(MINUTE), NINE), [intentId])
    t.strictSame(await sweep(after(2 * MINUTE), after(MINUTE - 1)), [])
    t.strictSame(await sweep(after(2 * MINUTE), after(MINUTE)), [intentId])
    t.strictSame(await sweep(after(2 * MINUTE), after(MINUTE)), [])
    await unsweepIntents(pool, [intentId])
    t.strictSame(await sweep(after(2 * MINUTE), after(MINUTE)), [intentId])
  })
})

test('what is owed to enterprises that nobody answers for is counted', async t => {
  const { hub: { pool }, submit, rows } = await bareHub(t)
  await submit()
  await submit()
  t.strictSame(await openElsewhere(pool, ['towngas', 'unicom']), [])
  t.strictSame(await openElsewhere(pool, ['towngas']), [{ enterprise: 'unicom', intents: 2 }])
  await rows("update intents set state = 'done'")
  t.strictSame(await openElsewhere(pool, []), [])
})

test('due intents of an enterprise', async t => {
  const { hub, hub: { pool }, submit, rows } = await bareHub(t)
  const due = async (now: Date, known: string[] = [], most = 10): Promise<string[]> =>
    (await dueIntents(pool, 'unicom', { now, known, most })).map(({ id, patient }) => patient ? `patient ${id}` : id)
  const [young, leased, later, old] = [await submit(), await submit(), await submit(), await submit()].map(({ intentId }) => intentId)
  await rows('update intents set due_at = $2 where id = $1', [old, after(-MINUTE)])
  await rows('update intents set due_at = $2 where id = $1', [later, after(1)])
  await claimIntent(hub, leased!, NINE, after(MINUTE))

  await t.test('are those that are open and that nobody is at work on, the longest due first', async t => {
    t.strictSame(await due(NINE), [old, young])
    t.strictSame((await due(after(2 * MINUTE))).sort(), [young, leased, later, old].sort(), 'a process that died lets go by the end of its lease')
    t.strictSame(await dueIntents(pool, 'towngas', { now: NINE, known: [], most: 10 }), [])
  })

  await t.test('without those that are known, and no more than are asked for', async t => {
    t.strictSame(await due(NINE, [old!]), [young])
    t.strictSame(await due(NINE, [], 1), [old])
  })

  await t.test('questions about an order under way after all others', async t => {
    await rows("update intents set state = 'done'")
    const { orderId, intentId } = await submit()
    const opened = { orderId, enterprise: 'unicom', now: NINE }
    await inWork(hub, async work => openIntents(hub.vault, work, [{ ...opened, kind: 'watch', at: after(-MINUTE) }, { ...opened, kind: 'withdraw', at: after(-1) }]))
    const [watch] = await rows("select id from intents where kind = 'watch'")
    const [withdrawal] = await rows("select id from intents where kind = 'withdraw'")
    t.strictSame(await due(NINE), [withdrawal.id, intentId, `patient ${watch.id}`])
    t.strictSame(await due(NINE, [], 2), [withdrawal.id, intentId])
  })
})

test('what changes many waits for none that somebody else is changing', async t => {
  const { hub: { pool }, submit, rows } = await bareHub(t)
  const ids = [(await submit()).intentId, (await submit()).intentId] as const
  const put = (values: string): Promise<unknown> => rows(`update intents set due_at = $1, swept_at = $1, ${values}`, [after(MINUTE)])
  const left = async (condition: string): Promise<string[]> => (await rows(`select id from intents where ${condition}`)).map(({ id }) => id)

  await t.test('when an enterprise answers again', async t => {
    await put('held = true')
    t.strictSame(await crossed(pool, { table: 'intents', ids }, () => releaseHeld(pool, 'unicom', NINE, 0)), [1, 1])
    t.strictSame(await rows('select due_at, held from intents'), Array(2).fill({ due_at: NINE, held: false }))
  })
  await t.test('when callbacks may have been missed', async t => {
    await put("held = false, kind = 'watch'")
    t.strictSame(await crossed(pool, { table: 'intents', ids }, () => askAllSooner(pool, 'unicom', NINE, 0)), [1, 1])
    t.strictSame(await left("due_at <> '2026-01-05T01:00:00Z'"), [])
  })
  await t.test('when no alarm could be set', async t => {
    await put('held = false')
    await crossed(pool, { table: 'intents', ids }, () => unsweepIntents(pool, [...ids]))
    t.strictSame(await left('swept_at is not null'), [])
  })
})
