/** Sends the portal a test event at once, beside everything else, and tells what it answered. */
import { randomUUID } from 'node:crypto'
import type { components } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Hub } from '../hub.ts'
import { requirePortal } from '../records/outbox/endpoint.ts'
import { webhookFailure } from '../records/outbox/webhook-failure.ts'
import { newPortalClient } from '../engines/portal/portal-client.ts'

type Schemas = components['schemas']

/** Throws Problem `webhook-endpoint-not-found` where no portal is told. */
export async function sendTest (hub: Pick<Hub, 'settings' | 'now'>): Promise<Schemas['WebhookTest']> {
  const portal = requirePortal(hub.settings)
  const client = newPortalClient(hub, portal)
  try {
    const id = randomUUID()
    const event: Schemas['HubTest'] = { type: 'hub.test', timestamp: localTime(hub.now()), data: { message: '联办推送测试，请忽略' } }
    const { at, durationMs, status, failure } = await client.send({ id, body: JSON.stringify(event) }, AbortSignal.timeout(portal.timeout))
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
