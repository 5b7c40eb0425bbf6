/** Signing in at the console, from the first password to the telephone, and what a session's end does to the screen. */
import { test } from 'tap'
import { openAccount } from '../../src/cases/administer-accounts.ts'
import { stepAt, totpCode } from '../../src/ground/access/one-time-codes.ts'
import { checkScreen, openDesktop, signInto } from '../kit/browser.ts'
import { startConsole } from '../kit/console-site.ts'
import { fromBase32, hire } from '../kit/people.ts'

test('somebody new is led through telephone and password, and is where they wanted to go', async t => {
  const { url, hub, clock } = await startConsole(t)
  const { password } = await openAccount(hub, { login: 'wang.li', name: '王丽', unit: '县政务服务中心', roles: ['clerk'] }, { actor: 'cli:王工', reason: '入职' })
  const desktop = await openDesktop(t, { url })
  const { page } = desktop
  await page.goto('/console/account')
  await checkScreen(t, desktop, 'signing in')

  await page.getByLabel('登录名').fill('wang.li')
  await page.getByLabel('密码', { exact: true }).fill('something else')
  await page.keyboard.press('Enter')
  const alert = page.locator('[role=alert]:focus')
  await alert.waitFor()
  t.match(await alert.innerText(), /登录名、密码或动态口令有误/, 'what is wrong has the focus')
  await checkScreen(t, desktop, 'a wrong password')

  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '取得二维码' }).click()
  const secret = fromBase32(await page.locator('code').innerText())
  await checkScreen(t, desktop, 'a telephone')
  await page.getByLabel('应用此刻显示的 6 位数字').fill(totpCode(secret, stepAt(clock.time)))
  await page.getByRole('button', { name: '绑定' }).click()
  await page.getByRole('heading', { name: '恢复码' }).waitFor()
  t.equal(await page.locator('.codes li').count(), 10, 'ten recovery codes')
  await checkScreen(t, desktop, 'recovery codes')
  await page.getByRole('button', { name: '已经保存好' }).click()
  await page.getByLabel('当前密码').fill(password)
  await page.getByLabel('新密码').fill('short')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByRole('link').first().click()
  // The summary leads to the field.
  await page.locator('input[autocomplete=new-password]:focus').fill('Xq7-kaffeehaus-nacht')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '我的账号' }).waitFor()
  t.match(await page.locator('dl').innerText(), /王丽（wang\.li）[\s\S]*县政务服务中心[\s\S]*窗口人员/)
  await checkScreen(t, desktop, 'the own account')
})

test('a wrong code is told where it was typed', async t => {
  const site = await startConsole(t)
  const person = await hire(site, { login: 'wang.li', roles: ['clerk'] })
  const desktop = await openDesktop(t, site)
  const { page } = desktop
  await page.goto('/console/')
  await page.getByLabel('登录名').fill(person.login)
  await page.getByLabel('密码', { exact: true }).fill(person.password)
  await page.keyboard.press('Enter')
  await page.getByLabel('动态口令或恢复码').waitFor()
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  t.match(await page.locator('[role=alert]:focus').innerText(), /动态口令有误/)
  await page.getByLabel('动态口令或恢复码').fill(person.code())
  await page.keyboard.press('Enter')
  await page.getByRole('banner').waitFor()
  t.strictSame(desktop.faults(), [])
})

test('a page is one person\'s, with all that it holds', async t => {
  const site = await startConsole(t)
  const [wang, qian] = [await hire(site, { login: 'wang.li', roles: ['clerk'] }), await hire(site, { login: 'qian', name: '钱七', roles: ['clerk'], unit: '乡镇便民中心' })]
  const desktop = await openDesktop(t, site)
  const { page, context } = desktop
  await signInto(desktop, wang)
  await page.evaluate('globalThis.isSame = true')
  await page.getByLabel('查找办件').fill('11010519491231002X')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '查找' }).first().waitFor()
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByText('已退出。').waitFor()
  t.equal(await page.evaluate('globalThis.isSame'), undefined, 'nothing is left of it in memory')
  t.notMatch(await page.evaluate('JSON.stringify(sessionStorage)'), /search/)
  await signInto(desktop, wang)
  await page.goto('/console/account')

  const second = await context.newPage()
  await second.goto('/console/')
  await second.getByRole('button', { name: '退出' }).click()
  await second.getByText('已退出。').waitFor()
  await signInto({ ...desktop, page: second }, qian)
  await page.getByRole('link', { name: '王丽' }).waitFor()
  // What was opened for one person asks nothing as another.
  const refused = page.waitForResponse(response => response.status() === 403)
  await page.getByRole('link', { name: '窗口' }).click()
  await refused
  await page.getByRole('link', { name: '钱七' }).waitFor()
})

test('where somebody wanted to go stays within the console', async t => {
  const site = await startConsole(t)
  const person = await hire(site, { login: 'wang.li', roles: ['clerk'] })
  for (const to of ['//elsewhere.example/', 'https://elsewhere.example/', '/\\elsewhere.example', 'javascript:alert(1)']) {
    const desktop = await openDesktop(t, site)
    await desktop.page.goto(`/console/sign-in?to=${encodeURIComponent(to)}`)
    await desktop.page.getByLabel('登录名').fill(person.login)
    await desktop.page.getByLabel('密码', { exact: true }).fill(person.password)
    await desktop.page.keyboard.press('Enter')
    await desktop.page.getByLabel('动态口令或恢复码').fill(person.code())
    await desktop.page.keyboard.press('Enter')
    await desktop.page.getByRole('banner').waitFor()
    t.ok(desktop.page.url().startsWith(`${site.url}/console/`), to)
    t.strictSame(desktop.faults(), [])
  }
})

test('one who does nothing is asked before the session ends, and stays or is out', async t => {
  const site = await startConsole(t)
  const person = await hire(site, { login: 'wang.li', roles: ['clerk'] })
  const desktop = await openDesktop(t, { ...site, now: site.clock.time })
  const { page, context } = desktop
  await signInto(desktop, person)
  const pass = async (minutes: number): Promise<void> => {
    site.clock.time = new Date(site.clock.time.getTime() + minutes * 60_000)
    await context.clock.fastForward(minutes * 60_000)
  }
  // What the page still asks for would count from the time that comes.
  await page.waitForLoadState('networkidle')
  await pass(27)
  t.equal(await page.getByRole('dialog').count(), 0, 'not yet')
  await pass(1.5)
  await page.getByRole('dialog', { name: '登录即将失效' }).waitFor()
  await page.getByRole('button', { name: '继续使用' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await pass(20)
  t.equal(await page.getByRole('dialog').count(), 0, 'the time has begun anew')
  await pass(8.5)
  await page.getByRole('dialog', { name: '登录即将失效' }).waitFor()
  await checkScreen(t, desktop, 'the question')
  await pass(3)
  await page.getByText('登录已经失效').waitFor()
  await checkScreen(t, desktop, 'the end')
  await signInto(desktop, person)
})

test('one whose session an administrator has ended is out at the next click', async t => {
  const site = await startConsole(t)
  const person = await hire(site, { login: 'wang.li', roles: ['clerk'] })
  const administrator = await hire(site, { login: 'wu.jing', roles: ['administrator'] })
  const desktop = await openDesktop(t, site)
  await signInto(desktop, person)
  const answer = await administrator.send('/v1/accounts/wang.li/acts', { act: 'endSessions', reason: '电脑遗失' })
  t.ok(answer.ok, await answer.text())
  await desktop.page.goto('/console/account')
  await desktop.page.getByLabel('登录名').waitFor()
  t.strictSame(desktop.faults(), [])
})
