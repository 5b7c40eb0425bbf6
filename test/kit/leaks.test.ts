/** The search for leaks itself: what it would overlook would leak unseen. */
import { test } from 'tap'
import { foundIn, writtenAs } from './leaks.ts'

const VALUE = '覃珧璿 13987654321'

test('a value is found however it is written, and wherever it stands', async t => {
  const disguises: Record<string, string | Buffer> = {
    plain: VALUE,
    'in JSON': JSON.stringify({ name: VALUE }),
    hex: Buffer.from(`x${VALUE}y`).toString('hex'),
    url: `/search?name=${encodeURIComponent(VALUE)}`,
    escaped: '{"a":"\\u8983\\u73e7\\u74bf 13987654321"}',
    references: '&#35203;&#29671;&#29887; 13987654321',
    ...Object.fromEntries(['', 'a', 'ab', 'abc'].map(before => [`base64 after ${before.length}`, Buffer.from(`${before}${VALUE}后`).toString('base64')])),
    ...Object.fromEntries(['', 'a', 'ab'].map(before => [`base64url after ${before.length}`, Buffer.from(`${before}${VALUE}后`).toString('base64url')])),
    gbk: Buffer.concat([Buffer.from('<a>'), writtenAs(VALUE).find(({ how }) => how === 'GBK')!.bytes])
  }
  for (const [how, content] of Object.entries(disguises)) {
    t.not(foundIn([{ place: 'here', content: Buffer.from(`…${content.toString('latin1')}…`, 'latin1') }, { place: 'there', content: Buffer.from(content) }], VALUE).filter(found => found.startsWith('there')).length, 0, how)
  }
})

test('and nothing else is', async t => {
  for (const content of ['覃*', '139****4321', '覃珧璿13987654321', Buffer.from('覃珧').toString('base64')]) t.strictSame(foundIn([{ place: 'here', content: Buffer.from(content) }], VALUE), [])
})
