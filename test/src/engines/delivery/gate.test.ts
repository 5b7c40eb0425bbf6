/** Nothing is sent to an enterprise in the hours in which it is closed. */
import { test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { readApplication } from '../../../../src/views/applications.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { bareHub } from '../../../kit/bare-hub.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND

/** The grid's own terms, which its sandbox lifts. */
function closedAtNight (settings: any): void {
  delete settings.enterprises['state-grid'].delivery.maintenance
}

function local (time: string): Date {
  return new Date(`${time}+08:00`)
}

/** The window's end, and half the first wait with the dice in the middle. */
const REOPENED = local('2026-01-06T00:30:05')

test('in the hours of maintenance', async t => {
  const { hub, enterprise, submit, told, calls, clock, rows } = await bareHub(t, { slug: 'state-grid', adjust: closedAtNight })
  const attempt = deliver(hub, enterprise)
  const intent = async (id: string): Promise<any> => (await rows('select kind, attempts, due_at, ask_first, state from intents where id = $1', [id]))[0]

  await t.test('an order is held until they are over, without an attempt', async t => {
    clock.now = local('2026-01-05T23:30:00')
    const { intentId, jointNumber } = await submit()
    calls.length = 0
    t.strictSame(await attempt(intentId), REOPENED)
    t.match(await intent(intentId), { attempts: 0, due_at: REOPENED, ask_first: false })
    t.match((await readApplication(hub, EVERYTHING, jointNumber)).orders[0], {
      state: 'received', delivery: { state: 'pending', attempts: 0, nextAttemptAt: '2026-01-06T00:30:05+08:00', failure: { code: 'maintenance' } }
    })
    t.strictSame(calls, [])
    t.strictSame(await rows('select from exchanges'), [], 'nor does it leave one in the trail')
    clock.now = REOPENED
    await attempt(intentId)
    t.strictSame(calls, ['place'])
    t.match((await readApplication(hub, EVERYTHING, jointNumber)).orders[0], { delivery: { state: 'acknowledged', attempts: 1 } })
  })

  await t.test('what is unknown stays so', async t => {
    clock.now = local('2026-01-05T23:29:50')
    const { intentId, jointNumber } = await submit()
    told.place = async () => { throw new Failure({ comeBack: 'askFirst', fault: 'network', code: 'timeout', message: 'x', condition: 'down' }) }
    clock.now = (await attempt(intentId))!
    calls.length = 0
    t.strictSame(await attempt(intentId), REOPENED)
    t.match(await intent(intentId), { attempts: 1, ask_first: true })
    t.match((await readApplication(hub, EVERYTHING, jointNumber)).orders[0], { delivery: { state: 'unknown', attempts: 1 } })
    clock.now = REOPENED
    told.place = async () => ({ kind: 'acknowledged' })
    await attempt(intentId)
    t.strictSame(calls, ['inquire', 'place'])
  })

  await t.test('nobody is asked about an order either, however long it has been watched', async t => {
    clock.now = local('2026-02-05T23:45:00')
    const [{ id }] = await rows("select id from intents where kind = 'watch' and state = 'open'")
    calls.length = 0
    t.strictSame(await attempt(id), local('2026-02-06T00:30:05'))
    t.match(await intent(id), { kind: 'watch', attempts: 0, state: 'open' })
    t.strictSame(calls, [])
  })

  await t.test('the horizon runs out all the same', async t => {
    clock.now = local('2026-01-05T23:45:00')
    const { intentId, jointNumber } = await submit()
    clock.pass(72 * HOUR)
    t.equal(await attempt(intentId), undefined)
    t.match((await readApplication(hub, EVERYTHING, jointNumber)).orders[0], { delivery: { state: 'undeliverable', failure: { code: 'maintenance' } } })
  })
})
