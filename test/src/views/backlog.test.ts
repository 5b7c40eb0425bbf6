/** What waits, by the rows that stand for it. */
import { test } from 'tap'
import { Failure } from '../../../adapters/failure.ts'
import { deliver } from '../../../src/engines/delivery/deliver.ts'
import { countBacklog } from '../../../src/views/backlog.ts'
import { bareHub } from '../../kit/bare-hub.ts'
import { failedCallback } from '../../kit/kept-callback.ts'

const MINUTE = 60_000

test('what waits', async t => {
  const { hub, enterprise, told, clock, submit, rows } = await bareHub(t)
  const ring = deliver(hub, enterprise)
  async function counted (): Promise<(name: string) => number | undefined> {
    await countBacklog(hub)
    const lines = (await hub.metrics.registry.metrics()).split('\n')
    return name => {
      const line = lines.find(line => line.startsWith(`lianban_${name} `))
      return line === undefined ? undefined : Number(line.split(' ')[1])
    }
  }
  const intents = (kind: string, state: string): string => `intents{enterprise="unicom",kind="${kind}",state="${state}"}`
  const oldest = (kind: string, state: string): string => `intent_oldest_seconds{enterprise="unicom",kind="${kind}",state="${state}"}`

  await t.test('nothing', async t => {
    const of = await counted()
    for (const kind of ['place', 'watch', 'withdraw', 'supplement', 'appoint']) for (const state of ['due', 'waiting', 'held', 'undeliverable']) t.equal(of(intents(kind, state)), 0)
    for (const [state, value] of [['closed', 1], ['open', 0], ['halfOpen', 0]] as const) t.equal(of(`breaker{enterprise="unicom",state="${state}"}`), value)
    t.equal(of(oldest('place', 'due')), undefined)
    t.equal(of('callbacks_unsettled{enterprise="unicom",state="parked"}'), 0)
    t.equal(of('notifications{state="open"}'), 0)
    t.equal(of('notification_oldest_seconds{state="open"}'), 0)
  })

  const [first, second] = [await submit(), await submit()]
  clock.pass(MINUTE)

  await t.test('orders that nobody has tried to hand over, and their events', async t => {
    const of = await counted()
    t.equal(of(intents('place', 'due')), 2)
    t.equal(of(oldest('place', 'due')), 60)
    t.equal(of('notifications{state="open"}'), 2)
    t.equal(of('notification_oldest_seconds{state="open"}'), 60)
  })

  await t.test('one that was taken and is watched, one that was tried and waits', async t => {
    await ring(first.intentId)
    told.place = async () => { throw new Failure({ comeBack: 'later', fault: 'network', code: 'connection', message: '' }) }
    clock.now = (await ring(second.intentId))!
    clock.pass(-1)
    const of = await counted()
    t.equal(of(intents('place', 'due')), 0)
    t.equal(of(intents('place', 'waiting')), 1)
    t.equal(of(intents('watch', 'waiting')), 1)
    t.equal(of(oldest('place', 'due')), undefined)
    t.equal(of(oldest('watch', 'waiting')), undefined, 'what waits for its time is not late')
  })

  await t.test('one in front of a person', async t => {
    clock.pass(1)
    told.place = async () => { throw new Failure({ comeBack: 'never', fault: 'application', code: '1', message: '' }) }
    await ring(second.intentId)
    clock.pass(MINUTE)
    const of = await counted()
    t.equal(of(intents('place', 'undeliverable')), 1)
    t.ok(of(oldest('place', 'undeliverable'))! >= 60)
  })

  await t.test('what waits at a desk, and what is worked on there', async t => {
    await rows("update intents set state = 'desk', due_at = $1 where kind in ('place', 'watch') and state <> 'done'", [new Date(clock.now.getTime() - 2 * MINUTE)])
    const of = await counted()
    t.equal(of(intents('place', 'desk')), 1)
    t.equal(of(intents('watch', 'desk')), 1)
    t.equal(of(oldest('place', 'desk')), 120)
    t.equal(of(oldest('watch', 'desk')), undefined, 'that takes its time')
  })

  await t.test('callbacks that have changed nothing yet', async t => {
    for (const state of ['parked', 'parked', 'unknownStatus', 'applied']) {
      const id = await failedCallback(hub, hub.now())
      await rows('update callbacks set state = $2 where id = $1', [id, state])
      clock.pass(MINUTE)
    }
    const of = await counted()
    t.equal(of('callbacks_unsettled{enterprise="unicom",state="parked"}'), 2)
    t.equal(of('callback_unsettled_oldest_seconds{enterprise="unicom",state="parked"}'), 240)
    t.equal(of('callbacks_unsettled{enterprise="unicom",state="unknownStatus"}'), 1)
    t.equal(of('callbacks_unsettled{enterprise="unicom",state="applied"}'), undefined)
  })

  await t.test('what is held while the enterprise does not answer', async t => {
    const { intentId } = await submit()
    await rows("insert into breakers (enterprise, state, failures, opened_at, probe_at) values ('unicom', 'open', 5, $1, $2)", [clock.now, new Date(clock.now.getTime() + MINUTE)])
    await ring(intentId)
    const of = await counted()
    for (const [state, value] of [['closed', 0], ['open', 1], ['halfOpen', 0]] as const) t.equal(of(`breaker{enterprise="unicom",state="${state}"}`), value)
    t.equal(of(intents('place', 'held')), 1)
    t.equal(of(oldest('place', 'held')), undefined)
    await rows('delete from breakers')
  })

  await t.test('an end-point that is gone', async t => {
    t.equal((await counted())('webhook_endpoint_active'), 1)
    await rows("insert into webhook_endpoint (state, since, reason) values ('stopped', $1, 'http-410')", [clock.now])
    t.equal((await counted())('webhook_endpoint_active'), 0)
  })

  await t.test('what is settled counts no more', async t => {
    await rows("update intents set state = 'done'")
    await rows("update notifications set state = 'delivered'")
    await rows("update callbacks set state = 'applied'")
    const of = await counted()
    for (const name of [intents('place', 'undeliverable'), intents('watch', 'waiting'), 'callbacks_unsettled{enterprise="unicom",state="parked"}', 'notifications{state="open"}']) t.equal(of(name), 0, name)
    t.equal(of(oldest('place', 'undeliverable')), undefined)
  })
})
