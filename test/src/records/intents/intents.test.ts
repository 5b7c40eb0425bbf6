/** What the hub owes: opened, ended, given up and opened anew. Who works on it is in claim-intent.test.ts. */
import { test } from 'tap'
import { inWork, type Work } from '../../../../src/ground/database/work.ts'
import {
  cancelUnbegun, closeIntent, endIntents, giveUpIntent, INTENT_STATES, openIntents, renewLease, reopenIntent, type IntentState, type NewIntent
} from '../../../../src/records/intents/intents.ts'
import { postponeIntent } from '../../../../src/records/intents/postpone-intent.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { transit } from '../../../../src/records/orders/change-order.ts'
import { claimIntent, intentOf } from '../../../kit/attempts.ts'
import { bareHub, NINE, type BareHub, type SubmittedOrder } from '../../../kit/bare-hub.ts'

const MINUTE = 60_000
const STATES = Object.keys(INTENT_STATES) as IntentState[]

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

async function open ({ hub }: BareHub, ...intents: NewIntent[]): Promise<void> {
  await inWork(hub, async work => openIntents(hub.vault, work, intents))
}

/** A placement that was claimed once and given up. */
async function givenUp ({ hub, submit }: BareHub, askFirst = false): Promise<SubmittedOrder> {
  const order = await submit()
  const intent = intentOf(await claimIntent(hub, order.intentId, NINE, after(MINUTE)))
  await inWork(hub, work => giveUpIntent(work, intent, { askFirst, now: NINE }))
  return order
}

test('every step is one of the table, and no other changes the row', async t => {
  const { hub, submit, rows } = await bareHub(t)
  const { orderId, intentId: id } = await submit()
  const { claims } = intentOf(await claimIntent(hub, id, NINE, after(MINUTE)))
  const row = async (): Promise<any> => (await rows('select xmin::text, * from intents where id = $1', [id]))[0]
  /** Every way there is to a state. */
  const ways: Record<IntentState, Array<(work: Work) => unknown>> = {
    open: [work => reopenIntent(work, id, after(MINUTE))],
    // Only what is opened there is at a desk.
    desk: [],
    undeliverable: [work => giveUpIntent(work, { id, claims }, { askFirst: false, now: after(MINUTE) })],
    done: [work => closeIntent(work, { id, claims }), work => endIntents(work, orderId), work => endIntents(work, orderId, 'place'), work => cancelUnbegun(work, orderId)]
  }
  for (const from of STATES) {
    for (const to of STATES) {
      await t.test(`${from} to ${to}`, async t => {
        for (const way of ways[to]) {
          await rows('update intents set state = $2, given_up_at = $3, ask_first = false where id = $1', [id, from, from === 'undeliverable' ? NINE : null])
          const before = await row()
          await inWork(hub, async work => { await way(work) })
          if (INTENT_STATES[from].includes(to)) t.match(await row(), { state: to, given_up_at: to === 'undeliverable' ? after(MINUTE) : null })
          else t.strictSame(await row(), before, String(way))
        }
      })
    }
    if (from === 'open') continue
    await t.test(`${from} is not worked on`, async t => {
      await rows('update intents set state = $2 where id = $1', [id, from])
      const before = await row()
      t.equal(await renewLease(hub.pool, { id, claims }, after(MINUTE)), false)
      t.equal(await postponeIntent(hub.pool, { id, claims }, { at: after(MINUTE), askFirst: true }), false)
      t.equal(await claimIntent(hub, id, after(MINUTE), after(2 * MINUTE)), undefined)
      t.strictSame(await row(), before)
    })
  }
})

test('an order has one open intent of a kind', async t => {
  const bare = await bareHub(t)
  const { hub, alarms, rows } = bare
  const { orderId, intentId } = await bare.submit()
  const again = { orderId, enterprise: 'unicom', kind: 'place', at: NINE, now: NINE } as const
  const placements = (): Promise<any[]> => rows("select id, state from intents where kind = 'place' order by opened_at, state desc")
  alarms.length = 0
  await open(bare, { ...again, now: after(MINUTE) }, { ...again, kind: 'watch', at: after(MINUTE) })
  t.strictSame(await placements(), [{ id: intentId, state: 'open' }])
  const [watch] = await rows("select id, due_at from intents where kind = 'watch'")
  t.strictSame(watch.due_at, after(MINUTE), 'of another kind it has its own')
  t.strictSame(alarms.at(-1), { queue: 'unicom', id: watch.id, patient: true, at: after(MINUTE) })
  const claim = intentOf(await claimIntent(hub, intentId, NINE, after(MINUTE)))
  await inWork(hub, async work => closeIntent(work, claim))
  await open(bare, { ...again, now: after(MINUTE) })
  t.match(await placements(), [{ id: intentId, state: 'done' }, { state: 'open' }], 'a closed one makes room')
})

