/**
 * Answers the operations about personal data: finding applications by it, reading it in full and who has, erasing it,
 * and how it is kept.
 */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { disclose } from '../../cases/disclose.ts'
import { erase } from '../../cases/erase.ts'
import { search } from '../../cases/search.ts'
import { countDue } from '../../engines/purge/purge.ts'
import { viewOf } from '../../ground/access/visible.ts'
import { readKeys } from '../../ground/sealing/keys.ts'
import type { Hub } from '../../hub.ts'
import { listDisclosures } from '../../views/disclosures.ts'
import { callerOf } from './access/caller-of.ts'

type PersonalOperations =
  'searchApplications' | 'discloseApplicant' | 'listDisclosures' | 'eraseApplication' |
  'readPersonalDataKeys' | 'readDueRemovals'

export function personalHandlers (hub: Hub): Handlers<Pick<operations, PersonalOperations>> {
  return {
    searchApplications: request => search(hub, callerOf(request), request.query, request.body),
    discloseApplicant: request => disclose(hub, callerOf(request), request.params.jointNumber, request.body),
    listDisclosures: request => listDisclosures(hub, request.query),
    eraseApplication (request) {
      const caller = callerOf(request)
      const terms = { actor: caller.id, reason: request.body.reason }
      return erase(hub, viewOf(caller), request.params.jointNumber, terms)
    },
    readPersonalDataKeys: () => readKeys(hub.pool, hub.vault),
    readDueRemovals: async () => countDue(hub, await hub.databaseTime(hub.pool))
  }
}
