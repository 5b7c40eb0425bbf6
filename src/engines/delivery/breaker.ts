/**
 * Lets the queue of an enterprise that does not answer pause itself. After some attempts in a row without an answer the
 * breaker opens: what is due is held, and at growing intervals one intent goes through as a probe. Any answer closes
 * it. All processes share one row for each enterprise.
 */
import { Failure, type FailureFacts } from '../../../adapters/failure.ts'
import type { DeliverySettings } from '../../enterprises/delivery-settings.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import { inWork, type Work } from '../../ground/database/work.ts'
import { heldUntil, nextProbe } from '../../ground/retry/retry.ts'
import { releaseHeld } from '../../records/intents/due-intents.ts'
import type { Delivery } from './attempt.ts'

export type BreakerState = 'closed' | 'open' | 'halfOpen'

export interface Breaker {
  state: BreakerState
  failures: number
  openedAt: Date | null
  probeAt: Date | null
}

/** Why nothing is sent to an enterprise, and until when. */
export interface Hold { until: Date, code: string, message: string }

/** Who is sent something: an enterprise, or the approvals system. */
export interface Partner { slug: string, settings: { delivery: Pick<DeliverySettings, 'breaker' | 'maintenance'> } }

/** To be done around each call: the breaker learns of every answer and of every silence. */
export type Guard = <T>(call: () => Promise<T>) => Promise<T>

/** An intent's way through. */
export interface Pass {
  guard: Guard
  /**
   * To be called when the attempt is over, whatever came of it: after a probe that has found nothing out another is
   * made.
   */
  end (): Promise<void>
}

const COLUMNS = 'state, failures, opened_at as "openedAt", probe_at as "probeAt"'

/** A probe that is not over by `leasedUntil` counts as lost. */
export async function passBreaker (
  delivery: Delivery, enterprise: Partner, breaker: Breaker, leasedUntil: Date
): Promise<Pass | Hold> {
  if (breaker.state === 'closed') {
    return newPass(delivery, enterprise, { probing: false, clean: breaker.failures === 0 })
  }
  const now = delivery.now()
  if (breaker.probeAt! <= now && await takeProbe(delivery.pool, enterprise.slug, now, leasedUntil)) {
    return newPass(delivery, enterprise, { probing: true, clean: false })
  }
  return holdOf(delivery, enterprise, breaker)
}

/** Of an enterprise that was never silent. */
const CLOSED: Breaker = { state: 'closed', failures: 0, openedAt: null, probeAt: null }

export async function readBreaker (connection: Queryable, slug: string): Promise<Breaker> {
  return (await readBreakersOf(connection, [slug]))[0]!
}

/** In the order in which they are named. */
export async function readBreakersOf (connection: Queryable, slugs: string[]): Promise<Breaker[]> {
  const { rows } = await connection.query<Breaker & { enterprise: string }>({
    name: 'read-breakers',
    text: `select enterprise, ${COLUMNS} from breakers where enterprise = any($1)`,
    values: [[...new Set(slugs)]]
  })
  const known = new Map(rows.map(({ enterprise, ...breaker }) => [enterprise, breaker]))
  return slugs.map(slug => known.get(slug) ?? CLOSED)
}

/** Every enterprise that has ever been silent. */
export async function readBreakers (connection: Queryable): Promise<Map<string, Breaker>> {
  const { rows } = await connection.query<Breaker & { enterprise: string }>(`
    select enterprise, ${COLUMNS} from breakers`)
  return new Map(rows.map(({ enterprise, ...breaker }) => [enterprise, breaker]))
}

/** True for one caller when a probe is due. */
async function takeProbe (connection: Queryable, slug: string, now: Date, leasedUntil: Date): Promise<boolean> {
  const { rowCount } = await connection.query(`
    update breakers set state = 'halfOpen', probe_at = $3
    where enterprise = $1 and state <> 'closed' and probe_at <= $2`, [slug, now, leasedUntil])
  return rowCount === 1
}

function holdOf (
  delivery: Delivery, { settings: { delivery: { breaker: settings } } }: Partner,
  { failures, probeAt }: Breaker
): Hold {
  const next = new Date(Math.max(delivery.now().getTime(), probeAt!.getTime()))
  const until = heldUntil(next, failures - settings.after, settings, delivery.random)
  return { until, code: 'enterprise-down', message: '企业系统无应答，暂停送单' }
}

