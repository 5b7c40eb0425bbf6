/** Reads and writes `traceparent` (W3C Trace Context §3.2), the header that takes a trace from system to system. */
import type { SpanContext } from '@opentelemetry/api'

const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/

/** Undefined when the header is not well formed. Of a later version the part that this one knows is read (§3.3). */
export function readTraceparent (header: unknown): SpanContext | undefined {
  const parts = typeof header === 'string' ? TRACEPARENT.exec(header) : null
  if (!parts) return undefined
  const [, version, traceId = '', spanId = '', flags = '', more] = parts
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
}

export function writeTraceparent ({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & 1}`
}
