import { test } from 'tap'
import { requestId } from '../../../../src/doors/http/request-id.ts'

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'

test('an id that the caller gives is kept', async t => {
  for (const id of ['0b8e5f6e-64a5-4b1c-9d2a-0c6f6f2f7a10', '01ARZ3NDEKTSV4RRFFQ69G5FAV', TRACE, 'V1StGXR8_Z5jdHi6B-myT', 'a'.repeat(64)]) {
    t.equal(requestId({ 'x-request-id': id }), id)
    t.equal(requestId({ 'x-request-id': id, traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }), id)
  }
})

test('without one the trace it belongs to is its id', async t => {
  t.equal(requestId({ traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }), TRACE)
})

test('what could be a person\'s, or is no id, is not', async t => {
  for (const id of ['', '13800000001', '11010519491231002X', '91350100M000100Y43', 'short', 'a'.repeat(65), '王小梅王小梅王小梅王小梅王小梅王小梅王小梅', 'aaaaaaaaaaaaaaaaaaaa\nforged line', 'aaaaaaaaaaaaaaaaaaaa bbbbbbbb']) {
    t.match(requestId({ 'x-request-id': id }), UUID, JSON.stringify(id))
  }
  t.match(requestId({ traceparent: '00-nonsense-00f067aa0ba902b7-01' }), UUID)
  t.not(requestId({}), requestId({}))
})
