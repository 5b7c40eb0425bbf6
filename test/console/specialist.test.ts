/** The day of a specialist of an enterprise without a system, on a telephone; and two of them at one order. */
import { test, type Test } from 'tap'
import { AT_DESK, forTheDesk } from '../../kit/desk.ts'
import { PIXEL } from '../../kit/submit.ts'
import { checkScreen, openDesktop, signInto, type Desktop } from '../kit/browser.ts'
import { hire, type Person } from '../kit/people.ts'
import { json, upload } from '../kit/test-hub.ts'
import { startWorkingConsole, type WorkingConsole } from '../kit/working-console.ts'

const TELEPHONE = { width: 390, height: 844 }

async function specialist (site: WorkingConsole, login: string, name: string): Promise<Person> {
  return await hire(site, { login, name, unit: '泾县乡镇供水', roles: ['specialist'], enterprise: AT_DESK })
}

/** One that waits at the desk, with a file of the applicant's. */
async function submitted ({ call, submit }: WorkingConsole): Promise<{ jointNumber: string, printedNumber: string }> {
  return await submit({ ...forTheDesk.form, attachments: [{ id: await upload(call, PIXEL), kind: 'idCard' }] })
}

/** Opens a step, says what it wants, and confirms. */
async function take ({ page }: Desktop, label: string, said: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click()
  for (const [field, text] of Object.entries(said)) await page.getByLabel(field).fill(text)
  await page.getByRole('button', { name: `确认${label}` }).click()
  await page.getByText(`已办理：${label}`).waitFor()
}

async function openFirst ({ page }: Desktop, printedNumber: string): Promise<void> {
  await page.getByRole('link', { name: printedNumber }).click()
  await page.getByRole('heading', { name: printedNumber }).waitFor()
}

/** A local time tomorrow, as a field of a browser has it. */
function tomorrow ({ clock }: WorkingConsole): string {
  return new Date(clock.time.getTime() + 32 * 3_600_000).toISOString().slice(0, 16)
}

