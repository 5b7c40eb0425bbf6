/** A clerk's day at the window: the paper typed in, printed, handed over; connections lost, tabs doubled, sessions ended. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type Test } from 'tap'
import type { Page } from 'playwright-core'
import { startConsole } from '../kit/console-site.ts'
import { checkScreen, ensureChromium, openDesktop, signInto, type Desktop } from '../kit/browser.ts'
import type { Intake } from '../kit/intake-hub.ts'
import { hire, type Person } from '../kit/people.ts'
import { until } from '../kit/until.ts'

ensureChromium()

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

interface Window extends Desktop { site: Intake, person: Person, form: Form }

async function atWindow (t: Test, path = '/console/window/new'): Promise<Window> {
  const site = await startConsole(t)
  const person = await hire(site, { login: 'wang.li', roles: ['clerk'] })
  const desktop = await openDesktop(t, site)
  desktop.page.setDefaultTimeout(15_000)
  await signInto(desktop, person)
  await desktop.page.goto(path)
  return { ...desktop, site, person, form: formOn(desktop.page) }
}

interface Form {
  fill (block: string, values: Record<string, string>): Promise<void>
  pick (block: string, values: Record<string, string[]>): Promise<void>
  wrong (block: string): Promise<Record<string, string>>
}

/** The form by what stands on it. */
function formOn (page: Page): Form {
  const block = (name: string) => page.locator('fieldset').filter({ has: page.locator('legend', { hasText: name }) })
  return {
    async fill (name, values) {
      for (const [label, value] of Object.entries(values)) await block(name).getByLabel(label, { exact: true }).fill(value)
    },
    async pick (name, values) {
      for (const [label, options] of Object.entries(values)) {
        const group = block(name).getByRole('radiogroup', { name: label, exact: true }).or(block(name).getByRole('group', { name: label, exact: true }))
        for (const option of options) await group.first().getByText(option, { exact: true }).click()
      }
    },
    async wrong (name) {
      const items = block(name).locator('.el-form-item.is-error')
      await until(async () => await items.count() === await items.locator('.el-form-item__error').count())
      return Object.fromEntries(await items.evaluateAll(found => found.map(item =>
        [item.querySelector('.el-form-item__label')!.textContent!.trim(), item.querySelector('.el-form-item__error')!.textContent!.trim()])))
    }
  }
}

/** What a household wants of its water, and nothing that is wrong. */
async function fillHousehold ({ fill, pick }: Form): Promise<void> {
  await pick('基本信息', { 业务性质: ['住宅'], 办理业务: ['水'], 申请人类型: ['住户'], 证照类型: ['居民身份证'] })
  await fill('基本信息', { '使用地址（泾县）': '泾川镇稼祥中路12号', 申请人姓名: '王小梅', 联系电话: '13800000001', 证照号码: '11010519491231002X' })
  await pick('用水业务', { 业务种型: ['新装'] })
  await fill('用水业务', { 供水需求: '0.5' })
}

async function submitted (page: Page): Promise<string> {
  return await page.getByRole('status', { name: '受理结果' }).locator('.number').innerText()
}

async function stored ({ site }: Window): Promise<Array<{ number: string }>> {
  return (await site.pool.query<{ number: string }>('select joint_number as number from applications')).rows
}

/** The labels of 附件2 in its order. */
const LABELS = [
  '附件2', '水电气网联合业务办理申请表', '联合办件号', '日期', '业务性质', '办理业务', '使用地址', '原地址', '申请人类型', '单位名称', '统一社会信用代码',
  '申请人姓名', '联系电话', '证照类型', '证照号码', '预约服务', '计划时间', '备注', '业务种型', '供水需求', '备注', '业务种型', '主供容量', '备供容量',
  '是否安装变压器', '是否开通谷峰用电', '备注', '供应企业', '业务种型', '用气压力', '天然气负荷', '备注', '运营商选择', '业务类型', '业务种类', '带宽需求',
  '固话安装数量', '电视安装数量', '其他服务', '固话', '电路', '宽带', '电视', '备注', '申请人签字', '业务首接单位', '登记人'
]

