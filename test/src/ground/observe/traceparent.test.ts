import { test } from 'tap'
import { readTraceparent, writeTraceparent } from '../../../../src/ground/observe/traceparent.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

test('a trace goes on as it came', async t => {
  t.strictSame(readTraceparent(`00-${TRACE}-${SPAN}-01`), { traceId: TRACE, spanId: SPAN, traceFlags: 1, isRemote: true })
  for (const header of [`00-${TRACE}-${SPAN}-01`, `00-${TRACE}-${SPAN}-00`]) t.equal(writeTraceparent(readTraceparent(header)!), header)
})

test('of a later version what this one knows is read', async t => {
  t.equal(writeTraceparent(readTraceparent(`cc-${TRACE}-${SPAN}-03-what-comes-later`)!), `00-${TRACE}-${SPAN}-01`)
})

test('what is not well formed says nothing', async t => {
  for (const header of [
    undefined, ['a', 'b'], '', TRACE, `ff-${TRACE}-${SPAN}-01`, `00-${TRACE}-${SPAN}-01-more`, `00-${'0'.repeat(32)}-${SPAN}-01`, `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`, `00-${TRACE.slice(1)}-${SPAN}-01`, `00-${TRACE}-${SPAN}`, ` 00-${TRACE}-${SPAN}-01`
  ]) t.equal(readTraceparent(header), undefined, String(header))
})
