/** What somebody typed into the search box, told by its shape: only a number of the county's own gets into an address. */
import { test } from 'tap'
import { soughtBy } from '../../console/case/shape.ts'

test('a joint number is one of the county', async t => {
  for (const typed of ['JXLB000001', '(JXLB)000001', '（jxlb）000001', ' JXLB 000001 ', 'JXLB000001-W', 'ＪＸＬＢ０００００１']) {
    t.strictSame(soughtBy(typed, 'JXLB'), { by: 'jointNumber', value: 'JXLB000001' }, typed)
  }
})

test('what may be a person\'s is none, whatever it looks like', async t => {
  for (const typed of ['EA1234567', 'ea1234567', 'H12345678', 'SLXB000001', '军字第1234567号', '110105491231002', '王小梅2', 'K2026-11-0001']) {
    t.strictSame(soughtBy(typed, 'JXLB'), { by: 'number', value: typed }, typed)
  }
  t.strictSame(soughtBy('G 1234 5678', 'JXLB'), { by: 'number', value: 'G12345678' })
})

test('a telephone is one however it is written', async t => {
  for (const [typed, value] of [
    ['13800000001', '13800000001'], ['138-0000-0001', '13800000001'], ['138 0000 0001', '13800000001'], ['+86 138-0000-0001', '13800000001'],
    ['+8613800000001', '13800000001'], ['0086 13800000001', '13800000001'], ['8613800000001', '13800000001'], ['１３８００００000１', '13800000001'],
    ['0563-5022345', '05635022345'], ['(0563)5022345', '05635022345'], ['+86-563-5022345', '05635022345'], ['05635022345', '05635022345']
  ] as const) t.strictSame(soughtBy(typed, 'JXLB'), { by: 'phone', value }, typed)
})

test('and so are names and the numbers of certificates', async t => {
  t.strictSame(soughtBy('王小梅', 'JXLB'), { by: 'applicantName', value: '王小梅' })
  t.strictSame(soughtBy('110105 19491231 002x', 'JXLB'), { by: 'idNumber', value: '11010519491231002X' })
  t.strictSame(soughtBy('91350100m000100y43', 'JXLB'), { by: 'unifiedSocialCreditCode', value: '91350100M000100Y43' })
})
