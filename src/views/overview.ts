/**
 * The whole hub on one screen: what is under way at each enterprise, what waits for a person, what the portal has not
 * taken.
 */
import type { components } from '../../openapi/hub.d.ts'
import { readBreakers } from '../engines/delivery/breaker.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { UNSETTLED, type CallbackState } from '../records/inbox/callbacks.ts'
import { refusedSince } from '../records/inbox/refused-callbacks.ts'
import { readEndpoint } from '../records/outbox/endpoint.ts'
import { healthOf } from './catalogue.ts'
import { waitingByEnterprise } from './undeliverable-orders.ts'

type Schemas = components['schemas']

interface Needs {
  pool: Queryable
  settings: { enterprises: object, portal?: unknown }
  enterprises: ReadonlyMap<Slug, { atDesk: boolean }>
  nameOf (slug: string): string
  now (): Date
}

const DAY = 86_400_000

export async function readOverview (needs: Needs): Promise<Schemas['Overview']> {
  const { pool } = needs
  const [breakers, open, atDesks, waiting, unsettled, refused] = await Promise.all([
    readBreakers(pool),
    owedIn(pool, 'open'),
    owedIn(pool, 'desk'),
    waitingByEnterprise(pool),
    pool.query<{ state: CallbackState, count: number }>(
      'select state, count(*) from callbacks where state = any($1) group by state', [UNSETTLED]),
    refusedSince(pool, new Date(needs.now().getTime() - DAY))
  ])
  // Also those that are in no settings any more and still have something on its way.
  const concerned = [...open, ...atDesks, ...waiting].map(({ enterprise }) => enterprise)
  const slugs = new Set([...Object.keys(needs.settings.enterprises), ...concerned])
  return {
    enterprises: [...slugs].map(slug => {
      const onTheWay = open.find(({ enterprise }) => enterprise === slug)
      const atDesk = atDesks.find(({ enterprise }) => enterprise === slug)
      const givenUp = waiting.find(({ enterprise }) => enterprise === slug)
      return {
        enterprise: slug,
        enterpriseName: needs.nameOf(slug),
        ...needs.enterprises.get(slug)?.atDesk === false && { health: healthOf(breakers.get(slug)) },
        open: onTheWay?.count ?? 0,
        ...onTheWay && { oldestOpenAt: localTime(onTheWay.oldest) },
        atDesk: atDesk?.count ?? 0,
        ...atDesk && { oldestAtDeskAt: localTime(atDesk.oldest) },
        undeliverable: givenUp?.count ?? 0,
        ...givenUp && { oldestGivenUpAt: localTime(givenUp.oldest) },
        refusedCallbacks: refused.get(slug) ?? 0
      }
    }),
    callbacks: Object.fromEntries(unsettled.rows.map(({ state, count }) => [state, count])),
    ...needs.settings.portal !== undefined && { webhooks: await readEndpoint(pool, needs.now()) }
  }
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
