/** What was promised, by when, and whose turn it is: as it is listed, and shown where the order is shown. */
import { test, type Test } from 'tap'
import type { components } from '../../../openapi/hub.d.ts'
import type { SandboxClient } from '../../../kit/caller.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { passCustody, transit } from '../../../src/records/orders/change-order.ts'
import { handOver } from '../../../src/steps/hand-over.ts'
import { householdForm, wholeHouseForm } from '../../kit/forms.ts'
import { startIntake, type Intake } from '../../kit/intake-hub.ts'

type Schemas = components['schemas']

const FRIDAY = '2026-11-27T09:00:00+08:00'

interface Desk extends Intake {
  move (enterprise: string, state: OrderState, local: string): Promise<void>
  list (query?: string, client?: SandboxClient): Promise<Schemas['ListedClock'][]>
  pass (local: string): void
}

async function desk (t: Test): Promise<Desk> {
  const intake = await startIntake(t)
  await intake.reset(FRIDAY)
  function pass (local: string): void { intake.clock.time = new Date(`${local}:00+08:00`) }
  return {
    ...intake,
    pass,
    async move (enterprise, state, local) {
      pass(local)
      const { rows: [order] } = await intake.pool.query('select id from orders where enterprise = $1 order by application_serial desc limit 1', [enterprise])
      await changeOrder(intake.hub, order!.id, async at => { transit(intake.hub, at, { state, source: 'callback' }) })
    },
    async list (query = '', client = 'operator') {
      const answer = await intake.call(`/v1/clocks${query}`, undefined, client)
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
      return (await answer.json() as Schemas['ClockPage']).clocks
    }
  }
}

test('an application shows the clocks of its orders, and acceptBy is the latest', async t => {
  const { submit, move, call } = await desk(t)
  const { jointNumber, acceptBy, orders } = await submit(wholeHouseForm())
  t.equal(acceptBy, '2026-11-30T17:30:00+08:00')
  for (const { clocks } of orders) {
    t.match(clocks, [{
      promise: 'acceptAndSurvey',
      promiseLabel: '受理踏勘',
      days: 1,
      startedAt: FRIDAY,
      state: 'running',
      stateLabel: '正常',
      dueAt: '2026-11-30T17:30:00+08:00',
      remainingMinutes: 420,
      remainingDays: 1,
      actor: 'enterprise',
      actorLabel: '承办企业'
    }])
  }
  const read = async (): Promise<Schemas['Application']> => await (await call(`/v1/applications/${jointNumber}`)).json() as Schemas['Application']
  await move('county-water', 'needsMaterial', '2026-11-30T08:00')
  const paused = await read()
  t.equal(paused.acceptBy, '2026-11-30T17:30:00+08:00', 'that of the others')
  const water = paused.orders.find(({ enterprise }) => enterprise === 'county-water')!
  t.match(water.clocks, [{ state: 'paused', stateLabel: '暂停', pausedBy: 'applicant', actor: 'applicant', remainingDays: 1 }])
  t.notOk('dueAt' in water.clocks[0]!)
  await move('county-water', 'materialReceived', '2026-11-30T12:00')
  t.equal((await read()).acceptBy, '2026-12-01T17:30:00+08:00')
  await move('county-water', 'surveyed', '2026-12-01T10:00')
  t.match((await read()).orders.find(({ enterprise }) => enterprise === 'county-water')!.clocks, [
    { promise: 'acceptAndSurvey', state: 'ended', outcome: 'onTime', outcomeLabel: '按时', endedAt: '2026-12-01T10:00:00+08:00' },
    { promise: 'connect', promiseLabel: '接入开通', days: 6, startedAt: '2026-12-01T10:00:00+08:00', state: 'running', dueAt: '2026-12-09T17:30:00+08:00' }
  ])
})

test('while all stand still there is no acceptBy', async t => {
  const { submit, move, call } = await desk(t)
  const { jointNumber } = await submit(householdForm())
  await move('county-water', 'needsMaterial', '2026-11-30T08:00')
  t.notOk('acceptBy' in (await (await call(`/v1/applications/${jointNumber}`)).json() as object))
})

