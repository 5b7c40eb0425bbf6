/**
 * What is counted and measured, by what happened, for Prometheus. Each process counts for itself, and a hub has meters of its
 * own. Labels take few values, all of them words of the hub: never a number of a case, never what an enterprise wrote.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { FailureFacts } from '../../../adapters/failure.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { failureClass } from './failure-class.ts'

/** All durations in seconds. */
export interface Metrics {
  applicationAccepted (): void
  /** One for each enterprise of an application; another when an order changes hands. */
  orderOpened (order: { enterprise: string, service: string }): void
  /** One exchange with an enterprise, `failure` if it failed. */
  attempt (attempt: { enterprise: string, kind: string, outcome: string, failure?: FailureFacts | undefined }, duration: number): void
  /** An order's state changed; `source` as transitions name it, `ended` if nothing follows `to`. */
  moved (order: { enterprise: string, from: OrderState, to: OrderState, source: string, ended: boolean }, sinceReceived: number): void
  /** `duration` of what came in just now, not of a parked one that is applied. */
  callback (callback: { enterprise: string, result: string }, duration?: number): void
  /** `result`: `taken`, or why not, as an exchange with the portal says it. */
  webhook (result: string, duration: number): void
  request (request: { operation: string, status: number }, duration: number): void
  /** Where rows and connections are counted before they are told. */
  gauges: Gauges
  /** All of them, and how they are told in Prometheus' text format. */
  registry: Registry
}

export interface Gauges {
  databaseUp: Gauge
  databaseConnections: Gauge<'state'>
  intents: Gauge<'enterprise' | 'kind' | 'state'>
  oldestIntent: Gauge<'enterprise' | 'kind' | 'state'>
  breakers: Gauge<'enterprise' | 'state'>
  callbacks: Gauge<'enterprise' | 'state'>
  oldestCallback: Gauge<'enterprise' | 'state'>
  notifications: Gauge<'state'>
  oldestNotification: Gauge<'state'>
  endpointActive: Gauge
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Of one message there and back; the longest time-out is a minute or so. */
const EXCHANGE_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60]
const ACKNOWLEDGEMENT_BUCKETS = [0.25, 1, 5, 15, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, DAY, 3 * DAY]
/** Acceptance within a working day, engineering within weeks. */
const COMPLETION_BUCKETS = [MINUTE, HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY, 10 * DAY, 15 * DAY, 30 * DAY, 60 * DAY]

export function openMetrics (): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const applications = new Counter({ name: 'lianban_applications_accepted_total', help: 'Applications taken in.', registers })
  const orders = new Counter({ name: 'lianban_orders_opened_total', help: 'Orders opened: one for each enterprise of an application, another when one changes hands.', labelNames: ['enterprise', 'service'], registers })
  const attempts = new Counter({ name: 'lianban_attempts_total', help: 'Exchanges with enterprises by what came of them; failure is the class of a failed one.', labelNames: ['enterprise', 'kind', 'outcome', 'failure'], registers })
  const attemptDurations = new Histogram({ name: 'lianban_attempt_duration_seconds', help: 'How long exchanges with enterprises took.', labelNames: ['enterprise', 'kind'], buckets: EXCHANGE_BUCKETS, registers })
  const acknowledgements = new Histogram({ name: 'lianban_acknowledgement_seconds', help: 'From the receipt of the application to the first sign that the enterprise has the order, or declines it.', labelNames: ['enterprise'], buckets: ACKNOWLEDGEMENT_BUCKETS, registers })
  const completions = new Histogram({ name: 'lianban_completion_seconds', help: 'From the receipt of the application to the end of the order, by the state it ended in.', labelNames: ['enterprise', 'state'], buckets: COMPLETION_BUCKETS, registers })
  const callbacks = new Counter({ name: 'lianban_callbacks_total', help: 'Callbacks by what became of them; one that was parked, or is taken again by an operator, counts again.', labelNames: ['enterprise', 'result'], registers })
  const callbackDurations = new Histogram({ name: 'lianban_callback_duration_seconds', help: 'How long callbacks took to be dealt with.', labelNames: ['enterprise'], buckets: EXCHANGE_BUCKETS, registers })
  const webhooks = new Counter({ name: 'lianban_webhooks_total', help: 'Webhooks sent to the portal: taken, or why not.', labelNames: ['result'], registers })
  const webhookDurations = new Histogram({ name: 'lianban_webhook_duration_seconds', help: 'How long webhooks took.', buckets: EXCHANGE_BUCKETS, registers })
  const requests = new Histogram({ name: 'lianban_http_request_duration_seconds', help: 'How long requests to the hub took, by operation of the contract and status.', labelNames: ['operation', 'status'], buckets: EXCHANGE_BUCKETS, registers })

  return {
    applicationAccepted () { applications.inc() },
    orderOpened (order) { orders.inc(order) },
    attempt ({ enterprise, kind, outcome, failure }, duration) {
      attempts.inc({ enterprise, kind, outcome, failure: failure ? failureClass(failure) : '' })
      attemptDurations.observe({ enterprise, kind }, duration)
    },
    moved ({ enterprise, from, to, source, ended }, sinceReceived) {
      if (from === 'received' && source !== 'hub') acknowledgements.observe({ enterprise }, sinceReceived)
      if (ended) completions.observe({ enterprise, state: to }, sinceReceived)
    },
    callback ({ enterprise, result }, duration) {
      callbacks.inc({ enterprise, result })
      if (duration !== undefined) callbackDurations.observe({ enterprise }, duration)
    },
    webhook (result, duration) {
      webhooks.inc({ result: result.replace(/^(http-\d)\d\d$/, '$1xx') })
      webhookDurations.observe(duration)
    },
    request ({ operation, status }, duration) { requests.observe({ operation, status: String(status) }, duration) },
    gauges: openGauges(registers),
    registry
  }
}

function openGauges (registers: Registry[]): Gauges {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Gauge<Label> => new Gauge({ name: `lianban_${name}`, help, labelNames, registers })
  return {
    databaseUp: gauge('database_up', '1 when the rows below could be read for this answer.'),
    databaseConnections: gauge('database_connections', 'Connections of this process to the database, and who waits for one.', 'state'),
    intents: gauge('intents', 'What is owed to enterprises: due now, waiting for its time, held because the enterprise is closed or does not answer, or undeliverable.', 'enterprise', 'kind', 'state'),
    oldestIntent: gauge('intent_oldest_seconds', 'For how long the oldest has been due, or undeliverable.', 'enterprise', 'kind', 'state'),
    breakers: gauge('breaker', '1 for the state that the breaker of the enterprise is in: closed, open or halfOpen.', 'enterprise', 'state'),
    callbacks: gauge('callbacks_unsettled', 'Callbacks that have changed nothing yet and still may.', 'enterprise', 'state'),
    oldestCallback: gauge('callback_unsettled_oldest_seconds', 'Age of the oldest of them.', 'enterprise', 'state'),
    notifications: gauge('notifications', 'Events that the portal has not taken: open, or failed for good.', 'state'),
    oldestNotification: gauge('notification_oldest_seconds', 'Age of the oldest of them.', 'state'),
    endpointActive: gauge('webhook_endpoint_active', '0 while webhooks are stopped because the portal said that the end-point is gone.')
  }
}
