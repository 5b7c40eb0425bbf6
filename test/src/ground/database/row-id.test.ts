/** New rows have ids that go on in time, and no two have the same. */
import { test } from 'tap'
import { newRowId } from '../../../../src/ground/database/row-id.ts'

test('ids go on, each another, however many are made in one moment', async t => {
  const ids = Array.from({ length: 10_000 }, newRowId)
  t.strictSame(ids.toSorted(), ids)
  t.equal(new Set(ids).size, ids.length)
  t.match(ids[0], /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
