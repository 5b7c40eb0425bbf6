/** Filings with the departments on the command line. */
import { test } from 'tap'
import { SANDBOX } from '../../../../kit/sandbox.ts'
import { conforming } from '../../../kit/answers.ts'
import { runAt, type Ran } from '../../../kit/command-line.ts'
import { filingBench } from '../../../kit/filing-bench.ts'
import { settingsFile } from '../../../kit/hub-process.ts'

const BY = ['--by', '王工']
const REASON = ['--reason', '路面未按承诺恢复']
const NOBODYS = '00000000-0000-4000-8000-000000000000'

test('filings', async t => {
  const bench = await filingBench(t)
  const environment = { DATABASE_URL: bench.databaseUrl, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const run = (...args: string[]): Promise<Ran> => runAt(() => bench.clock.now, environment, 'filings', ...args)
  t.match(await run('list'), { code: 0, out: '没有符合条件的申报' })
  const { id, reference, jointNumber } = await bench.file()

  await t.test('what could not be sent is sent again', async t => {
    t.match(await run('redrive', id, ...BY, ...REASON), { code: 1, out: '' }, 'nothing is given up')
    await bench.rows("update intents set state = 'undeliverable', given_up_at = $1 where filing_id is not null", [bench.clock.now])
    t.match((await run('list', '--task', 'redrive')).out, new RegExp(`\\n${id} +${reference} +${jointNumber} +泾县供水 +告知承诺备案 +待送审批系统 .* 需人工处理`))
    t.match(await run('redrive', id, ...BY), { code: 2, err: '缺少选项：--reason <why>' })
    t.match(await run('redrive', id, ...BY, '--reason', '系统已恢复'), { code: 0, out: /状态 +待送审批系统\n/ })
    t.match(await bench.rows('select state from intents where filing_id is not null'), [{ state: 'open' }])
    t.match(await bench.rows('select actor, reason from acts order by id desc limit 1'), [{ actor: 'cli:王工', reason: '系统已恢复' }])
  })

  await bench.work()
  await bench.callBack(reference, 'GH', { blzt: '11' })
  await bench.callBack(reference, 'DLWJ', { blzt: '11', blyj: '同意备案' })

  await t.test('they are listed and shown, with each department and what has happened', async t => {
    t.match((await run('list', '--joint-number', jointNumber, '--mode', 'notice', '--state', 'passed')).out, new RegExp(`\\n${id} .*已通过 .* 待核查$`))
    t.match(await run('list', '--state', 'open'), { out: '没有符合条件的申报' })
    t.match(await run('list', '--state', 'nonsense'), { code: 2, err: /^--state：/ })
    conforming(t, (await run('list', '--json')).json(), 'FilingPage')
    const shown = await run('show', id)
    t.match(shown.out, /^申报标识 +[-0-9a-f]{36}\n流水号 +JXLB000001-SP1\n[^]*\n审批方式 +告知承诺备案\n[^]*\n\n事项 +状态 [^]*\n道路挖掘 +办结\(通过\) .*同意备案\n\n时间 +经过 [^]*审批系统已接收/)
    conforming(t, (await run('show', id, '--json')).json(), 'FilingDetail')
    for (const nobodys of [NOBODYS, 'nonsense']) t.match(await run('show', nobodys), { code: 3, out: '', err: '没有这件行政审批申报' })
  })

  const version = async (): Promise<string> => String((await run('show', id, '--json')).json().filing.version)

  await t.test('a notice is followed up', async t => {
    t.match(await run('follow-up', id, '--version', await version(), ...BY), { code: 2, err: '应给出 --finished-on 或 --restored-on' })
    t.match(await run('follow-up', id, '--version', await version(), '--finished-on', '2026-01-06', ...BY), { code: 2, err: /^[^]*\/finishedOn：/ })
    t.match(await run('follow-up', id, '--version', '99', '--finished-on', '2026-01-05', ...BY), { code: 1, out: '' })
    t.match(await run('follow-up', id, '--version', await version(), '--finished-on', '2026-01-05', ...BY), { code: 0, out: /完工日期 +2026-01-05\n待办 +待核查/ })
    t.match(await bench.rows('select actor, action from acts order by id desc limit 1'), [{ actor: 'cli:王工', action: 'filing-followed-up' }])
  })

  await t.test('and found broken', async t => {
    t.match(await run('breach', id, '--version', await version(), ...BY, ...REASON), { code: 0, out: /状态 +已撤销\n[^]*原因 +路面未按承诺恢复/ })
    t.match(await bench.rows('select actor, action from acts order by id desc limit 1'), [{ actor: 'cli:王工', action: 'filing-broken' }])
    t.match(await run('breach', id, '--version', await version(), ...BY, ...REASON), { code: 1, out: '' }, 'once')
  })
})
