/** The whole hub on one screen: what is under way at each enterprise, what waits for a person, what the portal has not taken. */
import type { components } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { healthOf } from './catalogue.ts'
import type { CallbackState } from '../records/inbox/callback-state.ts'
import { readBreakers } from '../engines/delivery/breaker.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { enterpriseName } from '../enterprises/settings.ts'
import type { Hub } from '../hub.ts'
import { readEndpoint } from '../records/outbox/endpoint.ts'
import { UNSETTLED } from './callbacks.ts'
import { waitingByEnterprise } from './undeliverable-orders.ts'

export interface Overview {
  enterprises: EnterpriseOverview[]
  /** Callbacks of which nothing has come yet, by state. */
  callbacks: Partial<Record<CallbackState, number>>
  /** Missing where no portal is told. */
  webhooks?: components['schemas']['WebhookEndpoint']
}

export interface EnterpriseOverview {
  enterprise: Slug
  enterpriseName: string
  /** Whether it answers; missing where it is not connected. */
  health?: components['schemas']['EnterpriseHealth']
  /** Orders, supplements and withdrawals on their way to it. */
  open: number
  oldestOpenAt?: string
  undeliverable: number
  oldestGivenUpAt?: string
}

export async function readOverview (hub: Pick<Hub, 'pool' | 'enterprises' | 'settings' | 'now'>): Promise<Overview> {
  const [breakers, open, waiting, unsettled] = await Promise.all([
    readBreakers(hub.pool),
    hub.pool.query<{ enterprise: Slug, count: number, oldest: Date }>(`
      select enterprise, count(*), min(opened_at) as oldest from intents where state = 'open' and kind <> 'watch' group by enterprise`),
    waitingByEnterprise(hub.pool),
    hub.pool.query<{ state: CallbackState, count: number }>('select state, count(*) from callbacks where state = any($1) group by state', [UNSETTLED])
  ])
  // Also those that are in no settings any more and still have something on its way.
  const slugs = new Set([...Object.keys(hub.settings.enterprises), ...open.rows.map(({ enterprise }) => enterprise), ...waiting.map(({ enterprise }) => enterprise)])
  return {
    enterprises: [...slugs].map(slug => {
      const onTheWay = open.rows.find(({ enterprise }) => enterprise === slug)
      const givenUp = waiting.find(({ enterprise }) => enterprise === slug)
      return {
        enterprise: slug,
        enterpriseName: enterpriseName(hub.settings.enterprises, slug),
        ...hub.enterprises.has(slug) && { health: healthOf(breakers.get(slug)) },
        open: onTheWay?.count ?? 0,
        ...onTheWay && { oldestOpenAt: localTime(onTheWay.oldest) },
        undeliverable: givenUp?.count ?? 0,
        ...givenUp && { oldestGivenUpAt: localTime(givenUp.oldest) }
      }
    }),
    callbacks: Object.fromEntries(unsettled.rows.map(({ state, count }) => [state, count])),
    ...hub.settings.portal && { webhooks: await readEndpoint(hub) }
  }
}
