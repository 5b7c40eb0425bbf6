/**
 * Asks a system outside once: at addresses that the hub may call, within a time, and for an answer of limited size. A
 * redirect is an answer and is not followed.
 */
import { request } from 'undici'
import { guardedAgent } from './guard.ts'
import type { OutboundSettings } from './settings.ts'

export interface Question {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface Bounds {
  outbound: OutboundSettings
  /** For the whole exchange, milliseconds. */
  timeout: number
  /** Bytes of the answer. */
  most: number
}

/** No answer came, or one that is longer than it may be; or the address may not be called. */
export class NotAnswered extends Error {}

/** Throws NotAnswered. */
export async function ask (
  { outbound, timeout, most }: Bounds, { url, method = 'GET', headers = {}, body }: Question
): Promise<Answer> {
  const agent = guardedAgent(outbound, { timeout, most })
  try {
    const answer = await request(url, {
      method, headers, ...body !== undefined && { body }, dispatcher: agent, signal: AbortSignal.timeout(timeout)
    })
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.from(await answer.body.arrayBuffer()) }
  } catch (error) {
    throw new NotAnswered('a system outside was asked and has not answered', { cause: error })
  } finally {
    await agent.destroy()
  }
}