test('the list has each by its state, the longest overdue first', async t => {
  const { submit, move, list, pass } = await desk(t)
  await submit(householdForm())
  pass('2026-11-26T09:00')
  await submit(householdForm())
  const numbers = async (query: string): Promise<string[]> => (await list(query)).map(({ jointNumber, clock }) => `${jointNumber} ${clock.stateLabel}`)
  pass('2026-11-26T10:00')
  t.strictSame(await numbers('?state=running'), ['JXLB000002 正常', 'JXLB000001 正常'])
  pass('2026-11-27T16:00')
  t.strictSame(await numbers('?state=warned'), ['JXLB000002 临期'])
  t.strictSame(await numbers('?state=late'), [])
  pass('2026-11-30T18:00')
  t.strictSame(await numbers('?state=late'), ['JXLB000002 超期', 'JXLB000001 超期'])
  t.match((await list('?state=late'))[0]!.clock, { lateByMinutes: 420, remainingMinutes: 0, remainingDays: 0 })
  await move('county-water', 'needsMaterial', '2026-12-01T08:00')
  t.strictSame(await numbers('?state=late'), ['JXLB000002 超期', 'JXLB000001 超期'], 'late also while it stands still')
  t.strictSame(await numbers('?state=paused'), [])
  pass('2026-12-01T09:00')
  await submit(householdForm())
  await move('county-water', 'needsMaterial', '2026-12-01T10:00')
  t.strictSame(await numbers('?state=paused'), ['JXLB000003 暂停'])
  t.strictSame(await numbers(''), ['JXLB000002 超期', 'JXLB000001 超期', 'JXLB000003 暂停'], 'what has no due time comes last')
  await move('county-water', 'withdrawn', '2026-12-01T11:00')
  t.strictSame(await numbers('?state=ended'), ['JXLB000003 已结束'])
  t.match((await list('?state=ended'))[0]!.clock, { outcome: 'ended', outcomeLabel: '未计' })
})

test('they are counted by state, and what is due today', async t => {
  const { submit, move, pass, call } = await desk(t)
  const counts = async (query = '', client: SandboxClient = 'operator'): Promise<object> => await (await call(`/v1/clock-counts${query}`, undefined, client)).json() as object
  await submit(wholeHouseForm())
  t.strictSame(await counts(), { dueToday: 0, late: 0, warned: 0, running: 4, paused: 0 })
  await move('state-grid', 'needsMaterial', '2026-11-30T08:00')
  pass('2026-11-30T16:00')
  t.strictSame(await counts(), { dueToday: 3, late: 0, warned: 3, running: 0, paused: 1 })
  pass('2026-11-30T23:30')
  t.strictSame(await counts(), { dueToday: 3, late: 3, warned: 0, running: 0, paused: 1 }, 'also when it is late by now')
  t.strictSame(await counts('?enterprise=state-grid'), { dueToday: 0, late: 0, warned: 0, running: 0, paused: 1 })
  t.strictSame(await counts('?service=water', 'portal'), { dueToday: 1, late: 1, warned: 0, running: 0, paused: 0 })
  t.strictSame(await counts('', 'county-water'), { dueToday: 1, late: 1, warned: 0, running: 0, paused: 0 }, 'its own alone')
  pass('2026-12-01T00:00')
  t.match(await counts(), { dueToday: 0, late: 3 })
  t.equal((await call('/v1/clock-counts?service=coal', undefined, 'operator')).status, 400)
})

