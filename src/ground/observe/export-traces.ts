/** Sends traces to a collector by OTLP over HTTP. Loaded only where one is set. */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import type { Logger } from 'pino'
import { newTraces, type Traces } from './traces.ts'

export interface TraceSettings {
  /** Of the collector; spans go to `/v1/traces` below it. */
  endpoint: string
  serviceName: string
}

/** How long is waited for a collector that does not answer, also when the process stops. Milliseconds. */
const PATIENCE = 5_000

export function exportTraces ({ endpoint, serviceName }: TraceSettings, now: () => Date, log: Logger): Traces {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: PATIENCE })
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(logging(exporter, log), { exportTimeoutMillis: PATIENCE })]
  })
  return newTraces(provider.getTracer('lianban'), now, async () => {
    // The remaining spans could not be sent; the hub stops all the same.
    await provider.shutdown().catch(error => { log.warn({ err: error }, 'traces cut short') })
  })
}

/** The exporter gives up in silence; the log says that it did. */
function logging (exporter: SpanExporter, log: Logger): SpanExporter {
  return {
    export (spans, done) {
      exporter.export(spans, result => {
        if (result.error) log.warn({ err: result.error, spans: spans.length }, 'traces not exported')
        done(result)
      })
    },
    forceFlush: async () => { await exporter.forceFlush?.() },
    shutdown: () => exporter.shutdown()
  }
}
