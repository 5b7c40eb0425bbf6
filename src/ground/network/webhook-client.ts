/** Sends webhooks: signed as Standard Webhooks says, bounded in time and in what is read of the answer. */
import { Webhook } from 'standardwebhooks'
import { request } from 'undici'
import { AddressRefused, guardedAgent } from './guard.ts'
import type { OutboundSettings } from './settings.ts'

export interface Message {
  /** The same for every delivery of the same event. */
  id: string
  body: string
  /** The id of the request that brought the application in, of an event about one. */
  correlationId?: string
}

export interface Exchange {
  at: Date
  durationMs: number
  /** The status of the answer, if there was one. */
  status?: number
  /** `http-<status>`, `timeout`, `connection`, or `address-refused`; missing when it was taken. */
  failure?: string
  /** Milliseconds that the receiver asked to wait. */
  retryAfter?: number
}

/** Where to, and how it is signed. */
export interface WebhookTarget {
  webhookUrl: string
  /** Standard Webhooks secrets; each message is signed with all of them. */
  secrets: readonly string[]
  /** For one whole exchange, milliseconds. */
  timeout: number
}

export interface WebhookClient {
  /** Sends once, until `deadline` at the latest. Never throws: what went wrong is in the exchange. */
  send (message: Message, deadline: AbortSignal): Promise<Exchange>
  close (): Promise<void>
}

/** All that is read of an answer; its status says everything. */
const ANSWER_LIMIT = 4096

export function newWebhookClient (
  { settings, now }: { settings: { hub: { outbound: OutboundSettings } }, now (): Date }, target: WebhookTarget
): WebhookClient {
  const agent = guardedAgent(settings.hub.outbound, { timeout: Math.min(target.timeout, 10_000) })
  const signers = target.secrets.map(secret => new Webhook(secret))

  return {
    async send ({ id, body, correlationId }, deadline) {
      const at = now()
      const ended = (came: Partial<Exchange>): Exchange => ({ at, durationMs: now().getTime() - at.getTime(), ...came })
      try {
        const { statusCode: status, headers, body: answer } = await request(target.webhookUrl, {
          method: 'POST',
          dispatcher: agent,
          signal: deadline,
          headers: {
            'content-type': 'application/json',
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
            'webhook-signature': signers.map(signer => signer.sign(id, at, body)).join(' '),
            ...correlationId !== undefined && { 'x-correlation-id': correlationId }
          },
          body
        })
        // Only the status matters: a body that never ends, or breaks off, changes nothing.
        await answer.dump({ limit: ANSWER_LIMIT, signal: deadline }).catch(() => {})
        if (status >= 200 && status < 300) return ended({ status })
        return ended({ status, failure: `http-${status}`, ...retryAfter(headers['retry-after'], at) })
      } catch (error) {
        return ended({ failure: failureOf(error as Error) })
      }
    },
    close: () => agent.close()
  }
}

function failureOf (error: Error): string {
  if (error instanceof AddressRefused || error.cause instanceof AddressRefused) return 'address-refused'
  return error.name === 'TimeoutError' ? 'timeout' : 'connection'
}

/** RFC 9110 §10.2.3: seconds, or a date; nonsense counts as not given. */
function retryAfter (header: string | string[] | undefined, now: Date): { retryAfter?: number } {
  const text = String(header ?? '').trim()
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime()
  return wait > 0 ? { retryAfter: wait } : {}
}
