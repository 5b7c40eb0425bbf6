/** What a supplement tells an enterprise whose interface takes the fields that changed, instead of the whole order. */
import { isDeepStrictEqual } from 'node:util'

/**
 * The fields in which an order differs from what the enterprise has. `emptied`: how the interface says of a field that
 * it is empty now; one that is not in it keeps its old value there. Where nothing is to be told all fields go: the
 * enterprise waits for an answer, and an empty one is none.
 */
export function changedFields<Order extends object> (
  order: Order, previous: Order, emptied: Partial<Order>
): Partial<Order> {
  const changed = Object.entries(order).filter(
    ([name, value]) => !isDeepStrictEqual(value, previous[name as keyof Order])
  )
  const removed = Object.entries(emptied).filter(([name]) => name in previous && !(name in order))
  const fields = [...changed, ...removed]
  return fields.length === 0 ? order : Object.fromEntries(fields) as Partial<Order>
}
