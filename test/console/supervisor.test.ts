/** A supervisor's day: what is late and who must act, how it came to that, the figures, and one case in four columns. */
import { readFile } from 'node:fs/promises'
import { test } from 'tap'
import { changeOrder } from '../../src/records/orders/application.ts'
import { transit } from '../../src/records/orders/change-order.ts'
import type { OrderState } from '../../mappings/mapping.ts'
import { fileForOrder } from '../../src/cases/file-for-order.ts'
import { checkScreen, openDesktop, signInto, type Desktop } from '../kit/browser.ts'
import { startConsole } from '../kit/console-site.ts'
import { householdForm, wholeHouseForm } from '../kit/forms.ts'
import { hire } from '../kit/people.ts'
import { callBack } from '../kit/together.ts'
import { LEAD, specialistOf, visitBench } from '../kit/visits.ts'

type Site = Awaited<ReturnType<typeof startConsole>>

const FRIDAY = new Date('2026-11-27T09:00:00+08:00')

test('the late list, a clock, the figures and a case', async t => {
  const site = await startConsole(t, {
    // What a spreadsheet would take for a formula.
    adjust ({ enterprises }) { enterprises['state-grid'].name = '=HYPERLINK("https://elsewhere.example")' }
  })
  site.clock.time = FRIDAY
  const { jointNumber } = await site.submit(wholeHouseForm())
  const pass = (local: string): void => { site.clock.time = new Date(`${local}:00+08:00`) }
  const move = async (enterprise: string, state: OrderState): Promise<void> => {
    const { rows: [order] } = await site.pool.query('select id from orders where enterprise = $1 order by application_serial limit 1', [enterprise])
    await changeOrder(site.hub, order!.id, async at => { transit(site.hub, at, { state, source: 'callback' }) })
  }
  pass('2026-11-30T10:00')
  await move('county-water', 'needsMaterial')
  pass('2026-11-30T14:00')
  await move('county-water', 'materialReceived')
  await move('towngas', 'surveyed')
  await meet(site, jointNumber)
  await fileNotice(site, 'state-grid')
  pass('2026-12-01T09:30')
  await site.submit(householdForm())
  const person = await hire(site, { login: 'zhao.min', name: '赵敏', unit: '县数据局', roles: ['supervisor'] })
  const desktop = await openDesktop(t, { url: site.url, now: site.clock.time })
  const { page } = desktop
  await signInto(desktop, person)

  await page.getByRole('heading', { name: '时限监管' }).waitFor()
  const today = page.getByRole('list', { name: '今日情况' })
  t.match(await settled(today), /1\s*今日收件\s*1\s*今日到期\s*\d\s*临期\s*2\s*✕?\s*超期/)
  const rows = page.getByRole('region', { name: '承诺时限' }).getByRole('row')
  await rows.filter({ hasText: '联通' }).waitFor()
  t.match(await rows.filter({ hasText: '联通' }).innerText(), new RegExp(`^${jointNumber}[\\s\\S]*受理踏勘[\\s\\S]*承办企业[\\s\\S]*超期[\\s\\S]*11-30 17:30 · 超`))
  await checkScreen(t, desktop, 'the late list')

  // However many there are: one page of the list, and each count once.
  const asked: string[] = []
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/v1/')) asked.push(pathname)
  })
  await page.reload()
  await rows.filter({ hasText: '联通' }).waitFor()
  await settled(today)
  t.strictSame(asked.sort(), ['/v1/clock-counts', '/v1/clocks', '/v1/enterprises', '/v1/figures', '/v1/session'])

  await page.getByRole('link', { name: /今日到期/ }).click()
  await page.waitForURL(/due=2026-12-01/)
  await page.getByRole('link', { name: /今日收件/ }).click()
  await page.getByRole('heading', { name: '办件', exact: true }).waitFor()
  await page.getByRole('row', { name: /JXLB000002/ }).waitFor()
  t.equal(await page.getByRole('row', { name: new RegExp(jointNumber) }).count(), 0, 'of another day')
  await checkScreen(t, desktop, 'applications')

  await page.goto('/console/supervision?enterprise=county-water')
  await page.getByRole('link', { name: new RegExp(`计时明细：${jointNumber}`) }).first().click()
  await page.getByRole('heading', { name: '推算记录' }).waitFor()
  t.match(await page.getByLabel('暂停', { exact: true }).innerText(), /申请人原因[\s\S]*11-30 10:00[\s\S]*11-30 14:00/)
  t.match(await page.getByLabel('推算记录', { exact: true }).innerText(), /开始计时[\s\S]*暂停[\s\S]*恢复/)
  await checkScreen(t, desktop, 'a clock')

  await page.goBack()
  await page.waitForURL(/enterprise=county-water/)
  await page.getByRole('link', { name: jointNumber, exact: true }).first().click()
  await page.getByRole('columnheader', { name: '告知平台' }).waitFor()
  t.match(await page.locator('table.columns thead').innerText(), /申请\s+送出\s+企业答复\s+告知平台/)
  const water = page.locator('table.columns tbody tr').filter({ hasText: '水 · 新装' })
  t.match(await water.locator('td').nth(1).innerText(), /待补正[\s\S]*补正结束/, 'what came back')
  t.match(await water.locator('td').nth(2).innerText(), /待推送[\s\S]*号 状态变化：待补正/, 'what the portal is told')
  t.notMatch(await page.locator('main').innerText(), /王小梅|13800000001/, 'nobody in full')
  await checkScreen(t, desktop, 'four columns')

  await page.getByRole('link', { name: '考核数据' }).click()
  await page.getByLabel('办理结果', { exact: true }).waitFor()
  await choose(desktop, '月份', '2026-11')
  await page.getByText('2026-11-01 至 2026-11-30').waitFor()
  t.match(await page.getByLabel('受理踏勘：承诺时限与用时', { exact: true }).innerText(), /合计\s+1\s+2\s+2\s+33\.3%/)
  t.match(await page.getByRole('img', { name: /^受理踏勘：按时与超期/ }).getAttribute('aria-label'), /联通[^；]* 按时 0，超期 1（未办 1）/)
  t.match(await page.getByLabel('联合踏勘', { exact: true }).innerText(), /1\s+1\s+1\s+2\s+0\s+0\s+0$/, 'of three that stayed one went alone')
  t.match(await page.getByLabel('参加联合踏勘', { exact: true }).innerText(), /合计\s+1\s+1\s+0\s+1$/)
  t.match(await page.getByLabel('行政审批申报', { exact: true }).innerText(), /合计\s+0\s+1\s+0\s+1\s+0\s+0\s+0$/)
  t.match(await page.getByLabel('告知承诺备案：各部门期限与用时', { exact: true }).innerText(), /道路挖掘\s+1\s+0\s+0\s+100\.0%/)
  await checkScreen(t, desktop, 'figures')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /下载 CSV/ }).click()])
  t.equal(file.suggestedFilename(), '考核数据-2026-11-01-2026-11-30.csv')
  const csv = await readFile(await file.path(), 'utf8')
  t.match(csv, /^\uFEFF企业,业务,/, 'a spreadsheet knows its letters')
  t.match(csv, /\r\n"'=HYPERLINK/, 'a formula is text')
  for (const line of csv.slice(1).split('\r\n')) t.notMatch(line, /(?:^|,)"?[=+\-@\t]/, 'no cell is a formula')
  const [report] = await Promise.all([desktop.context.waitForEvent('page'), page.getByRole('link', { name: /打印通报/ }).click()])
  await report.getByRole('heading', { name: /办理情况通报/ }).waitFor()
  t.match(await report.locator('.period').innerText(), '2026年11月')
  t.strictSame(desktop.faults(), [], 'nothing blocked in the report')
})

