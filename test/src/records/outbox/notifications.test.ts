/** Events as rows: opened, sent again, overdue. Which of them is next is in lanes.test.ts. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { submit } from '../../../../src/cases/submit.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { changeApplication } from '../../../../src/records/orders/application.ts'
import { transit } from '../../../../src/records/orders/change-order.ts'
import { reopenEndpoint, stopEndpoint } from '../../../../src/records/outbox/endpoint.ts'
import { storeAttempts, type Outcome, type Pending } from '../../../../src/records/outbox/lanes.ts'
import { NOTIFICATION_STATES, oneAtATime, openAnew, dueNotifications, overdueNotifications, purgeNotifications, unsweepNotifications, type NotificationState } from '../../../../src/records/outbox/notifications.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { bareHub, NINE, type BareHub } from '../../../kit/bare-hub.ts'
import { crossed } from '../../../kit/crossing.ts'

const MINUTE = 60_000

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

/** The notifications of an application with two events. */
async function application ({ hub, submit, rows }: BareHub): Promise<[string, string]> {
  const { jointNumber } = await submit()
  await changeApplication(hub, EVERYTHING, jointNumber, async (work, application) => {
    transit(hub, { work, application, order: application.orders[0]! }, { state: 'submitted', source: 'answer' })
  })
  const found = await rows(`
    select id from notifications where application_serial = (select serial from applications where joint_number = $1) order by sequence`, [jointNumber])
  return found.map(({ id }) => id) as [string, string]
}

test('every transition is an event, told in the work that made it', async t => {
  const bare = await bareHub(t)
  const { hub, rows, alarms, clock } = bare
  const { jointNumber } = await bare.submit()
  alarms.length = 0
  clock.pass(MINUTE)
  await changeApplication(hub, EVERYTHING, jointNumber, async (work, application) => {
    const at = { work, application, order: application.orders[0]! }
    transit(hub, at, { state: 'submitted', source: 'answer' })
    transit(hub, at, { state: 'accepted', source: 'answer' })
  })
  const opened = await rows('select id, sequence, state, opened_at, due_at, attempts from notifications order by sequence')
  t.strictSame(opened.map(({ id: _id, ...row }) => row), [
    { sequence: 1, state: 'open', opened_at: NINE, due_at: NINE, attempts: 0 },
    ...[2, 3].map(sequence => ({ sequence, state: 'open', opened_at: after(MINUTE), due_at: after(MINUTE), attempts: 0 }))
  ])
  t.strictSame(alarms, [{ queue: 'portal', id: opened[1].id, at: after(MINUTE) }], 'who answers for one sends all of its application')
})

test('what another client has submitted is told to nobody', async t => {
  const bare = await bareHub(t, { adjust (settings) { settings.portal.clients = ['portal'] } })
  const { hub, rows, alarms } = bare
  await application(bare)
  t.equal((await rows('select from notifications')).length, 2)
  alarms.length = 0
  const { jointNumber } = await submit(hub, 'city-platform', randomUUID(), formFor('unicom'))
  await changeApplication(hub, EVERYTHING, jointNumber, async (work, application) => {
    transit(hub, { work, application, order: application.orders[0]! }, { state: 'submitted', source: 'answer' })
  })
  t.equal((await rows('select from notifications')).length, 2)
  t.strictSame(alarms.filter(({ queue }) => queue === 'portal'), [])
})

test('every step of a notification is one of its table, and no other changes its row', async t => {
  const bare = await bareHub(t)
  const { hub, rows } = bare
  const [id] = await application(bare)
  const states = Object.keys(NOTIFICATION_STATES) as NotificationState[]
  const row = async (): Promise<any> => (await rows('select xmin::text, * from notifications where id = $1', [id]))[0]
  /** Makes the row what it would be in a state. */
  async function put (state: NotificationState): Promise<any> {
    await rows('update notifications set state = $2, attempts = 1, failures = 0, horizon_from = null, delivered_at = $3 where id = $1', [id, state, state === 'delivered' ? NINE : null])
    return await row()
  }
  const outcomes: Record<'delivered' | 'failed', Outcome> = { delivered: { state: 'delivered' }, failed: { state: 'failed' } }

  for (const from of states) {
    for (const [to, outcome] of Object.entries(outcomes) as Array<[NotificationState, Outcome]>) {
      await t.test(`by an attempt: ${from} to ${to}`, async t => {
        const before = await put(from)
        const attempts = (await rows('select from webhook_attempts')).length
        const legal = NOTIFICATION_STATES[from].includes(to)
        const pending = { id, attempts: 1, countedFrom: before.opened_at } as Pending
        t.strictSame(await storeAttempts(hub.pool, [{ lane: { serial: 1, turn: id }, head: pending, exchange: { at: NINE, durationMs: 1 }, outcome }], after(1)), [legal])
        if (legal) t.match(await row(), { state: to, delivered_at: to === 'delivered' ? after(1) : null })
        else t.strictSame(await row(), before)
        t.equal((await rows('select from webhook_attempts')).length, attempts + 1, 'what was said is kept all the same')
      })
    }
    await t.test(`by a person's wish: ${from} to open`, async t => {
      await put(from)
      t.equal(await inWork(hub, work => openAnew(work, EVERYTHING, { ids: [id] }, after(MINUTE))), 1)
      t.match(await row(), { state: 'open', due_at: after(MINUTE), horizon_from: after(MINUTE), failures: 0, delivered_at: null })
      t.ok(from === 'open' || NOTIFICATION_STATES[from].includes('open'))
    })
  }
})