/** `clean`: nothing was known against the enterprise when the attempt began. */
function newPass (
  delivery: Delivery, enterprise: Partner, { probing, clean }: { probing: boolean, clean: boolean }
): Pass {
  let undecided = probing
  return {
    async guard (call) {
      try {
        const answer = await call()
        if (!clean) await noteAnswer(delivery, enterprise)
        undecided = false
        return answer
      } catch (error) {
        const found = error instanceof Failure ? whatItShows(error.facts) : 'nothing'
        if (found === 'answer' && !clean) await noteAnswer(delivery, enterprise)
        if (found === 'silence') await noteSilence(delivery, enterprise, probing, (error as Failure).facts.code)
        if (found !== 'nothing') undecided = false
        throw error
      }
    },
    async end () {
      if (undecided) await giveProbeBack(delivery, enterprise)
    }
  }
}

const NOT_ITS_OWN = /^(?:unreadable|http-\d+)$/

/**
 * An answer is what only the enterprise itself can have said: not what something on the way answers, nor a refusal
 * because of what the hub or its account did wrong.
 */
function whatItShows ({ condition, fault, code }: FailureFacts): 'answer' | 'silence' | 'nothing' {
  if (condition === 'down') return 'silence'
  return condition === 'held' || fault === 'hub' || NOT_ITS_OWN.test(code) ? 'nothing' : 'answer'
}

async function noteSilence (
  delivery: Delivery, { slug, settings: { delivery: { breaker: settings } } }: Partner,
  probing: boolean, code: string
): Promise<void> {
  const now = delivery.now()
  await inWork(delivery, async work => {
    work.write('insert into breakers (enterprise) values ($1) on conflict do nothing', [slug])
    const { rows } = await work.query<Breaker>(
      `select ${COLUMNS} from breakers where enterprise = $1 for update`, [slug])
    const { state, openedAt } = rows[0]!
    // An attempt that was under way already when the breaker opened shows nothing new.
    if (state !== 'closed' && !probing) return
    const failures = rows[0]!.failures + 1
    if (failures < settings.after) {
      await work.query('update breakers set failures = $2 where enterprise = $1', [slug, failures])
      return
    }
    const probeAt = nextProbe(failures - settings.after, settings, now, delivery.random)
    await work.query(`
      update breakers set state = 'open', failures = $2, opened_at = $3, probe_at = $4 where enterprise = $1`,
    [slug, failures, openedAt ?? now, probeAt])
    if (openedAt) return
    const facts = { enterprise: slug, failures, code }
    delivery.log.error({ alert: 'enterprise-down', ...facts }, 'enterprise does not answer, its orders are held')
  })
}

async function noteAnswer (delivery: Delivery, enterprise: Partner): Promise<void> {
  const now = delivery.now()
  await inWork(delivery, async work => {
    const { openedAt } = await closeBreaker(work, enterprise.slug)
    if (!openedAt) return
    const released = await releaseHeld(work, enterprise.slug, now, enterprise.settings.delivery.breaker.first)
    const facts = { enterprise: enterprise.slug, downFor: now.getTime() - openedAt.getTime(), released }
    delivery.log.warn({ alert: 'enterprise-up', ...facts }, 'enterprise answers again')
  })
}

/** Answers since when it was open. */
async function closeBreaker (work: Work, slug: string): Promise<Pick<Breaker, 'openedAt'>> {
  const { rows } = await work.query<Pick<Breaker, 'openedAt'>>(`
    with before as (select enterprise, opened_at from breakers where enterprise = $1 for update)
    update breakers set state = 'closed', failures = 0, opened_at = null, probe_at = null from before
    where breakers.enterprise = before.enterprise returning before.opened_at as "openedAt"`, [slug])
  return rows[0] ?? { openedAt: null }
}

/** The probe has shown nothing about the enterprise: the breaker stays open, and another probe is made. */
async function giveProbeBack (
  delivery: Delivery, { slug, settings: { delivery: { breaker } } }: Partner
): Promise<void> {
  await delivery.pool.query(`
    update breakers set state = 'open', probe_at = $2 where enterprise = $1 and state = 'halfOpen'`,
  [slug, nextProbe(0, breaker, delivery.now(), delivery.random)])
}
