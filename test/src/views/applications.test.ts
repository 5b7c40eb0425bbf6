import { t as root, test } from 'tap'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { applyProgress } from '../../../src/steps/progress.ts'
import { changeApplication } from '../../../src/records/orders/application.ts'
import type { Source } from '../../../src/records/orders/transition.ts'
import type { ApplicationForm } from '../../../src/ground/form/order-view.ts'
import type { OrderState, Progress } from '../../../mappings/mapping.ts'
import { body } from '../../kit/answers.ts'
import { electricityForm, householdForm, wholeHouseForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import type { Application } from '../../kit/test-hub.ts'

const intake = await startIntake(root)

async function list (t: Parameters<typeof body>[0], query: Record<string, string | number> = {}): Promise<{ applications: Application[], nextCursor?: string }> {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]))
  return await body(t, await intake.call(`/v1/applications?${search}`), 200, 'ApplicationPage')
}

/** Lets every order of an application reach a state, as its enterprise would say. */
async function reach (jointNumber: string, state: OrderState): Promise<void> {
  await changeApplication(intake.hub, EVERYTHING, jointNumber, async (work, application) => {
    for (const order of application.orders) {
      await applyProgress(intake.hub, { work, application, order }, { kind: 'mapped', state }, 'callback')
    }
  })
}

function networkForm (...carriers: NonNullable<ApplicationForm['network']>['carriers']): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  return { ...form, basic: { ...form.basic, services: ['network'] }, network: { carriers, products: ['cableTv'], kind: 'transfer' } }
}

/** Thirteen applications a minute apart, of all kinds and in all states. Newest first, as they are listed. */
async function fill (): Promise<Application[]> {
  await intake.reset('2026-11-23T09:00:00+08:00')
  const forms = [householdForm(), electricityForm(), wholeHouseForm(), networkForm('telecom', 'anguang'), networkForm('unicom')]
  const states: OrderState[] = ['accepted', 'needsMaterial', 'completed', 'refused']
  for (let index = 0; index < 13; index++) {
    const { portalCaseNumber: _case, ...form } = forms[index % forms.length]!
    const { jointNumber } = await intake.submit(index % 3 === 0 ? form : { ...form, portalCaseNumber: `AH-${index}-受理` })
    await reach(jointNumber, states[index % states.length]!)
    intake.clock.time = new Date(intake.clock.time.getTime() + 60_000)
  }
  const { rows } = await intake.pool.query<{ number: string }>('select joint_number as number from applications order by serial desc')
  return await Promise.all(rows.map(async ({ number }) => await (await intake.call(`/v1/applications/${number}`)).json() as Application))
}

test('a hub without applications has an empty page', async t => {
  await intake.reset()
  t.strictSame(await list(t), { applications: [] })
})

test('the list', async t => {
  const all = await fill()
  t.equal(all.length, 13)

  await t.test('shows each application as it is read alone, newest first', async t => {
    t.strictSame(await list(t, { limit: 100 }), { applications: all })
  })

  await t.test('has twenty on a page unless told otherwise', async t => {
    t.equal((await list(t)).applications.length, 13)
    for (let more = 0; more < 8; more++) await intake.submit(householdForm())
    const page = await list(t)
    t.equal(page.applications.length, 20)
    t.ok(page.nextCursor)
  })
})

test('every filter finds what it says, and nothing else', async t => {
  const all = await fill()
  const filters: Array<[query: Record<string, string>, holds: (application: Application) => boolean]> = [
    ...['processing', 'needsMaterial', 'completed', 'ended'].map((status): typeof filters[number] => [{ status }, application => application.status === status]),
    ...['water', 'electricity', 'gas', 'network'].map((service): typeof filters[number] => [{ service }, application => (application.services as string[]).includes(service)]),
    ...['county-water', 'state-grid', 'towngas', 'telecom', 'unicom', 'anguang'].map((enterprise): typeof filters[number] =>
      [{ enterprise }, ({ orders }) => orders.some(order => order.enterprise === enterprise)]),
    [{ receivedFrom: '2026-11-23T09:05:00+08:00' }, ({ receivedAt }) => receivedAt >= '2026-11-23T09:05:00+08:00'],
    [{ receivedTo: '2026-11-23T09:05:00+08:00' }, ({ receivedAt }) => receivedAt < '2026-11-23T09:05:00+08:00'],
    [{ receivedFrom: '2026-11-23T01:03:00Z', receivedTo: '2026-11-23T10:07:00+09:00' }, ({ receivedAt }) => receivedAt >= '2026-11-23T09:03:00+08:00' && receivedAt < '2026-11-23T09:07:00+08:00'],
    [{ portalCaseNumber: 'AH-1' }, ({ portalCaseNumber }) => /^AH-1/.test(portalCaseNumber ?? '')],
    [{ portalCaseNumber: 'ah-1' }, ({ portalCaseNumber }) => /^AH-1/.test(portalCaseNumber ?? '')],
    [{ portalCaseNumber: '-受理' }, ({ portalCaseNumber }) => portalCaseNumber !== undefined],
    [{ status: 'processing', service: 'network', enterprise: 'unicom' }, ({ status, orders }) => status === 'processing' && orders.some(({ enterprise }) => enterprise === 'unicom')],
    [{ service: 'water', enterprise: 'unicom', receivedFrom: '2026-11-23T09:04:00+08:00' }, ({ services, receivedAt }) => services.length === 4 && receivedAt >= '2026-11-23T09:04:00+08:00']
  ]
  for (const [query, holds] of filters) {
    await t.test(new URLSearchParams(query).toString(), async t => {
      const expected = all.filter(holds)
      t.ok(expected.length > 0 && expected.length < all.length, 'tells some from others')
      t.strictSame((await list(t, { ...query, limit: 100 })).applications, expected)
    })
  }
  await t.test('and nothing where nothing fits', async t => {
    for (const query of [{ enterprise: 'enn' }, { enterprise: 'mobile' }, { portalCaseNumber: 'none' }, { receivedTo: '2026-11-23T09:00:00+08:00' }, { receivedFrom: '2027-01-01T00:00:00Z' }, { service: 'gas', enterprise: 'telecom' }]) {
      t.strictSame(await list(t, query), { applications: [] }, JSON.stringify(query))
    }
  })
})

