/**
 * An enterprise whose interface can be told a time is told the one that was agreed, once; the last one, whatever fails, crashes or is moved
 * meanwhile. Nothing about its order waits for that.
 */
import { test, type Test } from 'tap'
import { Failure, type FailureFacts } from '../../../../adapters/failure.ts'
import { settleOrder } from '../../../../src/cases/settle-order.ts'
import { redriveOrders } from '../../../../src/cases/redrive-orders.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { settleIntents } from '../../../../src/records/intents/due-intents.ts'
import { openIntents, reopenIntent } from '../../../../src/records/intents/intents.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { passCustody } from '../../../../src/records/orders/change-order.ts'
import { moveToDesk } from '../../../../src/steps/move-order.ts'
import { readApplication } from '../../../../src/views/applications.ts'
import { listExchanges } from '../../../../src/views/exchanges.ts'
import { listUndeliverableOrders, readUndeliverableOrder } from '../../../../src/views/undeliverable-orders.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { bareHub, type BareHub, type SubmittedOrder } from '../../../kit/bare-hub.ts'
import { LEAD, visitBench, type VisitBench } from '../../../kit/visits.ts'

const BY = { actor: 'operator', reason: '已电话告知' }
/** The time-out of the sandbox's 港华, four times, and ten seconds. */
const LEASE = 70_000

function fails (comeBack: FailureFacts['comeBack'], facts: Partial<FailureFacts> = {}): () => Promise<never> {
  return async () => { throw new Failure({ comeBack, fault: 'enterprise', code: '50000', message: '系统异常', ...facts }) }
}

interface Bench extends BareHub {
  order: SubmittedOrder
  visit: VisitBench
  /** The times that the enterprise was told, one after the other. */
  times: string[]
  place (): Promise<void>
  /** Proposes a time and settles it. */
  agree (date: string, half?: 'morning' | 'afternoon'): Promise<void>
  /** Whatever is owed of a time and due, as a ring would. */
  ring (): Promise<Date | undefined>
  intents (): Promise<string[]>
}

async function bench (
  t: Test, { placed = true, slug = 'towngas', maintenance = [] }: { placed?: boolean, slug?: string, maintenance?: Array<{ from: string, to: string }> } = {}
): Promise<Bench> {
  const bare = await bareHub(t, { slug, adjust (settings) { Object.assign(settings.enterprises[slug].delivery ??= {}, maintenance.length > 0 && { maintenance }) } })
  const { hub, enterprise, told, rows } = bare
  const order = await bare.submit(formFor(slug))
  const visit = visitBench(hub, order.jointNumber)
  const times: string[] = []
  told.appoint = async (key, appointment) => {
    t.match(key, { reference: order.reference })
    times.push((appointment as { appointTime: string }).appointTime)
  }
  const handler = deliver(hub, enterprise)
  const place = async (): Promise<void> => { await handler(order.intentId) }
  if (placed) await place()
  return {
    ...bare,
    order,
    visit,
    times,
    place,
    async agree (date, half = 'morning') {
      const { proposal } = await visit.propose(date, half)
      await visit.ask('settleVisit', LEAD, { proposal })
    },
    async ring () {
      const open = await rows("select id from intents where kind = 'appoint' and state = 'open'")
      t.ok(open.length <= 1, 'one at most')
      return open[0] && await handler(open[0].id)
    },
    intents: async () => (await rows("select state from intents where kind = 'appoint' order by opened_at, state")).map(({ state }) => state)
  }
}

