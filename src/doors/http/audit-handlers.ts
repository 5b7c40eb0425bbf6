/**
 * Answers the operations about what has been said and done: the exchanges with the enterprises, and the acts of
 * operators.
 */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { viewOf } from '../../ground/access/visible.ts'
import type { Hub } from '../../hub.ts'
import { listActs } from '../../views/acts.ts'
import { listExchanges } from '../../views/exchanges.ts'
import { callerOf } from './access/caller-of.ts'

export function auditHandlers (hub: Hub): Handlers<Pick<operations, 'listExchanges' | 'listActs'>> {
  return {
    listExchanges: request => listExchanges(hub, viewOf(callerOf(request)), request.params.jointNumber, request.query),
    listActs: request => listActs(hub, request.query)
  }
}
