/** The scaffold, performed in a copy of the project: what it writes compiles, and the rules name what is still to be written. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tap, { test } from 'tap'
import { read } from '../source-files.ts'
import { copyProject, failureLines, missingIn, PATIENCE, runIn } from './project-copy.ts'

tap.setTimeout(PATIENCE * 1000)

const TO_WRITE = [
  'openapi/enterprises/county-heat.yaml: info.x-provenance: say what is public (公开) and what is assumed (假定)',
  'test/fixtures/county-heat/supplemental/: add the odd orders',
  'test/fixtures/county-heat/supplemental/: add its statuses',
  'test/fixtures/county-heat/adapter/: add what its adapter sends, is answered and is told (test/kit/adapter-cases.ts)',
  'test/simulators/county-heat.test.ts: test that the simulator refuses what the contract refuses'
]

test('a new profile', async t => {
  const copy = copyProject(t)

  await t.test('is not begun under a name that will not do, and nothing is written', async t => {
    const cases: Array<[string[], RegExp]> = [
      [[], /^用法：npm run new-profile/],
      [['County'], /名称 County 不可用/],
      [['portal'], /名称 portal 不可用/],
      [['9-water'], /名称 9-water 不可用/],
      [['enn'], /接口规格 enn 已经存在/],
      [['county-heat', 'county-gas'], /^用法/],
      [['county-heat', '--service', 'heat'], /业务 heat 不在允许的取值之内/]
    ]
    for (const [words, told] of cases) {
      const { code, output } = await runIn(copy, ['kit/new-profile.ts', ...words])
      t.equal(code, 2, words.join(' '))
      t.match(output, told)
    }
    for (const file of ['settings.sandbox.yaml', 'src/enterprises/profiles.ts']) t.equal(readFileSync(join(copy, file), 'utf8'), read(file))
  })

  await t.test('says what is still to be written', async t => {
    const { code, output } = await runIn(copy, ['kit/new-profile.ts', 'county-heat'])
    t.equal(code, 0, output)
    t.strictSame([...output.matchAll(/^尚缺 (.*)$/gm)].map(([, part]) => part), TO_WRITE)
    t.equal((await runIn(copy, ['kit/new-profile.ts', 'county-heat'])).code, 2, 'it is begun once')
  })

  await t.test('of any service compiles', async t => {
    for (const [slug, service] of Object.entries({ 'second-heat': 'water', 'county-power': 'electricity', 'county-gas': 'gas', 'county-net': 'network' })) {
      t.equal((await runIn(copy, ['kit/new-profile.ts', slug, '--service', service])).code, 0, slug)
    }
    const { code, output } = await runIn(copy, ['node_modules/typescript/bin/tsc'])
    t.equal(code, 0, 'it compiles', { output: failureLines(output) })
  })

  await t.test('is held to the same list by the repository test', async t => {
    const { output } = await runIn(copy, ['test/repository.test.ts'])
    t.strictSame(missingIn(output, 'county-heat'), TO_WRITE)
  })
})
