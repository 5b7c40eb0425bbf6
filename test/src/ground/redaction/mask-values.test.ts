import { test } from 'tap'
import { MASK, newMask } from '../../../../src/ground/redaction/mask-values.ts'

const ADDRESS = '泾川镇稼祥中路12号3幢502室'

test('values are taken out wherever they stand, whatever the case of their letters', async t => {
  const mask = newMask({ pieces: ['王小梅', '11010519491231002X'], whole: ['s3cret'] })
  t.equal(mask('联系人王小梅，王小梅（11010519491231002x）'), '联系人***，***（***）')
  t.equal(mask('key S3CRET.'), 'key ***.')
  t.equal(mask('别的'), '别的')
})

test('so is any piece that is no accident, to its full length', async t => {
  const mask = newMask({ pieces: [ADDRESS, '13800000001'], whole: [] })
  t.equal(mask(`地址${ADDRESS.slice(0, 10)}…`), '地址***…', 'cut at its end')
  t.equal(mask(`…${ADDRESS.slice(3, 12)}有误`), '…***有误', 'cut at both ends')
  t.equal(mask('祥中路12号3幢50'), '***', 'the digits behind the last character too')
  t.equal(mask('泾川镇'), '泾川镇', 'a town alone is nobody')
  t.equal(mask('3幢502室'), '***', 'six characters are')
  t.equal(mask('1380000000'), '***')
  t.equal(mask('138000000'), '138000000', 'digits turn up in other numbers')
})

test('what is taken out whole alone is not looked for in pieces', async t => {
  const mask = newMask({ pieces: [], whole: ['请尽快上门安装'] })
  t.equal(mask('已约定尽快上门安装'), '已约定尽快上门安装')
  t.equal(mask('备注：请尽快上门安装。'), '备注：***。')
})

test('short values are words of any text, but no field holds one alone', async t => {
  const mask = newMask({ pieces: ['王', 'abc', '无'], whole: [] })
  t.equal(mask('无覆盖资源 abc 王'), '无覆盖资源 abc 王')
  for (const value of ['王', 'ABC', '无']) t.equal(mask(value), '***')
})

test('values that overlap leave nothing between them', async t => {
  const mask = newMask({ pieces: ['甲乙丙丁', '丙丁戊己'], whole: [] })
  t.equal(mask('甲乙丙丁戊己'), '***')
  t.equal(mask('甲乙甲乙丙丁'), '甲乙***')
})

test('a text of any kind keeps its other characters', async t => {
  const mask = newMask({ pieces: ['𠮷田'], whole: [] })
  t.equal(mask('İ𠮷田ß'), 'İ***ß')
})

test('a number is taken out however people write it', async t => {
  const mask = newMask({ pieces: ['13955667788', '34180219900101123x'], whole: [] })
  for (const text of ['139-5566-7788', '139 5566 7788', '１３９５５６６７７８８', '139–55667788', '341802-19900101-123X', '341802 1990 0101 123Ｘ']) {
    t.equal(mask(`请回电 ${text}。`), `请回电 ${MASK}。`)
  }
  t.equal(mask('139-5566-7789，341802'), '139-5566-7789，341802', 'another number is another number')
  t.equal(mask('1'.repeat(100_000)), '1'.repeat(100_000))
})
