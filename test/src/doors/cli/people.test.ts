/** The accounts of people, as they are seen to on the command line. */
import { test } from 'tap'
import { SANDBOX } from '../../../../kit/sandbox.ts'
import { conforming } from '../../../kit/answers.ts'
import { migratedDatabase } from '../../../kit/bare-hub.ts'
import { runHere, type Ran } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'

const BY = ['--by', '王工', '--reason', '开局']

test('people on the command line', async t => {
  const { pool, databaseUrl } = await migratedDatabase(t)
  const environment = { DATABASE_URL: databaseUrl, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const run = (...args: string[]): Promise<Ran> => runHere(environment, 'people', ...args)

  await t.test('there is none by itself', async t => {
    t.match(await run('list'), { code: 0, out: '没有账号' })
  })

  await t.test('the first administrator', async t => {
    const added = await run('add', 'zhao', '--name', '赵敏', '--unit', '县数据局', '--role', 'administrator', ...BY)
    t.match(added, { code: 0, err: '', out: /^登录名 +zhao\n初始密码（只显示这一次） +\S{20}$/ })
    t.match(await run('list'), { code: 0, out: /^登录名 +姓名 +单位 +角色 +企业 +动态口令 +状态\nzhao +赵敏 +县数据局 +账号管理员 +未绑定 +正常$/ })
    t.match((await pool.query('select actor, action from acts')).rows, [{ actor: 'cli:王工', action: 'account-opening' }])
  })

  await t.test('what cannot be taken', async t => {
    t.match(await run('add', 'zhao', '--name', '赵敏', '--unit', '县数据局', '--role', 'auditor', ...BY), { code: 1, err: '已有这个登录名，登录名不能重复使用' })
    t.match(await run('add', 'Zhao!', '--name', '', '--unit', '县数据局', '--role', 'auditor', ...BY), { code: 2, err: /--login：.*\n--name：/ })
    t.match(await run('add', 'qian', '--name', '钱', '--unit', '县数据局', ...BY), { code: 2, err: /--roles：/ })
    t.match(await run('add', 'qian', '--name', '钱', '--unit', '县数据局', '--role', 'king', ...BY), { code: 2 })
    t.match(await run('add', 'qian', '--name', '钱', '--unit', '县数据局', '--role', 'administrator', 'auditor', ...BY), { code: 2, err: '填写有误\n/roles：这些角色不能由同一账号兼任' })
    t.match(await run('add', 'qian', '--name', '钱', '--unit', '县数据局', '--role', 'clerk'), { code: 2, err: /缺少选项：--by/ })
    for (const command of ['lock', 'unlock', 'close', 'reset-totp', 'reset-password']) t.match(await run(command, 'NOBODY', ...BY), { code: 3, err: '没有这个账号' }, command)
  })

  await t.test('a specialist, through everything that may happen to an account', async t => {
    const added = await run('add', 'li.qiang', '--name', '李强', '--unit', '联通', '--role', 'specialist', '--enterprise', 'unicom', '--phone', '13900003333', ...BY, '--json')
    const { password } = conforming(t, added.json(), 'GivenPassword')
    t.match(await run('change', 'li.qiang', '--unit', '联通泾县', ...BY), { code: 0, out: /单位 +联通泾县\n角色 +服务专员\n企业 +unicom\n状态 +正常/ })
    t.match(await run('lock', 'li.qiang', ...BY), { code: 0, out: /状态 +停用/ })
    t.match(await run('unlock', 'li.qiang', ...BY), { code: 0, out: /状态 +正常/ })
    t.match(await run('reset-totp', 'li.qiang', ...BY), { code: 0 })
    const anew = conforming(t, (await run('reset-password', 'li.qiang', ...BY, '--json')).json(), 'GivenPassword')
    t.not(anew.password, password)
    conforming(t, (await run('close', 'li.qiang', ...BY, '--json')).json(), 'Account')
    t.match(await run('change', 'li.qiang', '--unit', '联通', ...BY), { code: 1, err: '该账号已注销' })
    t.match((await run('list', '--role', 'specialist', '--state', 'closed', '--json')).json(), { accounts: [{ login: 'li.qiang', state: 'closed' }] })
  })
})
