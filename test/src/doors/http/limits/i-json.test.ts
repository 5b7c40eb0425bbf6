import fc from 'fast-check'
import { test } from 'tap'
import { isIJson } from '../../../../../src/doors/http/limits/i-json.ts'

function judged (text: string): boolean {
  return isIJson(text, JSON.parse(text))
}

test('JSON that every reader understands the same', async t => {
  for (const text of ['{}', '[]', 'null', '"a"', '{"a":{"a":1},"b":[{"a":1}]}', '{"a":"b\\"a\\":"}', '{ "a" : "\\"c\\" : 1" }', '{"\\u0061":1}', '{"a\\\\":"x","a":1}', '{"😀":"\\ud83d\\ude00"}', '{"":1}']) t.ok(judged(text), text)
})

test('names that come twice', async t => {
  for (const text of ['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '[{"b":{"a":1,"a":1}}]', '{"a":1,"b":2,"a" : 3}', '{"":1,"":2}']) t.notOk(judged(text), text)
})

test('names with what is no character', async t => {
  for (const text of ['{"\\ud800":1}', '[{"a\\udc00":{}}]', '{"\\ufffe":1}', '{"a":{"\\ufdd0":1}}', '{"\\ud83f\\udfff":1}']) t.notOk(judged(text), text)
  t.ok(judged('{"a":"\\ud800"}'), 'a value is for the contract to refuse, with its place')
})

test('what JSON.stringify writes is I-JSON, as long as its text is', async t => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' }), value => judged(JSON.stringify(value))), { numRuns: 500, seed: 341823 })
  t.pass('500 values')
})

test('long texts of nothing but escapes are looked through once', async t => {
  t.ok(judged(JSON.stringify({ a: '\\"'.repeat(100_000) })))
})