test('it is told once, the beginning of the slot', async t => {
  const { agree, ring, times, intents, visit, hub, order, calls, rows } = await bench(t)
  await visit.propose('2026-01-07', 'afternoon')
  t.strictSame(await intents(), [], 'a proposal is no agreement')
  await agree('2026-01-07', 'afternoon')
  await ring()
  t.strictSame(times, ['2026-01-07 14:30'])
  await visit.answer('towngas', 'accepted')
  t.equal(await ring(), undefined)
  t.strictSame(times, ['2026-01-07 14:30'], 'its answer, or that of another, changes nothing')
  t.strictSame(await intents(), ['done'])
  t.strictSame(calls, ['place', 'appoint'], 'and it is not asked about anything')
  const { exchanges } = await listExchanges(hub, EVERYTHING, order.jointNumber, {})
  t.match(exchanges.at(-1), { kind: 'appoint', kindLabel: '通知踏勘时间', outcome: 'taken', attempt: 1 })
  t.match(await hub.metrics.registry.metrics(), /lianban_attempts_total\{[^}]*kind="appoint"[^}]*\} 1/)
  t.strictSame(await rows('select state from orders'), [{ state: 'submitted' }])
})

test('a time that is moved is told anew, and one that was not told yet is overtaken', async t => {
  const { agree, ring, times, intents } = await bench(t)
  await agree('2026-01-07')
  await ring()
  await agree('2026-01-08')
  await agree('2026-01-09', 'afternoon')
  await ring()
  t.strictSame(times, ['2026-01-07 08:00', '2026-01-09 14:30'])
  t.strictSame(await intents(), ['done', 'done'])
})

test('what holds no more when it comes to it is not told', async t => {
  for (const [why, change] of Object.entries<(bench: Bench) => Promise<unknown>>({
    'another time is proposed': ({ visit }) => visit.propose('2026-01-08'),
    'the visit is cancelled': async ({ visit }) => visit.ask('cancelVisit', LEAD, { version: (await visit.read()).version, reason: '改期' }),
    'it goes alone': ({ visit }) => visit.answer('towngas', 'declined'),
    'its order has ended': ({ visit }) => visit.told('towngas', { state: 'completed' }),
    'its order was surveyed': ({ visit }) => visit.told('towngas', { state: 'surveyed' }),
    'it has booked that time itself': ({ visit }) => visit.told('towngas', { state: 'surveyBooked', bookedFor: '2026-01-07T08:00:00+08:00' }),
    'the slot has begun': async ({ clock }) => { clock.now = new Date('2026-01-07T08:00:00+08:00') }
  })) {
    const one = await bench(t)
    await one.agree('2026-01-07')
    await change(one)
    t.equal(await one.ring(), undefined)
    t.strictSame([one.times, await one.intents()], [[], ['done']], why)
  }
})

test('nothing is owed where it is no news, or cannot be told', async t => {
  const booked = await bench(t)
  await booked.visit.told('towngas', { state: 'surveyBooked', bookedFor: '2026-01-07T08:00:00+08:00' })
  await booked.visit.propose('2026-01-07')
  t.match(await booked.visit.read(), { state: 'agreed' })
  t.strictSame(await booked.intents(), [], 'a time of its own')
  await booked.agree('2026-01-08')
  await booked.ring()
  t.strictSame(booked.times, ['2026-01-08 08:00'], 'but another it is told')

  const other = await bench(t, { slug: 'unicom' })
  await other.agree('2026-01-07')
  t.strictSame(await other.intents(), [], 'its interface has no way to be told')

  const atDesk = await bench(t, { placed: false })
  await changeOrder(atDesk.hub, atDesk.order.orderId, async at => {
    passCustody(at, 'undeliverable')
    moveToDesk(atDesk.hub, at)
  })
  await atDesk.agree('2026-01-07')
  t.strictSame(await atDesk.intents(), [], 'its people have the order, and are told as people')
})

test('who goes alone is told once it comes after all', async t => {
  const { agree, visit, ring, times, rows } = await bench(t)
  await agree('2026-01-07')
  // As if others came, without whom the visit would be cancelled.
  await rows("update visit_answers set answer = 'declined'")
  await ring()
  t.strictSame(times, [])
  await visit.answer('towngas', 'accepted')
  await ring()
  t.strictSame(times, ['2026-01-07 08:00'])
})

