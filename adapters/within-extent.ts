/** Callbacks that hold more than a message of their enterprise does are refused before anything of them is read. */
import { beyond, type Extent } from '../openapi/extent.ts'
import type { CallbackSide } from './adapter.ts'
import { CallbackRefused } from './failure.ts'

export function withinExtent<Hearing extends { callback?: CallbackSide<any> }> (
  adapter: Hearing, messages: Extent
): Hearing {
  return adapter.callback ? { ...adapter, callback: limited(adapter.callback, messages) } : adapter
}

function limited<NativeStatus> (side: CallbackSide<NativeStatus>, messages: Extent): CallbackSide<NativeStatus> {
  const { plain } = side
  return {
    async accept (request) {
      const excess = beyond(request.body, messages)
      if (excess) throw new CallbackRefused('malformed', excess)
      return await side.accept(request)
    },
    ...plain && { plain: request => beyond(request.body, messages) ? undefined : plain(request) },
    answer (outcome, request, field) {
      const read = beyond(request.body, messages) ? { ...request, body: Buffer.alloc(0) } : request
      return side.answer(outcome, read, field)
    }
  }
}
