/** People at one desk see who else has opened an order; a program has no name to show. */
import { test } from 'tap'
import { erase } from '../../../src/cases/erase.ts'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { body, problem } from '../../kit/answers.ts'
import { waterAtDesk } from '../../kit/at-desk.ts'
import { householdForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { hire, type Person } from '../../kit/people.ts'
import { json } from '../../kit/test-hub.ts'

test('whoever has taken an order is called by name', async t => {
  const intake = await startIntake(t, { adjust: waterAtDesk })
  const { orders: [order] } = await intake.submit(householdForm())
  const path = `/v1/desk/orders/${order!.reference}`
  const specialist = (login: string, name: string): Promise<Person> => hire(intake, { login, name, roles: ['specialist'], enterprise: 'county-water', unit: '泾县供水' })
  const [wang, li] = [await specialist('wang.wei', '王伟'), await specialist('li.na', '李娜')]
  const take = (person: Person): Promise<Response> =>
    person.ask(`${path}/steps`, { ...json({ step: 'take', version: 0 }, { 'idempotency-key': person.login }), method: 'POST' })
  t.match(await body(t, await take(wang), 200, 'DeskOrder'), { takenBy: '王伟' })
  t.match((await problem(t, await take(li), 'order-changed')).detail, ' 王伟 接单；现状态为')
  t.match((await body(t, await li.ask('/v1/desk/orders'), 200, 'DeskOrderPage')).orders, [{ takenBy: '王伟' }])
  await intake.pool.query("update people set details_sealed = null where login = 'wang.wei'")
  t.match((await body(t, await li.ask('/v1/desk/orders'), 200, 'DeskOrderPage')).orders, [{ takenBy: 'person:wang.wei' }], 'who has been erased has no name any more')
})

test('who has opened an order is told to the others at its desk', async t => {
  const intake = await startIntake(t, { adjust: waterAtDesk })
  const { call, hub: { pool }, clock } = intake
  const { jointNumber, orders: [order] } = await intake.submit(householdForm())
  const path = `/v1/desk/orders/${order!.reference}`
  const specialist = (login: string, name: string): Promise<Person> => hire(intake, { login, name, roles: ['specialist'], enterprise: 'county-water', unit: '泾县供水' })
  const [wang, li] = [await specialist('wang.wei', '王伟'), await specialist('li.na', '李娜')]
  const opened = async (person: Person): Promise<unknown> => (await body(t, await person.ask(path), 200, 'DeskOrderDetail')).desk.lastOpened
  const listed = async (person: Person): Promise<unknown> => (await body(t, await person.ask('/v1/desk/orders'), 200, 'DeskOrderPage')).orders[0]!.lastOpened

  t.equal((await call(path)).status, 200)
  t.strictSame(await pool.query('select from desk_readings').then(({ rowCount }) => rowCount), 0, 'a program is nobody')
  t.equal(await listed(wang), undefined)
  t.equal(await opened(wang), undefined, 'one does not need to be told of oneself')
  const first = clock.time
  clock.time = new Date(first.getTime() + 12 * 60_000)
  t.match(await listed(li), { by: '王伟', at: /^2026/ })
  t.match(await opened(li), { by: '王伟' })
  clock.time = new Date(clock.time.getTime() + 60_000)
  t.match(await opened(wang), { by: '李娜' })
  await opened(wang)
  clock.time = new Date(clock.time.getTime() + 60_000)
  t.match(await opened(li), { by: '王伟' })
  t.match((await body(t, await call(path), 200, 'DeskOrderDetail')).desk.lastOpened, { by: '李娜' }, 'the last of all')
  t.strictSame((await pool.query('select login from desk_readings order by login')).rows, [{ login: 'li.na' }, { login: 'wang.wei' }], 'a row for each')

  await pool.query("update people set details_sealed = null where login = 'wang.wei'")
  t.match(await listed(li), { by: 'wang.wei' }, 'who has been erased has no name any more')
  await pool.query("update orders set state = 'withdrawn'")
  await pool.query("update applications set status = 'ended'")
  await pool.query("update intents set state = 'done'")
  await erase(intake.hub, EVERYTHING, jointNumber, { actor: 'operator', reason: '申请人要求' })
  t.strictSame((await pool.query('select from desk_readings')).rowCount, 0)
})
