/** What specialists say beside the line from start to end: this is another company's, it rests, it is taken back. */
import { test } from 'tap'
import { AT_DESK, forTheDesk } from '../../kit/desk.ts'
import { formFor } from '../journeys/enterprises.ts'
import { checkScreen, openDesktop, signInto, type Desktop } from '../kit/browser.ts'
import { hire, type Person } from '../kit/people.ts'
import { json } from '../kit/test-hub.ts'
import { startWorkingConsole } from '../kit/working-console.ts'

/** Opens a step, says what it wants, and confirms. */
async function take ({ page }: Desktop, label: string, said: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click()
  for (const [field, text] of Object.entries(said)) await page.getByLabel(field).fill(text)
  await page.getByRole('button', { name: `确认${label}` }).click()
  await page.getByText(`已办理：${label}`).waitFor()
}

/** Confirms a step without the reason that it wants: the reason is led to. */
async function lacksReason ({ page }: Desktop, label: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click()
  await page.getByRole('button', { name: `确认${label}` }).click()
  await page.locator('[role=alert]:focus').getByRole('link', { name: /^原因/ }).click()
  await page.locator('textarea:focus').waitFor()
}

test('what seldom happens at a desk', async t => {
  const site = await startWorkingConsole(t, {
    adjust ({ enterprises }) {
      enterprises.towngas = { profile: 'desk', service: 'gas', name: '港华燃气' }
      enterprises.enn = { profile: 'desk', service: 'gas', name: '新奥燃气' }
    }
  })
  const specialist = (login: string, name: string, enterprise: string): Promise<Person> => hire(site, { login, name, unit: name, roles: ['specialist'], enterprise })
  const open = async (person: Person): Promise<Desktop> => {
    const desktop = await openDesktop(t, site)
    await signInto(desktop, person)
    return desktop
  }
  const openOrder = async ({ page }: Desktop, printedNumber: string): Promise<void> => {
    await page.goto('/console/desk')
    await page.getByRole('link', { name: printedNumber }).click()
    await page.getByRole('heading', { name: printedNumber }).waitFor()
  }
  const mayDo = async ({ page }: Desktop): Promise<string[]> => await page.getByRole('region', { name: '办理' }).getByRole('button').allInnerTexts()
  const water = await open(await specialist('li.qiang', '李强', AT_DESK))

  await t.test('an address of the other gas company, and then of nobody', async t => {
    const { gas, ...form } = formFor('towngas')
    const { supplier: _chosen, ...block } = gas!
    const { jointNumber, printedNumber } = await site.submit({ ...form, gas: block })
    const first = await open(await specialist('gang.hua', '港小华', 'towngas'))
    await openOrder(first, printedNumber)
    await take(first, '接单')
    await lacksReason(first, '不在经营区域，转办')
    await checkScreen(t, first, 'a hand-over without a reason')
    await take(first, '不在经营区域，转办', { 原因: '该小区由新奥供气' })
    t.match(await first.page.locator('h1').innerText(), /已转办/)
    await first.page.getByText('不在经营区域，转由新奥燃气办理').waitFor()
    t.equal(await first.page.getByRole('region', { name: '办理' }).count(), 0, 'it is theirs no longer')
    await checkScreen(t, first, 'an order that was handed over')
    await first.page.getByRole('link', { name: '返回待我处理' }).click()
    await first.page.getByText('没有要处理的业务').waitFor()
    await site.reached(jointNumber, 'towngas', 'handedOver')

    const second = await open(await specialist('xin.ao', '新小奥', 'enn'))
    await openOrder(second, printedNumber)
    await take(second, '接单')
    await site.reached(jointNumber, 'enn', 'submitted')
    await take(second, '不在经营区域，转办', { 原因: '管网未到' })
    t.match(await second.page.locator('main').innerText(), /该地址不在任何一家企业的经营区域：管网未到/)
    await checkScreen(t, second, 'an order that is nobody\'s')
    await site.reached(jointNumber, 'enn', 'refused')
    t.match((await site.read(jointNumber)).orders, [{ enterprise: 'towngas', state: 'handedOver' }, { enterprise: 'enn', state: 'refused' }])
    t.strictSame([...first.faults(), ...second.faults()], [])
  })

  await t.test('a special procedure stops the time, and its end lets it go on', async t => {
    const { page } = water
    const { jointNumber, printedNumber } = await site.submit(forTheDesk.form)
    const clock = async (): Promise<unknown> => (await site.read(jointNumber)).orders[0]!.clocks.find(({ state }) => state !== 'ended')?.state
    await openOrder(water, printedNumber)
    await take(water, '接单')
    await take(water, '受理')
    await lacksReason(water, '进入特别程序')
    await checkScreen(t, water, 'a special procedure without a reason')
    await take(water, '进入特别程序', { 原因: '须占掘道路，等待审批' })
    t.match(await page.locator('h1').innerText(), /办理中/)
    t.match(await page.locator('dl').first().innerText(), /特别程序[\s\S]*须占掘道路，等待审批[\s\S]*停表/)
    t.equal(await clock(), 'paused')
    const offered = await mayDo(water)
    t.equal(offered[0], '结束特别程序', 'what it waits for comes first')
    t.notOk(offered.includes('进入特别程序'), 'once')
    await checkScreen(t, water, 'a special procedure')
    await take(water, '结束特别程序')
    t.notOk((await mayDo(water)).includes('结束特别程序'))
    t.notMatch(await page.locator('dl').first().innerText(), /停表/)
    t.equal(await clock(), 'running')
    await site.reached(jointNumber, AT_DESK, 'specialProcedure')
    await site.reached(jointNumber, AT_DESK, 'specialProcedureEnded')
    await take(water, '踏勘完成', { 踏勘结果: '可接' })
  })

  await t.test('an applicant wants it back: too late at first, then granted', async t => {
    const { page } = water
    const { jointNumber, printedNumber } = await site.submit(forTheDesk.form)
    const withdraw = async (reason: string): Promise<void> => { t.equal((await site.call(`/v1/applications/${jointNumber}/withdrawal`, json({ reason }))).status, 202) }
    await openOrder(water, printedNumber)
    await take(water, '接单')
    await page.getByRole('button', { name: '开始施工', exact: true }).click()
    await page.getByLabel('说明').fill('沟槽已开挖')
    await withdraw('暂不装修')
    await page.getByRole('button', { name: '确认开始施工' }).click()
    await page.locator('[role=alert]:focus').waitFor()
    t.match(await page.locator('.refusal').innerText(), /在您查看之后已有变化[\s\S]*待答复撤回/)
    t.match(await page.getByRole('region', { name: '申请人请求撤回' }).innerText(), /请答复是否同意[\s\S]*暂不装修/)
    t.equal(await page.getByLabel('说明').inputValue(), '沟槽已开挖', 'what was typed is still there')
    t.ok(await page.getByLabel('说明').evaluate((field: any) => field.scrollHeight <= field.clientHeight), 'and nothing of it is cut off')
    await checkScreen(t, water, 'a withdrawal that came meanwhile')
    await page.getByRole('button', { name: '确认开始施工' }).click()
    await page.getByText('已办理：开始施工').waitFor()
    await lacksReason(water, '不同意撤回')
    await take(water, '不同意撤回', { 原因: '已施工' })
    t.equal(await page.getByRole('region', { name: '申请人请求撤回' }).count(), 0, 'it is answered')
    t.match((await site.read(jointNumber)).orders, [{ state: 'building', withdrawal: { state: 'declined', remark: '已施工' } }])
    const { sequence } = await site.event(event => event.jointNumber === jointNumber && event.remark === '已施工')
    t.equal(site.portal.types.get(`${jointNumber} ${sequence}`), 'order.withdrawalDeclined')

    await withdraw('房屋另售')
    await page.getByRole('link', { name: '返回待我处理' }).click()
    await page.getByRole('row', { name: printedNumber }).getByText('待答复撤回').waitFor()
    await openOrder(water, printedNumber)
    await take(water, '同意撤回')
    t.match(await page.locator('h1').innerText(), /已撤回/)
    t.match(await page.locator('dl').first().innerText(), /撤回原因\s+房屋另售/)
    t.equal(await page.getByRole('region', { name: '办理' }).count(), 0)
    t.equal(await page.getByRole('region', { name: '申请人请求撤回' }).count(), 0)
    await checkScreen(t, water, 'an order that was withdrawn')
    t.match(await site.reached(jointNumber, AT_DESK, 'withdrawn'), { remark: '房屋另售' })
  })
})
