/** Changes of applications under their lock: whole or not at all, one after the other, and told once. */
import { test, type Test } from 'tap'
import type { OrderState } from '../../../../mappings/mapping.ts'
import { EVERYTHING, type View } from '../../../../src/ground/access/visible.ts'
import { inPart, inWork } from '../../../../src/ground/database/work.ts'
import type { Hub } from '../../../../src/hub.ts'
import { changeApplication, changeLocked, changeOrder, lockAll, ordersSeen, type Reaction } from '../../../../src/records/orders/application.ts'
import type { Transition } from '../../../../src/records/orders/transition.ts'
import type { LockedOrder } from '../../../../src/records/orders/locked-order.ts'
import { correct, declineWithdrawal, learnNumber, passCustody, requestWithdrawal, showFailure, transit, type Move } from '../../../../src/records/orders/change-order.ts'
import { wholeHouseForm } from '../../../kit/forms.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import type { Application } from '../../../kit/test-hub.ts'

const BUG = new Error('second thoughts')

interface Site {
  hub: Hub
  jointNumber: string
  /** Of its orders, one for each of four enterprises. */
  ids: string[]
  rows (statement: string, values?: unknown[]): Promise<any[]>
  /** Another application of the same kind. */
  submit (): Promise<Application>
  move (order: string, state: OrderState, rest?: Partial<Move>): Promise<void>
}

async function site (t: Test): Promise<Site> {
  const { hub, pool, submit } = await startIntake(t)
  const rows: Site['rows'] = async (statement, values) => (await pool.query(statement, values)).rows
  const { jointNumber } = await submit(wholeHouseForm())
  return {
    hub,
    jointNumber,
    ids: (await rows('select id from orders order by position')).map(({ id }) => id),
    rows,
    submit: () => submit(wholeHouseForm()),
    move: (order, state, rest) => changeOrder(hub, order, async at => transit(hub, at, { state, source: 'callback', ...rest }))
  }
}

/** Everything that tells of an application, with what would show that a row was written once more. */
async function everything (rows: Site['rows']): Promise<unknown> {
  const tables = ['applications', 'orders', 'transitions', 'intents', 'notifications', 'search_hashes']
  return await Promise.all(tables.map(table => rows(`select xmin::text, * from ${table} order by 2, 3`)))
}

test('changes of two orders at once are both stored, in a sequence without gaps', async t => {
  const { ids: [water, electricity], rows, move } = await site(t)
  const way: OrderState[] = ['submitted', 'accepted', 'dispatched', 'surveyed', 'designed', 'building']
  await Promise.all([water!, electricity!].map(async id => {
    for (const state of way) await move(id, state)
  }))
  t.strictSame(await rows('select state, reached from orders order by position'), [
    { state: 'building', reached: 'building' }, { state: 'building', reached: 'building' },
    { state: 'received', reached: 'received' }, { state: 'received', reached: 'received' }
  ], 'neither has undone what the other did')
  const sequences = (await rows('select sequence from transitions order by sequence')).map(({ sequence }) => sequence)
  t.strictSame(sequences, Array.from({ length: 4 + 2 * way.length }, (_, index) => index + 1))
  t.strictSame(await rows('select last_sequence from applications'), [{ last_sequence: sequences.length }])
  for (const id of [water, electricity]) {
    t.strictSame((await rows('select state from transitions where order_id = $1 order by sequence', [id])).map(({ state }) => state), ['received', ...way])
  }
})

test('many at once of the same order come one after the other', async t => {
  const { hub, ids: [water], rows } = await site(t)
  const seen = await Promise.all(Array.from({ length: 8 }, (_, index) => changeOrder(hub, water!, async at => {
    const { nativeNumber } = at.order
    at.order.nativeNumber = null
    learnNumber(at, `${Number(nativeNumber ?? 0) + 1}`)
    return index
  })))
  t.strictSame(seen, [0, 1, 2, 3, 4, 5, 6, 7], 'each gets its own answer')
  t.match(await rows('select native_number from orders where id = $1', [water]), [{ native_number: '8' }], 'none saw what another was about to change')
})

