/** Where the settings name the page of the province, links lead there, once, and the address is kept nowhere. */
import { t as root, test } from 'tap'
import { body } from '../../kit/answers.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { databaseTraces, foundIn } from '../../kit/leaks.ts'
import { GOOD, ratersOf } from '../../kit/rating.ts'

const intake = await startIntake(root, {
  adjust: settings => { settings.ratings.province = { url: 'https://pj.example.gov.cn/evaluate' } }
})
const { clock, lines, pool } = intake
const { end, ask, link, open, send } = ratersOf(intake)

test('a link leads to the page of the province, once', async t => {
  const { jointNumber, orders } = await end()
  const given = await body(t, await ask(jointNumber, { channel: 'window', order: orders[0]!.reference }), 201, 'RatingLink')
  t.equal(given.purpose, 'province')
  t.equal(Date.parse(given.goodUntil) - clock.time.getTime(), 600_000)
  const token = given.url.slice(-43)
  t.equal((await open(token, {}, 'HEAD')).status, 200)
  t.equal((await open(token, { 'sec-purpose': 'prefetch;prerender' })).status, 200, 'whoever only looks has not followed it')
  const answers = await Promise.all([1, 2, 3].map(() => open(token)))
  t.strictSame(answers.map(({ status }) => status).sort(), [303, 404, 404])
  const led = answers.find(({ status }) => status === 303)!
  t.equal(led.headers.get('referrer-policy'), 'no-referrer')
  t.equal(led.headers.get('cache-control'), 'no-store')
  const to = new URL(led.headers.get('location')!)
  t.equal(to.origin + to.pathname, 'https://pj.example.gov.cn/evaluate')
  const query = Buffer.from(Buffer.from(to.searchParams.get('param')!, 'base64').toString(), 'base64').toString()
  t.match(Object.fromEntries(new URLSearchParams(query)), { projectNo: 'AH341823-2026-0001', userName: '王小梅', regionCode: '341823000000', evaluateChannel: 'PJQ' })
  t.equal((await open(token)).status, 404)
  const traces = [...await databaseTraces(pool), ...lines.map(line => ({ place: 'log', content: Buffer.from(line) }))]
  for (const value of [to.searchParams.get('param')!, token]) t.strictSame(foundIn(traces, value), [])
})

test('it is good for minutes, and nobody rates on the hub\'s own page by it', async t => {
  const { jointNumber } = await end()
  const token = await link(t, jointNumber)
  t.equal((await send(token, GOOD)).status, 404)
  clock.time = new Date(clock.time.getTime() + 600_000)
  t.equal((await open(token)).status, 404)
})
