/** What an operator does about one thing at a time: an order that could not be delivered, a callback, an event. */
import { test } from 'tap'
import { formFor } from '../journeys/enterprises.ts'
import { checkScreen, openDesktop, signInto, type Desktop } from '../kit/browser.ts'
import { ACCEPTED, failedCallback } from '../kit/kept-callback.ts'
import { hire } from '../kit/people.ts'
import type { Application } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'
import { startWorkingConsole } from '../kit/working-console.ts'

/** Confirms an act for a reason. */
async function act ({ page }: Desktop, label: string, reason: string): Promise<void> {
  const form = page.getByRole('form', { name: label })
  await form.getByLabel(`${label}的原因`).fill(reason)
  await form.getByRole('button', { name: label }).click()
}

/** Confirms it without what it wants: the first thing that is missing is led to. */
async function missing ({ page }: Desktop, label: string): Promise<void> {
  await page.getByRole('form', { name: label }).getByRole('button', { name: label }).click()
  await page.locator('[role=alert]:focus').getByRole('link').first().click()
  await page.locator('input:focus').waitFor()
}

test('an operator, one thing after the other', async t => {
  const site = await startWorkingConsole(t, {
    slugs: ['unicom'],
    adjust ({ enterprises: { unicom } }) { unicom.delivery = { ...unicom.delivery, retry: { ...unicom.delivery.retry, horizon: '200ms' } } }
  })
  const { hub: { pool }, portal } = site
  const unicom = site.simulators['unicom']!
  const acts = async (action: string): Promise<unknown[]> => (await pool.query('select actor, reason from acts where action = $1', [action])).rows
  unicom.faults.arm('dead', Infinity)
  const submit = async (): Promise<Application> => await site.submit(formFor('unicom'))
  const [moved, settled, shared] = [await submit(), await submit(), await submit()]
  await until(async () => (await pool.query("select from orders where delivery = 'undeliverable'")).rowCount === 3)
  const zhou = await hire(site, { login: 'zhou.yang', name: '周洋', unit: '运行单位', roles: ['operator'] })
  const qian = await hire(site, { login: 'qian.wei', name: '钱伟', unit: '运行单位', roles: ['operator'] })
  const desktop = await openDesktop(t, { url: site.url })
  const { page } = desktop
  await signInto(desktop, zhou)
  const menu = page.getByRole('navigation', { name: '主菜单' })
  const open = async ({ page }: Desktop, { jointNumber }: { jointNumber: string }): Promise<void> => {
    await page.goto('/console/operation/orders')
    await page.getByRole('link', { name: new RegExp(jointNumber) }).click()
    await page.getByRole('heading', { name: '移到工作台' }).waitFor()
  }

  await t.test('moved to the desk of the enterprise, and back', async t => {
    await open(desktop, moved)
    await missing(desktop, '移到工作台')
    await act(desktop, '移到工作台', '系统停用一周')
    await page.getByText(/未能向企业查询它是否已有此单/).waitFor()
    await checkScreen(t, desktop, 'an enterprise that cannot be asked')
    unicom.faults.arm('dead', 0)
    await act(desktop, '移到工作台', '系统停用一周')
    await page.getByText('✓ 已移到工作台，由企业的服务专员办理').waitFor()
    t.strictSame((await pool.query("select delivery from orders where desk = 'moved'")).rows, [{ delivery: 'placed' }])
    await checkScreen(t, desktop, 'an order that was moved')
    await page.getByRole('link', { name: '移到工作台的单项业务' }).click()
    await page.getByRole('link', { name: new RegExp(moved.jointNumber) }).waitFor()
    await checkScreen(t, desktop, 'orders that were moved')
    await missing(desktop, '交还')
    await act(desktop, '交还', '系统已恢复')
    await page.getByText(`✓ ${moved.jointNumber} 已交还企业的系统，正在送达`).waitFor()
    await page.getByText('没有移到工作台的单项业务').waitFor()
    await site.reached(moved.jointNumber, 'unicom', 'submitted')
    t.strictSame([await acts('order-to-desk'), await acts('order-from-desk')], [[{ actor: 'person:zhou.yang', reason: '系统停用一周' }], [{ actor: 'person:zhou.yang', reason: '系统已恢复' }]])
  })

  await t.test('settled by hand', async t => {
    await open(desktop, settled)
    const form = page.getByRole('form', { name: '了结' })
    await act(desktop, '了结', '已电话核实')
    await page.locator('[role=alert]:focus').getByRole('link', { name: /核实结果/ }).click()
    await page.locator('input[type=radio]:focus').waitFor()
    await checkScreen(t, desktop, 'a settlement without an outcome')
    t.strictSame(await form.getByRole('radio').count(), 3, 'what can come of it')
    await form.getByText('企业已收到').click()
    await form.getByLabel('企业受理编号').fill('LT-2026-77')
    await form.getByLabel('给申请人的说明').fill('企业已人工登记')
    await form.getByRole('button', { name: '了结' }).click()
    await page.getByText('✓ 已了结').waitFor()
    t.equal(await page.getByRole('form').count(), 0, 'nothing is left to do')
    await checkScreen(t, desktop, 'an order that is settled')
    t.match(await site.reached(settled.jointNumber, 'unicom', 'submitted'), { nativeNumber: 'LT-2026-77', remark: '企业已人工登记' })
    t.strictSame(await acts('order-settlement'), [{ actor: 'person:zhou.yang', reason: '已电话核实' }])
  })

  await t.test('two at one order: the later one is told', async t => {
    const late = await openDesktop(t, { url: site.url })
    await signInto(late, qian)
    for (const one of [desktop, late]) await open(one, shared)
    await act(desktop, '重新处理', '企业已恢复')
    await page.getByText('✓ 已重新处理').waitFor()
    await act(late, '了结', '已核实')
    await late.page.locator('[role=alert]:focus').waitFor()
    await late.page.getByRole('form', { name: '了结' }).getByText('企业不予办理').click()
    await late.page.getByRole('form', { name: '了结' }).getByRole('button', { name: '了结' }).click()
    await late.page.getByText('没有办理：这一单现在不在需人工处理之列').waitFor()
    await checkScreen(t, late, 'an order that somebody else has taken up')
    await site.reached(shared.jointNumber, 'unicom', 'submitted')
    t.equal((await acts('order-settlement')).length, 1)
  })

  await t.test('a callback that changed nothing is taken again', async t => {
    const { reference } = moved.orders[0]!
    const id = await failedCallback(site.hub, site.clock.time, { reference, status: { ...ACCEPTED, ORDER_STATE: '20' } })
    await menu.getByRole('link', { name: '来报' }).click()
    await page.getByRole('link', { name: String(id), exact: true }).click()
    await missing(desktop, '重新采纳')
    await checkScreen(t, desktop, 'a callback that failed')
    await act(desktop, '重新采纳', '映射已更正')
    await page.getByText('已重新采纳：').waitFor()
    await page.getByRole('form', { name: '重新采纳' }).waitFor({ state: 'detached' })
    await checkScreen(t, desktop, 'a callback that was taken again')
    await page.getByRole('link', { name: '← 返回来报' }).click()
    await page.getByRole('row').getByText('已采纳').waitFor()
    t.match((await pool.query('select state from callbacks where id = $1', [id])).rows, [{ state: 'applied' }])
    await site.reached(moved.jointNumber, 'unicom', 'dispatched')
  })

  await t.test('a portal that was gone is tried and told again', async t => {
    portal.answer(410)
    const { jointNumber } = await submit()
    await until(async () => (await pool.query("select from webhook_endpoint where state = 'stopped'")).rowCount === 1)
    await menu.getByRole('link', { name: '推送' }).click()
    await page.getByText('已停止推送').waitFor()
    await page.getByRole('button', { name: '发送一条测试' }).click()
    await page.getByText(/平台没有收：.*410/).waitFor()
    await missing(desktop, '恢复推送')
    await checkScreen(t, desktop, 'a portal that is gone')
    portal.answer(204)
    await page.getByRole('button', { name: '发送一条测试' }).click()
    await page.getByText(/平台已收：204/).waitFor()
    await act(desktop, '恢复推送', '平台已恢复')
    await page.getByText('已恢复推送').waitFor()
    await page.getByText('正常推送').waitFor()
    t.equal(await page.getByRole('form', { name: '恢复推送' }).count(), 0)
    await site.reached(jointNumber, 'unicom', 'submitted')

    portal.forget()
    await page.getByRole('link', { name: `${jointNumber} 第 1 号` }).click()
    await missing(desktop, '重新推送')
    await act(desktop, '重新推送', '平台数据丢失')
    await page.getByText('将重新推送').waitFor()
    await until(() => portal.heard.some(heard => heard.jointNumber === jointNumber && heard.sequence === 1))
    t.notOk(portal.heard.some(({ sequence }) => sequence === 2), 'this one alone')
    await until(async () => (await pool.query("select from notifications where state = 'open'")).rowCount === 0)
    await page.reload()
    await page.getByText(/✓\s*已推送/).waitFor()
    await checkScreen(t, desktop, 'an event that was sent again')
    t.strictSame([await acts('webhook-resumption'), await acts('webhook-redelivery')], [[{ actor: 'person:zhou.yang', reason: '平台已恢复' }], [{ actor: 'person:zhou.yang', reason: '平台数据丢失' }]])
  })
})
