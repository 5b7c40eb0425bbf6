/** The page on which applicants look at their own applications: who is let see, what it says and leaves out, and what those learn who guess. */
import { randomUUID } from 'node:crypto'
import { t as root, test, type Test } from 'tap'
import type { components } from '../../../../openapi/hub.d.ts'
import { disclose } from '../../../../src/cases/disclose.ts'
import { erase } from '../../../../src/cases/erase.ts'
import { newLookUp } from '../../../../src/cases/look-up.ts'
import { scopesOf, type Caller } from '../../../../src/ground/access/caller.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import type { OrderState, Progress } from '../../../../mappings/mapping.ts'
import { announce } from '../../../../src/records/orders/announcements.ts'
import { changeApplication, changeOrder } from '../../../../src/records/orders/application.ts'
import { roundsOf } from '../../../../src/start.ts'
import { applyProgress } from '../../../../src/steps/progress.ts'
import { PLAIN_PAGE_POLICY } from '../../../../src/views/plain-page.ts'
import { body, problem, withoutCode } from '../../../kit/answers.ts'
import { householdForm, wholeHouseForm } from '../../../kit/forms.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { databaseTraces, foundIn } from '../../../kit/leaks.ts'
import { talkOf } from '../../../kit/round-trips.ts'
import { json } from '../../../kit/test-hub.ts'

type Application = components['schemas']['Application']

const intake = await startIntake(root, { adjust (settings) { settings.hub.gateway = ['127.0.0.1'] } })
const { hub, pool, clock, url } = intake

const MINUTE = 60_000
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

interface Page { status: number, html: string, headers: Headers }

interface From { network?: string, headers?: Record<string, string> }

/** As a browser sends the form. */
async function lookUp (fields: Record<string, string> | URLSearchParams, { network = '203.0.113.7', headers = BROWSER }: From = {}): Promise<Page> {
  const answer = await fetch(`${url}/progress`, { method: 'POST', body: new URLSearchParams(fields), headers: { 'x-forwarded-for': network, ...headers } })
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}

async function submitted (form = householdForm()): Promise<Application & { queryCode: string }> {
  return await intake.submit(form) as Application & { queryCode: string }
}

/** Another than this. */
function wrongCode (code: string): string {
  return String((Number(code) + 1) % 100_000_000).padStart(8, '0')
}

async function moves (jointNumber: string, enterprise: string, progress: Extract<Progress, { kind: 'mapped' }> | OrderState): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(`
    select orders.id from orders join applications on serial = application_serial where joint_number = $1 and enterprise = $2`, [jointNumber, enterprise])
  await changeOrder(hub, rows[0]!.id, at => applyProgress(hub, at, typeof progress === 'string' ? { kind: 'mapped', state: progress } : progress, 'callback'))
}

/** Every order ends, so that the person can be erased. */
async function completed ({ jointNumber, orders }: Application): Promise<void> {
  for (const { enterprise } of orders) await moves(jointNumber, enterprise, 'completed')
}

