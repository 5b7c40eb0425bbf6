/** Orders that are changed at the same time are changed in one transaction, and none of it is lost. */
import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import { lockAll } from '../../../../src/records/orders/application.ts'
import { changeAmongOthers, type NamedOrder } from '../../../../src/records/orders/change-among-others.ts'
import { transit } from '../../../../src/records/orders/change-order.ts'
import { openOrders } from '../../../../src/records/orders/new-orders.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'
import { talkOf } from '../../../kit/round-trips.ts'

/** An application of four orders. */
async function fourOrders ({ hub, submit, rows }: BareHub): Promise<NamedOrder[]> {
  const { orderId } = await submit()
  await changeOrder(hub, orderId, async ({ work, application }) => {
    await openOrders(hub, work, application, ['a', 'b', 'c'].map(name => (
      { enterprise: name, service: 'network', kind: 'broadband', reference: () => `${name}${application.serial}` })))
  })
  return await rows(`
    select id, application_serial::int as "applicationSerial" from orders
    where application_serial = (select application_serial from orders where id = $1) order by position`, [orderId])
}

test('orders of one application and of others', async t => {
  const bare = await bareHub(t)
  const { hub, rows } = bare
  const [first, , second] = [await fourOrders(bare), await fourOrders(bare), await fourOrders(bare)]
  const moved = (order: NamedOrder): Promise<void> =>
    changeAmongOthers(hub, order, async at => transit(hub, at, { state: 'submitted', source: 'answer' }))

  await t.test('are stored by one transaction, the application in one sequence', async t => {
    const talk = await talkOf(hub.pool, () => Promise.all([...first, ...second].map(moved)))
    t.equal(talk.statements.filter(statement => statement === 'commit').length, 1)
    t.equal(talk.statements.filter(statement => statement === 'lock-free').length, 1)
    const states = await rows('select application_serial::int as serial, state, version from orders order by application_serial, position')
    for (const { serial, state } of states) t.equal(state, serial % 2 === 1 ? 'submitted' : 'received')
    const steps = await rows("select sequence from transitions where application_serial = $1 and state = 'submitted' order by sequence", [first[0]!.applicationSerial])
    t.strictSame(steps.map(({ sequence }) => sequence), [5, 6, 7, 8])
    t.match(await rows('select last_sequence as last from applications order by serial'), [{ last: 8 }, { last: 4 }, { last: 8 }])
  })

  await t.test('one that fails leaves the others as they are to be', async t => {
    const ends = await Promise.allSettled(first.map((order, index) => changeAmongOthers(hub, order, async at => {
      transit(hub, at, { state: 'accepted', source: 'callback' })
      if (index === 2) throw new Error('cannot be')
    })))
    t.strictSame(ends.map(({ status }) => status), ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    const states = await rows('select state from orders where application_serial = $1 order by position', [first[0]!.applicationSerial])
    t.strictSame(states.map(({ state }) => state), ['accepted', 'accepted', 'submitted', 'accepted'])
  })

  await t.test('one that somebody else has locked is waited for by nobody but itself', async t => {
    const { promise: letGo, resolve } = Promise.withResolvers<void>()
    const { promise: locked, resolve: hasLocked } = Promise.withResolvers<void>()
    const holder = inWork(hub, async work => {
      await lockAll(work, [first[0]!.applicationSerial])
      hasLocked()
      await letGo
    })
    await locked
    const ahead = moved(second[0]!)
    const held = moved(first[2]!)
    await Promise.all([ahead, ...second.slice(1).map(moved)])
    resolve()
    await Promise.all([holder, held])
    t.match(await rows('select state from orders where id = $1', [first[2]!.id]), [{ state: 'submitted' }])
  })
})
