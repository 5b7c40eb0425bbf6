/** What holds in every native contract, and in the one that a new profile begins with. */
import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { parse } from 'yaml'
import { readNativeContract, systemNames, type Json } from '../../openapi/document.ts'

const template = readFileSync(new URL('../../kit/new-profile/openapi/enterprises/SLUG.yaml.template', import.meta.url), 'utf8')

/** The places where a text may have any length, or a list any number of items. What says no type says more of one that stands elsewhere. */
function boundless (node: Json, pointer = ''): string[] {
  const types = [node['type']].flat()
  const isChosen = node['enum'] !== undefined || node['const'] !== undefined
  return [
    ...types.includes('string') && !isChosen && !Number.isInteger(node['maxLength']) ? [`${pointer} has no maxLength`] : [],
    ...types.includes('array') && !Number.isInteger(node['maxItems']) ? [`${pointer} has no maxItems`] : [],
    ...Object.entries(node).flatMap(([name, value]) => {
      if (typeof value !== 'object' || value === null || /^(?:examples?|const|enum|default|x-.*)$/.test(name)) return []
      return boundless(value, `${pointer}/${name}`)
    })
  ]
}

test('every text has a greatest length, every list a greatest number of items', async t => {
  for (const system of systemNames()) t.strictSame(boundless(readNativeContract(system)), [], system)
  t.strictSame(boundless(parse(template.replaceAll(/\{\{\w+\}\}/g, 'x'))), [], 'of a new profile')
})

test('what has none is found', async t => {
  t.strictSame(boundless({
    a: { type: 'string' },
    b: { type: ['string', 'null'], items: { type: 'array' } },
    c: { pattern: '^a*$' },
    d: { type: 'string', enum: ['a'] },
    e: { anyOf: [{ const: 1 }, { type: 'string', format: 'uri' }] },
    f: { type: 'string', maxLength: 3, example: { type: 'string' } }
  }), ['/a has no maxLength', '/b has no maxLength', '/b/items has no maxItems', '/e/anyOf/1 has no maxLength'])
})