test('an order that is placed after the time was agreed', async t => {
  const { agree, place, ring, times, intents, told, hub, order, rows, enterprise, clock } = await bench(t, { placed: false })
  await agree('2026-01-07')
  t.strictSame(await intents(), [])
  await place()
  await ring()
  t.strictSame(times, ['2026-01-07 08:00'])

  // What the enterprise has lost and is given again it is told again.
  const [watch] = await rows("select id, due_at from intents where kind = 'watch'")
  clock.now = watch.due_at
  told.inquire = async () => ({ kind: 'notFound' })
  await deliver(hub, enterprise)(watch.id)
  const [again] = await rows("select id, due_at from intents where kind = 'place' and state = 'open' and order_id = $1", [order.orderId])
  clock.now = again.due_at
  await deliver(hub, enterprise)(again.id)
  await ring()
  t.strictSame(times, ['2026-01-07 08:00', '2026-01-07 08:00'])
})

test('an order that was corrected says the time of the form again, and the enterprise is told the agreed one after it', async t => {
  const { agree, ring, times, hub, order, told, calls, visit, clock, enterprise, rows } = await bench(t)
  await agree('2026-01-07')
  await ring()
  await visit.told('towngas', { state: 'needsMaterial' })
  told.supplement = async () => {}
  await changeOrder(hub, order.orderId, async at => openIntents(hub.vault, at.work, [
    { orderId: order.orderId, enterprise: 'towngas', kind: 'supplement', at: clock.now, now: clock.now, payload: { corrections: { basic: { phone: '13911112222' } } } }
  ]))
  const [{ id }] = await rows("select id from intents where kind = 'supplement'")
  await deliver(hub, enterprise)(id)
  await ring()
  t.strictSame(calls, ['place', 'appoint', 'supplement', 'appoint'])
  t.strictSame(times, ['2026-01-07 08:00', '2026-01-07 08:00'])
})

test('a failure is tried again, and is none of the order', async t => {
  const { agree, ring, times, told, clock, hub, order, calls, rows } = await bench(t)
  const take = told.appoint!
  const shown = await readApplication(hub, EVERYTHING, order.jointNumber)
  const stands = await rows('select state, delivery, failure, version from orders')
  await agree('2026-01-07')
  const waits: number[] = []
  for (const failing of [fails('later'), fails('askFirst', { code: 'timeout' }), fails('askFirst', { code: 'unreadable', alert: true }), async () => { throw new TypeError('bug') }]) {
    told.appoint = failing
    const again = await ring()
    waits.push((again!.getTime() - clock.now.getTime()) / 1000)
    clock.now = again!
  }
  t.strictSame(waits, [10, 20, 40, 80])
  told.appoint = take
  await ring()
  t.strictSame(times, ['2026-01-07 08:00'])
  t.strictSame(calls.slice(1), ['appoint', 'appoint', 'appoint', 'appoint', 'appoint'], 'the same time may be told twice: nobody is asked before')
  t.strictSame(await rows('select state, delivery, failure, version from orders'), stands)
  t.strictSame((await readApplication(hub, EVERYTHING, order.jointNumber)).orders, shown.orders)
})

test('a process that dies between telling and storing: the next tells the same again', async t => {
  const { agree, ring, times, told, clock, intents } = await bench(t)
  const take = told.appoint!
  await agree('2026-01-07')
  const sent = Promise.withResolvers<void>()
  told.appoint = async (key, appointment) => {
    await take(key, appointment)
    sent.resolve()
    await new Promise(() => {})
  }
  await Promise.race([ring(), sent.promise])
  told.appoint = take
  t.strictSame(await ring(), new Date(clock.now.getTime() + LEASE), 'as long as it may live it is left alone')
  clock.pass(LEASE)
  t.equal(await ring(), undefined)
  t.strictSame(times, ['2026-01-07 08:00', '2026-01-07 08:00'])
  t.strictSame(await intents(), ['done'])
})