test('filters, pages and whose turn it is', async t => {
  const { hub, submit, move, list, pool, call } = await desk(t)
  await submit(wholeHouseForm())
  await move('state-grid', 'needsMaterial', '2026-11-27T10:00')
  const { rows: [gas] } = await pool.query("select id from orders where service = 'gas'")
  await changeOrder(hub, gas!.id, async at => { passCustody(at, 'undeliverable') })
  await hub.pool.query("update intents set state = 'undeliverable', given_up_at = $2 where order_id = $1", [gas!.id, hub.now()])
  const enterprises = async (query: string): Promise<string[]> => (await list(query)).map(({ enterprise }) => enterprise).sort()
  t.strictSame(await enterprises('?actor=applicant'), ['state-grid'])
  t.strictSame(await enterprises('?actor=operator'), ['towngas'])
  t.ok(!(await enterprises('?actor=enterprise')).includes('towngas'))
  t.strictSame(await enterprises('?actor=department'), [])
  t.strictSame(await enterprises('?service=water'), ['county-water'])
  t.strictSame(await enterprises('?enterprise=state-grid'), ['state-grid'])
  t.strictSame(await enterprises('?promise=connect'), [])
  t.ok((await enterprises('?dueFrom=2026-11-30T17:00:00%2B08:00&dueTo=2026-11-30T18:00:00%2B08:00')).includes('county-water'))
  t.strictSame(await enterprises('?dueTo=2026-11-30T17:30:00%2B08:00'), [])
  const paged: string[] = []
  for (let query = '?limit=1'; ;) {
    const page = await (await call(`/v1/clocks${query}`, undefined, 'operator')).json() as Schemas['ClockPage']
    paged.push(...page.clocks.map(({ enterprise }) => enterprise))
    if (!page.nextCursor) break
    query = `?limit=1&cursor=${page.nextCursor}`
  }
  t.strictSame(paged.sort(), await enterprises(''))
  for (const wrong of ['?state=slow', '?actor=nobody', '?dueFrom=soon', '?cursor=MQ', '?limit=0', '?colour=red']) {
    t.equal((await call(`/v1/clocks${wrong}`, undefined, 'operator')).status, 400, wrong)
  }
})

test('an enterprise sees the clocks of its own orders alone, a portal those of its own applications', async t => {
  const { submit, list, call } = await desk(t)
  await submit(wholeHouseForm())
  t.strictSame((await list('', 'county-water')).map(({ enterprise }) => enterprise), ['county-water'])
  t.equal((await list('', 'portal')).length, 4)
  const [other] = await list('?enterprise=state-grid')
  t.equal((await call(`/v1/clocks/${other!.clock.id}`, undefined, 'county-water')).status, 404)
  t.equal((await call('/v1/clocks/00000000-0000-4000-8000-000000000000', undefined, 'operator')).status, 404)
})

test('one shows its ledger, and from when to when its due time was moved', async t => {
  const { submit, move, list, call } = await desk(t)
  await submit(householdForm())
  await move('county-water', 'specialProcedure', '2026-11-30T08:00')
  await move('county-water', 'specialProcedureEnded', '2026-11-30T12:00')
  const [{ clock: { id } }] = await list() as [Schemas['ListedClock']]
  const detail = await (await call(`/v1/clocks/${id}`, undefined, 'operator')).json() as Schemas['ClockDetail']
  t.match(detail, {
    listed: { clock: { id, dueAt: '2026-12-01T17:30:00+08:00' } },
    pauses: [{ from: '2026-11-30T08:00:00+08:00', to: '2026-11-30T12:00:00+08:00', cause: 'approval', causeLabel: '特别程序' }],
    history: [
      { reason: 'started', reasonLabel: '开始计时', dueAt: '2026-11-30T17:30:00+08:00' },
      { reason: 'paused', dueBefore: '2026-11-30T17:30:00+08:00' },
      { reason: 'resumed', dueAt: '2026-12-01T17:30:00+08:00' }
    ]
  })
})

test('what is handed over goes on under the same clock', async t => {
  const { hub, submit, pool, list, pass, call } = await desk(t)
  const { water: _water, ...form } = householdForm()
  await submit({ ...form, basic: { ...form.basic, services: ['gas'] }, gas: { kind: 'ignition', supplier: 'enn' } })
  const [{ clock: { id } }] = await list() as [Schemas['ListedClock']]
  const { rows: [order] } = await pool.query('select id from orders')
  pass('2026-11-30T09:00')
  await changeOrder(hub, order!.id, async at => { await handOver(hub, at, '不在经营区域', 'callback') })
  t.match(await list(), [{ enterprise: 'towngas', clock: { id, startedAt: FRIDAY, dueAt: '2026-11-30T17:30:00+08:00' } }])
  const { history } = await (await call(`/v1/clocks/${id}`, undefined, 'operator')).json() as Schemas['ClockDetail']
  t.strictSame(history.map(({ reason }) => reason), ['started', 'handedOver'])
})