test('walking through the pages', async t => {
  const all = await fill()

  async function walk (query: Record<string, string | number>, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
    const seen: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = await list(t, { ...query, ...cursor && { cursor } })
      seen.push(...page.applications.map(({ jointNumber }) => jointNumber))
      if (!page.nextCursor) return seen
      t.equal(page.applications.length, query['limit'], 'only the last page is short')
      cursor = page.nextCursor
      await between()
    }
  }

  for (const limit of [1, 2, 5, 12, 13, 14]) {
    await t.test(`of ${limit} loses and repeats none`, async t => {
      t.strictSame(await walk({ limit }), all.map(({ jointNumber }) => jointNumber))
    })
  }
  await t.test('with a filter loses and repeats none', async t => {
    t.strictSame(await walk({ limit: 2, enterprise: 'unicom' }), all.filter(({ orders }) => orders.some(({ enterprise }) => enterprise === 'unicom')).map(({ jointNumber }) => jointNumber))
  })
  await t.test('is not disturbed by applications that come in meanwhile', async t => {
    t.strictSame(await walk({ limit: 4 }, () => intake.submit(householdForm())), all.map(({ jointNumber }) => jointNumber))
  })
})

test('neither the list nor an application shows a person', async t => {
  await intake.reset()
  const { jointNumber } = await intake.submit(wholeHouseForm())
  for (const path of ['/v1/applications', `/v1/applications/${jointNumber}`, `/v1/applications/${jointNumber}/timeline`]) {
    t.notMatch(await (await intake.call(path)).text(), /11010519491231002X|13800000001|王小梅|502室/, path)
  }
})

test('an application as it stands', async t => {
  await intake.reset()
  const { jointNumber } = await intake.submit(wholeHouseForm())
  const read = async (): Promise<Application> => await body(t, await intake.call(`/v1/applications/${jointNumber}`), 200, 'Application')
  intake.clock.time = new Date('2026-11-24T10:00:00+08:00')

  await t.test('follows its orders', async t => {
    await changeApplication(intake.hub, EVERYTHING, jointNumber, async (work, application) => {
      const tell = (position: number, progress: Progress, source: Source): Promise<unknown> =>
        applyProgress(intake.hub, { work, application, order: application.orders[position]! }, progress, source)
      await tell(0, { kind: 'mapped', state: 'needsMaterial', at: '2026-11-24T09:59:00+08:00', remark: '请补身份证' }, 'inquiry')
      await tell(1, { kind: 'mapped', state: 'surveyBooked', bookedFor: '2026-11-25T06:00:00Z' }, 'callback')
      await tell(2, { kind: 'mapped', state: 'refused', remark: '无法供气' }, 'callback')
      await tell(3, { kind: 'mapped', state: 'completed' }, 'callback')
    })
    const { status, statusLabel, orders } = await read()
    t.strictSame([status, statusLabel], ['needsMaterial', '待补正'])
    t.match(orders[0], { state: 'needsMaterial', stateLabel: '待补正', statusCode: 6, statusLabel: '补正开始', since: '2026-11-24T09:59:00+08:00', remark: '请补身份证', next: '请申请人补正材料' })
    t.match(orders[1], { state: 'surveyBooked', statusCode: 8, since: '2026-11-24T10:00:00+08:00', bookedFor: '2026-11-25T14:00:00+08:00' })
    t.match(orders[2], { state: 'refused', statusCode: 4, remark: '无法供气' })
    t.match(orders[3], { state: 'completed', statusCode: 11, statusLabel: '办结(通过)' })
  })

  await t.test('tells where a person has to act', async t => {
    await intake.pool.query("update orders set delivery = 'undeliverable', failure = '{\"code\":\"E1\",\"message\":\"不可达\"}' where service = 'electricity'")
    t.match((await read()).orders[1], { next: /服务专员/, delivery: { state: 'undeliverable', stateLabel: '需人工处理', failure: { code: 'E1', message: '不可达' } } })
  })

  await t.test('keeps its orders when their enterprise is taken out', async t => {
    intake.hub.enterprises = new Map()
    const { orders } = await read()
    t.strictSame(orders.map(({ enterprise }) => enterprise), ['county-water', 'state-grid', 'towngas', 'unicom'])
    for (const { enterpriseName } of orders) t.match(enterpriseName, /\p{Script=Han}/u, 'named as before')
  })
})