test('a time that is moved while the old one is being told', async t => {
  for (const [how, end] of Object.entries<() => Promise<void>>({ taken: async () => {}, failed: fails('later'), refused: fails('never', { code: '30001' }) })) {
    const { agree, ring, times, told, clock, intents, rows, visit } = await bench(t)
    const take = told.appoint!
    await agree('2026-01-07')
    told.appoint = async (key, appointment) => {
      await take(key, appointment)
      await agree('2026-01-08')
      await end()
    }
    await ring()
    told.appoint = take
    t.match(await rows("select state, attempts from intents where kind = 'appoint'"), [{ state: 'open', attempts: 0 }], `${how}: what came of it counts no more`)
    clock.pass(LEASE)
    await ring()
    t.strictSame(times, ['2026-01-07 08:00', '2026-01-08 08:00'])
    t.strictSame(await intents(), ['done'])
    t.match(await visit.read(), { state: 'agreed' })
  }
})

test('in front of a person', async t => {
  const standing = async ({ hub }: Bench): Promise<any[]> => (await listUndeliverableOrders(hub, {})).orders

  await t.test('what the enterprise refuses, without harm to the order', async t => {
    const one = await bench(t)
    const { agree, ring, told, hub, order, rows, lines, times } = one
    const take = told.appoint!
    told.appoint = fails('never', { code: '30001', message: '参数错误：appointTime' })
    await agree('2026-01-07')
    t.equal(await ring(), undefined)
    t.match(await standing(one), [{
      orderId: order.orderId, task: 'appoint', taskLabel: '通知踏勘时间', askFirst: false, failure: { code: '30001', message: '参数错误：appointTime' }, next: /^排除原因后重新通知/
    }])
    t.equal((await listUndeliverableOrders(hub, { failureCode: '30001', task: 'appoint' })).orders.length, 1)
    t.match((await readUndeliverableOrder(hub, order.orderId)).exchanges.at(-1), { kind: 'appoint', outcome: 'failed', code: '30001' })
    t.strictSame(await rows('select state, delivery, failure from orders'), [{ state: 'submitted', delivery: 'acknowledged', failure: null }])
    t.match(lines.map(line => JSON.parse(line)).filter(({ alert }) => alert), [{ alert: 'undeliverable', code: '30001', enterprise: 'towngas' }])

    told.appoint = take
    t.equal(await redriveOrders(hub, { task: 'appoint' }, BY), 1)
    t.strictSame(await standing(one), [])
    await ring()
    t.strictSame(times, ['2026-01-07 08:00'])
    t.match(await rows("select state, failure from intents where kind = 'appoint'"), [{ state: 'done', failure: null }])
  })

  await t.test('without what the enterprise says of the applicant, and with nothing once they are erased', async t => {
    const { agree, ring, told, hub, rows } = await bench(t)
    const { phone, applicantName } = formFor('towngas').basic
    told.appoint = fails('never', { message: `${applicantName} ${phone} 有误` })
    await agree('2026-01-07')
    await ring()
    t.match(await rows("select failure from intents where kind = 'appoint'"), [{ failure: { message: '*** *** 有误' } }])
    const [{ serial }] = await rows('select serial from applications')
    t.ok(await inWork(hub, work => settleIntents(work, serial, hub.now())))
    t.match(await rows("select failure from intents where kind = 'appoint'"), [{ failure: null }])
  })

  await t.test('before the visit begins, when no further attempt would be in time', async t => {
    const one = await bench(t)
    const { agree, ring, told, clock } = one
    told.appoint = fails('later')
    await agree('2026-01-07')
    let again: Date | undefined = clock.now
    while (again) {
      clock.now = again
      again = await ring()
    }
    t.ok(clock.now < new Date('2026-01-07T08:00:00+08:00'))
    t.match(await standing(one), [{ task: 'appoint', failure: { code: '50000' } }])
  })

  await t.test('what a person has told by telephone', async t => {
    const one = await bench(t)
    const { agree, ring, told, hub, order, intents, rows } = one
    told.appoint = fails('never')
    await agree('2026-01-07')
    await ring()
    await rows("update orders set failure = '{\"code\":\"unreadable\",\"message\":\"x\"}'")
    await t.rejects(settleOrder(hub, order.orderId, { task: 'appoint', outcome: 'refused' }, BY), { code: 'settlement-not-possible' }, 'a time ends no order')
    await settleOrder(hub, order.orderId, { task: 'appoint', outcome: 'delivered' }, BY)
    t.strictSame([await standing(one), await intents()], [[], ['done']])
    t.match(await rows('select state, failure from orders'), [{ state: 'submitted', failure: { code: 'unreadable' } }], 'what its order shows is another matter')
    t.match(await rows('select action, target from acts where action = \'order-settlement\''), [{ target: { task: 'appoint', outcome: 'delivered' } }])
  })

  for (const [why, change] of Object.entries<(bench: Bench) => Promise<unknown>>({
    'another time is proposed': ({ visit }) => visit.propose('2026-01-08'),
    'the visit is cancelled': async ({ visit }) => visit.ask('cancelVisit', LEAD, { version: (await visit.read()).version, reason: '改期' }),
    'it goes alone': ({ visit }) => visit.answer('towngas', 'declined'),
    'the visit has begun': async ({ visit, clock }) => {
      clock.now = new Date('2026-01-07T07:30:00+08:00')
      await visit.ask('beginVisit', { ...LEAD, kind: 'specialist', enterprise: 'towngas' }, { proposal: 1 })
    },
    'its order has ended': ({ visit }) => visit.told('towngas', { state: 'completed' })
  })) {
    await t.test(`until ${why}`, async t => {
      const one = await bench(t)
      one.told.appoint = fails('never')
      await one.agree('2026-01-07')
      await one.ring()
      t.equal((await standing(one)).length, 1)
      await change(one)
      t.strictSame([await standing(one), await one.intents()], [[], ['done']])
    })
  }

  await t.test('but not of a time that was taken back while it was told', async t => {
    const one = await bench(t)
    const { agree, ring, told, visit, intents } = one
    told.appoint = async () => {
      await visit.propose('2026-01-08')
      await fails('never')()
    }
    await agree('2026-01-07')
    await ring()
    t.strictSame([await standing(one), await intents()], [[], ['done']])
  })

  await t.test('after whatever else of the order is there', async t => {
    const one = await bench(t)
    const { agree, ring, told, rows, hub, order } = one
    told.appoint = fails('never')
    await agree('2026-01-07')
    await ring()
    await rows("insert into intents (order_id, enterprise, kind, state, opened_at, due_at, given_up_at) select order_id, enterprise, 'withdraw', 'undeliverable', opened_at, due_at, given_up_at from intents where kind = 'appoint'")
    t.match(await standing(one), [{ task: 'withdraw' }], 'one at a time')
    await t.rejects(settleOrder(hub, order.orderId, { task: 'appoint', outcome: 'delivered' }, BY), { code: 'order-changed' }, 'another task waits by now')
    await settleOrder(hub, order.orderId, { task: 'withdraw', outcome: 'declined' }, BY)
    t.strictSame(await standing(one), [], 'who stays is told the time again')
    t.match(await rows("select state from intents where kind = 'appoint' order by opened_at, id"), [{ state: 'done' }, { state: 'open' }])
  })
})

