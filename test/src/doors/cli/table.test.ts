import { test } from 'tap'
import { facts, table, widthOf } from '../../../../src/doors/cli/table.ts'

test('a Chinese character is two columns wide', async t => {
  for (const [text, width] of [['', 0], ['abc', 3], ['联办', 4], ['a联b', 4], ['（无）', 6], ['𠮷', 2], ['é', 1], ['e\u0301', 1], ['送单：3', 7]] as const) t.equal(widthOf(text), width, text)
})

test('columns stand below each other', async t => {
  t.equal(table(['企业', '数量'], [['中国电信', '1'], ['enn', '10']]), ['企业      数量', '中国电信  1', 'enn       10'].join('\n'))
  t.equal(table(['甲', '乙'], []), '甲  乙')
})

test('facts without a value are left out', async t => {
  t.equal(facts([['编号', 7], ['原因', undefined], ['情况说明', 'ok']]), '编号      7\n情况说明  ok')
})

test('nothing in a text commands the terminal', async t => {
  t.equal(table(['甲'], [['a\u001b[31mb\nc']]), '甲\na [31mb c')
  t.equal(facts([['甲', '\u001b]0;x\u0007']]), '甲   ]0;x ')
})
