/** Applicants rate what has ended, by links that are given once, on pages that tell nothing to whoever guesses. */
import { randomBytes, randomUUID } from 'node:crypto'
import { t as root, test, type Test } from 'tap'
import { erase } from '../../../src/cases/erase.ts'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { PLAIN_PAGE_POLICY } from '../../../src/views/plain-page.ts'
import { body, problem } from '../../kit/answers.ts'
import { wholeHouseForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { json } from '../../kit/test-hub.ts'
import { hire } from '../../kit/people.ts'
import { BAD, GOOD, LAST_FOUR, ratersOf } from '../../kit/rating.ts'

const intake = await startIntake(root)
const { pool, clock, hub, call, lines } = intake
const { end, ask, link, open, send, rate, move } = ratersOf(intake)

const HOUR = 3_600_000
const DAY = 24 * HOUR

function pass (milliseconds: number): void {
  clock.time = new Date(clock.time.getTime() + milliseconds)
}

async function ratings (jointNumber: string): Promise<any[]> {
  const { rows } = await pool.query(`
    select ratings.* from ratings join applications on serial = application_serial where joint_number = $1 order by number`, [jointNumber])
  return rows
}

/** Its text, and that it says what every such page has to. */
async function page (t: Test, answer: Response, status: number): Promise<string> {
  const text = await answer.text()
  t.equal(answer.status, status, text)
  t.match(Object.fromEntries(answer.headers), {
    'content-type': 'text/html; charset=utf-8', 'content-security-policy': PLAIN_PAGE_POLICY, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store'
  })
  t.notMatch(text, /<script|style=|javascript:|王小梅|1380000/)
  return text
}

test('a link leads to a page without anything chosen, and is spent by rating, not by opening', async t => {
  const { jointNumber, orders } = await end()
  const token = await link(t, jointNumber, orders[0]!.reference)
  t.match(token, /^[\w-]{43}$/)
  const { rows: [kept] } = await pool.query('select * from rating_links order by made_at desc limit 1')
  t.notMatch(JSON.stringify(Object.values(kept).map(value => Buffer.isBuffer(value) ? value.toString('base64url') : value)), token, 'kept is the hash')
  for (let times = 0; times < 3; times++) {
    const text = await page(t, await open(token), 200)
    t.match(text, jointNumber)
    t.match(text, '供水业务')
    t.notMatch(text, ' checked', 'no level is chosen beforehand')
    for (const label of ['非常满意', '满意', '基本满意', '不满意', '非常不满意', '未在承诺时间内办结', '多头跑窗口和部门']) t.match(text, label)
  }
  t.match(await page(t, await send(token, GOOD), 200), '您的评价已经收到')
  t.match(await ratings(jointNumber), [{ level: 5, options: [], channel: 'portal', order_id: orders[0]!.id, enterprise: 'county-water', flagged: false }])
  for (const again of [GOOD, { ...BAD, text: '等了九天' }]) {
    const text = await page(t, await send(token, again), 422)
    t.match(text, '您已经评价过。一项业务只评价一次，这一次没有计入；想补充说明的，请填写下面的追评。', 'a second rating is none')
    t.match(text, '提交追评', 'the link is good for a supplement')
    t.notMatch(text, '请填写追评内容', 'which nobody has tried to give')
  }
  t.equal((await ratings(jointNumber)).length, 1)
  t.notOk(lines.some(line => line.includes(token)), 'no token in the log')
})

test('what is missing or wrong is told beside its field, and what was entered stands there again', async t => {
  const { jointNumber, orders } = await end()
  const token = await link(t, jointNumber, orders[0]!.reference)
  for (const [fields, said] of [
    [{ phone: LAST_FOUR }, '请选择一项'],
    [{ level: 'perfect', phone: LAST_FOUR }, '请选择一项'],
    [{ level: 'dissatisfied', phone: LAST_FOUR }, '选择“不满意”时，请至少选一项原因'],
    [{ level: 'veryDissatisfied', reason: '209', phone: LAST_FOUR }, '请只选“非常不满意”下面的原因'],
    [{ level: 'dissatisfied', reason: ['209', 'x'], phone: LAST_FOUR }, '请只选“不满意”下面的原因'],
    [{ level: 'satisfied', reason: '209', phone: LAST_FOUR }, '选择“满意”时不需要选原因'],
    [{ level: 'satisfied', phone: '12' }, '请输入申请表上联系电话的后四位数字'],
    [{ level: 'satisfied', phone: LAST_FOUR, text: 'a'.repeat(501) }, '请不要超过 500 字'],
    [{ level: 'satisfied', phone: LAST_FOUR, text: 'a\u202eb' }, '含有不能显示的字符']
  ] as Array<[Record<string, string | string[]>, string]>) {
    const text = await page(t, await send(token, fields), 422)
    t.match(text, `<strong>请更正：</strong>${said}`)
    t.notMatch(text, `value="${LAST_FOUR}"`)
  }
  const again = await page(t, await send(token, { level: 'dissatisfied', reason: ['209', '213'], text: '<b>慢</b>', phone: '1' }), 422)
  for (const part of ['value="dissatisfied" checked', 'value="209" checked', 'value="213" checked', '&lt;b&gt;慢&lt;/b&gt;']) t.match(again, part)
  t.strictSame(await ratings(jointNumber), [])
  await page(t, await send(token, { level: 'satisfied', phone: '０００１' }), 200)
  const counted = await pool.query('select count(*) from rating_tries where count > 0')
  t.equal(counted.rows[0].count, 0, 'what was not looked at counts as no try')
})

test('guessed, over and spent are one and the same page', async t => {
  const { jointNumber, orders } = await end()
  const token = await link(t, jointNumber, orders[0]!.reference)
  const guessed = await page(t, await open(randomBytes(32).toString('base64url')), 404)
  t.match(guessed, '这个评价链接无效、已经用过或已经过期。')
  for (const other of ['x', 'A'.repeat(43), `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`, '%00', 'a'.repeat(199)]) t.equal(await (await open(other)).text(), other === '%00' ? await (await open(other)).text() : guessed)
  t.equal(await page(t, await send(randomBytes(32).toString('base64url'), GOOD), 404), guessed)
  pass(30 * DAY)
  t.equal(await page(t, await open(token), 404), guessed, 'over')
  t.equal(await page(t, await send(token, GOOD), 404), guessed)
  const other = await rate(t, jointNumber, orders[0]!.reference, GOOD)
  await page(t, await send(other, { text: '补充', phone: LAST_FOUR }), 200)
  t.equal(await page(t, await open(other), 404), guessed, 'spent')
  t.equal(await page(t, await send(other, GOOD), 404), guessed)
  const program = await open(token, { accept: 'application/json' })
  t.equal(program.status, 404)
})

test('the telephone is asked for, and may be given wrongly so often by all links together', async t => {
  const { jointNumber, orders } = await end()
  const [one, other] = [await link(t, jointNumber, orders[0]!.reference), await link(t, jointNumber)]
  const wrong = { ...GOOD, phone: '9999' }
  const answers = await Promise.all(Array.from({ length: 12 }, (_none, index) => send(index % 2 ? one : other, wrong)))
  const statuses = answers.map(({ status }) => status).sort()
  t.strictSame(statuses, [...Array(5).fill(422), ...Array(7).fill(429)], 'five in all, however many at once')
  const held = await send(one, GOOD)
  t.equal(held.headers.get('retry-after'), '900')
  t.match(await page(t, held, 429), '电话后四位输错的次数过多')
  t.strictSame(await ratings(jointNumber), [])
  pass(15 * 60_000)
  await page(t, await send(one, GOOD), 200)
  t.equal((await ratings(jointNumber)).length, 1)
})

test('by one link twenty times at all', async t => {
  const { jointNumber } = await end()
  const token = await link(t, jointNumber)
  for (let round = 0; round < 4; round++) {
    for (let times = 0; times < 5; times++) await page(t, await send(token, { ...GOOD, phone: '9999' }), 422)
    pass(15 * 60_000)
  }
  await page(t, await send(token, GOOD), 404)
})

test('many who rate the same at once are one', async t => {
  const { jointNumber, orders } = await end()
  const tokens = await Promise.all(Array.from({ length: 4 }, () => link(t, jointNumber, orders[0]!.reference)))
  const answers = await Promise.all(tokens.map(token => send(token, BAD)))
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 422, 422, 422])
  t.equal((await ratings(jointNumber)).length, 1)
  const { rows } = await pool.query('select count(*) from rectifications join applications on serial = application_serial where joint_number = $1', [jointNumber])
  t.equal(rows[0].count, 1)
})

