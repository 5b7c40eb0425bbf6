/** What a form with files consists of. */
import { test } from 'tap'
import { partsOf, type Part } from '../../../../src/doors/http/multipart.ts'

const TYPE = 'multipart/form-data; boundary=x'

function read (text: string, type = TYPE, most = 3): Array<Omit<Part, 'content'> & { content: string }> | undefined {
  return partsOf(Buffer.from(text, 'latin1'), type, most)?.map(({ content, ...part }) => ({ ...part, content: content.toString('latin1') }))
}

const file = (content: string): string => `--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n${content}\r\n`
const field = (name: string, content: string): string => `--x\r\ncontent-disposition: form-data; name=${name}\r\n\r\n${content}\r\n`

test('its parts, in their order, byte for byte', async t => {
  t.strictSame(read(`${field('"a"', 'one')}${file('\xff\0\r\n--y\r\n\r\n')}--x--\r\n`), [
    { name: 'a', content: 'one' }, { name: 'file', filename: 'a.png', content: '\xff\0\r\n--y\r\n\r\n' }
  ])
  t.strictSame(read(`${file('')}--x--`), [{ name: 'file', filename: 'a.png', content: '' }], 'an empty one')
  t.strictSame(read(`a line before\r\n${field('a', 'one')}--x--\r\nand behind`), [{ name: 'a', content: 'one' }])
  t.strictSame(read(`--x \t\r\n${field('a', 'one').slice(5)}--x--`), [{ name: 'a', content: 'one' }], 'with what may stand behind a boundary')
  t.strictSame(read('--x--'), [])
})

test('the boundary as it may be written', async t => {
  for (const type of ['multipart/form-data; boundary="x"', 'multipart/form-data;charset=utf-8;BOUNDARY=x', 'Multipart/Form-Data; boundary=x; a=b']) t.equal(read('--x--', type)?.length, 0, type)
  t.equal(read("--a b'()--", 'multipart/form-data; boundary="a b\'()"')?.length, 0)
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'x'.repeat(71)}`]) t.equal(read('--x--', type), undefined, type)
})

test('names of files in every script', async t => {
  const [part] = partsOf(Buffer.from(file('').replace('a.png', '照片.png') + '--x--'), TYPE, 1)!
  t.equal(part!.filename, '照片.png')
})

test('what is none', async t => {
  for (const [what, form] of [
    ['nothing', ''], ['something else', 'garbage'], ['one that does not end', file('a')], ['one that breaks off in a head', '--x\r\ncontent-dis'],
    ['a part without a name', '--x\r\ncontent-disposition: form-data; filename="a"\r\n\r\na\r\n--x--'], ['a part that is of no form', '--x\r\ncontent-type: text/plain\r\n\r\na\r\n--x--'],
    ['a part without a head', '--x\r\n--x--'], ['a head without an end', `--x\r\na: ${'b'.repeat(5_000)}\r\n\r\na\r\n--x--`]
  ] as const) t.equal(read(form), undefined, what)
  t.equal(read(`${field('a', '1').repeat(3)}--x--`)?.length, 3)
  t.equal(read(`${field('a', '1').repeat(4)}--x--`), undefined, 'one of too many parts')
})
