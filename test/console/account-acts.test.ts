/** How an account administrator takes somebody's access away, gives it back, and ends it; and what both see of it. */
import { test } from 'tap'
import { AT_DESK } from '../../kit/desk.ts'
import { checkScreen, openDesktop, signInto, type Desktop } from '../kit/browser.ts'
import { startConsole } from '../kit/console-site.ts'
import { hire } from '../kit/people.ts'

const TOLD = { 停用: /已有的登录立即失效；可以恢复/, 恢复: /可以重新登录/, 解除动态口令: /重新绑定手机/, 注销: /不可恢复/ }

/** Opens an act, reads what it does, and confirms it for a reason. */
async function take ({ page }: Desktop, label: keyof typeof TOLD, reason: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click()
  await page.locator('.panel').getByText(TOLD[label]).waitFor()
  await page.getByLabel('操作原因').first().fill(reason)
  await page.getByRole('button', { name: `确认${label}` }).click()
}

async function tries ({ page }: Desktop, { login, password }: { login: string, password: string }): Promise<void> {
  await page.goto('/console/')
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

test('accounts lose their access and get it again', async t => {
  const site = await startConsole(t)
  const wang = await hire(site, { login: 'wang.li', roles: ['specialist'], enterprise: AT_DESK })
  const wu = await hire(site, { login: 'wu.jing', name: '吴静', roles: ['administrator'] })
  const he = await hire(site, { login: 'he.ping', name: '何平', roles: ['administrator'] })
  const [hers, desk] = [await openDesktop(t, site), await openDesktop(t, site)]
  const { page } = hers
  const state = async (): Promise<unknown> => (await (await wu.ask('/v1/accounts/wang.li')).json() as any).state
  const acts = async (): Promise<unknown[]> => (await site.pool.query("select action, reason from acts where target->>'login' = 'wang.li' and actor like 'person:%' order by id")).rows.map(({ action, reason }) => `${action} ${reason}`)
  await signInto(hers, wu)
  await signInto(desk, wang)

  await t.test('locked out, and let in again', async t => {
    t.match(await page.getByRole('row', { name: 'wang.li' }).innerText(), /服务专员（泾县乡镇供水）/)
    await page.getByRole('link', { name: 'wang.li' }).click()
    await page.getByRole('button', { name: '停用', exact: true }).click()
    await page.getByRole('button', { name: '确认停用' }).click()
    await page.locator('[role=alert]:focus').getByRole('link').first().click()
    t.ok(await page.locator('.panel input:focus').count(), 'the reason that is missing is led to')
    await checkScreen(t, hers, 'an act that lacks its reason')
    await take(hers, '停用', '调离岗位')
    await page.getByText('已办理：停用').waitFor()
    t.match(await page.locator('h1').innerText(), /停用/)
    t.equal(await page.getByRole('button', { name: '停用', exact: true }).count(), 0)
    await checkScreen(t, hers, 'an account that is locked')
    t.equal(await state(), 'locked')
    await desk.page.getByRole('button', { name: '刷新' }).click()
    await desk.page.getByText('登录已经失效').waitFor()
    await tries(desk, wang)
    await desk.page.locator('[role=alert]').waitFor()
    await checkScreen(t, desk, 'a locked account at the door')

    await take(hers, '恢复', '回到岗位')
    await page.getByText('已办理：恢复').waitFor()
    await page.getByRole('button', { name: '停用', exact: true }).waitFor()
    t.equal(await page.getByRole('button', { name: '恢复', exact: true }).count(), 0)
    await signInto(desk, wang)
    t.strictSame(await acts(), ['account-lock 调离岗位', 'account-unlock 回到岗位'])
  })

  await t.test('a lost telephone: another is bound at the next sign-in', async t => {
    await take(hers, '解除动态口令', '手机遗失，已当面核实')
    await page.getByText('已办理：解除动态口令').waitFor()
    await page.locator('dd', { hasText: '未绑定手机' }).waitFor()
    await desk.page.getByRole('button', { name: '刷新' }).click()
    await desk.page.getByText('登录已经失效').waitFor()
    await tries(desk, wang)
    await desk.page.getByRole('heading', { name: /绑定/ }).waitFor()
    await checkScreen(t, desk, 'a telephone to be bound anew')
  })

  await t.test('closed by one, it cannot be changed by another who still has it open', async t => {
    const his = await openDesktop(t, site)
    await signInto(his, he)
    await his.page.getByRole('link', { name: 'wang.li' }).click()
    await his.page.getByRole('heading', { name: 'wang.li' }).waitFor()
    await take(hers, '注销', '离职')
    await page.getByText('已办理：注销').waitFor()
    t.match(await page.locator('h1').innerText(), /注销/)
    t.equal(await page.getByRole('region', { name: '账号操作' }).count(), 0, 'nothing can be done about it any more')
    t.equal(await page.getByRole('button', { name: '保存变更' }).count(), 0)
    await checkScreen(t, hers, 'a closed account')
    await take(his, '停用', '长期未用')
    await his.page.getByRole('heading', { name: /已注销/ }).waitFor()
    await his.page.locator('.refusal:focus').waitFor()
    t.match(await his.page.locator('.refusal').innerText(), /该账号已注销/)
    t.equal(await his.page.getByRole('region', { name: '账号操作' }).count(), 0)
    await checkScreen(t, his, 'an account that another has closed')
    t.equal(await state(), 'closed')
    t.strictSame((await acts()).slice(2), ['account-totp-reset 手机遗失，已当面核实', 'account-closure 离职'])
    await tries(desk, wang)
    await desk.page.locator('[role=alert]').waitFor()
    t.strictSame([...desk.faults(), ...his.faults()], [])
  })
})
