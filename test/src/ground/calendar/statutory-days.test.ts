import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'
import { dateOf } from '../../../../src/ground/calendar/chinese-time.ts'
import { statutoryDays } from '../../../../src/ground/calendar/statutory-days.ts'

const shown = (year: number): string => [...statutoryDays(year)].sort((one, other) => one - other).map(day => dateOf(day).slice(5)).join(' ')

test('thirteen days are off every year', async t => {
  t.equal(shown(2027), '01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03')
  t.equal(shown(2030), '01-01 02-02 02-03 02-04 02-05 04-05 05-01 05-02 06-05 09-12 10-01 10-02 10-03')
  for (let year = 2026; year < 2099; year++) t.ok(statutoryDays(year).size >= 12, String(year))
})

test('two of them may be one day', async t => {
  t.equal(shown(2031), '01-01 01-22 01-23 01-24 01-25 04-05 05-01 05-02 06-24 10-01 10-02 10-03', '国庆 and 中秋')
})

test('beyond what is known of the moon the solar ones are left', async t => {
  t.equal(shown(2150), '01-01 05-01 05-02 10-01 10-02 10-03')
})

test('they are the same whatever the zone of the machine', async t => {
  const module = fileURLToPath(new URL('../../../../src/ground/calendar/statutory-days.ts', import.meta.url))
  const program = `import { statutoryDays } from '${module}'; console.log(JSON.stringify([2027, 2028, 2030].map(year => [...statutoryDays(year)])))`
  const here = JSON.stringify([2027, 2028, 2030].map(year => [...statutoryDays(year)]))
  for (const TZ of ['America/Santiago', 'Pacific/Kiritimati']) {
    t.equal(execFileSync(process.execPath, ['--input-type=module', '-e', program], { env: { TZ }, encoding: 'utf8' }).trim(), here, TZ)
  }
})
