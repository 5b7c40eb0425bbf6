/** What `npm run check` says of regular expressions. */
import { test } from 'tap'
import { sourceFile, sourceFiles } from '../source-files.ts'
import { whyNotLinear } from './patterns/linear.ts'
import { literalsOf, patternsIn, patternsOfCode, patternsOfContracts } from './patterns/patterns.ts'

test('a pattern that is not linear is told with its place', async t => {
  for (const [source, says] of [
    ['^\\s*(.*?)\\s*$', /polynomial/], ['=+$', /2nd degree polynomial/], ['^(a|a)*b$', /exponential/]
  ] as const) {
    const why = whyNotLinear({ source, flags: '', where: 'here:1' })
    t.match(why, says, source)
    t.match(why, /^here:1: /)
  }
  for (const source of ['^[0-9]{4}-[0-9]{2}$', 'a{1,8}', '^[^"]*$', '(?<![a-z])[a-z]+!']) t.equal(whyNotLinear({ source, flags: 'u', where: '' }), undefined, source)
})

test('all of them are looked at', async t => {
  t.strictSame(literalsOf(sourceFile('src/a.ts', "const a = 1 / 2\n'x'.replace(/a\\/b/gi, '')\nz.string().regex(/^c$/)")), [
    { source: 'a\\/b', flags: 'gi', where: 'src/a.ts:2' }, { source: '^c$', flags: '', where: 'src/a.ts:3' }
  ])
  t.strictSame(patternsIn({ a: [{ pattern: '^a$' }], properties: { pattern: { type: 'string', pattern: 'b' } } }, 'it').map(({ source, flags }) => source + flags), ['^a$u', 'bu'])
  const code = await patternsOfCode(sourceFiles)
  for (const path of ['src/ground/redaction/patterns.ts', 'openapi/readable-text.ts', 'adapters/telecom-envelope.ts']) {
    t.ok(code.some(({ where }) => where === path), `what ${path} puts together`)
  }
  for (const name of ['hub', 'anguang', 'county-water']) t.ok(patternsOfContracts().some(({ where }) => where.includes(`/${name}.yaml`)), name)
})