test('a change that fails stores nothing', async t => {
  const { hub, jointNumber, ids: [water, electricity], rows, move } = await site(t)
  await move(electricity!, 'needsMaterial')
  const before = await everything(rows)
  let told = 0
  const listening: Hub = { ...hub, reactions: [...hub.reactions, () => { told++ }] }

  await t.test('by what it throws', async t => {
    await t.rejects(changeOrder(listening, water!, async at => {
      transit(hub, at, { state: 'accepted', source: 'callback' })
      passCustody(at, 'acknowledged')
      correct(hub, at, [{ basic: { ...wholeHouseForm().basic, phone: '13900000009' } }])
      throw BUG
    }), BUG)
    await t.rejects(changeApplication(listening, EVERYTHING, jointNumber, async (work, application) => {
      for (const order of application.orders) transit(hub, { work, application, order }, { state: 'withdrawn', source: 'hub' })
      throw BUG
    }), BUG)
    t.equal(told, 0, 'and nobody is told of it')
  })
  await t.test('by a reaction that throws', async t => {
    const failing: Hub = { ...hub, reactions: [...hub.reactions, () => { throw BUG }] }
    await t.rejects(changeOrder(failing, water!, async at => transit(hub, at, { state: 'accepted', source: 'callback' })), BUG)
  })
  await t.test('by a reaction whose statement fails', async t => {
    const failing: Hub = { ...hub, reactions: [work => work.write('insert into nowhere values (1)'), ...hub.reactions] }
    await t.rejects(changeOrder(failing, water!, async at => transit(hub, at, { state: 'accepted', source: 'callback' })), { code: '42P01' })
  })
  await t.test('by the work around it', async t => {
    await t.rejects(inWork(listening, async work => {
      await changeLocked(listening, work, water!, async at => transit(hub, at, { state: 'accepted', source: 'callback' }))
      throw BUG
    }), BUG)
  })
  t.strictSame(await everything(rows), before)
  await move(water!, 'accepted')
  t.match(await rows('select last_sequence from applications'), [{ last_sequence: 6 }], 'no number of the sequence is lost')
})

test('a part of a work that fails leaves the changes before it', async t => {
  const { hub, ids: [water, electricity], rows } = await site(t)
  await inWork(hub, async work => {
    await changeLocked(hub, work, water!, async at => transit(hub, at, { state: 'accepted', source: 'callback' }))
    await t.rejects(inPart(work, part => changeLocked(hub, part, electricity!, async at => {
      transit(hub, at, { state: 'accepted', source: 'callback' })
      throw BUG
    })), BUG)
    await changeLocked(hub, work, electricity!, async at => transit(hub, at, { state: 'submitted', source: 'callback' }))
  })
  t.strictSame(await rows('select sequence, order_id, state from transitions where sequence > 4 order by sequence'), [
    { sequence: 5, order_id: water, state: 'accepted' }, { sequence: 6, order_id: electricity, state: 'submitted' }
  ])
})