/** One visit, of this afternoon: the water company has said that it comes, the carrier goes alone, the grid is silent and comes. */
async function meet ({ hub, clock }: Site, jointNumber: string): Promise<void> {
  const visit = visitBench(hub, jointNumber)
  await visit.propose('2026-11-30', 'afternoon')
  await visit.answer('county-water', 'accepted')
  await visit.answer('unicom', 'declined')
  const { proposal } = await visit.ask('settleVisit', LEAD, { proposal: 1 })
  clock.time = new Date('2026-11-30T14:40:00+08:00')
  for (const enterprise of ['county-water', 'state-grid']) await visit.ask('reportVisit', specialistOf(enterprise), { proposal, outcome: 'feasible' })
}

/** On a commitment, which both departments record. */
async function fileNotice (site: Site, enterprise: string): Promise<void> {
  await site.pool.query("update orders set delivery = 'acknowledged'")
  const { rows: [order] } = await site.pool.query('select reference from orders where enterprise = $1', [enterprise])
  const line = { lengthMetres: 300, kilovolts: 10, crossing: false, greenArea: 0, route: '沿路南侧', startDate: '2026-12-07', endDate: '2026-12-09', commitment: true }
  const items = ['planning', 'roadExcavation'] as const
  const { reference } = await fileForOrder(site.hub, specialistOf(enterprise), { reference: order!.reference, key: 'filing', request: { items: [...items], ...line } })
  for (const item of items) await callBack(site, reference, item, '11', site.hub.now())
}

/** Chooses from a filter. */
async function choose ({ page }: Desktop, filter: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: filter }).click({ force: true })
  await page.getByRole('option', { name: option }).click()
}

/** The text of what is read when it has been. */
async function settled (part: ReturnType<Desktop['page']['locator']>): Promise<string> {
  await part.waitFor()
  await part.getByText('…').first().waitFor({ state: 'hidden' })
  return await part.innerText()
}
