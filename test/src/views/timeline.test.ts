import { t as root, test } from 'tap'
import { body } from '../../kit/answers.ts'
import { electricityForm, wholeHouseForm } from '../../kit/forms.ts'
import { startTestHub } from '../../kit/test-hub.ts'

// Nobody is asked where an order stands, so that only what a test does shows.
const hub = await startTestHub(root, {
  adjust: ({ enterprises }) => {
    for (const slug of Object.keys(enterprises)) enterprises[slug].delivery = { ...enterprises[slug].delivery, watch: { first: '1h', every: '1h' } }
  }
})

async function timeline (t: Parameters<typeof body>[0], jointNumber: string) {
  return await body(t, await hub.call(`/v1/applications/${jointNumber}/timeline`), 200, 'Timeline')
}

test('the timeline tells an order from its receipt on, oldest first', async t => {
  hub.simulators['state-grid']!.faults.arm('error500')
  const { jointNumber, orders } = await hub.submit(electricityForm())
  const { reference } = orders[0]!
  await hub.reached(jointNumber, 'state-grid', 'submitted')
  await hub.simulators['state-grid']!.move(reference, '3')
  await hub.reached(jointNumber, 'state-grid', 'accepted')
  await hub.simulators['state-grid']!.move(reference, '4', '现场不具备条件')
  await hub.reached(jointNumber, 'state-grid', 'refused')

  const { entries } = await timeline(t, jointNumber)
  const attempts = entries.filter(({ kind, outcome }) => kind === 'exchange' && outcome !== 'notFound')
  t.match(attempts[0], { outcome: 'failed', text: /^国网泾县供电公司：第 1 次送单：未成功/ })
  t.match(attempts.at(-1), { outcome: 'acknowledged', text: /送单：已送达/ })
  t.strictSame(entries.filter(({ kind }) => kind !== 'exchange').map(({ kind, state, statusCode, outcome }) => [kind, state ?? outcome, statusCode]), [
    ['transition', 'received', 1],
    ['transition', 'submitted', 1],
    ['callback', 'applied', undefined],
    ['transition', 'accepted', 3],
    ['callback', 'applied', undefined],
    ['transition', 'refused', 13]
  ])
  t.match(entries.find(({ state }) => state === 'refused')!.text, /国网泾县供电公司：未通过（办结\(不通过\)）：.*现场不具备条件/)
  t.strictSame(entries.filter(({ sequence }) => sequence !== undefined).map(({ sequence }) => sequence), [1, 2, 3, 4])
  const place = (kind: string, what: string): number => entries.findIndex(entry => entry.kind === kind && (entry.state ?? entry.outcome) === what)
  t.ok(place('transition', 'received') < place('exchange', 'failed'))
  t.ok(place('exchange', 'failed') < place('exchange', 'acknowledged'))
  t.ok(place('exchange', 'acknowledged') < place('transition', 'submitted'))
  for (const { text, enterprise } of entries) {
    t.match(text, /^国网泾县供电公司：/)
    t.equal(enterprise, 'state-grid')
  }
})

test('the timeline of an application holds all its orders, and no others', async t => {
  const { jointNumber, orders } = await hub.submit(wholeHouseForm())
  for (const { enterprise } of orders) await hub.reached(jointNumber, enterprise, 'submitted')
  const { entries, jointNumber: told } = await timeline(t, jointNumber)
  t.equal(told, jointNumber)
  const transitions = entries.filter(({ kind }) => kind === 'transition')
  t.strictSame(transitions.map(({ sequence }) => sequence), [1, 2, 3, 4, 5, 6, 7, 8], 'in sequence, without gaps')
  t.strictSame(transitions.slice(0, 4).map(({ enterprise, state }) => [enterprise, state]), ['county-water', 'state-grid', 'towngas', 'unicom'].map(slug => [slug, 'received']))
  t.strictSame(new Set(transitions.slice(4).map(({ enterprise }) => enterprise)), new Set(['county-water', 'state-grid', 'towngas', 'unicom']))
  for (const entry of entries) t.match(entry.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
})

test('every text of the timeline is said in words', async t => {
  const { rows } = await hub.hub.pool.query<{ number: string }>('select joint_number as number from applications')
  for (const { number } of rows) {
    for (const { text } of (await timeline(t, number)).entries) t.notMatch(text, /undefined|null|NaN/)
  }
})
