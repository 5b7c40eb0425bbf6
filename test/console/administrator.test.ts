/** The day of an account administrator, and what the auditor finds of it. */
import { test } from 'tap'
import { ACTIONS, targetLines } from '../../console/audit/actions.ts'
import { AT_DESK } from '../../kit/desk.ts'
import { checkScreen, openDesktop, signInto } from '../kit/browser.ts'
import { startConsole } from '../kit/console-site.ts'
import { hire } from '../kit/people.ts'
import { projectFiles, read } from '../source-files.ts'

test('an administrator opens, changes and ends; whoever is signed out is so at the next click; the auditor finds it', async t => {
  const site = await startConsole(t)
  const specialist = await hire(site, { login: 'wang.li', roles: ['specialist'], enterprise: AT_DESK })
  const administrator = await hire(site, { login: 'wu.jing', name: '吴静', roles: ['administrator'] })
  const auditor = await hire(site, { login: 'zheng.kai', name: '郑凯', roles: ['auditor'] })
  const hers = await openDesktop(t, site)
  const { page } = hers
  await signInto(hers, administrator)
  await page.getByRole('heading', { name: '账号', exact: true }).waitFor()
  await page.getByRole('link', { name: 'wang.li' }).waitFor()
  await checkScreen(t, hers, 'accounts')

  await page.getByRole('link', { name: '新增账号' }).click()
  await page.getByRole('button', { name: '新增' }).click()
  await page.locator('.refusal:focus').waitFor()
  await checkScreen(t, hers, 'an account that lacks everything')
  for (const [field, text] of [['登录名', 'li.qiang'], ['姓名', '李强'], ['单位', '泾县乡镇供水'], ['操作原因', '新任专员']] as const) {
    await page.getByLabel(field).fill(text)
  }
  await page.getByText('服务专员').click()
  await page.getByRole('combobox', { name: '所属企业' }).click({ force: true })
  await page.getByRole('option', { name: '泾县乡镇供水' }).click()
  await page.getByRole('button', { name: '新增' }).click()
  t.match(await page.getByRole('status', { name: '初始密码' }).innerText(), /li\.qiang 的初始密码：\S{10}[\s\S]*只显示这一次/)
  await checkScreen(t, hers, 'a given password')
  await page.getByRole('link', { name: '查看 li.qiang' }).click()
  await page.getByRole('heading', { name: 'li.qiang' }).waitFor()
  t.equal(await page.getByRole('status', { name: '初始密码' }).count(), 0, 'it is not shown again')
  await page.getByLabel('联系电话').fill('123')
  await page.getByLabel('操作原因').fill('更正')
  await page.getByRole('button', { name: '保存变更' }).click()
  await page.locator('.refusal:focus').waitFor()
  await page.getByLabel('联系电话').fill('13800000001')
  await page.getByRole('button', { name: '保存变更' }).click()
  await page.locator('dd', { hasText: '13800000001' }).waitFor()
  await page.getByRole('button', { name: '重置密码' }).click()
  await page.locator('.panel input').fill('忘记密码')
  await page.getByRole('button', { name: '确认重置密码' }).click()
  await page.getByRole('status', { name: '初始密码' }).waitFor()
  await checkScreen(t, hers, 'an account')

  const desk = await openDesktop(t, site)
  await signInto(desk, specialist)
  await desk.page.getByText('没有要处理的业务').waitFor()
  await page.goto('/console/accounts/wang.li')
  await page.getByRole('button', { name: '强制退出' }).click()
  await page.locator('.panel input').fill('电脑遗失')
  await checkScreen(t, hers, 'an act that is about to be done')
  await page.getByRole('button', { name: '确认强制退出' }).click()
  await page.getByText('已办理：强制退出').waitFor()
  await desk.page.getByRole('button', { name: '刷新' }).click()
  await desk.page.getByText('登录已经失效').waitFor()
  await desk.page.getByLabel('登录名').waitFor()
  await page.goto('/console/accounts/wu.jing')
  await page.getByText('这是您自己的账号').waitFor()
  t.equal(await page.getByRole('button', { name: '停用' }).count(), 0, 'nobody changes their own account')
  await page.goto('/console/audit/acts')
  await page.getByText('没有这一页').waitFor()

  const his = await openDesktop(t, site)
  await signInto(his, auditor)
  await his.page.getByText('电脑遗失').waitFor()
  t.match(await his.page.getByRole('row', { name: '电脑遗失' }).innerText(), /wu\.jing[\s\S]*登录名：wang\.li[\s\S]*强制退出/)
  t.match(await his.page.getByRole('row', { name: '更正' }).innerText(), /角色：服务专员\s+变更项：联系电话/)
  await checkScreen(t, his, 'acts')
  await his.page.goto('/console/audit/acts?action=account-opening&by=person%3Awu.jing')
  await his.page.getByText('新任专员').waitFor()
  t.equal(await his.page.locator('.el-table__body tbody tr').count(), 1)
  await his.page.getByRole('link', { name: '登录', exact: true }).click()
  await his.page.getByRole('heading', { name: '登录记录' }).waitFor()
  await his.page.getByText('已登录').first().waitFor()
  t.match(his.page.url(), /login=wu\.jing/)
  await checkScreen(t, his, 'sign-ins')
  await his.page.getByRole('link', { name: '调阅', exact: true }).first().click()
  await his.page.getByText('没有这样的调阅').waitFor()
  await checkScreen(t, his, 'disclosures')
  t.strictSame(desk.faults(), [])
})

test('every act that is recorded has a word', async t => {
  const source = projectFiles.filter(path => path.startsWith('src/') && path.endsWith('.ts')).map(read).join('\n')
  const known = new Set(ACTIONS.map(({ value }) => value))
  const recorded = [...source.matchAll(/action: '([a-z-]+)'/g)].map(([, action]) => action!)
  t.ok(recorded.length > 10)
  t.strictSame(recorded.filter(action => !known.has(action)), [])
})

test('what an act was done to is said in words, without the numbers of rows', async t => {
  t.strictSame(targetLines({ orderId: 'x', jointNumber: 'JXLB000001', dates: ['2026-12-01', '2026-12-02'], enterprise: null }), ['办件号：JXLB000001', '日期：2026-12-01、2026-12-02'])
})