/** Nothing of the screen has to be pushed sideways to be read. */
async function fits (t: Test, { page }: Desktop, name: string): Promise<void> {
  t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${name} is no wider than the telephone`)
}

test('the console of a desk', async t => {
  const site = await startWorkingConsole(t)
  const li = await specialist(site, 'li.qiang', '李强')

  await t.test('a specialist works an order from its arrival to its end', async t => {
    const desktop = await openDesktop(t, { url: site.url, ...TELEPHONE })
    const { page } = desktop
    const { jointNumber, printedNumber } = await submitted(site)
    const heard = (state: Parameters<typeof site.reached>[2]): ReturnType<typeof site.reached> => site.reached(jointNumber, AT_DESK, state)
    await signInto(desktop, li)
    await page.getByRole('heading', { name: '待我处理' }).waitFor()
    await page.locator('.cards li').waitFor()
    t.match(await page.locator('.cards li').innerText(), /朱\*[\s\S]*水 · 新装[\s\S]*受理踏勘/)
    await checkScreen(t, desktop, 'the desk')
    await fits(t, desktop, 'the desk')

    await openFirst(desktop, printedNumber)
    t.match(await page.locator('main').innerText(), /每次打开都留痕[\s\S]*朱清[\s\S]*11010519491231002X[\s\S]*0\.5 吨\/日/)
    await page.getByRole('button', { name: '查看身份证' }).click()
    await page.locator('img[alt=身份证]').waitFor()
    t.equal(await page.locator('img[alt=身份证]').evaluate((picture: any) => picture.naturalWidth), 1, 'the picture is shown')
    await checkScreen(t, desktop, 'an order')
    await fits(t, desktop, 'an order')

    await page.goto(`${site.url}/console/cases/${jointNumber}`)
    await page.getByRole('list', { name: '单项业务' }).waitFor()
    await checkScreen(t, desktop, 'the case')
    await fits(t, desktop, 'the case')
    await page.getByRole('link', { name: '到工作台办理' }).click()
    await page.getByRole('heading', { name: printedNumber }).waitFor()

    await take(desktop, '接单', { 企业受理编号: 'XZ-2026-1' })
    t.match(await heard('submitted'), { nativeNumber: 'XZ-2026-1' })
    await take(desktop, '受理')
    await heard('accepted')
    await page.getByRole('button', { name: '预约踏勘', exact: true }).click()
    await page.getByRole('button', { name: '确认预约踏勘' }).click()
    await page.locator('[role=alert]:focus').waitFor()
    await checkScreen(t, desktop, 'a step that lacks something')
    await page.getByLabel('预约上门时间').fill(tomorrow(site))
    await page.getByRole('button', { name: '确认预约踏勘' }).click()
    await page.getByText('已办理：预约踏勘').waitFor()
    t.equal(new Date((await heard('surveyBooked')).bookedFor!).toISOString().slice(0, 16), minus8(tomorrow(site)), 'the county\'s time')

    await page.getByRole('button', { name: '踏勘完成', exact: true }).click()
    await page.getByLabel('踏勘结果').fill('管网已到，可接')
    await page.locator('input[type=file]').setInputFiles([{ name: '踏勘.png', mimeType: 'image/png', buffer: PIXEL }, { name: '踏勘.txt', mimeType: 'text/plain', buffer: Buffer.from('可接') }])
    await page.getByText('踏勘.png').waitFor()
    await page.getByText('没有上传：踏勘.txt').waitFor()
    await page.getByRole('button', { name: '确认踏勘完成' }).click()
    await page.getByRole('heading', { name: '办理结果附件' }).waitFor()
    t.match(await heard('surveyed'), { remark: '管网已到，可接' })

    await take(desktop, '通知补正', { 需补正的材料: '不动产权证', 原因: '地址不清' })
    t.match(await heard('needsMaterial'), { remark: '不动产权证；原因：地址不清' })
    await page.getByRole('link', { name: '返回待我处理' }).click()
    await page.getByText('没有要处理的业务').waitFor()
    const brought = { enterprise: AT_DESK, changes: { basic: { phone: '13911112222' } }, attachments: [{ id: await upload(site.call, PIXEL), kind: 'propertyCertificate' }] }
    t.equal((await site.call(`/v1/applications/${jointNumber}/supplement`, json(brought))).status, 202)
    await page.getByRole('button', { name: '刷新' }).click()
    await page.locator('.cards li', { hasText: '待查看补正材料' }).waitFor()
    await openFirst(desktop, printedNumber)
    t.match(await page.locator('main').innerText(), /材料到了[\s\S]*13911112222\s*!\s*补正/)
    await checkScreen(t, desktop, 'material that has come')
    await take(desktop, '已收补正材料')
    await heard('materialReceived')
    for (const [label, state] of [['开始施工', 'building'], ['验收', 'inspected'], ['办结', 'completed']] as const) {
      await take(desktop, label)
      await heard(state)
    }
    t.match(await page.locator('h1').innerText(), '已办结')
    t.equal(await page.getByRole('region', { name: '办理' }).count(), 0, 'nothing can be said any more')
    await checkScreen(t, desktop, 'the end')
  })

  await t.test('two at one order: the later one is told, and loses nothing of what was typed', async t => {
    const wang = await specialist(site, 'wang.gong', '王工')
    const { jointNumber, printedNumber } = await submitted(site)
    const [early, late] = [await openDesktop(t, site), await openDesktop(t, site)]
    await signInto(early, li)
    await signInto(late, wang)
    for (const desktop of [early, late]) await openFirst(desktop, printedNumber)
    await late.page.getByText(/李强 .+打开过这件业务/).waitFor()
    await take(early, '接单')
    await late.page.getByRole('button', { name: '接单', exact: true }).click()
    await late.page.getByLabel('企业受理编号').fill('XZ-2')
    await late.page.keyboard.press('Control+Enter')
    await late.page.locator('[role=alert]:focus').waitFor()
    t.match(await late.page.locator('.refusal').innerText(), /在您查看之后已有变化[\s\S]*李强 接单/)
    await late.page.getByText('现在的状态不能办“接单”').waitFor()
    await checkScreen(t, late, 'somebody was faster')
    await late.page.getByRole('button', { name: '登记企业受理编号', exact: true }).click()
    t.equal(await late.page.getByLabel('企业受理编号').inputValue(), 'XZ-2', 'what was typed is still there')
    await late.page.getByRole('button', { name: '确认登记企业受理编号' }).click()
    await late.page.getByText('已办理：登记企业受理编号').waitFor()

    await early.page.getByRole('button', { name: '受理', exact: true }).click()
    await early.page.getByLabel('说明').fill('资料齐全')
    await early.page.getByRole('button', { name: '确认受理' }).click()
    await early.page.locator('.refusal').waitFor()
    t.match(await early.page.locator('.refusal').innerText(), /王工 登记企业受理编号/)
    await early.page.getByText('XZ-2').waitFor()
    await early.page.getByRole('button', { name: '确认受理' }).click()
    await early.page.getByText('已办理：受理').waitFor()
    t.match(await site.reached(jointNumber, AT_DESK, 'accepted'), { remark: '资料齐全', nativeNumber: 'XZ-2' })
    t.strictSame([...early.faults(), ...late.faults()], [])
  })

  await t.test('a list is come back to as it was, and its filters can be taken away by keyboard', async t => {
    const desktop = await openDesktop(t, site)
    const { page } = desktop
    const { printedNumber } = await submitted(site)
    await signInto(desktop, li)
    await page.goto('/console/desk?task=take&state=received')
    await openFirst(desktop, printedNumber)
    await take(desktop, '接单')
    await page.getByRole('link', { name: '返回待我处理' }).click()
    await page.getByText('没有要处理的业务').waitFor()
    t.match(page.url(), /\/console\/desk\?task=take&state=received$/)
    await page.getByRole('button', { name: '去掉：待办事项 待接单' }).press('Enter')
    await page.getByRole('button', { name: '去掉：状态 已接件' }).press('Enter')
    await page.getByRole('link', { name: printedNumber }).waitFor()
    await checkScreen(t, desktop, 'the desk on a wide screen')
  })
})

/** A local time of the county, as a time of the world. */
function minus8 (local: string): string {
  return new Date(Date.parse(`${local}:00+08:00`)).toISOString().slice(0, 16)
}