/** Prints what the browser would, and reads it. */
async function printed (t: Test, page: Page): Promise<string> {
  await page.locator('.sheet').waitFor()
  const file = join(t.testdir({}), 'paper.pdf')
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }))
  t.match(execFileSync('pdfinfo', [file], { encoding: 'utf8' }), /Pages: +1\n[\s\S]*A4/, 'one A4 page')
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '')
}

function inOrder (t: Test, text: string): void {
  let from = 0
  for (const label of LABELS) {
    const at = text.indexOf(label, from)
    t.ok(at >= 0, `${label} in its place`)
    from = at < 0 ? from : at + label.length
  }
}

test('an application for all four services is taken from paper', async t => {
  const window = await atWindow(t)
  const { page, form: { fill, pick, wrong } } = window
  await page.getByRole('button', { name: '提交' }).click()
  const alert = page.locator('[role=alert]:focus')
  await alert.waitFor()
  t.match(await alert.innerText(), /基本信息 · 联系电话：必填项未填/, 'what is missing is named')
  await alert.getByRole('link', { name: /联系电话/ }).click()
  t.equal(await page.evaluate('document.activeElement.closest(".el-form-item").id'), 'field-basic-phone', 'and is led to')

  await t.test('every field wrong is told at the field', async t => {
    await pick('基本信息', { 业务性质: ['工业'], 办理业务: ['水', '电', '气', '网'], 申请人类型: ['经办人'], 证照类型: ['居民身份证'], 预约服务: ['需要'] })
    await fill('基本信息', {
      '使用地址（泾县）': '\u200b',
      '街道（乡镇）代码': '12',
      单位名称: '\u200b',
      统一社会信用代码: '91350100M000100Y44',
      申请人姓名: '\u200b',
      联系电话: '123',
      证照号码: '110105194912310021',
      '计划时间（工作日）': '2020-01-01T10:00'
    })
    await pick('用水业务', { 业务种型: ['其他'] })
    await fill('用水业务', { 供水需求: '0.001' })
    await pick('用电业务', { 业务种型: ['新装'] })
    await fill('用电业务', { 主供容量: '八', 备供容量: '-1' })
    await pick('用气业务', { 业务种型: ['改管'] })
    await fill('用气业务', { 用气压力: '99999', 天然气负荷: '0' })
    await pick('网络业务', { 业务种类: ['新装'] })
    await fill('网络业务', { 带宽需求: '1.5', 固话安装数量: '0', 电视安装数量: '99999' })
    await page.getByText('还有 23 处须更正').waitFor()
    t.match(await wrong('基本信息'), {
      '使用地址（泾县）': /看得见/,
      '街道（乡镇）代码': /9 位数字/,
      原地址: /必填/,
      单位名称: /看得见/,
      统一社会信用代码: /统一社会信用代码有误/,
      申请人姓名: /看得见/,
      联系电话: /11 位手机号/,
      证照号码: /校验码/,
      '计划时间（工作日）': /不能早于现在/
    })
    t.match(await wrong('用水业务'), { '业务种型（其他）说明': /必填/, 供水需求: /小数/ })
    t.match(await wrong('用电业务'), { 主供容量: /数据类型/, 备供容量: /大于 0/ })
    t.match(await wrong('用气业务'), { 用气压力: /不大于 10000/, 天然气负荷: /大于 0/ })
    t.match(await wrong('网络业务'), { 运营商选择: /必填/, 业务类型: /必填/, 带宽需求: /数据类型/, 固话安装数量: /不小于 1/, 电视安装数量: /不大于 10000/ })
    t.match(await page.locator('fieldset').last().innerText(), /经办人须附法人授权委托书[\s\S]*必填项未填/)
    await checkScreen(t, window, 'every field wrong')
  })

  await t.test('files that cannot be taken are told before they are sent', async t => {
    const input = page.getByLabel('附件文件')
    await input.setInputFiles({ name: 'scan.tiff', mimeType: 'image/tiff', buffer: PNG })
    await page.getByText('「scan.tiff」不是 JPEG、PNG 图片或 PDF').waitFor()
    await input.setInputFiles({ name: 'large.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(3 * 1024 * 1024 + 1) })
    await page.getByText('超过 3 MB').first().waitFor()
    await input.setInputFiles({ name: 'wrong.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await page.locator('[role=alert]:focus').waitFor()
    t.equal(await page.locator('.files li').count(), 0)
  })

  await pick('基本信息', { 业务性质: ['住宅'], 申请人类型: ['住户'], 预约服务: ['不需要'] })
  await fill('基本信息', { '使用地址（泾县）': '泾川镇稼祥中路12号3幢502室', '街道（乡镇）代码': '341823100', 申请人姓名: '王小梅', 联系电话: '13800000001', 证照号码: '11010519491231002X' })
  await pick('用水业务', { 业务种型: ['新装'] })
  await fill('用水业务', { 供水需求: '0.5', 备注: '水表在楼道' })
  await fill('用电业务', { 主供容量: '8', 备供容量: '' })
  await pick('用电业务', { 是否安装变压器: ['否'], 是否开通谷峰用电: ['是'] })
  await pick('用气业务', { 业务种型: ['通气点火'], 供应企业: ['港华燃气'] })
  await fill('用气业务', { 用气压力: '', 天然气负荷: '' })
  await pick('网络业务', { 运营商选择: ['中国电信', '安广网络'], 业务类型: ['宽带'] })
  await fill('网络业务', { 带宽需求: '300', 固话安装数量: '', 电视安装数量: '' })
  await page.getByLabel('附件照片').setInputFiles({ name: 'camera.png', mimeType: 'image/png', buffer: PNG })
  await page.locator('.files li').waitFor()
  await page.getByText('申请人同意将各业务所需的信息').click()
  await page.getByText('承诺受理踏勘').waitFor()
  t.strictSame(await page.locator('.el-form-item.is-error').count(), 0, 'nothing is wrong any more')
  await checkScreen(t, window, 'the form')
  await page.keyboard.press('Control+Enter')
  const number = await submitted(page)
  t.match(await stored(window), [{ number: number.replace(/[()]/g, '') }])
  await page.getByRole('cell', { name: /安广网络/ }).waitFor()
  await checkScreen(t, window, 'the case')

  await t.test('who took it answers for it, and hands that over', async t => {
    await hire(window.site, { login: 'zhang.wei', name: '张伟', roles: ['clerk'] })
    await page.getByRole('button', { name: '移交' }).click()
    await page.getByRole('dialog').getByText('请选择').click()
    await page.getByRole('option', { name: '张伟' }).click()
    await page.getByLabel('原因').fill('换班')
    await checkScreen(t, window, 'handing over')
    await page.getByRole('dialog').getByRole('button', { name: '移交' }).click()
    await page.getByText('张伟（县政务服务中心）').waitFor()
  })

  await t.test('it is printed on one page, from what was typed', async t => {
    await page.getByRole('button', { name: '打印申请表' }).click()
    const text = await printed(t, page)
    inOrder(t, text)
    for (const typed of ['泾川镇稼祥中路12号3幢502室', '11010519491231002X', '水表在楼道', '300MB', number, '县政务服务中心', '王丽']) t.ok(text.includes(typed), typed)
    t.equal((await window.site.pool.query('select from disclosures')).rowCount, 0, 'nobody has had to ask')
    await checkScreen(t, window, 'the paper')
    await page.goBack()
    await page.getByRole('button', { name: '打印受理回执' }).click()
    const receipt = await printed(t, page)
    t.match(receipt, /受理回执[\s\S]*王\*\*[\s\S]*安广网络/)
    t.match(receipt, /查询码\d{8}[\s\S]*扫二维码或打开http:\/\/127\.0\.0\.1:8080\/progress，填写联合办件号和查询码/, 'by which the applicant looks at it')
    await checkScreen(t, window, 'the receipt')
  })

  await t.test('and later the receipt with the code that it had, or another, on record', async t => {
    const codeOn = async (): Promise<string> => await page.locator('.query-code').innerText()
    const code = await codeOn()
    await page.goto(`/console/cases/${number.replace(/[()]/g, '')}/receipt`)
    t.match(await printed(t, page), /到受理窗口。/, 'without the code nothing is said of it')
    t.equal(await page.locator('.query-code').count(), 0)
    await page.getByRole('button', { name: '补印查询码' }).click()
    await page.getByLabel('用途').fill('回执污损')
    await checkScreen(t, window, 'asking for the code')
    await page.getByRole('dialog').getByRole('button', { name: '补印' }).click()
    await page.locator('.query-code').waitFor()
    t.equal(await codeOn(), code)
    t.match((await window.site.pool.query('select actor, fields, purpose from disclosures')).rows, [{ actor: 'person:wang.li', fields: ['queryCode'], purpose: '回执污损' }])
    await page.getByRole('button', { name: '换发查询码' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '换发' }).click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await page.getByLabel('原因').fill('回执遗失')
    await page.getByRole('dialog').getByRole('button', { name: '换发' }).click()
    await until(async () => await codeOn() !== code)
    t.match((await window.site.pool.query("select actor, reason from acts where action = 'query-code-renewal'")).rows, [{ actor: 'person:wang.li', reason: '回执遗失' }])
    await checkScreen(t, window, 'another code')
  })

  await t.test('and later with a purpose, which is recorded', async t => {
    await page.goto(`/console/cases/${number.replace(/[()]/g, '')}/form`)
    await page.getByLabel('用途').fill('申请人补领')
    await checkScreen(t, window, 'asking for the purpose')
    await page.keyboard.press('Enter')
    const text = await printed(t, page)
    inOrder(t, text)
    t.ok(text.includes('11010519491231002X'))
    t.match((await window.site.pool.query('select actor, fields, purpose from disclosures order by id desc limit 1')).rows, [{ actor: 'person:wang.li', fields: ['form'], purpose: '申请人补领' }])
  })

  await t.test('blank', async t => {
    await page.goto('/console/window/blank')
    inOrder(t, await printed(t, page))
    await checkScreen(t, window, 'the blank paper')
  })
})

test('a connection that is lost while submitting costs nothing, and nothing is submitted twice', async t => {
  const window = await atWindow(t)
  const { page, form, context } = window
  await fillHousehold(form)
  await page.getByText('申请人同意将各业务所需的信息').click()
  await page.getByText('草稿已保存').waitFor()
  const other = await context.newPage()
  await other.goto(page.url())
  await until(async () => await other.getByLabel('申请人姓名').inputValue() === '王小梅')

  // The hub gets it, the browser never hears so.
  await page.route('**/v1/applications?*', async route => {
    await route.fetch()
    await route.abort('connectionreset')
  }, { times: 1 })
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('还不知道上一次提交是否已经到达').waitFor()
  t.ok(await page.getByLabel('申请人姓名').isDisabled(), 'what is sent again is the same')
  window.faults()
  await checkScreen(t, window, 'not knowing')
  await page.getByRole('button', { name: '重新提交' }).click()
  const number = await submitted(page)
  t.equal((await stored(window)).length, 1, 'one application')

  await t.test('going back leads before the form', async t => {
    await page.goBack()
    t.notMatch(page.url(), /window\/new/)
  })
  await t.test('another tab with the same form gives the same number', async t => {
    await other.getByRole('button', { name: '提交' }).click()
    t.equal(await submitted(other), number)
    t.equal((await stored(window)).length, 1)
  })
  await t.test('the draft is gone with it', async t => {
    t.equal((await window.site.pool.query('select from drafts')).rowCount, 0)
  })
})

test('a draft outlasts the session, and two tabs are told of each other', async t => {
  const window = await atWindow(t)
  const { page, context, form, site, person } = window
  await form.fill('基本信息', { 申请人姓名: '李建国' })
  await page.getByText('草稿已保存').waitFor()
  const other = await context.newPage()
  await other.goto(page.url())
  await until(async () => await other.getByLabel('申请人姓名').inputValue() === '李建国')
  await formOn(other).fill('基本信息', { 联系电话: '13800000001' })
  await other.getByText('正在填写').waitFor()
  await other.getByText('草稿已保存').waitFor()
  await form.fill('基本信息', { 联系电话: '13900000002' })
  await page.getByText('这份草稿在别的页面改过了').waitFor()
  await checkScreen(t, window, 'two tabs')
  await page.getByRole('button', { name: '读入别处保存的' }).click()
  await until(async () => await page.getByLabel('联系电话').inputValue() === '13800000001')

  await form.fill('基本信息', { 证照号码: '尚未保存' })
  await site.pool.query('delete from sessions')
  await page.getByText('登录已经失效').waitFor()
  await page.getByLabel('登录名').fill(person.login)
  await page.getByLabel('密码', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByLabel('动态口令或恢复码').fill(person.code())
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByLabel('证照号码').waitFor()
  // Also what was typed last.
  await until(async () => await page.getByLabel('证照号码').inputValue() === '尚未保存')
  await page.getByText('草稿已保存').waitFor()

  await page.goto('/console/window')
  await page.getByRole('link', { name: '李**' }).waitFor()
  await checkScreen(t, window, 'the home')
  await page.getByRole('button', { name: '删除李**的草稿' }).click()
  await page.getByRole('heading', { name: '没有提交的草稿' }).waitFor({ state: 'detached' })
  t.equal((await site.pool.query('select from drafts')).rowCount, 0)
})

test('by keyboard alone: a form is taken, found again by its number, and by who applied', async t => {
  const { page, ...window } = await atWindow(t)
  await page.getByRole('radiogroup', { name: '业务性质' }).waitFor()
  const type = async (...keys: string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key) }
  const write = async (text: string): Promise<void> => {
    await page.keyboard.insertText(text)
    await type('Tab')
  }
  await page.locator('#content').focus()
  await type('Tab', 'Space', 'Tab', 'Space', 'Tab', 'Tab', 'Tab', 'Tab')
  await write('泾川镇稼祥中路12号')
  await type('Tab', 'Space', 'Tab')
  await write('王小梅')
  await write('13800000001')
  await type('Space', 'Tab')
  await write('11010519491231002X')
  // Appointment and remark stay empty; then the water's kind and demand.
  await type('Tab', 'Tab', 'Space', 'Tab')
  await write('0.5')
  // Remark, and the three of the files.
  await type('Tab', 'Tab', 'Tab', 'Tab', 'Space', 'Control+Enter')
  const number = await submitted(page)
  const [{ number: joint }] = await stored({ ...window, page }) as [{ number: string }]
  t.match(number, joint.slice(4))

  await page.goto('/console/window')
  await page.getByRole('link', { name: `(${joint.slice(0, 4)})${joint.slice(4)}` }).waitFor()
  await type('/')
  await page.keyboard.insertText(`(${joint.slice(0, 4)})${joint.slice(4)}`)
  await type('Enter')
  await page.waitForURL(`**/cases/${joint}`)
  await page.getByRole('heading', { name: '办理过程' }).waitFor()
  await type('/')
  await page.keyboard.insertText('11010519491231002X')
  await type('Enter')
  await page.getByLabel('用途').waitFor()
  t.notMatch(page.url(), /1101/, 'personal text stays out of the address')
  await page.getByLabel('用途').focus()
  await page.keyboard.insertText('申请人来电询问')
  await type('Enter')
  await page.locator('a.hit:focus').waitFor()
  await checkScreen(t, { page, ...window }, 'what is found')
  await type('Enter')
  await page.waitForURL(`**/cases/${joint}`)
})
