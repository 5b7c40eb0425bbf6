/** What the screens take out of the contract: the words for people, and how long a field may be. */
import { test } from 'tap'
import { schemaWords } from '../../console/contract/contract-words.ts'
import { readDocument } from '../../openapi/document.ts'
import { projectFiles, read } from '../source-files.ts'

const words = schemaWords(readDocument(new URL('../../openapi/hub.yaml', import.meta.url)))

test('the words stand in descriptions, beside what is said for programs', async t => {
  t.match(words['Service']?.options, [{ value: 'water' }, { value: 'electricity' }, { value: 'gas' }, { value: 'network' }])
  t.strictSame(words['Water/kind']?.options?.slice(0, 2), [{ value: 'new', label: '新装' }, { value: 'alter', label: '改装' }])
  t.equal(words['SignInRequest/login']?.maxLength, 64)
  t.equal(words['Application/acceptBy']?.title, '承诺受理时限')
  t.strictSame(schemaWords({ components: { schemas: { A: { enum: ['a', 'b'], description: '`a` and `a` 甲, `b` of 乙' } } } }), {
    A: { options: [{ value: 'a', label: '甲' }, { value: 'b', label: 'b' }] }
  })
})

test('whatever the screens show by the contract has words in it', async t => {
  const screens = projectFiles.filter(path => /^console\/.+\.(vue|ts)$/.test(path)).map(read).join('\n')
  const named = new Set([...screens.matchAll(/(?:optionsOf|labelOf)\('([^']+)'/g)].map(([, name]) => name!))
  t.ok(named.size > 0)
  for (const name of named) {
    const without = words[name]?.options?.filter(({ label }) => !/\p{Script=Han}/u.test(label)).map(({ value }) => value)
    t.strictSame(without, [], `openapi/hub.yaml: the description of ${name} says what people call each value`)
  }
})
