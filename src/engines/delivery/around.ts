/** An adapter with something done around each of its calls to the enterprise. */
import type { Adapter } from '../../../adapters/adapter.ts'

type NativeAdapter = Adapter<unknown, unknown>

export function around (adapter: NativeAdapter, wrap: <T>(call: () => Promise<T>) => Promise<T>): NativeAdapter {
  const { upload, appoint } = adapter
  return {
    ...adapter,
    place: order => wrap(() => adapter.place(order)),
    inquire: key => wrap(() => adapter.inquire(key)),
    supplement: (key, order, previous) => wrap(() => adapter.supplement(key, order, previous)),
    withdraw: (key, reason) => wrap(() => adapter.withdraw(key, reason)),
    ...appoint && { appoint: (key, appointment) => wrap(() => appoint(key, appointment)) },
    ...upload && { upload: (content, mediaType) => wrap(() => upload(content, mediaType)) }
  }
}
