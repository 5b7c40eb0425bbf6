/** A link from the window, a bad rating on a telephone, its rectification at the desk, the appeal, and who watches over it. */
import { test } from 'tap'
import { checkScreen, openDesktop, signInto, type Desktop } from '../kit/browser.ts'
import { startConsole } from '../kit/console-site.ts'
import { householdForm } from '../kit/forms.ts'
import { hire, type Person } from '../kit/people.ts'
import { GOOD, ratersOf } from '../kit/rating.ts'
import { json } from '../kit/test-hub.ts'

const TELEPHONE = { width: 390, height: 844 }

async function take ({ page }: Desktop, label: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click()
}

async function confirm ({ page }: Desktop, label: string): Promise<void> {
  await page.getByRole('button', { name: `确认${label}` }).click()
  await page.getByText(`已办理：${label}`).waitFor()
}

test('from the link to the decision', async t => {
  const site = await startConsole(t)
  site.clock.time = new Date('2026-11-30T09:00:00+08:00')
  const { move, end, rate } = ratersOf(site)
  const clerk = await hire(site, { login: 'li.na', name: '李娜', roles: ['clerk'] })
  const specialist: Person = await hire(site, { login: 'zhao', name: '赵强', unit: '泾县供水', roles: ['specialist'], enterprise: 'county-water' })
  const operator = await hire(site, { login: 'zhou', name: '周洋', unit: '运行单位', roles: ['operator'] })
  const taken = await clerk.ask('/v1/applications', json(householdForm(), { 'idempotency-key': 'k' }))
  const { jointNumber, orders: [order] } = await taken.json() as any
  const { rows: [{ id }] } = await site.pool.query('select id from orders where reference = $1', [order.reference])
  await move(id, 'completed')
  const good = await end()
  await rate(t, good.jointNumber, good.orders[0]!.reference, GOOD)

  const desktop = await openDesktop(t, { url: site.url, now: site.clock.time })
  const { page } = desktop
  let address = ''
  await t.test('the window hands out a link', async t => {
    await signInto(desktop, clerk)
    await page.goto(`/console/cases/${jointNumber}`)
    await take(desktop, '请申请人评价')
    await page.getByRole('dialog').waitFor()
    await checkScreen(t, desktop, 'the question for a link')
    await take(desktop, '生成链接')
    await page.getByRole('img', { name: '评价链接的二维码' }).waitFor()
    address = (await page.locator('.address').innerText()).trim()
    t.match(address, /\/ratings\/[\w-]{43}$/)
    await checkScreen(t, desktop, 'a link')
    await take(desktop, '完成')
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL(/sign-in/)
  })

  await t.test('the applicant rates on an old telephone, without scripts', async t => {
    const telephone = await openDesktop(t, { url: site.url, ...TELEPHONE, now: site.clock.time })
    const { page } = telephone
    await page.goto(new URL(address).pathname)
    await page.getByRole('heading', { name: '服务评价' }).waitFor()
    t.equal(await page.locator('input:checked').count(), 0)
    await checkScreen(t, telephone, 'the page')
    t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'no wider than the telephone')
    const shown = async (): Promise<string[]> => await page.locator('legend:visible').allInnerTexts()
    const [asked, low, lowest] = ['您对这次服务满意吗？', '选“不满意”的，请在这里选原因（至少一项）', '选“非常不满意”的，请在这里选原因（至少一项）']
    t.strictSame(await shown(), [asked], 'reasons are asked for by who is not satisfied')
    await page.getByLabel('非常不满意', { exact: true }).check()
    t.strictSame(await shown(), [asked, lowest])
    await page.getByLabel('多头跑窗口和部门').check()
    await page.getByLabel('不满意', { exact: true }).check()
    t.strictSame(await shown(), [asked, low, lowest], 'what is ticked can be taken out')
    const outside = 'legend => legend.getBoundingClientRect().top < legend.parentElement.getBoundingClientRect().top'
    t.notOk(await page.locator('legend').evaluateAll(`legends => legends.some(${outside})`), 'no legend stands in its frame')
    await checkScreen(t, telephone, 'reasons')
    await page.getByLabel('多头跑窗口和部门').uncheck()
    t.strictSame(await shown(), [asked, low])
    await page.getByLabel('联系电话的后四位').fill('0001')
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('选择“不满意”时，请至少选一项原因').first().waitFor()
    await checkScreen(t, telephone, 'what is missing')
    await page.getByLabel('未在承诺时间内办结').check()
    await page.getByLabel('您想说的话（可以不填）').fill('等了九天')
    await page.getByLabel('联系电话的后四位').fill('0001')
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByRole('heading', { name: '评价已收到' }).waitFor()
    await checkScreen(t, telephone, 'thanks')
  })

  await t.test('the specialist calls back and appeals', async t => {
    const telephone = await openDesktop(t, { url: site.url, ...TELEPHONE, now: site.clock.time })
    const { page } = telephone
    await signInto(telephone, specialist)
    await page.goto('/console/rectifications')
    await page.locator('.cards li').waitFor()
    t.match(await page.locator('.cards li').innerText(), /待回访[\s\S]*不满意[\s\S]*未在承诺时间内办结[\s\S]*差评回访/)
    await checkScreen(t, telephone, 'the list')
    await page.getByRole('link', { name: jointNumber }).click()
    await page.getByText('等了九天').waitFor()
    await take(telephone, '回访')
    await page.getByRole('button', { name: '确认回访' }).click()
    await page.locator('[role=alert]:focus').waitFor()
    await checkScreen(t, telephone, 'what a call-back needs')
    await page.getByText('已联系上', { exact: true }).click()
    await page.getByLabel('回访情况').fill('已致歉')
    await confirm(telephone, '回访')
    await take(telephone, '指定责任人')
    await page.getByLabel('责任人姓名').fill('赵强')
    await confirm(telephone, '指定责任人')
    await take(telephone, '申诉')
    await page.getByText('误评', { exact: true }).click()
    await page.getByLabel('申诉说明').fill('当日即已办结')
    await confirm(telephone, '申诉')
    await page.getByText('申诉待裁决').waitFor()
    await checkScreen(t, telephone, 'one that is appealed')
  })

  await t.test('the operator decides', async t => {
    await signInto(desktop, operator)
    await page.goto('/console/rectifications?appealed=true')
    await page.getByRole('link', { name: jointNumber }).click()
    await page.getByRole('heading', { name: '裁决申诉' }).waitFor()
    await checkScreen(t, desktop, 'an appeal')
    await page.getByText('申诉不成立').click()
    await page.getByLabel('裁决的原因').fill('经查属实')
    await take(desktop, '裁决')
    await page.getByText('已办理：裁决申诉').waitFor()
    await page.goto('/console/ratings')
    await page.getByRole('button', { name: `标注 ${good.jointNumber} 的评价` }).click()
    await page.getByText('刷评').click()
    await page.getByLabel('原因', { exact: true }).fill('同一终端')
    await checkScreen(t, desktop, 'marking')
    await page.getByRole('dialog').getByRole('button', { name: '标注' }).click()
    await page.getByRole('cell', { name: /刷评/ }).waitFor()
    await checkScreen(t, desktop, 'the ratings')
    await page.goto('/console/supervision/figures')
    await page.getByRole('heading', { name: '服务评价' }).waitFor()
    await checkScreen(t, desktop, 'the figures')
  })
})
