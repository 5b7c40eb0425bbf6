/** An operator's day: what waits for a person, redriven one by one and by filter, and a person's data for a reason. */
import { test } from 'tap'
import { checkScreen, openDesktop, signInto } from '../kit/browser.ts'
import { startConsole } from '../kit/console-site.ts'
import { householdForm } from '../kit/forms.ts'
import { hire } from '../kit/people.ts'

test('what could not be delivered is taken up again, one and then all that a filter takes', async t => {
  const site = await startConsole(t)
  site.clock.time = new Date('2026-11-30T09:00:00+08:00')
  const numbers: string[] = []
  for (let orders = 0; orders < 25; orders++) numbers.push((await site.submit(householdForm())).jointNumber)
  await site.pool.query(`
    update orders set delivery = 'undeliverable', failure = '{"code": "timeout", "message": "没有应答"}';
    update orders set failure = '{"code": "E9", "message": "=1+1"}' where application_serial = 25;
    update intents set state = 'undeliverable', attempts = 7, ask_first = true, given_up_at = '2026-11-30T10:00:00+08:00'`)
  site.clock.time = new Date('2026-11-30T10:30:00+08:00')
  const person = await hire(site, { login: 'zhou.yang', name: '周洋', unit: '县政务服务管理局', roles: ['operator'] })
  const desktop = await openDesktop(t, { url: site.url, now: site.clock.time })
  const { page } = desktop
  const waiting = async (): Promise<number> => (await site.pool.query<{ count: number }>("select count(*)::int as count from orders where delivery = 'undeliverable'")).rows[0]!.count
  await signInto(desktop, person)

  await page.getByRole('heading', { name: '运行总览' }).waitFor()
  const counted = page.getByRole('link', { name: /25\s*✕?\s*需人工处理的单项业务/ })
  await counted.waitFor()
  await checkScreen(t, desktop, 'the overview')
  const { height } = (await page.getByRole('banner').boundingBox())!
  t.ok(height < 64, `the longest menu stands in one line on a screen 1280 wide: ${height} px`)
  await counted.click()
  await page.getByRole('link', { name: new RegExp(numbers[0]!) }).waitFor()
  await checkScreen(t, desktop, 'undeliverable orders')

  await page.getByRole('link', { name: new RegExp(numbers[0]!) }).click()
  await page.getByRole('heading', { name: '移到工作台' }).waitFor()
  t.match(await page.locator('dl').innerText(), /不明：重新处理时先向企业核实/)
  await checkScreen(t, desktop, 'an undeliverable order')
  const form = page.getByRole('form', { name: '重新处理' })
  await form.getByRole('button', { name: '重新处理' }).click()
  await page.locator('[role=alert]:focus').getByRole('link').first().click()
  await page.locator('input:focus').fill('企业已恢复')
  await page.keyboard.press('Enter')
  await page.getByText('✓ 已重新处理').waitFor()
  t.equal(await waiting(), 24)
  await checkScreen(t, desktop, 'an order that waits no longer')

  await page.goto('/console/operation/orders?failureCode=timeout')
  await page.getByRole('link', { name: new RegExp(numbers[1]!) }).waitFor()
  await page.getByRole('button', { name: '重新处理（按当前条件）' }).click()
  const bulk = page.getByRole('form', { name: '重新处理' })
  await bulk.getByLabel('重新处理的原因').fill('企业已恢复')
  await bulk.getByRole('button', { name: '统计数量' }).click()
  await page.getByText('将办理 23 条').waitFor()
  t.equal(await waiting(), 24, 'counted, and nothing done')
  t.equal(await page.getByRole('link', { name: /^JXLB/ }).count(), 20, 'more than stand on the page')
  await checkScreen(t, desktop, 'the count before the act')
  await bulk.getByRole('button', { name: '确认重新处理 23 条' }).click()
  await page.getByText('已办理 23 条').waitFor()
  await page.getByText('没有需人工处理的单项业务').waitFor()
  t.ok(page.url().endsWith('?failureCode=timeout'), 'in the same list')
  t.equal(await waiting(), 1, 'what the filter does not take stays')
  const acts = await site.pool.query<{ actor: string }>("select distinct actor from acts where action like '%edrive%'")
  t.strictSame(acts.rows, [{ actor: 'person:zhou.yang' }])
})

