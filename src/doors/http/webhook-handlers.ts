/**
 * Answers the operations about webhooks: whether the portal takes them, what became of each, and sending them again.
 */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { redeliver } from '../../cases/redeliver.ts'
import { resumeWebhooks } from '../../cases/resume-webhooks.ts'
import { testWebhook } from '../../cases/test-webhook.ts'
import { viewOf } from '../../ground/access/visible.ts'
import type { Hub } from '../../hub.ts'
import { readWebhookEndpoint } from '../../views/webhook-endpoint.ts'
import { listDeliveries, readDelivery } from '../../views/webhooks.ts'
import { callerOf, termsOf } from './access/caller-of.ts'

type WebhookOperations =
  'readWebhookEndpoint' | 'resumeWebhookEndpoint' | 'testWebhook' | 'listWebhookDeliveries' | 'readWebhookDelivery' |
  'redeliverWebhook' | 'redeliverWebhooks'

export function webhookHandlers (hub: Hub): Handlers<Pick<operations, WebhookOperations>> {
  return {
    readWebhookEndpoint: () => readWebhookEndpoint(hub),
    async resumeWebhookEndpoint (request) {
      await resumeWebhooks(hub, termsOf(request))
      return await readWebhookEndpoint(hub)
    },
    testWebhook: () => testWebhook(hub),
    listWebhookDeliveries: request => listDeliveries(hub, viewOf(callerOf(request)), request.query),
    readWebhookDelivery: request => readDelivery(hub, viewOf(callerOf(request)), request.params.deliveryId),
    async redeliverWebhook (request, reply) {
      const { deliveryId } = request.params
      const caller = callerOf(request)
      const view = viewOf(caller)
      await readDelivery(hub, view, deliveryId)
      await redeliver(hub, view, { ids: [deliveryId] }, { actor: caller.id, reason: request.body.reason })
      reply.code(202)
      return (await readDelivery(hub, view, deliveryId)).delivery
    },
    async redeliverWebhooks (request) {
      const { filter, reason, dryRun = false } = request.body
      const caller = callerOf(request)
      return { count: await redeliver(hub, viewOf(caller), filter, { actor: caller.id, reason, dryRun }), dryRun }
    }
  }
}
