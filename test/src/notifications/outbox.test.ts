import { test } from 'tap'
import { deliver } from '../../../src/delivery/deliver.ts'
import { claimHead, markDelivered, overdueNotifications, postpone, type Pending } from '../../../src/notifications/outbox.ts'
import { bareHub, NINE } from '../../bare-hub.ts'

const MINUTE = 60_000

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

test('the outbox', async t => {
  const bare = await bareHub(t)
  const { hub: { pool }, rows } = bare
  const handler = deliver(bare.hub, bare.enterprise)
  const claim = (id: string, now = NINE): ReturnType<typeof claimHead> => claimHead(pool, id, now, new Date(now.getTime() + MINUTE))

  /** The notifications of an application with two events. */
  async function application (): Promise<[string, string]> {
    const { jointNumber, intentId } = await bare.submit()
    await handler(intentId)
    const found = await rows(`
      select id from notifications where application_serial = (select serial from applications where joint_number = $1) order by sequence`, [jointNumber])
    return found.map(({ id }) => id) as [string, string]
  }

  async function head (id: string, now?: Date): Promise<Pending> {
    const claimed = await claim(id, now)
    if (!claimed || !('head' in claimed)) throw new Error('not claimed')
    return claimed.head
  }

  await t.test('the first open one is next, whichever is named', async t => {
    const [first, second] = await application()
    t.match(await claim(second), { head: { id: first, sequence: 1, attempts: 1, event: 'progressed', enterprise: 'unicom', state: 'received', statusCode: 1 } })
    t.strictSame(await claim(second), { again: after(MINUTE) }, 'while it is being sent the others wait')
    t.strictSame(await claim(first), { again: after(MINUTE) })
    t.match(await claim(second, after(MINUTE)), { head: { id: first, attempts: 2 } }, 'after the lease it is sent again')
  })

  await t.test('a delivered one makes way for the next, the last for nothing', async t => {
    const [first, second] = await application()
    await markDelivered(pool, await head(first), NINE)
    const next = await head(first)
    t.match(next, { id: second, sequence: 2, state: 'submitted' })
    await markDelivered(pool, next, NINE)
    t.equal(await claim(first), undefined)
    t.strictSame(await rows('select state, delivered_at from notifications where id = any($1)', [[first, second]]), Array(2).fill({ state: 'delivered', delivered_at: NINE }))
  })

  await t.test('a postponed one keeps its place', async t => {
    const [first, second] = await application()
    await postpone(pool, await head(first), after(5 * MINUTE), 'http-500')
    t.strictSame(await claim(second), { again: after(5 * MINUTE) })
    t.match(await head(second, after(5 * MINUTE)), { id: first, attempts: 2 })
  })

  await t.test('of many claims at once one succeeds', async t => {
    const [first, second] = await application()
    const claims = await Promise.all(Array.from({ length: 10 }, (_, index) => claim(index % 2 ? first : second)))
    t.equal(claims.filter(claimed => claimed && 'head' in claimed).length, 1)
    t.equal(claims.filter(claimed => claimed && 'again' in claimed).length, 9)
  })

  await t.test('overdue is the first of an application, not what waits behind it', async t => {
    await rows("update notifications set state = 'delivered'")
    const overdue = async (before: Date): Promise<string[]> => {
      await rows('update notifications set swept_at = null')
      return (await overdueNotifications(pool, before, before, NINE)).map(({ queue, id }) => `${queue} ${id}`).sort()
    }
    const [waiting] = await application()
    const [due] = await application()
    const [sending] = await application()
    await postpone(pool, await head(waiting), after(5 * MINUTE), 'http-500')
    await head(sending)
    t.strictSame(await overdue(after(-1)), [])
    t.strictSame(await overdue(NINE), [`portal ${due}`])
    t.strictSame(await overdue(after(5 * MINUTE)), [waiting, due, sending].map(id => `portal ${id}`).sort())
    t.strictSame(await overdueNotifications(pool, after(5 * MINUTE), after(5 * MINUTE), after(5 * MINUTE - 1)), [], 'one that was returned rests for a while')
  })
})