/** What somebody reads of a page. */
function words (html: string): string {
  return html.replace(/^[\s\S]*<main>/, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

test('the form is a page that keeps nothing and runs nothing', async t => {
  const answer = await fetch(`${url}/progress`, { headers: BROWSER })
  const page = await answer.text()
  t.equal(answer.status, 200)
  t.match(Object.fromEntries(answer.headers), {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PLAIN_PAGE_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'x-content-type-options': 'nosniff'
  })
  t.match(page, /<form method="post" action="\/progress"/)
  t.match(words(page), /例如 \(JXLB\)000123/)
  t.notMatch(page, /<script|<style|style=|\son\w+=|https?:/)
  t.equal((await fetch(`${url}/plain-page.css`)).headers.get('content-type'), 'text/css; charset=utf-8')
  t.equal((await fetch(`${url}/progress`, { method: 'HEAD' })).status, 200)
  t.equal((await fetch(`${url}/progress`, { method: 'DELETE' })).status, 405)
})

test('who has the receipt sees how it stands', async t => {
  await intake.reset()
  const application = await submitted(wholeHouseForm())
  const { jointNumber: number, queryCode: code } = application
  t.match(code, /^\d{8}$/)
  t.equal(application.progressPage, 'http://127.0.0.1:8080/progress')
  await moves(number, 'county-water', { kind: 'mapped', state: 'needsMaterial', remark: '请补交房产证明，联系王小梅 13800000001 <b>' })
  await moves(number, 'state-grid', { kind: 'mapped', state: 'surveyBooked', bookedFor: '2026-11-26T14:30:00+08:00' })
  await moves(number, 'unicom', 'completed')
  const page = await lookUp({ number, code })
  t.equal(page.status, 200)
  const text = words(page.html)
  t.match(text, /请您办理： 供水 · 新装（泾县供水）：补交材料。.*供电 · 新装（国网泾县供电公司）：在 2026年11月26日（星期四）14:30 等候工作人员上门。/)
  t.match(text, /现在 材料不齐或者有错，要您补正。/)
  t.match(text, /企业的说明 请补交房产证明，联系\*+ \*+ &lt;b&gt;/, 'the applicant is taken out, and what is written stays text')
  t.match(text, /约好的上门时间 2026年11月26日（星期四）14:30/)
  t.match(text, /承诺时限：受理并上门查看 应在 2026年11月24日（星期二）17:30 前完成。在时限之内。/)
  t.match(text, /承诺时限：受理并上门查看 暂停计时：等您补正材料。/)
  t.match(text, /现在 已经办好。/)
  for (const personal of ['王小梅', '王**', '138', '110105', '002X', '稼祥', '泾川镇', 'AH341823']) t.notMatch(page.html, personal)
  t.notMatch(page.html, code)
  t.match(Object.fromEntries(page.headers), { 'content-security-policy': PLAIN_PAGE_POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })

  await t.test('late is said', async t => {
    clock.time = new Date('2026-11-30T09:00:00+08:00')
    t.match(words((await lookUp({ number, code })).html), /应在 2026年11月24日（星期二）17:30 前完成。已经超过时限。/)
  })
})

test('of a joint visit what was announced last', async t => {
  await intake.reset()
  const { jointNumber: number, queryCode: code } = await submitted()
  const tell = async (visit: object): Promise<void> => await changeApplication(hub, EVERYTHING, number, async (_work, application) => {
    announce(hub, application, { event: 'visitProposed', about: { visit: visit as any } })
  })
  const slot = { date: '2026-11-26', half: 'afternoon', from: '2026-11-26T14:30:00+08:00', to: '2026-11-26T17:30:00+08:00', label: '2026-11-26 下午' }
  await tell({ state: 'proposed', slot })
  t.match(words((await lookUp({ number, code })).html), /上门查看现场（踏勘） 正在商定时间，提出的是 2026年11月26日（星期四）14:30 至 17:30。/)
  await tell({ state: 'agreed', slot, coming: ['county-water'], unconfirmed: [] })
  t.match(words((await lookUp({ number, code })).html), /请您办理： 在 2026年11月26日（星期四）14:30 至 17:30 等候工作人员上门。.*请按约好的时间等候上门。/)
  await tell({ state: 'agreed', slot, coming: ['county-water'], unconfirmed: ['enn'] })
  t.match(words((await lookUp({ number, code })).html), /请您办理： 在 2026年11月26日（星期四）14:30 至 17:30 等候各企业一起上门。/)
  await tell({ state: 'agreed' })
  t.equal((await lookUp({ number, code })).status, 200, 'news that it does not know are left out')
})

test('however it is typed', async t => {
  await intake.reset()
  const { jointNumber, queryCode: code } = await submitted()
  const wide = code.replaceAll(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  for (const typed of [
    { number: jointNumber, code }, { number: '(JXLB)000001', code }, { number: '（JXLB）000001', code }, { number: ' jxlb 000001 ', code }, { number: '000001', code },
    { number: '1', code: ` ${code.slice(0, 4)} ${code.slice(4)} ` }, { number: 'ＪＸＬＢ０００００１', code: wide }, { number: 'JXLB-000001', code: `${code.slice(0, 4)}-${code.slice(4)}` }
  ]) t.equal((await lookUp(typed)).status, 200, JSON.stringify(typed))
})

test('what is no number, and no code, is told at its field', async t => {
  await intake.reset()
  const wrong = async (fields: Record<string, string> | URLSearchParams): Promise<string> => {
    const { status, html } = await lookUp(fields)
    t.equal(status, 422)
    return words(html)
  }
  t.match(await wrong({}), /联合办件号 .*请更正： 必填项未填 .*查询码 .*请更正： 必填项未填/)
  t.match(await wrong({ number: ' ', code: '' }), /联合办件号 .*请更正： 必填项未填 .*查询码 .*请更正： 必填项未填/)
  t.match(await wrong({ number: 'JXLB', code: '1234567' }), /须为联合办件号.*须为 8 位数字/)
  t.match(await wrong(new URLSearchParams('number=1&number=2&code=12345678')), /数据类型不对/)
  t.match(await wrong({ number: '1\u0000', code: '12345678' }), /须为联合办件号/)
  t.match(await wrong({ number: '9'.repeat(5000), code: '12345678' }), /请更正/)
  t.match((await lookUp({ number: '"><script>', code: '12345678' })).html, 'value="&quot;&gt;&lt;script&gt;"', 'shown again, as text')
  t.notMatch((await lookUp({ number: 'x', code: '12345678' })).html, '12345678', 'but the code')
  await problem(t, new Response(...await asProgram({ number: 'x', code: 'y' })), 'validation-failed', [['/number', 'format'], ['/code', 'format']])
  const other = await fetch(`${url}/progress`, { ...json({ number: '1', code: '12345678' }), headers: { 'content-type': 'application/json', ...BROWSER } })
  t.strictSame([other.status, other.headers.get('content-type')], [415, 'text/html; charset=utf-8'])
  t.equal(Number((await pool.query('select from sign_in_failures')).rowCount), 0, 'nothing was tried')
})

/** What `Response` is made of, so that it can be judged by the contract. */
async function asProgram (fields: Record<string, string>): Promise<[string, ResponseInit]> {
  const { status, html, headers } = await lookUp(fields, { headers: {} })
  return [html, { status, headers: { 'content-type': headers.get('content-type')! } }]
}

test('nobody learns from a refusal what there is', async t => {
  await intake.reset()
  const there = await submitted()
  const erased = await submitted()
  await completed(erased)
  await erase(hub, EVERYTHING, erased.jointNumber, { actor: 'cli:王工', reason: '本人要求' })
  const older = await submitted()
  await pool.query('update applications set query_code_sealed = null where joint_number = $1', [older.jointNumber])
  const guesses: Array<[string, string, string]> = [
    ['a wrong code', there.jointNumber, wrongCode(there.queryCode)],
    ['a number that there is not', 'JXLB999999', there.queryCode],
    ['of another county', 'SLXB000001', there.queryCode],
    ['somebody who has been erased', erased.jointNumber, erased.queryCode],
    ['one from before there were codes', older.jointNumber, older.queryCode]
  ]
  const answers: string[] = []
  const talks: string[][] = []
  for (const [name, number, code] of guesses) {
    talks.push((await talkOf(pool, async () => {
      const { status, html, headers } = await lookUp({ number, code })
      t.equal(status, 403, name)
      answers.push(html.replaceAll(number, '…') + [...headers.keys()].join())
    })).statements)
    await problem(t, new Response(...await asProgram({ number, code })), 'look-up-refused')
  }
  t.equal(new Set(answers).size, 1, 'one answer')
  t.equal(new Set(talks.map(String)).size, 1, 'for the same work')
  t.equal(talks[0]!.length, 3)
})

test('a submission that is repeated does not give a code that is good no more', async t => {
  await intake.reset()
  const key = randomUUID()
  const first = await intake.submit(householdForm(), key) as Application & { queryCode: string }
  t.strictSame(await intake.submit(householdForm(), key), first, 'as it was answered')
  const renewed = await body(t, await intake.call(`/v1/applications/${first.jointNumber}/query-code`, json({ reason: '回执遗失' })), 200, 'QueryCodeAnswer')
  const { queryCode: _code, progressPage: _page, notices, ...rest } = first
  const again = await intake.submit(householdForm(), key)
  t.strictSame(again, { ...rest, notices: [...notices, { code: 'query-code-renewed', message: '查询码在受理之后已换发，受理时的查询码作废' }] })
  t.notMatch(JSON.stringify(again), renewed.queryCode, 'the new one is told by what is recorded')
})

test('trying out is held, by number and by network, in all processes together', async t => {
  await intake.reset()
  const { jointNumber: number, queryCode: code } = await submitted()
  const guess = wrongCode(code)

  await t.test('five of one number, there is one or not, from wherever', async t => {
    for (const target of [number, 'JXLB777777']) {
      for (let tries = 1; tries <= 5; tries++) t.equal((await lookUp({ number: target, code: guess }, { network: `198.51.100.${tries}` })).status, 403)
      const held = await lookUp({ number: target, code: guess }, { network: '198.51.100.99' })
      t.equal(held.status, 429)
      t.equal(held.headers.get('retry-after'), '900')
      t.match(words(held.html), /填错的次数太多，请过 15 分钟再查。/)
      t.notMatch(held.html, '<form')
    }
    t.equal((await lookUp({ number, code })).status, 429, 'the right one neither: or a guess would be told from it')
    await problem(t, new Response(...await asProgram({ number, code })), 'look-up-held')
    const elsewhere = newLookUp(hub)
    await t.rejects(elsewhere({ number, code }, '198.51.100.98'), { code: 'look-up-held' }, 'another process counts the same')
    clock.time = new Date(clock.time.getTime() + 14 * MINUTE)
    t.match(words((await lookUp({ number, code })).html), /请过 1 分钟再查/)
    clock.time = new Date(clock.time.getTime() + MINUTE + 1)
    t.equal((await lookUp({ number, code })).status, 200)
  })

  await t.test('many at once are no more than their number', async t => {
    await intake.reset()
    const { jointNumber, queryCode } = await submitted()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => lookUp({ number: jointNumber, code: wrongCode(queryCode) }, { network: `198.51.100.${index}` })))
    t.equal(answers.filter(({ status }) => status === 403).length, 5)
    t.equal(answers.filter(({ status }) => status === 429).length, 15)
  })

  await t.test('many from one network, whatever the numbers: of IPv6 its /64', async t => {
    for (const networkOf of [() => '192.0.2.9', (index: number) => `2001:db8:0:1::${index + 1}`]) {
      await intake.reset()
      const { jointNumber, queryCode } = await submitted()
      for (let index = 0; index < 50; index++) t.equal((await lookUp({ number: String(100_000 + index), code: '12345678' }, { network: networkOf(index) })).status, 403)
      t.equal((await lookUp({ number: jointNumber, code: queryCode }, { network: networkOf(60) })).status, 429)
      for (let tries = 0; tries < 6; tries++) await lookUp({ number: jointNumber, code: '12345678' }, { network: networkOf(60) })
      t.equal((await lookUp({ number: jointNumber, code: queryCode }, { network: '2001:db8:0:2::1' })).status, 200, 'a neighbour is not, nor is the number: who is held holds nobody else')
    }
  })

  await t.test('who is right is not counted', async t => {
    await intake.reset()
    const { jointNumber, queryCode } = await submitted()
    for (let times = 0; times < 60; times++) t.equal((await lookUp({ number: jointNumber, code: queryCode })).status, 200)
    t.equal((await pool.query('select from sign_in_failures where count > 0')).rowCount, 0)
  })

  await t.test('a database that fails is nobody\'s guess', async t => {
    await intake.reset()
    const { jointNumber, queryCode } = await submitted()
    const failing = newLookUp({ ...hub, pool: { query: (async (statement: any, values: any) => statement.name === 'query-code-of' ? await Promise.reject(new Error('away')) : await pool.query(statement, values)) as any } })
    for (let times = 0; times < 7; times++) await t.rejects(failing({ number: jointNumber, code: queryCode }, '192.0.2.1'), { message: 'away' })
    t.equal((await lookUp({ number: jointNumber, code: queryCode }, { network: '192.0.2.1' })).status, 200)
  })

  await t.test('what was counted goes when its time is over', async t => {
    await lookUp({ number: '5', code: '12345678' })
    const later = new Date(clock.time.getTime() + 16 * MINUTE)
    await roundsOf({ ...hub, now: () => later, databaseTime: async () => later }).chores.find(({ name }) => name === 'sign-ins')!.act(later)
    t.match(await intake.count(), { sign_in_failures: 0 })
  })
})

test('a key that is sent again gives the code that was given first', async t => {
  await intake.reset()
  const first = await intake.submit(householdForm(), 'one-key')
  const again = await intake.submit(householdForm(), 'one-key')
  t.strictSame(again, first)
  t.match(first.queryCode, /^\d{8}$/)
  const other = await intake.submit(householdForm(), 'other-key')
  t.not(other.queryCode, first.queryCode)
  t.strictSame(await body(t, await intake.call(`/v1/applications/${first.jointNumber}`), 200, 'Application'), withoutCode(first as Application), 'no other answer has it')
})

test('where the page is reached is a setting', async t => {
  const bare = await startIntake(t, { slugs: ['county-water'], adjust (settings) { delete settings.progress } })
  const { queryCode, progressPage } = await bare.submit(householdForm())
  t.match(queryCode, /^\d{8}$/)
  t.equal(progressPage, undefined)
})

const PURPOSE = '回执遗失，补打'

async function disclosed (t: Test, jointNumber: string): Promise<components['schemas']['Disclosure']> {
  return await body(t, await intake.call(`/v1/applications/${jointNumber}/disclosure`, json({ fields: ['queryCode'], purpose: PURPOSE })), 200, 'Disclosure')
}

test('the code is read afterwards on record alone', async t => {
  await intake.reset()
  const { jointNumber, queryCode } = await submitted()
  t.strictSame(await disclosed(t, jointNumber), { jointNumber, values: { queryCode }, progressPage: 'http://127.0.0.1:8080/progress', corrected: [] })
  t.match((await pool.query('select joint_number, fields, purpose from disclosures')).rows, [{ joint_number: jointNumber, fields: ['queryCode'], purpose: PURPOSE }])
  const others = await body(t, await intake.call(`/v1/applications/${jointNumber}/disclosure`, json({ fields: ['phone'], purpose: PURPOSE })), 200, 'Disclosure')
  t.strictSame([others.values.queryCode, others.progressPage], [undefined, undefined], 'and only where it is asked for')

  await t.test('what came in before there were codes is given one then, once', async t => {
    await pool.query('update applications set query_code_sealed = null')
    const answers = await Promise.all([disclosed(t, jointNumber), disclosed(t, jointNumber)])
    const made = answers[0]!.values.queryCode
    t.match(made, /^\d{8}$/)
    t.equal(answers[1]!.values.queryCode, made)
    t.equal((await lookUp({ number: jointNumber, code: made! })).status, 200)
  })

  await t.test('of somebody who has been erased there is none', async t => {
    await completed((await body(t, await intake.call(`/v1/applications/${jointNumber}`), 200, 'Application')))
    await erase(hub, EVERYTHING, jointNumber, { actor: 'cli:王工', reason: '本人要求' })
    t.match((await pool.query('select query_code_sealed from applications')).rows, [{ query_code_sealed: null }])
    await problem(t, await intake.call(`/v1/applications/${jointNumber}/disclosure`, json({ fields: ['queryCode'], purpose: PURPOSE })), 'person-erased')
    await problem(t, await intake.call(`/v1/applications/${jointNumber}/query-code`, json({ reason: PURPOSE })), 'person-erased')
  })
})

test('another code takes the place of one that was lost', async t => {
  await intake.reset()
  const { jointNumber, queryCode } = await submitted()
  for (let tries = 0; tries < 6; tries++) await lookUp({ number: jointNumber, code: wrongCode(queryCode) })
  t.equal((await lookUp({ number: jointNumber, code: queryCode })).status, 429)
  const renewed = await body(t, await intake.call(`/v1/applications/${jointNumber}/query-code`, json({ reason: '回执遗失，本人王小梅到窗口' })), 200, 'QueryCodeAnswer')
  t.match(renewed, { jointNumber, queryCode: /^\d{8}$/, progressPage: 'http://127.0.0.1:8080/progress' })
  t.equal((await lookUp({ number: jointNumber, code: renewed.queryCode })).status, 200, 'what was tried in vain is forgotten')
  t.equal((await lookUp({ number: jointNumber, code: queryCode })).status, 403)
  t.match((await pool.query('select actor, action, target, about, reason from acts')).rows,
    [{ actor: 'portal', action: 'query-code-renewal', target: { jointNumber }, about: [jointNumber], reason: '回执遗失，本人***到窗口' }])

  await problem(t, await intake.call(`/v1/applications/${jointNumber}/query-code`, json({})), 'validation-failed', [['/reason', 'required']])
  await problem(t, await intake.call('/v1/applications/JXLB999999/query-code', json({ reason: PURPOSE })), 'application-not-found')
  for (const client of ['county-water', 'supervisor', 'operator'] as const) {
    await problem(t, await intake.call(`/v1/applications/${jointNumber}/query-code`, json({ reason: PURPOSE }), client), 'insufficient-scope')
  }
  const clerk: Caller = { id: 'person:wang', kind: 'clerk', owner: 'unit:别的窗口', scopes: scopesOf(['clerk']) }
  await t.rejects(disclose(hub, clerk, jointNumber, { fields: ['queryCode'], purpose: PURPOSE }), { code: 'application-not-found' }, 'of another unit it is not there')
})

test('neither number and code together nor the code stand anywhere', async t => {
  await intake.reset()
  const { jointNumber: number, queryCode: code } = await submitted()
  await disclosed(t, number)
  const guess = wrongCode(code)
  await lookUp({ number, code })
  for (let tries = 0; tries < 7; tries++) await lookUp({ number, code: guess }, { network: '203.0.113.77' })
  const traces = [...await databaseTraces(pool), { place: 'log', content: Buffer.from(intake.lines.join('\n')) }]
  t.ok(intake.lines.some(line => line.includes('/progress')))
  t.ok(intake.lines.some(line => line.includes('look-up-held')))
  for (const value of [code, guess]) t.strictSame(foundIn(traces, value), [])
  t.notOk(intake.lines.some(line => line.includes('/progress') && line.includes(number)), 'and which number was asked about in no line of the log')
})
