/**
 * What is counted and measured, for Prometheus: one function for each thing that can happen. Each process counts for
 * itself. Labels take few values, all of them words of the hub: never the number of a case, never what an enterprise
 * wrote.
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
  /** One exchange with an enterprise. */
  attempt (attempt: Attempt, duration: number): void
  /** An order's state changed. */
  moved (order: Move, sinceReceived: number): void
  /** `duration` of one that has just come in; not given for one that was parked and is applied. */
  callback (callback: { enterprise: string, result: string }, duration?: number): void
  /** `result`: `taken`, or why not, as an exchange with the portal says it. */
  webhook (result: string, duration: number): void
  /** Somebody was told of a promise that is nearly due, due, or late. */
  clockTold (clock: { enterprise: string, promise: string, kind: string }): void
  /** Something that is done again and again, a source or a chore of the sweep, has failed. */
  choreFailed (chore: string): void
  request (request: { operation: string, status: number }, duration: number): void
  /** Set from rows and connections whenever Prometheus asks. */
  gauges: Gauges
  /** All of them, and how they are written in Prometheus' text format. */
  registry: Registry
}

export interface Attempt {
  enterprise: string
  /** What it was for: place, inquire, supplement, withdraw or appoint. */
  kind: string
  outcome: string
  /** If it failed. */
  failure?: FailureFacts | undefined
}

export interface Move {
  enterprise: string
  from: OrderState
  to: OrderState
  /** Who says so, as transitions name it. */
  source: string
  /** Whether no state follows `to`. */
  ended: boolean
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
  oldestUntoldClock: Gauge
  setAside: Gauge<'chore'>
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Of a message and its answer; the longest time-out is about a minute. */
const EXCHANGE_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60]
const ACKNOWLEDGEMENT_BUCKETS = [0.25, 1, 5, 15, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, DAY, 3 * DAY]
/** Acceptance within a working day, engineering within weeks. */
const COMPLETION_BUCKETS = [
  MINUTE, HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY, 10 * DAY, 15 * DAY, 30 * DAY, 60 * DAY
]

export function openMetrics (): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const meters = openMeters([registry])
  return {
    applicationAccepted () { meters.applications.inc() },
    orderOpened (order) { meters.orders.inc(order) },
    attempt ({ enterprise, kind, outcome, failure }, duration) {
      meters.attempts.inc({ enterprise, kind, outcome, failure: failure ? failureClass(failure) : '' })
      meters.attemptDurations.observe({ enterprise, kind }, duration)
    },
    moved ({ enterprise, from, to, source, ended }, sinceReceived) {
      if (from === 'received' && source !== 'hub') meters.acknowledgements.observe({ enterprise }, sinceReceived)
      if (ended) meters.completions.observe({ enterprise, state: to }, sinceReceived)
    },
    callback ({ enterprise, result }, duration) {
      meters.callbacks.inc({ enterprise, result })
      if (duration !== undefined) meters.callbackDurations.observe({ enterprise }, duration)
    },
    webhook (result, duration) {
      meters.webhooks.inc({ result: result.replace(/^(http-\d)\d\d$/, '$1xx') })
      meters.webhookDurations.observe(duration)
    },
    clockTold (clock) { meters.clocks.inc(clock) },
    choreFailed (chore) { meters.chores.inc({ chore }) },
    request ({ operation, status }, duration) {
      meters.requests.observe({ operation, status: String(status) }, duration)
    },
    gauges: openGauges([registry]),
    registry
  }
}

function openMeters (registers: Registry[]) {
  const counter = (name: string, help: string, ...labelNames: string[]): Counter =>
    new Counter({ name: `lianban_${name}_total`, help, labelNames, registers })
  const histogram = (name: string, help: string, buckets: number[], ...labelNames: string[]): Histogram =>
    new Histogram({ name: `lianban_${name}_seconds`, help, labelNames, buckets, registers })
  return {
    applications: counter('applications_accepted', 'Applications taken in.'),
    orders: counter('orders_opened',
      'Orders opened: one for each enterprise of an application, another when one changes hands.',
      'enterprise', 'service'),
    attempts: counter('attempts',
      'Exchanges with enterprises by what came of them; failure is the class of a failed one.',
      'enterprise', 'kind', 'outcome', 'failure'),
    attemptDurations: histogram('attempt_duration', 'How long exchanges with enterprises took.',
      EXCHANGE_BUCKETS, 'enterprise', 'kind'),
    acknowledgements: histogram('acknowledgement',
      'From the receipt of the application to the first sign that the enterprise has the order, or declines it.',
      ACKNOWLEDGEMENT_BUCKETS, 'enterprise'),
    completions: histogram('completion',
      'From the receipt of the application to the end of the order, by the state it ended in.',
      COMPLETION_BUCKETS, 'enterprise', 'state'),
    callbacks: counter('callbacks',
      'Callbacks by what became of them; one that was parked, or is taken again by an operator, counts again.',
      'enterprise', 'result'),
    callbackDurations: histogram('callback_duration', 'How long callbacks took to be dealt with.',
      EXCHANGE_BUCKETS, 'enterprise'),
    webhooks: counter('webhooks', 'Webhooks sent to the portal: taken, or why not.', 'result'),
    webhookDurations: histogram('webhook_duration', 'How long webhooks took.', EXCHANGE_BUCKETS),
    clocks: counter('clock_warnings', 'Warnings of promises that are nearly due, due, or late.',
      'enterprise', 'promise', 'kind'),
    chores: counter('chore_failures', 'Failures of what is done again and again.', 'chore'),
    requests: histogram('http_request_duration',
      'How long requests to the hub took, by operation of the contract and status.',
      EXCHANGE_BUCKETS, 'operation', 'status')
  } satisfies Record<string, Counter | Histogram>
}

function openGauges (registers: Registry[]): Gauges {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Gauge<Label> =>
    new Gauge({ name: `lianban_${name}`, help, labelNames, registers })
  return {
    databaseUp: gauge('database_up', '1 when the rows below could be read for this answer.'),
    databaseConnections: gauge('database_connections',
      'Connections of this process to the database, and who waits for one.', 'state'),
    intents: gauge('intents',
      'What is owed to enterprises: due now, waiting for its time, held because the enterprise is closed or does not ' +
      'answer, with the people at its desk, or undeliverable.',
      'enterprise', 'kind', 'state'),
    oldestIntent: gauge('intent_oldest_seconds',
      'For how long the oldest has been due, undeliverable, or waiting at a desk for somebody to see to it.',
      'enterprise', 'kind', 'state'),
    breakers: gauge('breaker', '1 for the state that the breaker of the enterprise is in: closed, open or halfOpen.',
      'enterprise', 'state'),
    callbacks: gauge('callbacks_unsettled', 'Callbacks that have changed nothing yet and still may.',
      'enterprise', 'state'),
    oldestCallback: gauge('callback_unsettled_oldest_seconds', 'Age of the oldest of them.', 'enterprise', 'state'),
    notifications: gauge('notifications', 'Events that the portal has not taken: open, or failed for good.', 'state'),
    oldestNotification: gauge('notification_oldest_seconds', 'Age of the oldest of them.', 'state'),
    endpointActive: gauge('webhook_endpoint_active',
      '0 while webhooks are stopped because the portal said that the end-point is gone.'),
    setAside: gauge('set_aside', 'Rows that could not be dealt with and wait to be looked at again.', 'chore'),
    oldestUntoldClock: gauge('clock_untold_oldest_seconds',
      'For how long the longest overdue warning of a promise should have been given; 0 where none is overdue.')
  }
}