test('overdue', async t => {
  const bare = await bareHub(t)
  const { hub: { pool }, rows } = bare
  const overdue = async (before: Date): Promise<string[]> => {
    await rows('update notifications set swept_at = null')
    return (await overdueNotifications(pool, before, before, NINE)).map(({ queue, id }) => `${queue} ${id}`).sort()
  }
  const [waiting, behind] = await application(bare)
  const [first] = await application(bare)
  const [sending] = await application(bare)
  await rows('update notifications set due_at = $2 where id = $1', [waiting, after(5 * MINUTE)])
  await rows(`
    insert into webhook_lanes (application_serial, turn, leased_until)
    select application_serial, gen_random_uuid(), $2 from notifications where id = $1`, [sending, after(MINUTE)])

  const due = async (now: Date, known: string[] = [], most = 10): Promise<string[]> =>
    (await dueNotifications(pool, { now, known, most })).map(({ id }) => id).sort()

  await t.test('is looked for without what is known, and no more than is asked for', async t => {
    t.strictSame(await due(after(-1)), [])
    t.strictSame(await due(NINE), [first])
    t.strictSame(await due(after(5 * MINUTE)), [waiting, first, sending].sort())
    t.strictSame(await due(after(5 * MINUTE), [waiting!, sending!]), [first])
    t.equal((await due(after(5 * MINUTE), [], 2)).length, 2)
  })
  await t.test('is the first of an application, not what waits behind it', async t => {
    t.strictSame(await overdue(after(-1)), [])
    t.strictSame(await overdue(NINE), [`portal ${first}`])
    t.strictSame(await overdue(after(5 * MINUTE)), [waiting, first, sending].map(id => `portal ${id}`).sort())
    await rows("update notifications set state = 'delivered' where id = $1", [waiting])
    t.ok((await overdue(after(5 * MINUTE))).includes(`portal ${behind}`), 'until that has made way')
  })
  await t.test('rests for a while once it was returned, unless its alarm could not be set', async t => {
    t.strictSame(await overdueNotifications(pool, after(5 * MINUTE), after(5 * MINUTE), after(5 * MINUTE - 1)), [])
    await unsweepNotifications(pool, [first])
    t.strictSame(await overdueNotifications(pool, after(5 * MINUTE), after(5 * MINUTE), after(5 * MINUTE - 1)), [{ queue: 'portal', id: first }])
  })
  await t.test('is none while the end-point is stopped', async t => {
    await stopEndpoint(pool, 'http-410', NINE, NINE)
    t.strictSame(await overdue(after(5 * MINUTE)), [])
    t.strictSame(await due(after(5 * MINUTE)), [])
  })
})

test('what changes many and what sends several never wait for each other', async t => {
  const bare = await bareHub(t)
  const { hub, hub: { pool }, rows } = bare
  const ids = [(await application(bare))[0], (await application(bare))[0]] as const
  const sending = { table: 'notifications', ids, first: 'select from webhook_lanes for no key update' } as const

  await t.test('when some are sent again', async t => {
    t.strictSame(await crossed(pool, sending, () => inWork(hub, async work => {
      await oneAtATime(work)
      return await openAnew(work, EVERYTHING, {}, after(MINUTE))
    })), [4, 4])
  })
  await t.test('when the end-point is back', async t => {
    t.strictSame(await crossed(pool, sending, async () => {
      await stopEndpoint(pool, 'http-410', NINE, NINE)
      return await inWork(hub, async work => {
        await oneAtATime(work)
        return await reopenEndpoint(work, NINE)
      })
    }), [4, 4])
  })
  await t.test('when no alarm could be set', async t => {
    await rows('update notifications set swept_at = $1', [NINE])
    await crossed(pool, sending, () => unsweepNotifications(pool, [...ids]))
    t.strictSame(await rows('select from notifications where id = any($1) and swept_at is not null', [ids]), [])
  })
  await t.test('when their time is over', async t => {
    await rows("update notifications set state = 'delivered', delivered_at = $1", [NINE])
    await rows("update applications set status = 'completed'")
    t.strictSame(await crossed(pool, sending, async () => {
      const removed: number[] = []
      await t.rejects(inWork(hub, async work => {
        removed.push(await purgeNotifications(work, after(1), 10))
        throw new Error('for the second time')
      }), { message: 'for the second time' })
      return removed
    }), [[3], [3]], 'but the one that somebody has')
  })
})
