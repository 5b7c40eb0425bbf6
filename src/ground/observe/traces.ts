/**
 * Traces of what the hub does, for OpenTelemetry. An application has one trace, from the request that brought it in
 * over the exchanges with its enterprises to their callbacks and the portal's webhooks, however many days and processes
 * lie between: the row remembers where it began. Spans say what the log says beside its lines, never what was said;
 * errors by their code alone.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import {
  ROOT_CONTEXT, SpanKind, SpanStatusCode, trace,
  type Attributes, type Context, type Span, type SpanContext, type Tracer
} from '@opentelemetry/api'
import { matterAtHand } from './matter.ts'
import { readTraceparent, writeTraceparent } from './traceparent.ts'

export interface SpanFacts {
  name: string
  kind?: 'server' | 'client' | 'internal'
  /** Where the application's trace began (`traceparent`); without one the span belongs to the work at hand. */
  begun?: string | string[] | null | undefined
  startedAt: Date
}

/** What came of it. `failure`: a code, if it failed. */
export interface SpanEnd {
  attributes?: Attributes
  failure?: string | undefined
}

export interface OpenSpan {
  /** Runs work of which what is recorded belongs to this span. */
  run<T> (work: () => T): T
  end (end?: SpanEnd): void
}

export interface Traces {
  open (facts: SpanFacts): OpenSpan
  /** Of what is over by now. */
  record (facts: SpanFacts, end: SpanEnd): void
  /** Where the work at hand stands, to be remembered. */
  here (): string | undefined
  /** Sends what has not been sent yet. */
  close (): Promise<void>
}

/** Without an exporter nothing is traced, and that costs nothing. */
export const NO_TRACES: Traces = {
  open: () => ({ run: work => work(), end () {} }),
  record () {},
  here: () => undefined,
  close: async () => {}
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL }

export function newTraces (tracer: Tracer, now: () => Date, close: () => Promise<void>): Traces {
  const active = new AsyncLocalStorage<SpanContext>()

  function begin ({ name, kind = 'internal', begun, startedAt }: SpanFacts): Span {
    // What comes in over a connection is no part of what came before it there.
    const at = kind === 'server' ? undefined : active.getStore()
    const origin = readTraceparent(begun)
    // What the work at hand is part of is told by a link, where it is not the parent itself: an enterprise's own
    // request.
    const links = origin && at ? [{ context: at }] : []
    return tracer.startSpan(name, { kind: KINDS[kind], startTime: startedAt, links }, below(origin ?? at))
  }

  function end (span: Span, { attributes, failure }: SpanEnd = {}): void {
    span.setAttributes({ ...matterAttributes(), ...attributes })
    if (failure !== undefined) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      span.setAttribute('error.type', failure)
    }
    span.end(now())
  }

  return {
    open (facts) {
      const span = begin(facts)
      return { run: work => active.run(span.spanContext(), work), end: came => end(span, came) }
    },
    record (facts, came) { end(begin(facts), came) },
    here () {
      const at = active.getStore()
      return at && writeTraceparent(at)
    },
    close
  }
}

function below (parent: SpanContext | undefined): Context {
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
}

function matterAttributes (): Attributes {
  const { correlationId, jointNumber, enterprise, reference } = matterAtHand()
  return {
    ...correlationId !== undefined && { 'lianban.correlation_id': correlationId },
    ...jointNumber !== undefined && { 'lianban.joint_number': jointNumber },
    ...enterprise !== undefined && { 'lianban.enterprise': enterprise },
    ...reference !== undefined && { 'lianban.reference': reference }
  }
}
