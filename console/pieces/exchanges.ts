/** What was exchanged with enterprises about one application. */
import type { components } from '../../openapi/hub.d.ts'
import { ask, hub } from '../hub/hub.ts'
import { readAll } from './pages.ts'

export type Exchange = components['schemas']['RecordedExchange']

/** All of them, oldest first. */
export async function readExchanges (jointNumber: string): Promise<Exchange[]> {
  return await readAll(async cursor => {
    const params = { path: { jointNumber }, query: { limit: 100, ...cursor && { cursor } } }
    const { exchanges, nextCursor } = await ask(hub.GET('/v1/applications/{jointNumber}/exchanges', { params }))
    return { rows: exchanges, nextCursor }
  })
}
