/** The calendar on the command line. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { conforming } from '../../../kit/answers.ts'
import { migratedDatabase } from '../../../kit/bare-hub.ts'
import { runCli, runHere, type Ran } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'
import { SANDBOX } from '../../../../kit/sandbox.ts'

const BY = ['--by', '王工', '--reason', '防汛停办']

test('the calendar by hand', async t => {
  const { databaseUrl } = await migratedDatabase(t)
  const environment = { DATABASE_URL: databaseUrl, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const run = (...args: string[]): Promise<Ran> => runHere(environment, 'calendar', ...args)
  const folder = t.testdir()
  const file = (value: unknown): string => {
    const path = join(folder, 'year.json')
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
    return path
  }

  await t.test('due: counted as everything that runs', async t => {
    const due = async (...args: string[]): Promise<any> => conforming(t, (await run('due', ...args, '--json')).json(), 'Due')
    t.strictSame(await due('--from', '2026-11-27T09:00:00+08:00', '--days', '1'), {
      dueAt: '2026-11-30T17:30:00+08:00',
      rungs: [{ share: 0.75, at: '2026-11-30T15:45:00+08:00' }, { share: 1, at: '2026-11-30T17:30:00+08:00' }],
      provisional: false
    })
    t.match(await due('--from', '2026-11-27T01:00:00Z', '--days', '1', '--pause', '2026-11-30T09:00:00+08:00/2026-11-30T10:00:00.001+08:00', '--pause', '2026-12-01T00:00:00+08:00/2026-12-02T00:00:00+08:00'), {
      dueAt: '2026-12-02T17:30:00+08:00', rungs: [{ at: '2026-11-30T16:45:00.001+08:00' }, {}]
    })
    t.match(await due('--from', '2026-11-27T09:00:00+08:00', '--days', '1', '--pause', '2026-11-30T09:00:00+08:00/'), { dueAt: null, rungs: [{ at: null }, { at: null }] })
    t.match(await due('--from', '2026-11-27T09:00:00+08:00', '--days', '1', '--planned', '2026-12-03'), { dueAt: '2026-12-03T17:30:00+08:00' })
    t.match(await due('--from', '2026-12-31T15:00:00+08:00', '--days', '1'), { dueAt: '2027-01-04T17:30:00+08:00', provisional: true })
    t.match(await run('due', '--from', '2026-12-31T15:00:00+08:00', '--days', '1'), { code: 0, out: /^期限 +2027-01-04T17:30:00\+08:00\n75% .*\n100% .*\n经过的日子有尚未公布/ })
  })

  await t.test('due: what is none is refused', async t => {
    const from = ['--from', '2026-11-27T09:00:00+08:00']
    for (const days of ['0', '-1', '1.5', 'one', '5001']) t.match(await run('due', ...from, '--days', days), { code: 2, err: /^--days：/ }, days)
    t.match(await run('due', '--from', '2026-11-27', '--days', '1'), { code: 2, err: /^--from：/ })
    t.match(await run('due', ...from, '--days', '1', '--planned', '2026-02-30'), { code: 2, err: /^--planned：/ })
    t.match(await run('due', ...from, '--days', '1', '--pause', '2026-11-30T09:00:00+08:00'), { code: 2, err: /^--pause：/ })
    t.match(await run('due', ...from, '--days', '1', '--pause', 'A/B'), { code: 2, err: /^--pause：/ })
    t.match(await run('due', ...from, '--days', '1', '--pause', '2026-11-30T09:00:00+08:00/2026-11-30T08:00:00+08:00'), { code: 2, err: /结束时间早于开始时间/ })
  })

  await t.test('show: a year, published or not', async t => {
    t.match(conforming(t, (await run('show', '2026', '--json')).json(), 'CalendarYear'), { workingDays: 248, provisional: false, source: 'library' })
    t.match((await run('show', '2027', '--json')).json(), { workingDays: 254, provisional: true, days: [] })
    t.match(await run('show', '2026'), { code: 0, out: /工作日 +248\n[^]*2026-02-14 +春节 +上班/ })
    t.match(await run('show', '1900'), { code: 2, err: '1900：应为年份，2000 至 2099' })
  })

  await t.test('close, open: whole days, on the record', async t => {
    t.match(await run('close', '2026-12-03', ...BY), { code: 0, out: '已停办：2026-12-03' })
    t.match((await run('due', '--from', '2026-12-02T09:00:00+08:00', '--days', '1', '--json')).json(), { dueAt: '2026-12-04T17:30:00+08:00' })
    t.match(await run('open', '2026-12-03', ...BY), { code: 1, err: '与本县已作的安排相抵触\n/dates/0：本县已对该日作相反安排，须先撤销' })
    t.match(await run('close', '2026-12-03', '--take-back', ...BY), { code: 0, out: '已撤销：2026-12-03' })
    t.match(await run('close', '2026-12-3', ...BY), { code: 2, err: '2026-12-3：应为日期，例如 2026-12-03' })
    t.match(await run('close', '2026-12-03'), { code: 2, err: /缺少选项：--by/ })
    t.match((await runHere(environment, 'acts', 'list', '--json')).json().acts, [{ by: 'cli:王工', action: 'calendar-closing' }, { action: 'calendar-closing' }])
  })

  await t.test('import: a year whole', async t => {
    const days = [{ name: '元旦', date: '2027-01-01', isOffDay: true }]
    const path = file({ $schema: 'https://example.org/schema.json', $id: 'https://example.org/2027.json', year: 2027, papers: ['https://www.gov.cn/'], days })
    t.match(await run('import', path, '--dry-run', ...BY), { code: 0, out: /^将导入（未执行） 2027 年：260 个工作日，与原有安排不同的有 6 天\n[^]*2027-02-05 +休息 → 上班/ })
    t.match(conforming(t, (await run('import', path, ...BY, '--json')).json(), 'CalendarImport'), { year: 2027, workingDays: 260, dryRun: false })
    t.match((await run('show', '2027', '--json')).json(), { provisional: false, source: 'import', workingDays: 260 })
    for (const [wrong, words] of [
      ['{', /不是有效的 JSON/], [{ year: 2027, days: [] }, /year\.json：\/days：/], [{ year: 2027, days, holidays: [] }, /year\.json：\/holidays：/],
      [{ year: 2027, days: [{ ...days[0], date: '2027-02-30' }] }, /\/days\/0\/date：/], [{ year: 2028, days }, /\/file\/days\/0\/date：不在允许的取值之内/]
    ] as const) t.match(await run('import', file(wrong), ...BY), { code: 2, err: words })
    t.match(await run('import', join(folder, 'none.json'), ...BY), { code: 2, err: /无法读取/ })
  })
})

test('the zone of the machine plays no part', async t => {
  const { databaseUrl } = await migratedDatabase(t)
  const environment = { DATABASE_URL: databaseUrl, LIANBAN_SETTINGS: settingsFile(t, SANDBOX), TZ: 'America/Santiago' }
  t.match((await runCli(environment, 'calendar', 'due', '--from', '2026-09-30T18:10:00+08:00', '--days', '1', '--json')).json(), { dueAt: '2026-10-08T17:30:00+08:00', provisional: false })
  t.match((await runCli(environment, 'calendar', 'due', '--from', '2027-04-02T18:10:00+08:00', '--days', '1', '--json')).json(), { dueAt: '2027-04-06T17:30:00+08:00' }, '清明 is on the Monday')
})