test('a day is closed, and what is due moves', async t => {
  const site = await startConsole(t)
  site.clock.time = new Date('2026-11-30T09:00:00+08:00')
  const person = await hire(site, { login: 'zhou.yang', name: '周洋', unit: '运行单位', roles: ['operator'] })
  const desktop = await openDesktop(t, { url: site.url, now: site.clock.time })
  const { page } = desktop
  await signInto(desktop, person)
  await page.getByRole('link', { name: '工作日历' }).click()
  await page.getByRole('heading', { name: '放假与调休' }).waitFor()
  await checkScreen(t, desktop, 'the calendar')
  const due = page.getByRole('form', { name: '什么时候到期' })
  await due.getByRole('button', { name: '推算' }).click()
  await due.getByText('12-01 17:30').waitFor()
  const days = page.getByRole('combobox', { name: '日期' })
  await days.click()
  await page.getByRole('gridcell', { name: '1', exact: true }).last().click()
  await page.keyboard.press('Escape')
  await page.getByLabel('记录安排的原因').fill('停电检修')
  await page.getByRole('button', { name: '记录安排' }).click()
  await page.getByText('停电检修').waitFor()
  t.strictSame((await site.pool.query('select count(*)::int as count from county_days')).rows, [{ count: 1 }])
})

test('callbacks, webhooks, keys, and a person in full for a reason that is recorded', async t => {
  const site = await startConsole(t)
  site.clock.time = new Date('2026-11-30T09:00:00+08:00')
  const { jointNumber } = await site.submit(householdForm())
  const person = await hire(site, { login: 'zhou.yang', name: '周洋', unit: '运行单位', roles: ['operator'] })
  const desktop = await openDesktop(t, { url: site.url, now: site.clock.time })
  const { page } = desktop
  await signInto(desktop, person)
  const menu = page.getByRole('navigation', { name: '主菜单' })

  await menu.getByRole('link', { name: '来报' }).click()
  await page.getByText('没有符合条件的来报').waitFor()
  await checkScreen(t, desktop, 'callbacks')

  await menu.getByRole('link', { name: '推送' }).click()
  await page.getByRole('link', { name: `${jointNumber} 第 1 号` }).waitFor()
  await checkScreen(t, desktop, 'webhooks')
  await page.getByRole('link', { name: `${jointNumber} 第 1 号` }).click()
  await page.getByLabel('推送的内容').waitFor()
  t.notMatch(await page.locator('main').innerText(), /王小梅|13800000001/)
  await checkScreen(t, desktop, 'an event')

  await menu.getByRole('link', { name: '密钥与清除' }).click()
  await page.getByText('到期待清除').waitFor()
  await checkScreen(t, desktop, 'keys')

  await page.goto(`/console/supervision/cases/${jointNumber}`)
  await page.getByRole('link', { name: /查看个人信息原文/ }).click()
  await page.getByText('联系电话', { exact: true }).click()
  await page.getByRole('button', { name: '记录并查看' }).click()
  await page.getByRole('alert').waitFor()
  t.equal((await site.pool.query('select from disclosures')).rowCount, 0, 'not without a purpose')
  await page.getByRole('textbox', { name: '查看目的' }).fill('核实联系方式')
  await page.getByRole('button', { name: '记录并查看' }).click()
  await page.getByRole('heading', { name: '个人信息原文' }).waitFor()
  t.match(await page.getByLabel('个人信息原文').innerText(), new RegExp(`联系电话\\s+${householdForm().basic.phone}`))
  t.equal((await site.pool.query('select from disclosures')).rowCount, 1)
  await checkScreen(t, desktop, 'a disclosure')
})
