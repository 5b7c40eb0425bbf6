/** The counterpart's statement: every row of the hub's, in one. */
import { test } from 'tap'
import { insertion } from '../../bench/copied-rows.ts'

test('rows become one prepared statement of many', async t => {
  t.strictSame(insertion('orders', [{ id: 'a', position: 0, failure: null }, { id: 'b', position: 1, failure: { code: 'timeout' } }]), {
    name: 'bare-orders',
    text: 'insert into bare.orders (id, position, failure) values ($1, $2, $3), ($4, $5, $6)',
    values: ['a', '0', null, 'b', '1', '{"code":"timeout"}']
  })
})
