/** Which applications are to be erased; what of them is erased is in steps/erase-person.test.ts. */
import { test } from 'tap'
import { dueApplications } from '../../../../src/records/orders/erase.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'

test('the oldest are due first, and are named in the sequence of their numbers', async t => {
  const { hub: { pool }, submit, rows } = await bareHub(t)
  for (let count = 0; count < 3; count++) await submit()
  await rows("update applications set status = 'completed', received_at = received_at - serial * interval '1 minute'")
  const later = new Date(NINE.getTime() + 1)
  const due = async (most: number): Promise<number[]> => (await dueApplications(pool, later, most, later)).map(({ serial }) => serial)
  t.strictSame(await due(2), [2, 3])
  t.strictSame(await due(3), [1, 2, 3])
})
