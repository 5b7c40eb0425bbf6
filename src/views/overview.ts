/**
 * The whole hub on one screen: what is under way at each enterprise, what waits for a person, what the portal has not
 * taken.
 */
import type { components } from '../../openapi/hub.d.ts'
import { readBreakers } from '../engines/delivery/breaker.ts'
import { APPROVALS } from '../enterprises/approvals.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { UNSETTLED, type CallbackState } from '../records/inbox/callbacks.ts'
import { refusedSince } from '../records/inbox/refused-callbacks.ts'
import { readEndpoint } from '../records/outbox/endpoint.ts'
import { healthOf } from './catalogue.ts'
import { waitingByEnterprise, type WaitingCount } from './undeliverable-orders.ts'

type Schemas = components['schemas']

interface Needs {
  pool: Queryable
  settings: { enterprises: object, portal?: unknown }
  enterprises: ReadonlyMap<Slug, { atDesk: boolean }>
  approvals?: object | undefined
  nameOf (slug: string): string
  now (): Date
}

const DAY = 86_400_000

export async function readOverview (needs: Needs): Promise<Schemas['Overview']> {
  const { pool } = needs
  const [breakers, open, atDesks, waiting, filings, unsettled, refused] = await Promise.all([
    readBreakers(pool),
    owedIn(pool, 'open'),
    owedIn(pool, 'desk'),
    waitingByEnterprise(pool),
    filingsGivenUp(pool),
    pool.query<{ state: CallbackState, count: number }>(
      'select state, count(*) from callbacks where state = any($1) group by state', [UNSETTLED]),
    refusedSince(pool, new Date(needs.now().getTime() - DAY))
  ])
  const situationOf = (slug: string, givenUp: Waiting | undefined): Situation => {
    const onTheWay = open.find(({ enterprise }) => enterprise === slug)
    return {
      enterpriseName: needs.nameOf(slug),
      open: onTheWay?.count ?? 0,
      ...onTheWay && { oldestOpenAt: localTime(onTheWay.oldest) },
      undeliverable: givenUp?.count ?? 0,
      ...givenUp && { oldestGivenUpAt: localTime(givenUp.oldest) },
      refusedCallbacks: refused.get(slug) ?? 0
    }
  }
  // Also those that are in no settings any more and still have something on its way.
  const concerned = [...open, ...atDesks, ...waiting].map(({ enterprise }) => enterprise)
  const slugs = new Set([...Object.keys(needs.settings.enterprises), ...concerned.filter(slug => slug !== APPROVALS)])
  return {
    enterprises: [...slugs].map(slug => {
      const atDesk = atDesks.find(({ enterprise }) => enterprise === slug)
      return {
        enterprise: slug,
        ...needs.enterprises.get(slug)?.atDesk === false && { health: healthOf(breakers.get(slug)) },
        ...situationOf(slug, waiting.find(({ enterprise }) => enterprise === slug)),
        atDesk: atDesk?.count ?? 0,
        ...atDesk && { oldestAtDeskAt: localTime(atDesk.oldest) }
      }
    }),
    ...needs.approvals && {
      approvals: { health: healthOf(breakers.get(APPROVALS)), ...situationOf(APPROVALS, filings) }
    },
    callbacks: Object.fromEntries(unsettled.rows.map(({ state, count }) => [state, count])),
    ...needs.settings.portal !== undefined && { webhooks: await readEndpoint(pool, needs.now()) }
  }
}

/** What enterprises and the approvals system have in common. */
type Situation = Omit<Schemas['ApprovalsOverview'], 'health'>

type Waiting = Pick<WaitingCount, 'count' | 'oldest'>

/** Filings that could not be sent and wait for a person. */
async function filingsGivenUp (pool: Queryable): Promise<Waiting | undefined> {
  const { rows: [found] } = await pool.query<{ count: number, oldest: Date | null }>(`
    select count(distinct filing_id), min(given_up_at) as oldest from intents
    where state = 'undeliverable' and filing_id is not null`)
  const { count, oldest } = found!
  return oldest ? { count, oldest } : undefined
}

/** By enterprise, and since when the first of it has been; without what is asked about, or worked on at a desk. */
async function owedIn (
  pool: Queryable, state: 'open' | 'desk'
): Promise<Array<{ enterprise: Slug, count: number, oldest: Date }>> {
  const { rows } = await pool.query<{ enterprise: Slug, count: number, oldest: Date }>(`
    select enterprise, count(*), min(opened_at) as oldest from intents
    where state = $1 and kind <> 'watch' group by enterprise`, [state])
  return rows
}
