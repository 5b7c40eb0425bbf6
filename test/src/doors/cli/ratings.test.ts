/** Ratings and what bad ones bring about on the command line. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { SANDBOX } from '../../../../kit/sandbox.ts'
import { body, conforming } from '../../../kit/answers.ts'
import { runAt, type Ran } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { BAD, GOOD, ratersOf } from '../../../kit/rating.ts'
import { json } from '../../../kit/test-hub.ts'

const BY = ['--by', '王工', '--reason', '经核实并非本人']
const NOBODYS = '00000000-0000-4000-8000-000000000000'

test('ratings and rectifications', async t => {
  const intake = await startIntake(t)
  const raters = ratersOf(intake)
  const environment = { DATABASE_URL: intake.pool.options.connectionString!, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const run = (...args: string[]): Promise<Ran> => runAt(() => intake.clock.time, environment, ...args)
  t.match(await run('ratings', 'list'), { code: 0, out: '没有符合条件的评价' })
  t.match(await run('rectifications', 'list'), { code: 0, out: '没有符合条件的整改' })

  const rated: Array<{ jointNumber: string, ratingId: string }> = []
  for (const fields of [GOOD, BAD]) {
    const { jointNumber, orders } = await raters.end()
    await raters.rate(t, jointNumber, orders[0]!.reference, fields)
    const { rows: [{ id }] } = await intake.pool.query('select id from ratings order by number desc limit 1')
    rated.push({ jointNumber, ratingId: id })
  }
  const [good, bad] = rated as [typeof rated[0], typeof rated[0]]

  await t.test('ratings are listed and counted', async t => {
    t.match((await run('ratings', 'list')).out, new RegExp(`^编号 +时间 [^]*\\n${bad.ratingId} .*不满意 .*等了九天[^]*\\n${good.ratingId} .*非常满意 `))
    t.match((await run('ratings', 'list', '--level', 'dissatisfied', '--enterprise', 'county-water', '--json')).json(), { ratings: [{ ratingId: bad.ratingId }] })
    t.match((await run('ratings', 'list', '--flagged')).out, '没有符合条件的评价')
    t.match(await run('ratings', 'list', '--level', 'bad'), { code: 2, err: /^--level：/ })
    conforming(t, (await run('ratings', 'list', '--json')).json(), 'RatingPage')
    t.match((await run('ratings', 'counts')).out, /^期间 +2026-11-01 至 2026-11-30\n评价 +2\n非常满意 +1\n[^]*\n差评 +1\n其中标注 +0$/)
    t.match((await run('ratings', 'counts', '--from', '2026-10-01', '--to', '2026-10-31', '--json')).json(), { rated: 0 })
    t.match(await run('ratings', 'counts', '--from', '2026-10-01'), { code: 2, err: /\/to：/ })
  })

  await t.test('one that is not what it seems is marked, and the mark is taken away', async t => {
    const mark = (...args: string[]): Promise<Ran> => run('ratings', 'mark', good.ratingId, ...args, ...BY)
    t.match(await mark('--mark', 'wrong', '--version', '1'), { code: 2, err: /^--mark：/ })
    t.match(await mark('--mark', 'staged', '--version', '9'), { code: 1, out: '' })
    t.match(await mark('--mark', 'staged', '--version', '1'), { code: 0, out: '已标注为刷评' })
    t.match((await run('ratings', 'list', '--level', 'verySatisfied')).out, / 刷评 +2$/)
    t.match(await mark('--mark', 'none', '--version', '2'), { code: 0, out: '已取消标注' })
    for (const nobodys of [NOBODYS, 'nonsense']) t.match(await run('ratings', 'mark', nobodys, '--mark', 'none', '--version', '1', ...BY), { code: 3, out: '' })
    t.match((await intake.pool.query('select actor, action, reason from acts order by id desc limit 1')).rows, [{ actor: 'cli:王工', action: 'rating-mark', reason: '经核实并非本人' }])
  })

  await t.test('a rectification is listed and shown, and its appeal decided', async t => {
    const { ratingId, jointNumber } = bad
    t.match((await run('rectifications', 'list')).out, new RegExp(`\\n${ratingId} +${jointNumber} +泾县供水 +不满意 .* 待回访`))
    const decide = (version: string, ...args: string[]): Promise<Ran> => run('rectifications', 'decide', ratingId, '--version', version, ...args, ...BY)
    t.match(await decide('1', '--decision', 'upheld'), { code: 1, out: '' }, 'nobody has appealed')
    const appeal = { step: 'appeal', version: 1, ground: 'malicious', reason: '当日已上门' }
    await body(t, await intake.call(`/v1/rectifications/${ratingId}/steps`, json(appeal, { 'idempotency-key': randomUUID() }), 'county-water'), 200, 'Rectification')
    t.match((await run('rectifications', 'list', '--appealed')).out, /恶意差评，待裁决/)
    const shown = await run('rectifications', 'show', ratingId)
    t.match(shown.out, /情况 +待回访\n版本 +2\n申诉 +\S+ 恶意差评：当日已上门\n\n时限 [^]*差评整改 /)
    conforming(t, (await run('rectifications', 'show', ratingId, '--json')).json(), 'Rectification')
    t.match(await decide('2', '--decision', 'maybe'), { code: 2, err: /^--decision：/ })
    t.match(await decide('1', '--decision', 'upheld'), { code: 1, out: '' })
    t.match(await decide('2', '--decision', 'upheld'), { code: 0, out: /情况 +差评不成立\n[^]*裁决 +\S+ 申诉成立：经核实并非本人/ })
    t.match((await run('rectifications', 'list')).out, '没有符合条件的整改', 'of those that go on')
    conforming(t, (await run('rectifications', 'list', '--state', 'dismissed', '--json')).json(), 'RectificationPage')
    t.match((await run('ratings', 'counts', '--json')).json(), { bad: 1, marked: 1 })
    for (const nobodys of [NOBODYS, 'nonsense']) t.match(await run('rectifications', 'show', nobodys), { code: 3, out: '' })
  })
})
