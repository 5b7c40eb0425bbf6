/** The id a request goes by: the caller's own, where it sends one that can be believed to be an id; else a new one. */
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { readTraceparent } from '../../ground/observe/traceparent.ts'

/**
 * It stands in logs for long, so it must not be personal data: no identity number, credit code or phone has twenty
 * characters. UUID, ULID, hexadecimal and the like have more.
 */
const ID = /^[A-Za-z0-9_-]{20,64}$/

/** `X-Request-Id`, or the trace id of `traceparent` (W3C Trace Context), or a new one. */
export function requestId (headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id']
  if (typeof given === 'string' && ID.test(given)) return given
  return readTraceparent(headers['traceparent'])?.traceId ?? randomUUID()
}
