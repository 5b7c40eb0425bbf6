/**
 * How a case says in plain words what stands on the wire in an enterprise's own form. Each profile has one, written from its
 * interface document with its simulator's functions and nothing of the adapter's.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { z } from 'zod'
import type { NativeAnswer, NativeRequest } from '../../../adapters/adapter.ts'

/** What the hub asked: `head` is what the envelope says beside the business content. Signatures are found right and left out. */
export interface Said {
  /** `POST /path` without the query. */
  to: string
  query: Record<string, unknown>
  headers: NativeRequest['headers']
  head?: unknown
  body: unknown
}

/** Bytes as a case writes them: the JSON of a value, text in UTF-8, or as they are. */
export const written = z.strictObject({ body: z.any(), text: z.string(), hex: z.string(), base64: z.string() }).partial()
export type Written = z.infer<typeof written>

const anyBytes = z.union([z.string(), written])

/** What happens to a message after it was made, on its way. */
const changes = z.strictObject({
  method: z.string(),
  url: z.string(),
  /** Null takes one away. */
  headers: z.record(z.string(), z.string().nullable()),
  query: z.record(z.string(), z.string().nullable()),
  body: written,
  /** Bytes for bytes, the first that are found. */
  replace: z.array(z.tuple([anyBytes, anyBytes])),
  append: anyBytes,
  /** So many bytes are left of it; less than nothing: so many are missing. */
  keep: z.number()
}).partial()
export type Changes = z.infer<typeof changes>

export const givenAnswer = written.extend({
  status: z.number().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** In the profile's own words: what is odd about the envelope. */
  as: z.any().optional(),
  changed: changes.optional()
})
export type GivenAnswer = z.infer<typeof givenAnswer>

/** A message of the enterprise. */
export const givenMessage = written.extend({
  as: z.any().optional(),
  path: z.string().optional(),
  query: z.record(z.string(), z.string()).optional(),
  changed: changes.optional()
})
export type GivenMessage = z.infer<typeof givenMessage>

/** What is the same for all messages of a case. */
export interface Speaking {
  settings: Record<string, any>
  now: Date
}

export interface Wire {
  /** Throws when the request is not genuine. */
  read (request: NativeRequest, speaking: Speaking): Said
  /** The enterprise's answer to a request; JSON unless the profile says otherwise. */
  write?: (answer: GivenAnswer, request: NativeRequest, speaking: Speaking) => NativeAnswer
  /** What the enterprise answers whatever a case is about. */
  standing?: (request: NativeRequest) => NativeAnswer | undefined
  /** A genuine message of the enterprise to the hub, unless `as` says otherwise. */
  tell?: (message: GivenMessage, speaking: Speaking) => NativeRequest
  /** Throws when a message of the simulator is not what the document says. */
  heard?: (request: NativeRequest) => void
  /** What the hub's answer to a message says; JSON unless the profile says otherwise. */
  readAnswer?: (answer: NativeAnswer) => unknown
}

export function bytesOf (given: string | Written): Buffer {
  if (typeof given === 'string') return Buffer.from(given)
  const { body, text, hex, base64 } = given
  if (text !== undefined) return Buffer.from(text)
  if (hex !== undefined) return Buffer.from(hex, 'hex')
  if (base64 !== undefined) return Buffer.from(base64, 'base64')
  return body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body))
}

/** The request line and the query, and the body as its media type says; bytes of no known type as base64. */
export function readPlainly ({ method, url, query, headers, body }: NativeRequest): Said {
  return { to: `${method} ${url.split('?', 1)[0]}`, query, headers, body: readBody(headers['content-type'] ?? '', body) }
}

function readBody (mediaType: string, body: Buffer): unknown {
  if (body.length === 0) return null
  if (mediaType.startsWith('application/json')) return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  if (mediaType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body.toString()))
  return { base64: body.toString('base64') }
}

export function writePlainly ({ status = 200, headers = {}, changed = {}, as, ...written }: GivenAnswer): NativeAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: changedBytes(bytesOf(written), changed) }
}

export function demand (right: boolean, what: string): void {
  if (!right) throw new Error(`not genuine: ${what}`)
}

export function demandSame (given: unknown, right: unknown): void {
  deepStrictEqual(given, right)
}

export function changedRequest (request: NativeRequest, changes: Changes = {}): NativeRequest {
  const { method = request.method, url = request.url, headers = {}, query = {} } = changes
  return {
    method,
    url,
    headers: without({ ...request.headers, ...headers }),
    query: without({ ...request.query, ...query }) as Record<string, string>,
    body: changedBytes(request.body, changes)
  }
}

function without (members: Record<string, string | null | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as Record<string, string>
}

export function changedBytes (bytes: Buffer, { body, replace = [], append, keep }: Changes): Buffer {
  let changed = body ? bytesOf(body) : bytes
  for (const [from, to] of replace) {
    const at = changed.indexOf(bytesOf(from))
    if (at < 0) throw new Error(`nothing to replace: ${JSON.stringify(from)}`)
    changed = Buffer.concat([changed.subarray(0, at), bytesOf(to), changed.subarray(at + bytesOf(from).length)])
  }
  if (append !== undefined) changed = Buffer.concat([changed, bytesOf(append)])
  return keep === undefined ? changed : changed.subarray(0, keep)
}