test('a question about an order under way lets all others go first', async t => {
  const bare = await bareHub(t)
  const { orderId } = await bare.submit()
  bare.alarms.length = 0
  const opened = { orderId, enterprise: 'unicom', at: NINE, now: NINE }
  await open(bare, { ...opened, kind: 'watch' }, { ...opened, kind: 'withdraw' })
  t.strictSame(bare.alarms.map(({ patient }) => patient), [true, undefined])
  const [watch] = bare.alarms
  const claim = intentOf(await claimIntent(bare.hub, watch!.id, NINE, after(MINUTE)))
  await inWork(bare.hub, work => giveUpIntent(work, claim, { askFirst: false, now: NINE }))
  await inWork(bare.hub, work => reopenIntent(work, watch!.id, NINE))
  t.strictSame(bare.alarms.at(-1), watch, 'whoever sets its alarm')
})

test('one that was given up is opened anew, with all its time before it', async t => {
  const bare = await bareHub(t)
  const { hub, alarms } = bare
  const reopened = after(100 * MINUTE)
  const reopen = (id: string): ReturnType<typeof reopenIntent> => inWork(hub, work => reopenIntent(work, id, reopened))
  for (const askFirst of [true, false]) {
    const { intentId } = await givenUp(bare, askFirst)
    alarms.length = 0
    t.strictSame(await reopen(intentId), { kind: 'place', askFirst })
    t.equal(await reopen(intentId), undefined, 'once')
    t.strictSame(alarms, [{ queue: 'unicom', id: intentId, at: reopened }])
    t.match(await claimIntent(hub, intentId, reopened, after(101 * MINUTE)), { intent: { attempts: 1, openedAt: reopened, askFirst } })
  }
})

test('and is not where its order has another open one', async t => {
  const bare = await bareHub(t)
  const { orderId, intentId } = await givenUp(bare)
  await open(bare, { orderId, enterprise: 'unicom', kind: 'place', at: NINE, now: NINE })
  bare.alarms.length = 0
  t.equal(await inWork(bare.hub, work => reopenIntent(work, intentId, NINE)), undefined)
  t.strictSame(bare.alarms, [])
})

test('a placement that has begun is not cancelled', async t => {
  const { hub, submit, rows } = await bareHub(t)
  const [fresh, begun] = [await submit(), await submit()]
  await claimIntent(hub, begun.intentId, NINE, after(MINUTE))
  t.strictSame(await inWork(hub, async work => [await cancelUnbegun(work, fresh.orderId), await cancelUnbegun(work, begun.orderId)]), [true, false])
  t.strictSame(await rows('select state from intents order by state'), [{ state: 'done' }, { state: 'open' }])
})

test('what was given up waits for nobody once it matters no more', async t => {
  const bare = await bareHub(t)
  const { hub, rows } = bare
  const { orderId } = await givenUp(bare)
  const other = await givenUp(bare)
  await rows(`
    insert into intents (order_id, enterprise, kind, state, opened_at, due_at, given_up_at)
    select $1, 'unicom', kind, 'undeliverable', $2, $2, $2 from unnest(array['supplement', 'withdraw']) as kind`, [orderId, NINE])
  await open(bare, { orderId, enterprise: 'unicom', kind: 'watch', at: NINE, now: NINE })
  const states = async (): Promise<string[]> => (await rows('select kind, state from intents where order_id = $1 order by kind', [orderId])).map(({ kind, state }) => `${kind} ${state}`)
  const move = (state: 'needsMaterial' | 'materialReceived' | 'refused'): Promise<void> =>
    changeOrder(hub, orderId, async at => transit(hub, at, { state, source: 'callback' }))

  await move('needsMaterial')
  t.strictSame(await states(), ['place undeliverable', 'supplement undeliverable', 'watch open', 'withdraw undeliverable'])
  await move('materialReceived')
  t.strictSame(await states(), ['place undeliverable', 'supplement done', 'watch open', 'withdraw undeliverable'], 'material that is wanted no more')
  await move('refused')
  t.strictSame(await states(), ['place done', 'supplement done', 'watch open', 'withdraw done'], 'an order that has ended; who works on one that is open finds out')
  t.strictSame(await rows('select state from intents where id = $1', [other.intentId]), [{ state: 'undeliverable' }])
})
