/** Purging and erasing by hand, on the command line. */
import { test } from 'tap'
import { withdraw } from '../../../../src/cases/withdraw.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { conforming } from '../../../kit/answers.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { runHere, type Ran } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'
import { SANDBOX } from '../../../../kit/sandbox.ts'

const BY = ['--by', '王工', '--reason', '例行清理']

test('retention by hand', async t => {
  // Its rows are of long ago, by the clock of the command.
  const bare = await bareHub(t)
  const { jointNumber } = await bare.submit()
  const environment = { DATABASE_URL: bare.databaseUrl, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const run = (...args: string[]): Promise<Ran> => runHere(environment, ...args)

  await t.test('purge: counted, done, recorded', async t => {
    t.match(await run('purge', '--dry-run'), { code: 0, err: '', out: /^将清除（未执行；每项最多数到 1000）\n与企业的往来 +0\n[^]*幂等记录 +1\n/ })
    const counted = (await run('purge', '--dry-run', '--json')).json()
    t.strictSame(Object.keys(counted), ['removed', 'dryRun'])
    t.match(conforming(t, counted.removed, 'Removals'), { idempotencyKeys: 1, applications: 0 })
    t.equal(counted.dryRun, true)
    t.equal((await bare.rows('select from idempotency_keys')).length, 1)
    t.match(await run('purge', '--reason', '例行清理'), { code: 2, out: '', err: '缺少选项：--by' })
    const done = (await run('purge', ...BY, '--json')).json()
    t.match(done, { removed: { idempotencyKeys: 1 }, dryRun: false })
    conforming(t, done.removed, 'Removals')
    t.equal((await bare.rows('select from idempotency_keys')).length, 0)
    t.match(await run('purge', ...BY), { code: 0, out: /^已清除\n[^]*幂等记录 +0\n/ })
    t.match(await bare.rows('select actor, action, affected from acts order by id'), [{ actor: 'cli:王工', action: 'purge', affected: 1 }, { affected: 0 }])
  })

  await t.test('purge: not at a time that is doubtful, unless somebody has looked', async t => {
    await bare.rows("update purges set started_at = started_at - interval '8 days'")
    const refused = await run('purge', ...BY)
    t.match(refused, { code: 2, out: '', err: /^数据库的时间 [\dT:+-]+ 比上次清理的时间 [\dT:+-]+ 晚七天以上，未作任何清理。.*--confirm-time 再次执行$/ })
    t.equal((await bare.rows('select from purges')).length, 2)
    t.match(await run('purge', '--dry-run'), { code: 0 })
    t.match(await run('purge', ...BY, '--confirm-time'), { code: 0, out: /^已清除\n/ })
    t.match(await run('purge', ...BY), { code: 0 }, 'from then on the time is believed')
  })

  await t.test('erase: one that has ended', async t => {
    t.match(await run('erase', jointNumber, ...BY), { code: 1, out: '', err: '办件尚未全部结束，或正与企业往来，不能删除个人信息' })
    t.match(await run('erase', 'JXLB999999', ...BY), { code: 3, err: '没有这个联合办件' })
    t.match(await run('erase', 'everything', ...BY), { code: 3, err: '没有这个联合办件' })
    t.match(await run('erase', jointNumber), { code: 2, err: '缺少选项：--by <who>' })
    await withdraw(bare.hub, EVERYTHING, jointNumber, { reason: '不装了' })
    t.match(await run('erase', jointNumber, ...BY), { code: 0, err: '', out: /^JXLB000001：个人信息已于 \S+ 删除$/ })
    t.match(await bare.rows('select form_sealed from applications'), [{ form_sealed: null }])
    t.match(await bare.rows("select actor, target from acts where action = 'erasure'"), [{ actor: 'cli:王工', target: { jointNumber } }])
  })
})