test('a given-up intent is not opened beside one that is open', async t => {
  const { agree, ring, told, hub, rows, visit, clock } = await bench(t)
  told.appoint = fails('never')
  await agree('2026-01-07')
  await ring()
  const [{ id }] = await rows("select id from intents where kind = 'appoint'")
  await agree('2026-01-08')
  t.equal(await inWork(hub, work => reopenIntent(work, id, clock.now)), undefined)
  t.match(await visit.read(), { state: 'agreed' })
  t.match(await rows("select state from intents where kind = 'appoint' order by opened_at, state"), [{ state: 'done' }, { state: 'open' }])
})

test('what is held back until the visit begins comes in front of a person before that', async t => {
  const closed = await bench(t, { maintenance: [{ from: '18:00', to: '09:00' }] })
  closed.clock.now = new Date('2026-01-05T18:30:00+08:00')
  await closed.agree('2026-01-06')
  t.equal(await closed.ring(), undefined)
  t.match((await listUndeliverableOrders(closed.hub, {})).orders, [{ task: 'appoint', failure: { code: 'maintenance' } }])
  t.strictSame(closed.times, [])

  const { hub, rows, clock, agree, ring, times } = await bench(t)
  const probeLater = async (): Promise<unknown> => await rows('update breakers set probe_at = $1', [new Date(clock.now.getTime() + 3_600_000)])
  await rows("insert into breakers (enterprise, state, failures, opened_at, probe_at) values ('towngas', 'open', 8, $1, $1)", [clock.now])
  await probeLater()
  await agree('2026-01-06')
  for (let again = await ring(); again; again = await ring()) {
    clock.now = again
    await probeLater()
  }
  t.ok(clock.now < new Date('2026-01-06T08:00:00+08:00'))
  t.match((await listUndeliverableOrders(hub, {})).orders, [{ task: 'appoint' }], 'others took the probes')
  t.strictSame(times, [])
})

