/** Answers the operations of the enterprises: who is connected, and what each calls back in its own format. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { receive } from '../../engines/callbacks/receive.ts'
import { receiveFiling } from '../../engines/callbacks/receive-filing.ts'
import { APPROVALS } from '../../enterprises/approvals.ts'
import type { Slug } from '../../enterprises/profiles.ts'
import type { Hub } from '../../hub.ts'
import { newCatalogue } from '../../views/catalogue.ts'
import { nativeRequest } from './bodies.ts'
import { newSourceCheck } from './callback-source.ts'

type CallbackOperations = 'listEnterprises' | 'receiveCallback' | 'receiveListenerEvent'

export function callbackHandlers (hub: Hub): Handlers<Pick<operations, CallbackOperations>> {
  const catalogue = newCatalogue(hub)
  const { name, code, prefix } = hub.settings.county
  const checkSource = newSourceCheck(hub)

  async function callback (request: FastifyRequest<any>, reply: FastifyReply): Promise<Buffer | string> {
    const { enterprise } = request.params as { enterprise: Slug }
    checkSource(enterprise, { address: request.ip, peer: request.socket.remoteAddress ?? '', headers: request.headers })
    const native = nativeRequest(request)
    const answer = enterprise === APPROVALS ? receiveFiling(hub, native) : receive(hub, enterprise, native)
    const { status, headers, body } = await answer
    reply.code(status).headers(headers)
    return body
  }

  return {
    listEnterprises: async () => ({ county: { name, code, prefix }, enterprises: await catalogue() }),
    receiveCallback: callback,
    receiveListenerEvent: callback
  }
}
