/** Figures on the command line. */
import { test } from 'tap'
import { conforming } from '../../../kit/answers.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { runHere, type Ran } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'
import { SANDBOX } from '../../../../kit/sandbox.ts'

test('the figures of a month for a terminal, a spreadsheet, a printer and a program', async t => {
  const { databaseUrl, submit } = await bareHub(t)
  await submit()
  const environment = { DATABASE_URL: databaseUrl, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const run = (...args: string[]): Promise<Ran> => runHere(environment, 'figures', ...args)
  t.match(await run('--month', '2026-01'), { code: 0, out: /^期间 +2026-01-01 至 2026-01-31\n收件 +1\n[^]*\n企业 +业务 [^]*\n中国联通 +网络 +新装 +1 +按时 0 超期 1（0\.0%）/ })
  const json = conforming(t, (await run('--month', '2026-01', '--json')).json(), 'Figures')
  t.match(json, { rows: [{ enterprise: 'unicom', received: 1, surveyed: { late: 1, outstanding: 1 } }] })
  t.match(await run('--from', '2026-01-01', '--to', '2026-01-31', '--csv'), { code: 0, out: /^\uFEFF企业,业务,[^]*\r\n中国联通,网络,新装,1,[^]*\r\n工作日历版本,\S+$/ })
  t.match(await run('--month', '2026-01', '--html'), { code: 0, out: /^<!doctype html>[^]*2026年1月[^]*<\/html>$/ })
  t.match(await run('--month', '2025-12', '--enterprise', 'unicom', '--service', 'network', '--kind', 'new'), { code: 0, out: /收件 +0/ })

  await t.test('what is wrong is said', async t => {
    t.match(await run('--month', '2026-13'), { code: 2, err: /^--month：/ })
    t.match(await run('--from', '2026-02-01', '--to', '2026-01-31'), { code: 2, err: /\/to：结束时间早于开始时间/ })
    t.match(await run('--enterprise', 'nobody'), { code: 2, err: /\/enterprise：.*没有这家企业/ })
    t.match(await run('--csv', '--html'), { code: 2, err: /只取其一/ })
  })
})
