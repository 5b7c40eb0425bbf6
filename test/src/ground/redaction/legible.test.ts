import iconv from 'iconv-lite'
import { test } from 'tap'
import { legible, legibleField, unescaped } from '../../../../src/ground/redaction/legible.ts'

test('JSON and forms are taken apart', async t => {
  t.strictSame(legible('{"a":[1,"二"]}'), { kind: 'fields', value: { a: [1, '二'] } })
  t.strictSame(legible(Buffer.from('a=%E4%BA%8C&b=1+2'), 'application/x-www-form-urlencoded; charset=UTF-8'), { kind: 'fields', value: { a: '二', b: '1 2' } })
  t.strictSame(legibleField('{"a":1}'), { a: 1 }, 'JSON inside a field too')
  t.equal(legibleField('{"a":'), '{"a":')
})

test('what is neither is text, in the encoding it says', async t => {
  t.strictSame(legible(iconv.encode('<?xml version="1.0" encoding="GBK"?><a>二</a>', 'gbk')), { kind: 'markup', text: '<?xml version="1.0" encoding="GBK"?><a>二</a>' })
  t.strictSame(legible(iconv.encode('系统忙', 'gbk'), 'text/plain; charset="GBK"'), { kind: 'text', text: '系统忙' })
  t.strictSame(legible(Buffer.from('{"a":"half')), { kind: 'text', text: '{"a":"half' })
})

test('what is no text is told by its size', async t => {
  const noise = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
  t.strictSame(legible(noise), { kind: 'text', text: '[4 bytes]' })
  t.strictSame(legible(Buffer.from('%PDF'), 'application/octet-stream'), { kind: 'text', text: '[4 bytes]' })
  t.strictSame(legible(noise, 'text/plain; charset=no-such'), { kind: 'text', text: '[4 bytes]' })
  const file = Buffer.alloc(3000, 7)
  t.strictSame(legible(JSON.stringify({ file: file.toString('base64') })), { kind: 'fields', value: { file: '[3000 bytes]' } })
  t.equal(legibleField(Buffer.alloc(70, 7).toString('base64')), '[70 bytes]')
  t.equal(legibleField(Buffer.alloc(70, 7).toString('hex')), '[70 bytes]', 'ciphertext')
})

test('of a text beyond all bounds the beginning is read', async t => {
  const read = legible(`{"a":"${'长'.repeat(300_000)}"}`)
  t.equal(read.kind, 'text')
  t.equal(read.kind === 'text' && read.text.length, 64 * 1024)
})

test('JSON that goes down without end, or holds any number of things, is text', async t => {
  const deep = '['.repeat(21) + ']'.repeat(21)
  t.strictSame(legible(deep), { kind: 'text', text: deep })
  t.equal(legible('['.repeat(20) + ']'.repeat(20)).kind, 'fields')
  t.equal(legible(JSON.stringify(Array(10_000).fill(0))).kind, 'text')
  t.equal(legibleField(deep), deep, 'inside a field too')
})

test('escapes of JSON, URLs and XML are read, one layer at a time', async t => {
  t.equal(unescaped('\\u738b\\"\\/%E6%A2%85 &#26757;&#x6885;&lt;&amp;lt;'), '王"/梅 梅梅<&lt;')
  t.equal(unescaped('%C3%B7'), '÷')
  t.equal(unescaped('%C3%B7%CD%F5'), '梅王', 'GBK where it is no UTF-8')
  t.equal(unescaped('100% &nbsp; &#1114112; %FF'), '100% &nbsp; &#1114112; %FF', 'what is no escape stays')
})
