import { test } from 'tap'
import { encodeGbk } from '../../adapters/telecom-envelope.ts'
import { beyond, type Beyond, type Extent } from '../../openapi/extent.ts'

function judged (format: Extent['format'], text: string, most: Partial<Extent> = {}): Beyond | undefined {
  return beyond(format === 'xml' ? encodeGbk(text) : Buffer.from(text), { format, bytes: 1_000, depth: 3, parts: 6, ...most })
}

test('the size comes first', async t => {
  t.equal(judged('json', '"' + 'a'.repeat(998) + '"'), undefined)
  t.equal(judged('json', '"' + 'a'.repeat(999) + '"'), 'size')
  t.equal(judged('json', '[['.repeat(10_000)), 'size')
  t.equal(judged('json', '"二二"', { bytes: 8 }), undefined, 'in bytes')
  t.equal(judged('json', '"二二"', { bytes: 7 }), 'size')
})

test('levels and values of JSON', async t => {
  t.equal(judged('json', '[[[]]]'), undefined)
  t.equal(judged('json', '[[[[]]]]'), 'depth')
  t.equal(judged('json', '{"a":{"b":[{}]}}'), 'depth')
  t.equal(judged('json', '[[[]],[[]]]', { parts: 20 }), undefined, 'side by side is no deeper')
  t.equal(judged('json', '[1,2,3,4,5]'), undefined)
  t.equal(judged('json', '[1,2,3,4,5,6]'), 'parts')
  t.equal(judged('json', '{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}'), 'parts')
  t.equal(judged('json', '["[[[[,,,,,,","\\"[[[[,,,,,","\\\\"]'), undefined, 'not what stands in texts')
  t.equal(judged('json', '["\\\\",[[[]]]]'), 'depth', 'nor what looks like the end of one')
  t.equal(judged('json', '"[[[['), undefined, 'that it is no JSON is no matter here')
})

test('levels and tags of XML', async t => {
  t.equal(judged('xml', '<a><b><c/></b></a>'), undefined)
  t.equal(judged('xml', '<a><b><c><d/></c></b></a>'), 'depth')
  t.equal(judged('xml', '<a><b/><b/><b/><b/></a>'), undefined)
  t.equal(judged('xml', '<a><b/><b/><b/><b/><b/></a>'), 'parts')
  t.equal(judged('xml', '<a><b x="/>"><c y=\'/>\'><d/></c></b></a>', { parts: 20 }), 'depth', 'an attribute that looks like the end of a tag is none')
  t.equal(judged('xml', '<a><!-- </a></a> --><b><c><d/></c></b></a>', { parts: 20 }), 'depth', 'nor does a comment close anything')
  t.equal(judged('xml', '<a><?p </a> ?><b><![CDATA[</a></a>]]><c><d/></c></b></a>', { parts: 20 }), 'depth')
  t.equal(judged('xml', '<a><!-- <b><b><b> --></a>'), undefined, 'or open it')
  t.equal(judged('xml', '<a>' + '<!---->'.repeat(6)), 'parts', 'comments count')
  t.equal(judged('xml', '<a>縗縗冺<b/></a>'), undefined, 'the second byte of a character of GBK is no markup')
})

test('what has no end is looked through once', async t => {
  for (const piece of ['<!--', '<a "', '<?', '<![CDATA[', '<', '<a><!', '["', '"\\']) {
    t.doesNotThrow(() => judged('xml', piece.repeat(50_000), { bytes: 1_000_000 }), piece)
    t.doesNotThrow(() => judged('json', piece.repeat(50_000), { bytes: 1_000_000 }), piece)
  }
})
