import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import { claimIntent } from '../../../../src/records/intents/claim-intent.ts'
import { overdueIntents, unsweepIntents } from '../../../../src/records/intents/due-intents.ts'
import { openIntents } from '../../../../src/records/intents/intents.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'

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
