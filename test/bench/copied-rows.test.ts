/** The counterpart's statement: every row of the hub's, in one; and the indexes that its table has. */
import { test } from 'tap'
import { inBare, insertion } from '../../bench/copied-rows.ts'

test('rows become one prepared statement of many', async t => {
  t.strictSame(insertion('orders', [{ id: 'a', position: 0, failure: null }, { id: 'b', position: 1, failure: { code: 'timeout' } }]), {
    name: 'bare-orders-2',
    text: 'insert into bare.orders (id, position, failure) values ($1, $2, $3), ($4, $5, $6)',
    values: ['a', '0', null, 'b', '1', '{"code":"timeout"}']
  })
})

test('an index becomes one of the counterpart\'s table, and is not unique', async t => {
  t.equal(
    inBare('CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (id)'),
    'CREATE INDEX ON bare.orders USING btree (id)')
  t.equal(
    inBare('CREATE INDEX orders_moved ON public.orders USING btree (serial) WHERE (desk = \'moved\'::text)'),
    'CREATE INDEX ON bare.orders USING btree (serial) WHERE (desk = \'moved\'::text)')
})