test('an applicant who wants the order back need not be waited for; who stays after all is', async t => {
  const { hub, rows, agree, ring, intents, times, order } = await bench(t)
  await agree('2026-01-07')
  await rows("update orders set withdrawal = 'requested'")
  await ring()
  t.strictSame([times, await intents()], [[], ['done']])
  await rows("insert into intents (order_id, enterprise, kind, state, opened_at, due_at, given_up_at) select order_id, enterprise, 'withdraw', 'undeliverable', opened_at, due_at, now() from intents where kind = 'appoint'")
  await settleOrder(hub, order.orderId, { task: 'withdraw', outcome: 'declined' }, BY)
  await ring()
  t.strictSame(times, ['2026-01-07 08:00'])
})

test('a correction that perhaps arrived, or arrived as somebody says, is followed by the time', async t => {
  for (const by of ['the enterprise', 'a person'] as const) {
    const { hub, enterprise, told, order, rows, clock, agree, ring, times, visit, calls } = await bench(t)
    await agree('2026-01-07')
    await ring()
    await visit.told('towngas', { state: 'needsMaterial' })
    await inWork(hub, async work => openIntents(hub.vault, work, [
      { orderId: order.orderId, enterprise: 'towngas', kind: 'supplement', at: clock.now, now: clock.now, askFirst: true, payload: { corrections: { basic: { phone: '13911112222' } } } }
    ]))
    const [{ id }] = await rows("select id from intents where kind = 'supplement'")
    if (by === 'a person') {
      await rows("update intents set state = 'undeliverable', given_up_at = now() where id = $1", [id])
      await settleOrder(hub, order.orderId, { task: 'supplement', outcome: 'delivered' }, BY)
    } else {
      told.inquire = async () => ({ kind: 'found', status: { externalNo: order.reference, workOrderNo: '1', status: 20, statusTime: '2026-01-05 10:00:00' } as any })
      await deliver(hub, enterprise)(id)
      t.notOk(calls.includes('supplement'))
    }
    await ring()
    t.strictSame(times, ['2026-01-07 08:00', '2026-01-07 08:00'], by)
  }
})

test('a booking of the enterprise is no news to it, unless it was told another time since', async t => {
  const { rows, clock, agree, ring, times } = await bench(t)
  await rows("update orders set state = 'surveyBooked', status_code = 3, booked_for = '2026-01-07T10:00:00+08:00'")
  await agree('2026-01-07')
  await ring()
  t.strictSame(times, [])
  await agree('2026-01-08')
  await ring()
  clock.pass(LEASE)
  await agree('2026-01-07')
  await ring()
  t.strictSame(times, ['2026-01-08 08:00', '2026-01-07 08:00'])
})
