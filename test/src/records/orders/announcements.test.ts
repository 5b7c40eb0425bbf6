/** What is announced of an application stands in its sequence, and the portal is told, whoever has announced it. */
import { test } from 'tap'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { announce } from '../../../../src/records/orders/announcements.ts'
import { changeApplication, type Reaction } from '../../../../src/records/orders/application.ts'
import { transit } from '../../../../src/records/orders/change-order.ts'
import { EVENT_COLUMNS, portalEvent } from '../../../../src/records/outbox/event.ts'
import { listDeliveries } from '../../../../src/views/webhooks.ts'
import { readTimeline } from '../../../../src/views/timeline.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { SOME_NEWS } from '../../../kit/visits.ts'

const EVENTS = `
  select ${EVENT_COLUMNS} from notifications join transitions using (application_serial, sequence)
  left join orders on orders.id = transitions.order_id join applications on serial = transitions.application_serial
  order by transitions.sequence`

test('an announcement moves no order and has its place in the sequence', async t => {
  const { hub, clock, rows, submit } = await bareHub(t)
  const { jointNumber } = await submit()
  const before = await rows('select version, state from orders')
  await changeApplication(hub, EVERYTHING, jointNumber, async (_work, application) => {
    announce(hub, application, { event: 'visitDone', about: { visit: SOME_NEWS } })
  })
  t.strictSame(await rows('select version, state from orders'), before)
  t.strictSame(await rows('select sequence, order_id, event, source from transitions order by sequence'), [
    { sequence: 1, order_id: (await rows('select id from orders'))[0].id, event: 'progressed', source: 'hub' },
    { sequence: 2, order_id: null, event: 'visitDone', source: 'hub' }
  ])
  t.strictSame(await rows('select last_sequence from applications'), [{ last_sequence: 2 }])
  const [, event] = (await rows(EVENTS)).map(row => portalEvent(hub.vault, row))
  t.match(event, { type: 'visit.done', data: { jointNumber, sequence: 2, visit: SOME_NEWS, at: '2026-01-05T09:00:00+08:00' } })
  t.notOk('reference' in event!.data)
  const { deliveries } = await listDeliveries(hub, EVERYTHING, {})
  t.strictSame(deliveries.map(({ type, sequence }) => ({ type, sequence })), [{ type: 'visit.done', sequence: 2 }, { type: 'order.progressed', sequence: 1 }])
  const { entries } = await readTimeline(hub, EVERYTHING, jointNumber)
  t.match(entries.find(({ kind }) => kind === 'announcement'), { text: '联合踏勘：完成', sequence: 2 })
  t.equal(clock.now, hub.now())
})

test('what a reaction announces, or moves, is stored and reacted to in turn, once', async t => {
  const { hub, rows, submit } = await bareHub(t)
  const { jointNumber, orderId } = await submit()
  const seen: string[] = []
  const answering: Reaction = (_work, transitions, application, announcements) => {
    seen.push([...transitions.map(({ state }) => state), ...announcements.map(({ event }) => event)].join('+'))
    if (transitions.some(({ state }) => state === 'surveyed')) announce(hub, application, { event: 'visitDone', about: { visit: SOME_NEWS } })
    if (announcements.some(({ event }) => event === 'visitDone')) {
      const order = application.orders.find(({ id }) => id === orderId)!
      transit(hub, { work: _work, application, order }, { state: 'building', source: 'hub' })
    }
  }
  const reacting = { ...hub, reactions: [...hub.reactions, answering] }
  await changeApplication(reacting, EVERYTHING, jointNumber, async (work, application) => {
    transit(hub, { work, application, order: application.orders[0]! }, { state: 'surveyed', source: 'callback' })
  })
  t.strictSame(seen, ['surveyed', 'visitDone', 'building'])
  t.strictSame(await rows('select event, state from transitions where sequence > 1 order by sequence'), [
    { event: 'progressed', state: 'surveyed' }, { event: 'visitDone', state: null }, { event: 'progressed', state: 'building' }
  ])
  t.match(await rows('select state, version from orders'), [{ state: 'building', version: 2 }])
  t.match(await rows('select last_sequence, (select count(*) from notifications) as told from applications'), [{ last_sequence: 4, told: 4 }])
})
