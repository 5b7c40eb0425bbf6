/** Answers the operations about what was promised, and by when. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { viewOf } from '../../ground/access/visible.ts'
import type { Hub } from '../../hub.ts'
import { countClocks, listClocks, readClock } from '../../views/clocks.ts'
import { callerOf } from './access/caller-of.ts'

export function clockHandlers (hub: Hub): Handlers<Pick<operations, 'listClocks' | 'readClock' | 'countClocks'>> {
  return {
    listClocks: request => listClocks(hub, viewOf(callerOf(request)), request.query),
    readClock: request => readClock(hub, viewOf(callerOf(request)), request.params.clockId),
    countClocks: request => countClocks(hub, viewOf(callerOf(request)), request.query)
  }
}
