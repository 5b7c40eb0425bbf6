/**
 * One HTTP exchange with an enterprise: time-outs everywhere, answers of limited size, no retries of its own, and every
 * way it can go wrong told as a Failure.
 */
import { Agent, request } from 'undici'
import { beyond, type Beyond, type Extent } from '../openapi/extent.ts'
import { Failure } from './failure.ts'

export interface HttpAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH'
  url: string
  headers?: Record<string, string>
  body?: Buffer | string
  /**
   * Where the body cannot be read as it is sent: the same for the hub's trail, and how to read the answer to it. Never
   * sent.
   */
  plain?: { body: string, answer: (body: Buffer) => string }
}

/** Stands around each message on its way: sees what is sent and how it ends, and hands that on. */
export type HttpObserver = (request: HttpRequest, send: () => Promise<HttpAnswer>) => Promise<HttpAnswer>

/** Reads an answer as one of the enterprise's own; throws Failure `unreadable` where it is none. */
export type ReadAnswer<Content = unknown> = (body: Buffer, headers: HttpAnswer['headers']) => Content

/** How an enterprise itself answers a message: by status, in which words. */
export type OwnAnswers = Record<number, ReadAnswer>

/** One of them, read. */
export type OwnAnswer<Own extends OwnAnswers> = {
  [Status in keyof Own & number]: { status: Status, content: ReturnType<Own[Status]> }
}[keyof Own & number]

export interface HttpClient {
  /**
   * Throws Failure: `connection` (later) when nothing was sent; `timeout`, `connection` or `unreadable` (ask first)
   * when the enterprise may have acted on it; `http-429` (later, busy); `http-5xx` (ask first: a gateway answers so
   * even after the system behind it has acted), both with Retry-After. What is not one of the enterprise's `own`
   * answers comes from something on the way (a gateway's page, a redirect, a sign-in) and says nothing about the
   * message: `http-<status>` or `unreadable` (ask first).
   */
  send<Own extends OwnAnswers> (request: HttpRequest, own: Own): Promise<OwnAnswer<Own>>
  close (): Promise<void>
}

/** So much is seen of an answer that holds too much. */
const BEGINNING = 1024

/** Codes that undici and the operating system give before a byte of the request has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'
])

const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])

export interface HttpOptions {
  /** Milliseconds for the whole exchange. */
  timeout: number
  /** How much an answer holds; a longer one is not read to its end, and of what holds more nothing is read. */
  messages: Extent
  now: () => Date
}

/** A client of one enterprise, with connections of its own. */
export function newHttpClient (
  { timeout, messages, now }: HttpOptions, observe: HttpObserver = (_request, send) => send()
): HttpClient {
  const agent = new Agent({
    connect: { timeout: Math.min(timeout, 10_000) },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: messages.bytes
  })
  return {
    async send (message, own) {
      let excess: Beyond | undefined
      const answer = await observe(message, async () => {
        const whole = await exchange(agent, timeout, message)
        excess = beyond(whole.body, messages)
        return excess ? { ...whole, body: whole.body.subarray(0, BEGINNING) } : whole
      })
      if (answer.status === 429) {
        throw new Failure({
          comeBack: 'later',
          fault: 'hub',
          code: 'http-429',
          message: '请求过于频繁',
          condition: 'busy',
          ...retryAfter(answer, now)
        })
      }
      if (answer.status >= 500) {
        throw new Failure({
          comeBack: 'askFirst',
          fault: 'enterprise',
          code: `http-${answer.status}`,
          message: '企业系统暂不可用',
          condition: 'down',
          ...retryAfter(answer, now)
        })
      }
      if (excess) throw unreadable(excess)
      return ownAnswer(own, answer)
    },
    close: () => agent.close()
  }
}

function ownAnswer<Own extends OwnAnswers> (own: Own, { status, headers, body }: HttpAnswer): OwnAnswer<Own> {
  const read = Object.hasOwn(own, status) ? own[status] : undefined
  if (!read) throw notItsOwn(status)
  return { status, content: read(body, headers) } as OwnAnswer<Own>
}

async function exchange (
  agent: Agent, timeout: number, { method, url, headers = {}, body }: HttpRequest
): Promise<HttpAnswer> {
  try {
    const answer = await request(url, {
      method, headers, ...body !== undefined && { body }, dispatcher: agent, signal: AbortSignal.timeout(timeout)
    })
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.from(await answer.body.arrayBuffer()) }
  } catch (error) {
    throw failureOfTransport(error as NodeJS.ErrnoException)
  }
}

function failureOfTransport (error: NodeJS.ErrnoException): Failure {
  const code = error.code ?? (error.cause as NodeJS.ErrnoException | undefined)?.code ?? ''
  if (NEVER_SENT.has(code)) {
    return new Failure(
      { comeBack: 'later', fault: 'network', code: 'connection', message: '无法连接企业系统', condition: 'down' },
      { cause: error }
    )
  }
  if (error.name === 'TimeoutError' || TIMED_OUT.has(code)) {
    return new Failure(
      { comeBack: 'askFirst', fault: 'network', code: 'timeout', message: '企业系统未在时限内答复', condition: 'down' },
      { cause: error }
    )
  }
  return new Failure(
    { comeBack: 'askFirst', fault: 'network', code: 'connection', message: '与企业系统的连接中断', condition: 'down' },
    { cause: error }
  )
}

/**
 * RFC 9110 §10.2.3: seconds, or a date, which counts from the answer's own `Date` where it has one: its clock may be
 * wrong, but then it is in both. Nonsense counts as not given.
 */
function retryAfter ({ headers }: HttpAnswer, now: () => Date): { retryAfter?: number } {
  const given = String(headers['retry-after'] ?? '').trim()
  if (/^\d{1,9}$/.test(given)) return { retryAfter: Number(given) * 1000 }
  const until = httpDate(given)
  if (until === undefined) return {}
  return { retryAfter: Math.max(0, until - (httpDate(String(headers['date'] ?? '')) ?? now().getTime())) }
}

/**
 * Every form of an HTTP date begins with the day of the week, which keeps out numbers that Date.parse would take for
 * years.
 */
function httpDate (text: string): number | undefined {
  const time = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) : NaN
  return Number.isNaN(time) ? undefined : time
}

/** A status that is none of the interface document's: something on the way has answered. */
export function notItsOwn (status: number): Failure {
  return new Failure({
    comeBack: 'askFirst', fault: 'enterprise', code: `http-${status}`, message: '答复的不是企业系统', alert: true
  })
}

/**
 * An answer that is not what the contract says: the enterprise may have acted all the same. `why` names the place,
 * never a value.
 */
export function unreadable (why: string): Failure {
  return new Failure({
    comeBack: 'askFirst', fault: 'enterprise', code: 'unreadable', message: `企业系统的答复无法识别（${why}）`, alert: true
  })
}

/**
 * No interface document answers with a page, whatever stands in it. What else the media type says is left open where
 * the documents are silent.
 */
const PAGE = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i

/** Parses a JSON answer. Throws Failure `unreadable`. */
export function parseJson (body: Buffer, headers: HttpAnswer['headers']): unknown {
  if (PAGE.test(String(headers['content-type'] ?? ''))) throw unreadable('HTML')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw unreadable('JSON')
  }
}
