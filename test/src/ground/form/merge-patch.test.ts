import fc from 'fast-check'
import { test } from 'tap'
import { mergePatch, mergePatches } from '../../../../src/ground/form/merge-patch.ts'

/** The examples of RFC 7396, appendix A: target, patch, result. */
const EXAMPLES: Array<[target: unknown, patch: unknown, result: unknown]> = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [['a', 'b'], ['c', 'd'], ['c', 'd']],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }]
]

test('the examples of RFC 7396', async t => {
  for (const [target, patch, result] of EXAMPLES) t.strictSame(mergePatch(target, patch), result, JSON.stringify([target, patch]))
})

test('what was taken out does not come back with what is put in its place', async t => {
  const form = { otherServices: { circuit: '专线', tv: '两路' }, phone: '1' }
  t.strictSame(mergePatches(form, [{ otherServices: null }, { otherServices: { broadband: '提速' } }, { phone: '2' }]), { otherServices: { broadband: '提速' }, phone: '2' })
})

test('patches together do what they do one after the other', async t => {
  const name = fc.constantFrom('a', 'b', 'c')
  const { value } = fc.letrec<{ value: unknown, object: Record<string, unknown> }>(tie => ({
    object: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    value: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constantFrom<unknown>(null, 1, 'x', [null], [{ a: 1 }]), tie('object'))
  }))
  const object = fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true })
  fc.assert(fc.property(object, fc.array(object, { maxLength: 5 }), (form, patches) => {
    let one: unknown = structuredClone(form)
    for (const patch of patches) one = merged(one, patch)
    t.strictSame(mergePatches(form, patches), one)
    // Kept in two steps, as two supplements are.
    t.strictSame(mergePatches(mergePatches(form, patches.slice(0, 2)), patches.slice(2)), one)
  }), { seed: 7396, numRuns: 300 })
})

/** The procedure of RFC 7396, section 2, as it stands there. */
function merged (target: unknown, patch: unknown): unknown {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch
  const into = (target === null || typeof target !== 'object' || Array.isArray(target) ? {} : target) as Record<string, unknown>
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete into[name]
    else into[name] = merged(into[name], value)
  }
  return into
}