test('each order and the whole are rated once each; what goes on is not', async t => {
  const { jointNumber } = await intake.submit(wholeHouseForm())
  const { rows: orders } = await pool.query('select orders.id, reference from orders join applications on serial = application_serial where joint_number = $1 order by position', [jointNumber])
  await problem(t, await ask(jointNumber), 'not-ended')
  await problem(t, await ask(jointNumber, { channel: 'window', order: orders[0].reference }), 'not-ended')
  await move(orders[0].id, 'completed')
  await rate(t, jointNumber, orders[0].reference, GOOD)
  await problem(t, await ask(jointNumber), 'not-ended')
  for (const state of ['completed', 'refused', 'withdrawn'] as const) {
    pass(60_000)
    await move(orders.find((_order: unknown, index: number) => index === ['', 'completed', 'refused', 'withdrawn'].indexOf(state)).id, state)
  }
  await rate(t, jointNumber, undefined, BAD)
  const [, whole] = await ratings(jointNumber)
  t.match(whole, { order_id: null, answering_order: orders[3].id }, 'of the whole the order that ended last')
  for (const order of orders.slice(1)) await rate(t, jointNumber, order.reference, GOOD)
  t.equal((await ratings(jointNumber)).length, 5)
})

test('more may be said once, within thirty days', async t => {
  const { jointNumber, orders } = await end()
  const token = await rate(t, jointNumber, orders[0]!.reference, GOOD)
  t.match(await page(t, await open(token), 200), '追加评价')
  t.match(await page(t, await send(token, { phone: LAST_FOUR, text: ' ' }), 422), '请填写追评内容')
  t.match(await page(t, await send(token, { phone: '9999', text: '后来漏水' }), 422), '与申请表上的电话不符')
  const [first, second] = await Promise.all([1, 2].map(() => send(token, { phone: LAST_FOUR, text: '王小梅家后来漏水' })))
  t.strictSame([first!.status, second!.status].sort(), [200, 404])
  const listed = (await body(t, await call('/v1/ratings?limit=1', {}, 'supervisor'), 200, 'RatingPage')).ratings
  t.match(listed, [{ jointNumber, supplement: '***家后来漏水' }], 'without the applicant')
  await problem(t, await ask(jointNumber, { channel: 'sms', order: orders[0]!.reference }), 'already-rated')

  const late = await end()
  const lateToken = await rate(t, late.jointNumber, late.orders[0]!.reference, GOOD)
  pass(29 * DAY)
  const given = await body(t, await ask(late.jointNumber, { channel: 'sms', order: late.orders[0]!.reference }), 201, 'RatingLink')
  t.equal(given.purpose, 'supplement')
  pass(DAY)
  await page(t, await open(lateToken), 404)
  await problem(t, await ask(late.jointNumber, { channel: 'sms', order: late.orders[0]!.reference }), 'already-rated')
})

