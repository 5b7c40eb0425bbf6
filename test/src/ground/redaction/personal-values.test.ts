import { test } from 'tap'
import { readDocument, type Json } from '../../../../openapi/document.ts'
import { personalValues } from '../../../../src/ground/redaction/personal-values.ts'
import { householdForm } from '../../../kit/forms.ts'

test('who somebody is, and what they wrote', async t => {
  const form = householdForm()
  form.basic.phone = '0563-5022345'
  form.basic.remark = '请周末上门'
  form.foot = { firstContactUnit: '政务中心水窗口', registrar: '汪晓燕' }
  const { identity, words } = personalValues(form, { basic: { applicantName: '王晓梅' } }, { reason: '暂不装修' })
  t.strictSame(identity, ['泾川镇稼祥中路12号3幢502室', '王小梅', '0563-5022345', '05635022345', '11010519491231002X', '汪晓燕', '王晓梅'])
  t.strictSame(words, ['请周末上门', '政务中心水窗口', '暂不装修'])
  t.strictSame(personalValues(null, undefined, {}), { identity: [], words: [] })
})

test('every text of the form is personal unless the contract makes it a code, a time or an id', async t => {
  const { schemas } = readDocument(new URL('../../../../openapi/hub.yaml', import.meta.url))['components']
  const texts: string[] = []
  function walk (schema: Json, path: string): void {
    const target: Json = schema['$ref'] ? { ...schemas[schema['$ref'].split('/').at(-1)], ...schema } : schema
    for (const [name, property] of Object.entries<Json>(target['properties'] ?? {})) walk(property, `${path}/${name}`)
    if (target['items']) walk(target['items'], path)
    const codes = target['enum'] ?? target['const'] ?? /^(date-time|uuid)$/.test(target['format'])
    if (target['type'] === 'string' && !codes) texts.push(path)
  }
  walk(schemas['ApplicationForm'], '')
  t.ok(texts.length > 15)
  const told = texts.filter(path => {
    const form = path.split('/').slice(1).reduceRight<unknown>((inner, name) => ({ [name]: inner }), 'marked')
    const { identity, words } = personalValues(form)
    return ![...identity, ...words].includes('marked')
  })
  t.strictSame(told, ['/portalCaseNumber', '/basic/address/regionCode', '/basic/address/streetCode', '/network/carriers'], 'codes and slugs name nobody')
})