test('reactions', async t => {
  const { hub, jointNumber, ids: [water, electricity, gas], rows, submit } = await site(t)
  const calls: Transition[][] = []
  const course: string[] = []
  const reaction = (name: string): Reaction => (work, transitions) => {
    course.push(name)
    calls.push([...transitions])
    work.write('insert into told values ($1)', [transitions.length])
    work.afterwards(() => { course.push(`${name} stored`) })
  }
  await rows('create table told (count integer)')
  const listening: Hub = { ...hub, reactions: [reaction('one'), reaction('other')] }

  await t.test('are called once with all that has happened, in sequence, in the work that stores it', async t => {
    await changeApplication(listening, EVERYTHING, jointNumber, async (work, application) => {
      const at = (id: string): { work: typeof work, application: typeof application, order: LockedOrder } =>
        ({ work, application, order: application.orders.find(order => order.id === id)! })
      transit(hub, at(gas!), { state: 'submitted', source: 'answer' })
      transit(hub, at(water!), { state: 'needsMaterial', source: 'callback', remark: '请补身份证' })
      transit(hub, at(gas!), { state: 'accepted', source: 'answer' })
      declineWithdrawal(hub, at(electricity!), { source: 'answer', remark: '已施工' })
      await work.query('select 1')
      t.strictSame(course, [], 'not before the change is over')
    })
    t.strictSame(course, ['one', 'other', 'one stored', 'other stored'])
    t.equal(calls.length, 2)
    t.strictSame(calls[0], calls[1])
    t.match(calls[0], [
      { sequence: 5, orderId: gas, enterprise: 'towngas', service: 'gas', event: 'progressed', from: 'received', state: 'submitted', statusCode: 1, source: 'answer', remark: undefined },
      { sequence: 6, orderId: water, event: 'progressed', from: 'received', state: 'needsMaterial', statusCode: 6, source: 'callback', remark: '请补身份证' },
      { sequence: 7, orderId: gas, event: 'progressed', from: 'submitted', state: 'accepted', statusCode: 3 },
      { sequence: 8, orderId: electricity, event: 'withdrawalDeclined', from: 'received', state: 'received', remark: '已施工' }
    ])
    for (const { receivedAt, recordedAt } of calls[0]!) t.strictSame([receivedAt, recordedAt], [hub.now(), hub.now()])
    t.strictSame(await rows('select count from told'), [{ count: 4 }, { count: 4 }], 'what they write is stored with it')
  })
  await t.test('are not called when nothing has happened to an order', async t => {
    calls.length = 0
    await changeOrder(listening, water!, async at => showFailure(at, { code: 'timeout', message: '没有应答' }))
    t.match(await rows('select failure from orders where id = $1', [water]), [{ failure: { code: 'timeout' } }])
    await changeOrder(listening, water!, async () => {})
    t.strictSame(calls, [])
  })
  await t.test('are told of orders that begin', async t => {
    const begun: Transition[] = []
    hub.reactions = [(_work, transitions) => { begun.push(...transitions) }]
    const other = await submit()
    t.match(begun, other.orders.map(({ enterprise }, index) => ({ sequence: index + 1, enterprise, from: null, state: 'received', source: 'hub', event: 'progressed' })))
    t.equal(begun.length, 4)
  })
})

test('what changes nothing writes nothing', async t => {
  const { hub, jointNumber, ids: [water], rows } = await site(t)
  const before = await everything(rows)
  t.equal(await changeOrder(hub, water!, async ({ order }) => order.state), 'received', 'and is answered all the same')
  await changeApplication(hub, EVERYTHING, jointNumber, async () => {})
  t.strictSame(await everything(rows), before)
})