test('a request that comes again gets the same link', async t => {
  const { jointNumber } = await end()
  const key = randomUUID()
  const [one, other] = [await ask(jointNumber, { channel: 'sms' }, key), await ask(jointNumber, { channel: 'sms' }, key)]
  t.strictSame(await other.json(), await one.json())
  await problem(t, await ask(jointNumber, { channel: 'self' }, key), 'idempotency-key-reused')
  const { rows } = await pool.query("select actor, action, target, about from acts where action = 'rating-link' and about @> array[$1]", [jointNumber])
  t.match(rows, [{ actor: 'portal', target: { jointNumber, channel: 'sms' }, about: [jointNumber] }], 'recorded once')
})

test('wrong requests for links', async t => {
  const { jointNumber } = await end()
  await problem(t, await ask(jointNumber, { channel: 'fax' }), 'validation-failed', [['/channel', 'value']])
  await problem(t, await ask(jointNumber, {}), 'validation-failed', [['/channel', 'required']])
  await problem(t, await ask(jointNumber, { channel: 'sms', order: 'JXLB999999-S' }), 'validation-failed', [['/order', 'value']])
  await problem(t, await ask('JXLB999999'), 'application-not-found')
  await problem(t, await call(`/v1/applications/${jointNumber}/rating-links`, json({ channel: 'sms' })), 'idempotency-key-missing')
  await problem(t, await call(`/v1/applications/${jointNumber}/rating-links`, json({ channel: 'sms' }, { 'idempotency-key': 'k' }), 'county-water'), 'insufficient-scope')
  const clerk = await hire(intake, { login: 'clerk', roles: ['clerk'] })
  await problem(t, await clerk.ask(`/v1/applications/${jointNumber}/rating-links`, json({ channel: 'window' }, { 'idempotency-key': 'k' })), 'application-not-found')
  const { ratings } = hub.settings
  hub.settings = { ...hub.settings, ratings: { ...ratings, url: undefined } }
  await problem(t, await ask(jointNumber), 'ratings-not-set')
  hub.settings = { ...hub.settings, ratings }
})

