import { readdirSync } from 'node:fs'
import { test } from 'tap'
import { absolute, newAjv, newChecker, readDocument, readNativeContract } from '../../openapi/document.ts'

const DOCUMENT = {
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['id', 'lines'],
        additionalProperties: false,
        properties: { id: { type: 'string', minLength: 2 }, lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } }
      },
      Line: { type: 'object', required: ['amount'], properties: { amount: { type: 'number', multipleOf: 0.01 }, at: { type: 'string', format: 'date-time' } } }
    }
  }
}

const checker = newChecker<{ Order: { id: string, lines: Array<{ amount: number, at?: string }> }, Line: unknown }>(DOCUMENT)

test('a value of the schema is handed back as it is', async t => {
  const value = { id: 'ab', lines: [{ amount: 0.07 }, { amount: 1.15, at: '2026-11-23T09:30:15+08:00' }] }
  const checked = checker.check('Order', value)
  t.ok('value' in checked && checked.value === value)
})

test('a value that is not of the schema fails with every mismatch, at its place', async t => {
  const checked = checker.check('Order', { id: 'a', extra: 1, lines: [{}, { amount: 'x' }] })
  t.notOk('value' in checked)
  t.strictSame('mismatches' in checked && checked.mismatches.map(({ pointer, keyword }) => [pointer, keyword]).sort(), [
    ['', 'additionalProperties'], ['/id', 'minLength'], ['/lines/0/amount', 'required'], ['/lines/1/amount', 'type']
  ])
})

test('nothing is coerced, filled in or taken out', async t => {
  const value = { id: 'ab', lines: [{ amount: '1' }] }
  t.ok('mismatches' in checker.check('Order', value))
  t.strictSame(value, { id: 'ab', lines: [{ amount: '1' }] })
})

test('one check does not show in the next', async t => {
  t.ok('mismatches' in checker.check('Line', {}))
  t.ok('value' in checker.check('Line', { amount: 1 }))
})

test('amounts of two decimals are told from others', async t => {
  const valid = newAjv().compile({ multipleOf: 0.01 })
  for (const amount of [0, 0.01, 0.07, 0.29, 1.1, 1.15, 4.35, 8.2, 100, 1_000_000, 999_999.99]) t.ok(valid(amount), String(amount))
  for (const amount of [0.001, 0.015, 1.005, 0.50000000001, 1e-9, 999_999.999]) t.notOk(valid(amount), String(amount))
})

test('times are those of RFC 3339, with an offset', async t => {
  const valid = newAjv().compile({ format: 'date-time' })
  for (const time of ['2026-11-23T09:30:15+08:00', '2026-11-23T01:30:15Z', '2026-11-23T01:30:15.123Z', '2024-02-29T00:00:00-05:30']) t.ok(valid(time), time)
  for (const time of ['2026-11-23', '2026-11-23T09:30:15', '2026-11-23 09:30:15+08:00', '2026-11-23　09:30:15Z', '2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-23T25:00:00Z', '2026-12-01T23:60:00+00:01', '2026-12-01T23:59:60Z', '明天', '']) {
    t.notOk(valid(time), time)
  }
})

test('repeated items are found, also those that are the same as JSON', async t => {
  const valid = newAjv().compile({ uniqueItems: true })
  for (const items of [[], [1, '1', true, null, [1], { a: 1 }, { a: 2 }], Array.from({ length: 100_000 }, (_, number) => `${number}`)]) t.ok(valid(items))
  for (const items of [[1, 1], ['a', 'b', 'a'], [null, null], [{ a: 1, b: [2] }, { b: [2], a: 1 }], [[1], [1]]]) t.notOk(valid(items), JSON.stringify(items))
  t.ok(newAjv().compile({ uniqueItems: false })([1, 1]))
})

test('only what is asked for is coerced', async t => {
  const schema = { type: 'object', properties: { limit: { type: 'integer', default: 20 } } }
  const given = { limit: '5' }
  t.ok(newAjv({ coerce: true }).compile(schema)(given))
  t.strictSame(given, { limit: 5 })
  const empty = {}
  newAjv({ coerce: true }).compile(schema)(empty)
  t.strictSame(empty, { limit: 20 })
  t.notOk(newAjv().compile(schema)({ limit: '5' }))
})

test('formats can be added', async t => {
  const valid = newAjv({ formats: { even: text => text.length % 2 === 0 } }).compile({ format: 'even' })
  t.ok(valid('ab'))
  t.notOk(valid('a'))
})

test('texts are measured in characters', async t => {
  t.ok(newAjv().compile({ maxLength: 2 })('𠮷𠮷'))
})

test('references learn which document they point into', async t => {
  const schema = { allOf: [{ $ref: '#/components/schemas/A' }, { $ref: 'other#/B' }], properties: { $ref: { type: 'string' } }, items: null }
  t.strictSame(absolute(schema, 'contract'), { allOf: [{ $ref: 'contract#/components/schemas/A' }, { $ref: 'other#/B' }], properties: { $ref: { type: 'string' } }, items: null })
  t.strictSame(schema.allOf[0], { $ref: '#/components/schemas/A' }, 'the schema itself stays')
})

for (const file of ['hub.yaml', ...readdirSync(new URL('../../openapi/enterprises/', import.meta.url)).filter(name => name.endsWith('.yaml')).map(name => `enterprises/${name}`)]) {
  test(`every schema of ${file} compiles, and every reference leads somewhere`, async t => {
    const document = file === 'hub.yaml' ? readDocument(new URL('../../openapi/hub.yaml', import.meta.url)) : readNativeContract(file.replace(/^enterprises\/|\.yaml$/g, ''))
    t.match(document['openapi'], /^3\.1\./)
    const formats = Object.fromEntries(['resident-id', 'permanent-residence-card', 'unified-social-credit-code', 'future-time', 'foreseeable-time', 'working-day'].map(name => [name, () => true]))
    const ajv = newAjv({ formats }).addSchema(document, 'contract')
    for (const name of Object.keys(document['components'].schemas)) t.doesNotThrow(() => ajv.compile({ $ref: `contract#/components/schemas/${name}` }), name)
    for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      t.ok(reference!.split('/').reduce((at: any, key) => at?.[key], document), reference!)
    }
  })
}
