/** Answers the operations about personal data: finding applications by it, reading it in full, and who has. */
import type { operations } from '../../../openapi/hub.d.ts'
import { callerOf } from './access/caller-of.ts'
import { viewOf } from '../../ground/access/visible.ts'
import { searchApplications } from '../../views/applications.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import type { Hub } from '../../hub.ts'
import { disclose, listDisclosures } from '../../cases/disclose.ts'

export function personalHandlers (hub: Hub): Pick<Handlers<operations>, 'searchApplications' | 'discloseApplicant' | 'listDisclosures'> {
  return {
    searchApplications: request => searchApplications(hub, viewOf(callerOf(request)), request.query, request.body),
    discloseApplicant: request => disclose(hub, callerOf(request), request.params.jointNumber, request.body),
    listDisclosures: request => listDisclosures(hub, request.query)
  }
}