test('of somebody who has been erased there is no link, and what they wrote is gone', async t => {
  const { jointNumber, orders } = await end()
  const unused = await link(t, jointNumber)
  await rate(t, jointNumber, orders[0]!.reference, BAD)
  await erase(hub, EVERYTHING, jointNumber, { actor: 'operator', reason: '本人要求' })
  await page(t, await open(unused), 404)
  await problem(t, await ask(jointNumber), 'person-erased')
  t.match(await ratings(jointNumber), [{ level: 2, options: [209, 214], text_sealed: null, workstation: null, unit: null }])
  const { rows: [rectification] } = await pool.query('select state, closed_at from rectifications order by number desc limit 1')
  t.match(rectification, { state: 'dropped', closed_at: clock.time })
  const { rows: clocks } = await pool.query('select promise, outcome from clocks join applications on serial = application_serial where joint_number = $1 and subject is not null order by 1', [jointNumber])
  t.strictSame(clocks, [{ promise: 'callBack', outcome: 'ended' }, { promise: 'rectify', outcome: 'ended' }])
})

test('many from one workstation within a day are flagged', async t => {
  pass(2 * DAY)
  const most = hub.settings.ratings.ofWorkstation
  const ended = []
  for (let count = 0; count <= most; count++) ended.push(await end())
  await Promise.all(ended.slice(0, most).map(({ jointNumber, orders }) => rate(t, jointNumber, orders[0]!.reference, GOOD)))
  const flagged = async (): Promise<number> => (await pool.query('select count(*) from ratings where flagged')).rows[0].count
  t.equal(await flagged(), 0)
  await rate(t, ended.at(-1)!.jointNumber, ended.at(-1)!.orders[0]!.reference, GOOD)
  t.equal(await flagged(), most + 1, 'all of them')
  const listed = await body(t, await call('/v1/ratings?flagged=true&limit=100', {}, 'operator'), 200, 'RatingPage')
  t.ok(listed.ratings.every(({ isFlagged }) => isFlagged))
  t.equal(listed.ratings.length, most + 1)
})

test('a program that sends no form', async t => {
  const { jointNumber } = await end()
  const token = await link(t, jointNumber)
  const answer = await fetch(`${intake.url}/ratings/${token}`, { ...json({ level: 'satisfied' }) })
  t.equal(answer.status, 415)
  const large = await send(token, { ...GOOD, text: 'x'.repeat(10_001) })
  t.equal(large.status, 422)
  t.match(large.headers.get('content-type'), 'text/html')
  t.equal((await send(token, { ...GOOD, colour: 'red' })).status, 200, 'fields of a browser extension say nothing')
})
