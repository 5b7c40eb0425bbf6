import { test } from 'tap'
import { claimIntent, closeIntent, giveUpIntent, openIntent, overdueIntents, postponeIntent, reopenIntent, type Claim, type Intent } from '../../../../src/records/intents/intents.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'

const MINUTE = 60_000

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

function intentOf (claim: Claim): Intent {
  if (!claim || 'again' in claim) throw new Error('not claimed')
  return claim.intent
}

test('intents', async t => {
  const { hub, hub: { pool }, submit, rows } = await bareHub(t)
  const claim = (id: string, now: Date): Promise<Claim> => claimIntent(hub, id, now, new Date(now.getTime() + MINUTE))

  await t.test('the first claim counts an attempt and has nothing to ask about', async t => {
    const { orderId, intentId } = await submit()
    t.strictSame(await claim(intentId, NINE), { intent: { id: intentId, orderId, enterprise: 'unicom', kind: 'place', attempts: 1, claims: 1, openedAt: NINE, leasedUntil: after(MINUTE), askFirst: false, lost: false, payload: null } })
  })

  await t.test('a claimed intent is nobody else\'s until the lease ends; then it asks first', async t => {
    const { intentId } = await submit()
    await claim(intentId, NINE)
    t.strictSame(await claim(intentId, NINE), { again: after(MINUTE) })
    t.strictSame(await claim(intentId, after(MINUTE - 1)), { again: after(MINUTE) })
    t.match(await claim(intentId, after(MINUTE)), { intent: { attempts: 2, askFirst: true } })
  })

  await t.test('of many claims at once one succeeds', async t => {
    const { intentId } = await submit()
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(intentId, NINE)))
    t.equal(claims.filter(claim => claim && 'intent' in claim).length, 1)
    t.equal(claims.filter(claim => claim && 'again' in claim && claim.again.getTime() === after(MINUTE).getTime()).length, 9)
    t.match(await rows('select attempts from intents where id = $1', [intentId]), [{ attempts: 1 }])
  })

  await t.test('an intent that is not due says when it is', async t => {
    const { intentId } = await submit()
    await postponeIntent(pool, intentOf(await claim(intentId, NINE)), { at: after(MINUTE), askFirst: false })
    t.strictSame(await claim(intentId, after(MINUTE - 1)), { again: after(MINUTE) })
    t.match(await claim(intentId, after(MINUTE)), { intent: { attempts: 2, askFirst: false, payload: null } }, 'nothing is unknown about an attempt that failed for certain')
  })

  await t.test('a postponement remembers that the outcome is unknown', async t => {
    const { intentId } = await submit()
    await postponeIntent(pool, intentOf(await claim(intentId, NINE)), { at: NINE, askFirst: true })
    t.match(await claim(intentId, NINE), { intent: { attempts: 2, askFirst: true } })
  })

  await t.test('a closed intent, or one that never was, is no work', async t => {
    const { intentId } = await submit()
    await closeIntent(pool, intentOf(await claim(intentId, NINE)))
    t.equal(await claim(intentId, after(MINUTE)), undefined)
    t.equal(await claim('00000000-0000-4000-8000-000000000000', NINE), undefined)
  })

  await t.test('an attempt that lost its lease changes nothing any more', async t => {
    const { intentId } = await submit()
    const first = intentOf(await claim(intentId, NINE))
    const second = intentOf(await claim(intentId, after(MINUTE)))
    await postponeIntent(pool, first, { at: after(60 * MINUTE), askFirst: false })
    await closeIntent(pool, first)
    await giveUpIntent(pool, first, { askFirst: false, now: after(2 * MINUTE) })
    t.match(await rows('select state, due_at, leased_until, ask_first from intents where id = $1', [intentId]),
      [{ state: 'open', due_at: NINE, leased_until: after(2 * MINUTE), ask_first: true }])
    await closeIntent(pool, second)
    t.match(await rows('select state from intents where id = $1', [intentId]), [{ state: 'done' }])
  })

  await t.test('what was no attempt is not counted, but its claim is over', async t => {
    const { intentId } = await submit()
    const first = intentOf(await claim(intentId, NINE))
    await postponeIntent(pool, first, { at: NINE, askFirst: false, spent: false, held: true })
    t.match(await rows('select attempts, held, ask_first from intents where id = $1', [intentId]), [{ attempts: 0, held: true, ask_first: false }])
    const second = intentOf(await claim(intentId, NINE))
    t.match(second, { attempts: 1, askFirst: false })
    t.notOk(await closeIntent(pool, first), 'the number of the attempt is the same, the claim is not')
    t.ok(await postponeIntent(pool, second, { at: NINE, askFirst: true }))
    t.match(await rows('select held from intents where id = $1', [intentId]), [{ held: false }])
  })

  await t.test('one that was given up is opened anew, with all its time before it', async t => {
    const reopened = after(100 * MINUTE)
    for (const askFirst of [true, false]) {
      const { orderId, intentId } = await submit()
      t.equal(await reopenIntent(pool, intentId, reopened), undefined, 'not while it is open')
      await giveUpIntent(pool, intentOf(await claim(intentId, NINE)), { askFirst, now: NINE })
      await rows("update orders set delivery = 'undeliverable' where id = $1", [orderId])
      t.strictSame(await reopenIntent(pool, intentId, reopened), { queue: 'unicom', id: intentId, at: reopened })
      t.equal(await reopenIntent(pool, intentId, reopened), undefined, 'once')
      t.strictSame(await rows('select delivery from orders where id = $1', [orderId]), [{ delivery: askFirst ? 'unknown' : 'pending' }])
      t.match(await claim(intentId, reopened), { intent: { attempts: 1, openedAt: reopened, askFirst } })
    }
  })

  await t.test('and is not where its order has another open one, or when it is done', async t => {
    const { orderId, intentId } = await submit()
    await giveUpIntent(pool, intentOf(await claim(intentId, NINE)), { askFirst: false, now: NINE })
    await openIntent(hub, pool, { orderId, enterprise: 'unicom', kind: 'place', at: NINE, now: NINE })
    t.equal(await reopenIntent(pool, intentId, NINE), undefined)
    const done = await submit()
    await closeIntent(pool, intentOf(await claim(done.intentId, NINE)))
    t.equal(await reopenIntent(pool, done.intentId, NINE), undefined)
  })

  await t.test('an order has one open intent of a kind', async t => {
    const { orderId, intentId } = await submit()
    const again = { orderId, enterprise: 'unicom', kind: 'place', at: NINE, now: NINE } as const
    t.strictSame(await openIntent(hub, pool, again), [])
    const [watch] = await openIntent(hub, pool, { ...again, kind: 'watch', at: after(MINUTE) })
    t.match(watch, { queue: 'unicom', at: after(MINUTE) }, 'of another kind it has its own')
    await closeIntent(pool, intentOf(await claim(intentId, NINE)))
    const [reopened] = await openIntent(hub, pool, again)
    t.not(reopened!.id, intentId, 'a closed one makes room')
  })

  await t.test('overdue are those that are open, due and not being worked on', async t => {
    await rows("update intents set state = 'done'")
    const overdue = async (before: Date): Promise<string[]> => {
      await rows('update intents set swept_at = null')
      return (await overdueIntents(pool, before, before, NINE)).map(({ queue, id }) => `${queue} ${id}`).sort()
    }
    const [due, leased, later] = [await submit(), await submit(), await submit()]
    await claim(leased.intentId, NINE)
    await rows('update intents set due_at = $2 where id = $1', [later.intentId, after(1)])
    t.strictSame(await overdue(after(-1)), [])
    t.strictSame(await overdue(NINE), [`unicom ${due.intentId}`])
    t.strictSame(await overdue(after(MINUTE)), [due, leased, later].map(({ intentId }) => `unicom ${intentId}`).sort(),
      'a process that died lets go by the end of its lease')
  })

  await t.test('a question about an order under way lets all others go first, whoever sets its alarm', async t => {
    await rows("update intents set state = 'done'")
    const { orderId } = await submit()
    const opened = { orderId, enterprise: 'unicom', at: NINE, now: NINE }
    const [watch] = await openIntent(hub, pool, { ...opened, kind: 'watch' })
    const [withdrawal] = await openIntent(hub, pool, { ...opened, kind: 'withdraw', payload: 'moved' })
    t.strictSame([watch!.patient, withdrawal!.patient], [true, undefined])
    const patient = (await overdueIntents(pool, after(MINUTE), NINE, NINE)).filter(({ patient }) => patient).map(({ id }) => id)
    t.strictSame(patient, [watch!.id])
    await giveUpIntent(pool, intentOf(await claim(watch!.id, NINE)), { askFirst: false, now: NINE })
    t.strictSame(await reopenIntent(pool, watch!.id, NINE), watch)
  })

  await t.test('one that was returned rests for a while', async t => {
    await rows("update intents set state = 'done'")
    const { intentId } = await submit()
    const sweep = async (now: Date, sweptBefore: Date): Promise<string[]> => (await overdueIntents(pool, now, NINE, sweptBefore)).map(({ id }) => id)
    t.strictSame(await sweep(after(MINUTE), NINE), [intentId])
    t.strictSame(await sweep(after(2 * MINUTE), after(MINUTE - 1)), [])
    t.strictSame(await sweep(after(2 * MINUTE), after(MINUTE)), [intentId])
  })
})
