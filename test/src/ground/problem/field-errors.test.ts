import { test } from 'tap'
import { Problem } from '../../../../src/ground/problem/problem.ts'
import { newAjv, readDocument } from '../../../../openapi/document.ts'
import { FIELD_ERRORS, fieldErrors } from '../../../../src/ground/problem/field-errors.ts'

test('every code is stable, in words, and said in Chinese', async t => {
  for (const [code, message] of Object.entries(FIELD_ERRORS)) {
    t.match(code, /^[a-z]+(-[a-z]+)*$/)
    t.match(message, /\p{Script=Han}/u, code)
  }
})

test('mismatches become field errors', async t => {
  const check = (schema: object, value: unknown): string[] => {
    const valid = newAjv().compile(schema)
    t.notOk(valid(value))
    return fieldErrors(valid.errors!).map(({ pointer, code }) => `${pointer} ${code}`)
  }
  const field = (schema: object): object => ({ properties: { a: schema } })

  t.strictSame(check({ required: ['a', 'b'] }, {}), ['/a required', '/b required'])
  t.strictSame(check({ additionalProperties: false }, { 'a/b': 1, 'c~d': 2 }), ['/a~1b unknown-field', '/c~0d unknown-field'])
  t.strictSame(check(field({ additionalProperties: false }), { a: { ['x'.repeat(300)]: 1 } }), ['/a unknown-field'], 'a name longer than a pointer may be is told by its place')
  t.strictSame(check(field({ type: 'string' }), { a: 1 }), ['/a type'])
  t.strictSame(check(field({ format: 'date' }), { a: 'x' }), ['/a format'])
  t.strictSame(check(field({ pattern: '^x$' }), { a: 'y' }), ['/a format'])
  t.strictSame(check(field({ enum: ['x'] }), { a: 'y' }), ['/a value'])
  t.strictSame(check(field({ const: true }), { a: false }), ['/a value'])
  t.strictSame(check(field({ maxLength: 1 }), { a: 'yy' }), ['/a length'])
  t.strictSame(check(field({ minLength: 1, pattern: 'x' }), { a: '' }), ['/a required'], 'what is empty was not filled in, and no more')
  t.strictSame(check(field({ minItems: 1, contains: { const: 1 } }), { a: [] }), ['/a required'])
  t.strictSame(check(field({ minLength: 3, pattern: 'x' }), { a: 'y' }), ['/a length', '/a format'])
  t.strictSame(check(field({ maxItems: 1 }), { a: [1, 2] }), ['/a length'])
  t.strictSame(check(field({ exclusiveMinimum: 0 }), { a: 0 }), ['/a range'])
  t.strictSame(check(field({ multipleOf: 0.01 }), { a: 0.001 }), ['/a decimals'])
  t.strictSame(check(field({ uniqueItems: true }), { a: [1, 1] }), ['/a duplicate'])
  t.strictSame(check({ properties: { a: false } }, { a: 1 }), ['/a block-without-service'])
})

test('what is wanted is said', async t => {
  const said = (schema: object, value: unknown): string => {
    const valid = newAjv({ verbose: true }).compile(schema)
    t.notOk(valid(value))
    return fieldErrors(valid.errors!)[0]!.message
  }
  t.equal(said({ format: 'date-time' }, '2026-12-03'), '格式不对：须为带时区的日期时间，如 2026-12-03T09:30:00+08:00')
  t.equal(said({ pattern: '^[0-9]{6}$', 'x-wanted': '须为 6 位数字' }, 'x'), '格式不对：须为 6 位数字')
  t.equal(said({ pattern: '^x$' }, 'y'), '格式不对')
  t.match(said({ maxLength: 2 }, 'yyy'), /：最多 2 个字符$/)
  t.match(said({ maxItems: 1 }, [1, 2]), /：最多 1 项$/)
  t.match(said({ minimum: 1 }, 0), /：不小于 1$/)
})

test('every pattern and format of the contract that a request can fail on says what it wants', async t => {
  const contract = readDocument(new URL('../../../../openapi/hub.yaml', import.meta.url))
  const { ApplicationForm: form, ...others } = contract['components'].schemas
  const seen: string[] = []
  function look (node: any, place: string): void {
    if (typeof node !== 'object' || node === null) return
    if (typeof node.pattern === 'string') seen.push(`${place} ${node['x-wanted'] ? 'says' : 'is silent'}`)
    for (const [name, item] of Object.entries(node)) look(item, `${place}/${name}`)
  }
  look(form, 'ApplicationForm')
  for (const name of ['Basic', 'Address', 'IdNumber', 'JointNumber', 'EnterpriseSlug', 'ApplicationSearch', 'CalendarDate', 'DueTime']) look(others[name], name)
  t.ok(seen.length >= 10)
  t.strictSame(seen.filter(place => place.endsWith('silent')), [])
})

test('however many fields fail, a bounded number is named', async t => {
  const valid = newAjv().compile({ additionalProperties: false })
  t.notOk(valid(Object.fromEntries(Array.from({ length: 40_000 }, (_, number) => [`field${number}`, 1]))))
  const problem = new Problem('validation-failed', { errors: fieldErrors(valid.errors!) })
  t.equal(problem.errors!.length, 100)
  t.ok(problem.errorsOmitted >= 900)
  t.equal(new Problem('validation-failed', { errors: problem.errors! }).errorsOmitted, 0)
})

test('a condition is told by what it asks for, once', async t => {
  const valid = newAjv().compile({
    allOf: [{ if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } }, { anyOf: [{ required: ['b'] }, { required: ['b', 'c'] }] }]
  })
  valid({ a: 1 })
  t.strictSame(fieldErrors(valid.errors!).map(({ pointer, code }) => [pointer, code]), [['/b', 'required'], ['/c', 'required']])
})
