/** Sends the portal a test event at once, beside everything else, and tells what it answered. */
import { randomUUID } from 'node:crypto'
import type { components } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { OutboundSettings } from '../ground/network/settings.ts'
import { newWebhookClient } from '../ground/network/webhook-client.ts'
import { webhookFailure } from '../records/outbox/webhook-failure.ts'
import { requirePortal, type MaybePortal } from '../views/webhook-endpoint.ts'

type Schemas = components['schemas']

interface Testing extends MaybePortal {
  settings: MaybePortal['settings'] & { hub: { outbound: OutboundSettings } }
  now (): Date
}

/** Throws Problem `webhook-endpoint-not-found` where no portal is told. */
export async function testWebhook (hub: Testing): Promise<Schemas['WebhookTest']> {
  const portal = requirePortal(hub)
  const client = newWebhookClient(hub, portal)
  try {
    const id = randomUUID()
    const event: Schemas['HubTest'] = {
      type: 'hub.test', timestamp: localTime(hub.now()), data: { message: '联办推送测试，请忽略' }
    }
    const deadline = AbortSignal.timeout(portal.timeout)
    const { at, durationMs, status, failure } = await client.send({ id, body: JSON.stringify(event) }, deadline)
    return {
      id,
      at: localTime(at),
      ok: failure === undefined,
      ...status !== undefined && { status },
      ...failure !== undefined && { failure: webhookFailure(failure) },
      durationMs
    }
  } finally {
    await client.close()
  }
}