test('an order is read as it was stored', async t => {
  const { hub, ids: [water, , gas], rows, move } = await site(t)
  await move(gas!, 'accepted')
  const others = await rows('select xmin::text, * from orders where id <> $1 order by position', [water])
  const changed = await changeOrder(hub, water!, async at => {
    transit(hub, at, { state: 'surveyBooked', source: 'callback', nativeAt: new Date('2026-11-23T10:00:00.123+08:00'), bookedFor: '2026-11-25T06:00:00Z', remark: '施工员李四，联系王小梅 13800000001' })
    correct(hub, at, [{ basic: { ...wholeHouseForm().basic, phone: '13900000009' } }])
    requestWithdrawal(hub, at, '暂不装修')
    learnNumber(at, 'W-1')
    passCustody(at, 'unknown', { code: 'timeout', message: '没有应答' })
    return at.order
  })
  const read = (): Promise<LockedOrder> => changeOrder(hub, water!, async ({ order }) => order)
  t.strictSame(await read(), changed)
  t.match(changed, { state: 'surveyBooked', reached: 'surveyBooked', statusCode: 8, delivery: 'unknown', nativeNumber: 'W-1', withdrawal: 'requested', bookedFor: new Date('2026-11-25T06:00:00Z') })
  t.equal(hub.vault.open(['orderRemark', water!], changed.remarkSealed!), '施工员李四，联系*** ***')
  t.strictSame(await rows('select xmin::text, * from orders where id <> $1 order by position', [water]), others, 'the others are not written')

  const declined = await changeOrder(hub, water!, async at => {
    declineWithdrawal(hub, at, { source: 'answer', remark: '已施工' })
    passCustody(at, 'acknowledged')
    return at.order
  })
  t.strictSame(await read(), declined)
  t.match(declined, { withdrawal: 'declined', wishSealed: null, failure: null, delivery: 'acknowledged' })
  t.equal(hub.vault.open(['withdrawalReason', water!], declined.withdrawalReasonSealed!), '已施工')
})

test('an order that is withdrawn says why its applicant wanted that, unless more is known', async t => {
  const { hub, ids: [water, electricity], move } = await site(t)
  for (const id of [water!, electricity!]) await changeOrder(hub, id, async at => requestWithdrawal(hub, at, '暂不装修'))
  await move(water!, 'withdrawn')
  await move(electricity!, 'withdrawn', { remark: '已退单' })
  const remark = (id: string): Promise<unknown> => changeOrder(hub, id, async ({ order }) => hub.vault.open(['orderRemark', id], order.remarkSealed!))
  t.strictSame([await remark(water!), await remark(electricity!)], ['暂不装修', '已退单'])
})

test('the application follows its orders', async t => {
  const { ids, rows, move } = await site(t)
  const status = async (): Promise<string> => (await rows('select status from applications'))[0].status
  t.equal(await status(), 'processing')
  await move(ids[0]!, 'needsMaterial')
  t.equal(await status(), 'needsMaterial')
  for (const id of ids.slice(1)) await move(id, 'completed')
  t.equal(await status(), 'needsMaterial')
  await move(ids[0]!, 'completed')
  t.equal(await status(), 'completed')
})

test('who sees an application sees of its orders their own', async t => {
  const { hub, jointNumber } = await site(t)
  const seen = (view: View): Promise<string[]> =>
    changeApplication(hub, view, jointNumber, async (_work, application) => ordersSeen(application, view).map(({ enterprise }) => enterprise))
  t.strictSame(await seen(EVERYTHING), ['county-water', 'state-grid', 'towngas', 'unicom'])
  t.strictSame(await seen({ ...EVERYTHING, client: 'portal' }), ['county-water', 'state-grid', 'towngas', 'unicom'])
  t.strictSame(await seen({ ...EVERYTHING, enterprise: 'towngas' }), ['towngas'])
  await t.rejects(seen({ ...EVERYTHING, client: 'another' }), { code: 'application-not-found' })
  await t.rejects(seen({ ...EVERYTHING, enterprise: 'enn' }), { code: 'application-not-found' })
  await t.rejects(changeApplication(hub, EVERYTHING, 'JXLB999999', async () => {}), { code: 'application-not-found' })
})

test('some who lock the same applications do not wait for each other in a circle', async t => {
  const { hub, rows, submit } = await site(t)
  for (let more = 0; more < 3; more++) await submit()
  const serials: number[] = (await rows('select serial from applications order by serial')).map(({ serial }) => serial)
  const locked = await Promise.all(Array.from({ length: 8 }, (_, index) => inWork(hub, async work => {
    await lockAll(work, index % 2 ? serials : [...serials].reverse())
    return index
  })))
  t.strictSame(locked, [0, 1, 2, 3, 4, 5, 6, 7])
})
