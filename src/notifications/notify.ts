/**
 * Tells the portal: every stored transition -> one signed webhook (Standard Webhooks), per application in the order of its
 * sequence. An event that is not taken holds back the later ones of its application, and no others.
 */
import { Webhook } from 'standardwebhooks'
import { Agent, request } from 'undici'
import type { components } from '../../openapi/hub.d.ts'
import { STATES, STATUS_LABELS } from '../applications/progress.ts'
import { localTime } from '../clock/local-time.ts'
import type { Handler } from '../delivery/queue.ts'
import { nextWebhook } from '../delivery/retry.ts'
import type { Hub } from '../hub.ts'
import { atWork, concerns } from '../observe/matter.ts'
import { claimHead, markDelivered, postpone, type Pending } from './outbox.ts'

export interface Notifier {
  handler: Handler
  close (): Promise<void>
}

/** Answers the alarms of the portal's queue. An alarm names one notification; its application's open ones are sent in order. */
export function notify (hub: Hub, portal: NonNullable<Hub['settings']['portal']>): Notifier {
  const agent = new Agent({ connect: { timeout: Math.min(portal.timeout, 10_000) } })
  const webhook = new Webhook(portal.secret)

  async function handler (id: string): Promise<Date | undefined> {
    for (;;) {
      const now = hub.now()
      const claim = await claimHead(hub.pool, id, now, new Date(now.getTime() + portal.timeout + 10_000))
      if (!claim || 'again' in claim) return claim?.again
      const { jointNumber, correlationId, enterprise, reference, sequence, attempts } = claim.head
      concerns({ jointNumber, correlationId, enterprise, reference })
      const failure = await send(claim.head)
      const told = { event: claim.head.event, sequence, attempt: attempts, durationMs: hub.now().getTime() - now.getTime() }
      if (failure === undefined) {
        hub.log.info(told, 'webhook taken')
        await markDelivered(hub.pool, claim.head, hub.now())
        continue
      }
      const at = nextWebhook(attempts, hub.now(), hub.random)
      await postpone(hub.pool, claim.head, at, failure)
      hub.log.warn({ ...told, failure }, 'webhook not taken')
      return at
    }
  }

  /** Why it was not taken, or nothing when it was. */
  async function send (head: Pending): Promise<string | undefined> {
    const body = JSON.stringify(event(head))
    const sentAt = hub.now()
    try {
      const answer = await request(portal.webhookUrl, {
        method: 'POST',
        dispatcher: agent,
        signal: AbortSignal.timeout(portal.timeout),
        headers: {
          'content-type': 'application/json',
          'webhook-id': head.id,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'webhook-signature': webhook.sign(head.id, sentAt, body),
          'x-correlation-id': head.correlationId
        },
        body
      })
      await answer.body.dump()
      return answer.statusCode >= 200 && answer.statusCode < 300 ? undefined : `http-${answer.statusCode}`
    } catch (error) {
      return (error as Error).name === 'TimeoutError' ? 'timeout' : 'connection'
    }
  }

  return { handler: id => atWork({}, () => handler(id)), close: () => agent.close() }
}

function event (head: Pending): components['schemas']['OrderProgressed'] {
  return {
    type: `order.${head.event}`,
    timestamp: localTime(head.recordedAt),
    data: {
      jointNumber: head.jointNumber,
      ...head.portalCaseNumber && { portalCaseNumber: head.portalCaseNumber },
      sequence: head.sequence,
      enterprise: head.enterprise,
      service: head.service,
      reference: head.reference,
      ...head.nativeNumber && { nativeNumber: head.nativeNumber },
      state: head.state,
      stateLabel: STATES[head.state].label,
      statusCode: head.statusCode,
      statusLabel: STATUS_LABELS[head.statusCode]!,
      at: localTime(head.at),
      ...head.remark && { remark: head.remark }
    }
  }
}
