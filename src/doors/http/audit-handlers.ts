/** The operations about the trail and about erasing a person, as the contract names them. */
import type { operations } from '../../../openapi/hub.d.ts'
import { callerOf } from './access/caller-of.ts'
import { viewOf } from '../../ground/access/visible.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import type { Hub } from '../../hub.ts'
import { listExchanges } from '../../views/exchanges.ts'
import { requestErasure } from '../../cases/erase.ts'

export function auditHandlers (hub: Hub): Handlers<Pick<operations, 'listExchanges' | 'eraseApplication'>> {
  return {
    listExchanges: request => listExchanges(hub, viewOf(callerOf(request)), request.params.jointNumber, request.query),
    eraseApplication (request) {
      const caller = callerOf(request)
      return requestErasure(hub, viewOf(caller), request.params.jointNumber, { actor: caller.id, reason: request.body.reason })
    }
  }
}
