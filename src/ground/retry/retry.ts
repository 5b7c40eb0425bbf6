/** The only retry policy: what follows a failed attempt, and when. The schedules in docs/ are made from it. */
import type { FailureFacts } from '../../../adapters/failure.ts'

/** The first wait after a failure, and the longest; between them it doubles. Milliseconds. */
export interface BackOff { first: number, ceiling: number }

/** After `horizon` without success a person has to look. */
export interface RetrySettings extends BackOff { horizon: number }

export interface Attempted {
  /** Attempts so far, the failed one counted. */
  attempts: number
  /** The horizon counts from here. */
  openedAt: Date
  /** It comes too late before long: a withdrawal, while the enterprise works on the order. */
  urgent?: boolean
  /** From then on there is no use in it. */
  uselessFrom?: Date | null | undefined
}

export type Decision =
  /** `spent`: it counted as an attempt. */
  | { kind: 'again', at: Date, spent: boolean }
  /** A person has to look. */
  | { kind: 'undeliverable' }

/** How often something urgent is tried when it is refused in words that nobody can read. */
const UNREAD_REFUSALS = 3

/** How far the wait is spread to both sides, so that many orders that failed together do not come back together. */
const JITTER = 0.2

/**
 * Decides after a failure: at once in front of a person when coming back is no use, and soon when a refusal that no
 * document explains concerns something urgent; else again after a wait that doubles from `first` to `ceiling`, or as
 * long as the enterprise asked, up to the ceiling; in front of a person when that would be beyond the horizon, or be of
 * no use any more. What nobody looked at is no attempt: it comes back soon after the time it was told, however often
 * that happens.
 */
export function decide (
  failure: FailureFacts, attempted: Attempted, { retry }: { retry: RetrySettings }, now: Date, random: () => number
): Decision {
  if (failure.comeBack === 'never') return { kind: 'undeliverable' }
  if (failure.unlisted && attempted.urgent && attempted.attempts >= UNREAD_REFUSALS) return { kind: 'undeliverable' }
  const spent = failure.condition !== 'busy' && failure.condition !== 'held'
  const told = toldToWait(failure, retry)
  const wait = !spent && told !== undefined
    ? told + random() * retry.first
    : Math.max(told ?? 0, spread(backOff(attempted.attempts, retry), random))
  const at = new Date(now.getTime() + wait)
  if (isBeyondHorizon(attempted, retry, at) || isUseless(attempted, at)) return { kind: 'undeliverable' }
  return { kind: 'again', at, spent }
}

function isUseless ({ uselessFrom }: Attempted, at: Date): boolean {
  return !!uselessFrom && at >= uselessFrom
}

/** What the hub itself holds back waits for what the interface document demands; an answer can say anything. */
function toldToWait ({ condition, retryAfter }: FailureFacts, { ceiling }: BackOff): number | undefined {
  return retryAfter === undefined || condition === 'held' ? retryAfter : Math.min(retryAfter, ceiling)
}

export function isBeyondHorizon (
  { openedAt }: Pick<Attempted, 'openedAt'>, { horizon }: Pick<RetrySettings, 'horizon'>, at: Date
): boolean {
  return at.getTime() > openedAt.getTime() + horizon
}

/** When to see whether an enterprise answers again, after `probes` that it did not answer. */
export function nextProbe (probes: number, breaker: BackOff, now: Date, random: () => number): Date {
  return new Date(now.getTime() + spread(backOff(probes + 1, breaker), random))
}

/** For a row that the hub itself could not deal with. */
const LOOKS: BackOff = { first: 60_000, ceiling: 21_600_000 }

/** When to look again at a row that has failed so often. */
export function nextLook (failures: number, now: Date): Date {
  return new Date(now.getTime() + backOff(failures, LOOKS))
}

/**
 * Until when to hold what is due while the next probe is awaited: a long queue is spread over the whole wait for the
 * one after.
 */
export function heldUntil (probeAt: Date, probes: number, breaker: BackOff, random: () => number): Date {
  return new Date(probeAt.getTime() + random() * backOff(probes + 1, breaker))
}

/**
 * Waits between attempts to tell the portal, milliseconds (the schedule that Standard Webhooks proposes); the last one
 * repeats.
 */
const WEBHOOK_WAITS = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000]

/** Wide enough for waits that long. */
const WEBHOOK_JITTER = 0.1

export interface WebhookRefused {
  /** Attempts that were not taken since the horizon began, this one counted. */
  failures: number
  /** The horizon counts from here. */
  countedFrom: Date
  /** Milliseconds the portal asked to wait; up to the ceiling it does. */
  retryAfter?: number
}

/**
 * When to try a webhook again that was not taken; the last time is at the horizon's end, and after that there is none.
 */
export function nextWebhook (
  { failures, countedFrom, retryAfter = 0 }: WebhookRefused, { horizon, ceiling }: Omit<RetrySettings, 'first'>,
  now: Date, random: () => number
): Date | undefined {
  const end = countedFrom.getTime() + horizon
  if (now.getTime() >= end) return undefined
  const own = spread(Math.min(ceiling, webhookWait(failures)), random, WEBHOOK_JITTER)
  const wait = Math.max(Math.min(ceiling, retryAfter), own)
  return new Date(Math.min(now.getTime() + wait, end))
}

/**
 * The waits before jitter, in milliseconds, for a portal that never takes a webhook: the last one ends at the horizon.
 */
export function webhookSchedule (horizon: number): number[] {
  const waits: number[] = []
  for (let left = horizon; left > 0; left -= waits.at(-1)!) waits.push(Math.min(webhookWait(waits.length + 1), left))
  return waits
}

function webhookWait (failures: number): number {
  return WEBHOOK_WAITS[Math.min(failures, WEBHOOK_WAITS.length) - 1]!
}

/** The waits before jitter, in milliseconds, of an enterprise that never comes back, up to the horizon. */
export function schedule (retry: RetrySettings): number[] {
  const waits: number[] = []
  for (let attempts = 1, total = 0; ; attempts++) {
    const wait = backOff(attempts, retry)
    total += wait
    if (total > retry.horizon) return waits
    waits.push(wait)
  }
}

function backOff (attempts: number, { first, ceiling }: BackOff): number {
  return Math.min(ceiling, first * 2 ** Math.min(Math.max(attempts - 1, 0), 30))
}

function spread (wait: number, random: () => number, jitter = JITTER): number {
  return Math.round(wait * (1 - jitter + 2 * jitter * random()))
}
