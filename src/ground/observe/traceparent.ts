/** Reads and writes `traceparent` (W3C Trace Context §3.2), the header in which a trace goes from one system to the next. */
import type { SpanContext } from '@opentelemetry/api'

const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/

/** Where the trace comes from, if the header says it well. A later version is read as far as this one goes (§3.3). */
export function readTraceparent (header: unknown): SpanContext | undefined {
  const parts = typeof header === 'string' ? TRACEPARENT.exec(header) : null
  if (!parts) return undefined
  const [, version, traceId, spanId, flags, more] = parts as unknown as [string, string, string, string, string, string | undefined]
  if (version === 'ff' || (version === '00' && more !== undefined) || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
}

export function writeTraceparent ({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & 1}`
}
