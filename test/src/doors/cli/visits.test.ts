/** Joint visits on the command line. */
import { test } from 'tap'
import { SANDBOX } from '../../../../kit/sandbox.ts'
import { conforming } from '../../../kit/answers.ts'
import { runAt, type Ran } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { formForSeven, visitBench } from '../../../kit/visits.ts'

const BY = ['--by', '王工']
const REASON = ['--reason', '暴雨']

test('joint visits', async t => {
  const intake = await startIntake(t)
  const { jointNumber } = await intake.submit(formForSeven())
  const bench = visitBench(intake.hub, jointNumber)
  const environment = { DATABASE_URL: intake.pool.options.connectionString!, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const run = (...args: string[]): Promise<Ran> => runAt(() => intake.clock.time, environment, 'visits', ...args)
  const acts = async (): Promise<any[]> => (await intake.pool.query('select actor, action, reason from acts order by id')).rows

  await t.test('nothing is there before a time is proposed', async t => {
    t.match(await run('list'), { code: 0, out: '没有符合条件的联合踏勘' })
    t.match(await run('show', jointNumber), { code: 3, out: '', err: /没有/ })
    t.match(await run('show', 'JXLB999999'), { code: 3, out: '' })
    t.match(await run('show', 'nonsense'), { code: 3, out: '' })
  })

  await t.test('a time is proposed, another in its place, and settled', async t => {
    t.match(await run('propose', jointNumber, '--date', '2026-11-24', '--half', 'noon', ...BY), { code: 2, err: /^--half：/ })
    t.match(await run('propose', jointNumber, '--date', '2026-11-22', '--half', 'morning', ...BY), { code: 2, err: /\/slot\/date：/ })
    t.match(await run('propose', jointNumber, '--date', '2026-11-24', '--half', 'morning'), { code: 2, err: '缺少选项：--by <who>' })
    const proposed = await run('propose', jointNumber, '--date', '2026-11-24', '--half', 'morning', ...BY)
    t.match(proposed, { code: 0, err: '', out: /^联合办件号 +JXLB000001\n状态 +待答复\n时段 +2026-11-24 上午\n第几次 +1\n版本 +0\n[^]*\n\n企业 +外部流水号 +答复 [^]*\n中国联通 +JXLB000001-NU +未答复/ })
    t.match(await run('propose', jointNumber, '--date', '2026-11-25', '--half', 'afternoon', ...BY), { code: 1, err: /踏勘/ }, 'somebody may have proposed meanwhile')
    const { version } = await bench.read()
    const other = await run('propose', jointNumber, '--date', '2026-11-25', '--half', 'afternoon', '--hour', '15:00', '--version', String(version), ...BY, '--json')
    t.match(conforming(t, other.json(), 'Visit'), { proposal: 2, slot: { hour: '15:00' }, proposedBy: 'lead' })
    await bench.answer('unicom', 'declined')
    t.match(await run('settle', jointNumber, '--proposal', '1', ...BY), { code: 1, out: '' })
    t.match(await run('settle', jointNumber, '--proposal', 'two', ...BY), { code: 2, err: /^--proposal：/ })
    t.match(await run('settle', jointNumber, '--proposal', '2', ...BY), { code: 0, out: /状态 +已约定\n[^]*\n中国联通 +\S+ +不参加/ })
    t.match(await acts(), [{ actor: 'cli:王工', action: 'visit-propose' }, { action: 'visit-propose' }, { action: 'visit-answer' }, { actor: 'cli:王工', action: 'visit-settle' }])
  })

  await t.test('they are listed, by page and by what is asked for', async t => {
    t.match(await run('list', '--from', '2026-11-25', '--state', 'agreed', '--enterprise', 'unicom'), { code: 0, out: /^联合办件号 +时段 +状态 [^\n]*\nJXLB000001 +2026-11-25 下午 15:00–16:00 +已约定 +2 / })
    t.match(await run('list', '--to', '2026-11-24'), { out: '没有符合条件的联合踏勘' })
    t.match(await run('list', '--state', 'open', '--from', 'today'), { code: 2, err: /^--from：.*\n--state：/ })
    conforming(t, (await run('list', '--json')).json(), 'VisitPage')
    t.match((await run('show', jointNumber, '--json')).json(), { jointNumber, state: 'agreed' })
  })

  await t.test('who was absent is written down', async t => {
    intake.clock.time = new Date('2026-11-25T15:10:00+08:00')
    t.match(await run('no-show', jointNumber, '--proposal', '2', '--party', 'enterprise', ...BY, ...REASON), { code: 2, err: /^--enterprise：/ })
    t.match(await run('no-show', jointNumber, '--proposal', '2', '--party', 'enterprise', '--enterprise', 'mobile', ...BY, '--reason', '抢修'), { code: 0, out: /\n中国移动 +\S+ +\S+ +未到场 +抢修/ })
    t.match(await run('no-show', jointNumber, '--proposal', '2', '--party', 'applicant', ...BY, '--reason', '无人'), { code: 0, out: /状态 +未成行，[^]*原因 +无人\n/ })
  })

  await t.test('one that has not begun is cancelled', async t => {
    await bench.propose('2026-11-27')
    const { version } = await bench.read()
    t.match(await run('cancel', jointNumber, '--version', String(version), ...BY), { code: 2, err: '缺少选项：--reason <why>' })
    t.match(await run('cancel', jointNumber, '--version', String(version + 1), ...BY, ...REASON), { code: 1, out: '' })
    t.match(await run('cancel', jointNumber, '--version', String(version), ...BY, ...REASON), { code: 0, out: /状态 +已取消，[^]*原因 +暴雨\n/ })
    t.match((await acts()).at(-1), { actor: 'cli:王工', action: 'visit-cancel', reason: '取消联合踏勘：暴雨' })
  })
})
