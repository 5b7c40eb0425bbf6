/** A specialist files from the desk, corrects and takes back; the county follows up, and finds a promise broken. */
import { test } from 'tap'
import { AT_DESK, forTheDesk } from '../../kit/desk.ts'
import { checkScreen, openDesktop, signInto, type Desktop } from '../kit/browser.ts'
import { hire } from '../kit/people.ts'
import { until } from '../kit/until.ts'
import { startWorkingConsole } from '../kit/working-console.ts'

const day = (days: number): string => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)

async function fill ({ page }: Desktop, said: { length: string, commitment?: boolean }): Promise<void> {
  await page.getByRole('button', { name: '申报行政审批' }).click()
  await page.locator('label.el-checkbox', { hasText: '建设工程规划' }).click()
  await page.locator('label.el-checkbox', { hasText: '道路挖掘' }).click()
  await page.getByLabel('长度（米）').fill(said.length)
  await page.getByLabel('路由').fill('自红线至市政管网，沿路南侧')
  await page.getByLabel('开工日期').fill(day(3))
  await page.getByLabel('完工日期').fill(day(9))
  if (said.commitment) await page.locator('label.el-checkbox', { hasText: '本企业承诺' }).click()
}

test('approvals in the console', async t => {
  const site = await startWorkingConsole(t, { approvals: true })
  const approvals = site.approvals!
  const li = await hire(site, { login: 'li.qiang', name: '李强', unit: '泾县乡镇供水', roles: ['specialist'], enterprise: AT_DESK })
  const wang = await hire(site, { login: 'wang.yun', name: '王芸', unit: '县政务局', roles: ['operator'] })
  const { jointNumber, printedNumber } = await site.submit(forTheDesk.form)

  await t.test('a specialist files, is told what is wrong, corrects and takes back', async t => {
    const desktop = await openDesktop(t, { url: site.url, width: 390, height: 844 })
    const { page } = desktop
    await signInto(desktop, li)
    await page.getByRole('link', { name: printedNumber }).click()
    await page.getByRole('button', { name: '接单', exact: true }).click()
    await page.getByRole('button', { name: '确认接单' }).click()
    await page.getByText('已办理：接单').waitFor()
    await fill(desktop, { length: '60' })
    await page.getByText('长度累计判定（不可拆分）').waitFor()
    await page.getByRole('button', { name: '确认申报' }).click()
    await page.getByRole('link', { name: /告知承诺备案须作承诺/ }).waitFor()
    await checkScreen(t, desktop, 'a filing that lacks the commitment')
    await page.locator('label.el-checkbox', { hasText: '本企业承诺' }).click()
    await page.getByRole('button', { name: '确认申报' }).click()
    await page.getByText(/已申报：告知承诺备案/).waitFor()
    await fill(desktop, { length: '300' })
    await page.getByRole('button', { name: '确认申报' }).click()
    await page.getByText(/已申报：并联审批/).waitFor()
    t.match(await page.locator('main').innerText(), /特别程序/)
    const second = `${jointNumber}-SP2`
    const words = (await page.getByRole('article', { name: `申报 ${second}` }).innerText()).replaceAll(/\s+/g, ' ')
    t.match(words, `300 米 ，累计 360 米判定：连同十二个月内同一办件、同一地址的另外 1 件申报（60 米）一并判定（不可拆分）：${jointNumber}-SP1`)
    t.match(words, `路由 自红线至市政管网，沿路南侧 工期 ${day(3)} 至 ${day(9)}`, 'what was filed stands there')
    await until(() => approvals.filings.has(second))
    await approvals.move(second, 'DLWJ', '6', '请补充交通组织方案')
    await page.reload()
    const card = page.getByRole('article', { name: `申报 ${second}` })
    await card.getByRole('button', { name: '补正' }).click()
    const clocks = (await page.locator('main > dl dt').allInnerTexts()).filter(label => label.startsWith('部门审批'))
    t.ok(clocks.includes('部门审批（道路挖掘）') && new Set(clocks.slice(-2)).size === 2, `each department by its name: ${clocks}`)
    await page.getByLabel('路由').fill('改走路北侧')
    await checkScreen(t, desktop, 'a correction')
    await page.getByRole('button', { name: '提交补正' }).click()
    await page.getByText(`已提交补正：${second}`).waitFor()
    await until(() => (approvals.filings.get(second) as any).content.route === '改走路北侧')
    await until(async () => (await site.hub.pool.query("select from filing_items where state = 'materialReceived'")).rowCount === 1)
    await page.reload()
    await card.getByRole('button', { name: '撤回申报' }).click()
    await page.getByLabel('撤回原因').fill('改线')
    await approvals.move(second, 'DLWJ', '8')
    await until(async () => (await site.hub.pool.query("select from filing_items where state = 'underReview'")).rowCount === 1)
    await page.getByRole('dialog').getByRole('button', { name: '撤回申报' }).click()
    // The screen has not seen that the department went on: that is told, and the filing read anew.
    await page.getByText('该申报在您查看之后已有变化').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '撤回申报' }).click()
    await page.getByText(`${second}：已申请撤回`).waitFor()
    await until(async () => (await site.hub.pool.query("select from filings where state = 'cancelled'")).rowCount === 1)
    t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'no wider than the telephone')
  })

  await t.test('the county follows a notice up, and finds it broken', async t => {
    const first = `${jointNumber}-SP1`
    for (const item of ['GH', 'DLWJ']) await approvals.move(first, item, '11')
    const desktop = await openDesktop(t, { url: site.url })
    const { page } = desktop
    await signInto(desktop, wang)
    await page.goto(`${site.url}/console/operation/filings?task=followUp`)
    await page.getByRole('link', { name: first }).waitFor()
    await checkScreen(t, desktop, 'the filings')
    await page.getByRole('link', { name: first }).click()
    const card = page.getByRole('article', { name: `申报 ${first}` })
    await card.getByRole('button', { name: '事后核查' }).click()
    await page.getByLabel('完工日期').fill(day(0))
    await page.getByRole('dialog').getByRole('button', { name: '记录' }).click()
    await card.getByText('完工').waitFor()
    await checkScreen(t, desktop, 'the case with its filings')
    await card.getByRole('button', { name: '认定违反承诺' }).click()
    await page.getByRole('dialog').getByLabel('原因').fill('未恢复路面')
    await page.getByRole('button', { name: '撤销备案' }).click()
    await card.getByText('已撤销').waitFor()
  })
})
