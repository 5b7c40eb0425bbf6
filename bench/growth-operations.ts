/** The operations whose cost must not grow with what is stored, as `growth.ts` times them. */
import { randomUUID } from 'node:crypto'
import { EVERYTHING } from '../src/ground/access/visible.ts'
import { readKeys } from '../src/ground/sealing/keys.ts'
import { erase } from '../src/cases/erase.ts'
import { submit } from '../src/cases/submit.ts'
import { countDue, purgeDaily } from '../src/engines/purge/purge.ts'
import { sweep } from '../src/engines/sweep/sweep.ts'
import type { Hub } from '../src/hub.ts'
import { dueIntents } from '../src/records/intents/due-intents.ts'
import { dueNotifications } from '../src/records/outbox/notifications.ts'
import { roundsOf } from '../src/start.ts'
import { listActs } from '../src/views/acts.ts'
import { listApplications, readApplication, searchApplications } from '../src/views/applications.ts'
import { countBacklog } from '../src/views/backlog.ts'
import { listCallbacks } from '../src/views/callbacks.ts'
import { listDisclosures } from '../src/views/disclosures.ts'
import { listExchanges } from '../src/views/exchanges.ts'
import { readOverview } from '../src/views/overview.ts'
import { readTimeline } from '../src/views/timeline.ts'
import { listUndeliverableOrders } from '../src/views/undeliverable-orders.ts'
import { listDeliveries } from '../src/views/webhooks.ts'
import { applications } from '../kit/applications.ts'
import { withoutFiles } from './growth-samples.ts'

const DAY = 86_400_000

/** They take away what others look at, so each is called as seldom as will do, and never for nothing. */
export const REMOVING = new Set(['erase one', 'purge, a batch'])

const BY = { actor: 'operator', reason: '申请人请求' }

export type Operation = () => Promise<unknown>

/** Each by its name; those that change something take another application every time. */
export async function operationsOn (hub: Hub, size: number): Promise<Record<string, Operation>> {
  // At every size a copy of the same sample.
  const half = size / 2 - size / 2 % applications.length
  const { rows: [middle] } = await hub.pool.query<{ at: Date, number: string }>(
    'select received_at as at, joint_number as number from applications where serial = $1', [half])
  const { at, number: jointNumber } = middle!
  const [from, to, late] = [0, 20, 240].map(days => new Date(at.getTime() + days * DAY).toISOString()) as
    [string, string, string]
  const { rows: [disclosed] } = await hub.pool.query<{ number: string }>(
    'select max(joint_number) as number from disclosures where joint_number <= $1', [jointNumber])
  const { phone, idNumber, applicantName } = applications[0]!.form.basic
  let erased = size * 0.9
  const listed = (filter: Parameters<typeof listApplications>[2]): Operation =>
    () => listApplications(hub, EVERYTHING, filter)
  const callbacks = (filter: Parameters<typeof listCallbacks>[1]): Operation => () => listCallbacks(hub, filter)
  const webhooks = (filter: Parameters<typeof listDeliveries>[2]): Operation =>
    () => listDeliveries(hub, EVERYTHING, filter)
  const given = { enterprise: null, client: 'portal' }
  const water = { enterprise: 'county-water', client: null }
  const { form } = applications[0]!
  return {
    'read one': () => readApplication(hub, EVERYTHING, jointNumber),
    timeline: () => readTimeline(hub, EVERYTHING, jointNumber),
    'exchanges of one': () => listExchanges(hub, EVERYTHING, jointNumber, {}),
    'applications, all': listed({}),
    'applications, of a portal': () => listApplications(hub, given, {}),
    'applications, of an enterprise': () => listApplications(hub, water, {}),
    'applications, of an enterprise, processing': () => listApplications(hub, water, { status: 'processing' }),
    'applications, status processing': listed({ status: 'processing' }),
    'applications, status completed': listed({ status: 'completed' }),
    'applications, status ended (none)': listed({ status: 'ended' }),
    'applications, service': listed({ service: 'gas' }),
    'applications, service, processing': listed({ service: 'gas', status: 'processing' }),
    'applications, enterprise': listed({ enterprise: 'towngas' }),
    'applications, enterprise that has none': listed({ enterprise: 'nobody' }),
    'applications, from a day on': listed({ receivedFrom: from }),
    'applications, up to a day': listed({ receivedTo: from }),
    'applications, of twenty days': listed({ receivedFrom: from, receivedTo: to }),
    'applications, part of a portal number': listed({ portalCaseNumber: `-${half}` }),
    'search, identity number': () => searchApplications(hub, EVERYTHING, {}, { idNumber }),
    'search, phone': () => searchApplications(hub, EVERYTHING, {}, { phone }),
    'search, common name': () => searchApplications(hub, EVERYTHING, {}, { applicantName }),
    'search, name and phone': () => searchApplications(hub, EVERYTHING, {}, { applicantName, phone }),
    'callbacks, all': callbacks({}),
    'callbacks, joint number': callbacks({ jointNumber }),
    'callbacks, applied': callbacks({ state: 'applied' }),
    'callbacks, refused (none)': callbacks({ state: 'refused' }),
    'callbacks, unknown reference': callbacks({ state: 'unknownReference' }),
    'callbacks, enterprise': callbacks({ enterprise: 'towngas' }),
    'callbacks, of twenty days': callbacks({ receivedFrom: from, receivedTo: to }),
    'callbacks, up to a day': callbacks({ receivedTo: from }),
    'webhooks, all': webhooks({}),
    'webhooks, open': webhooks({ state: 'open' }),
    'webhooks, failed (none)': webhooks({ state: 'failed' }),
    'webhooks, joint number': webhooks({ jointNumber }),
    'webhooks, of twenty days': webhooks({ from, to }),
    'webhooks, up to a day': webhooks({ to: from }),
    'acts, all': () => listActs(hub, {}),
    'acts, action': () => listActs(hub, { action: 'order-redrive' }),
    // Of few applications there is one: so that the page is full at every size.
    'acts, of 240 days': () => listActs(hub, { from, to: late }),
    'disclosures, joint number': () => listDisclosures(hub, { jointNumber: disclosed!.number }),
    'disclosures, of 240 days': () => listDisclosures(hub, { from, to: late }),
    'undeliverable orders': () => listUndeliverableOrders(hub, {}),
    overview: () => readOverview(hub),
    'metrics scrape': () => countBacklog(hub),
    'key report': () => readKeys(hub.pool, hub.vault),
    'due removals': () => countDue(hub, new Date()),
    'look for due orders': () => dueIntents(hub.pool, 'unicom', { now: new Date(), known: [], most: 8 }),
    'look for due events': () => dueNotifications(hub.pool, { now: new Date(), known: [], most: 8 }),
    sweep: () => sweep(hub, { ...roundsOf(hub), chores: [] }),
    'accept, 7 orders': () => submit(hub, 'portal', randomUUID(), withoutFiles(form)),
    'accept, repeated': () => submit(hub, 'portal', 'one', withoutFiles(form)),
    'erase one': () => erase(hub, EVERYTHING, `JXLB${String(--erased).padStart(6, '0')}`, BY),
    'purge, a batch': () => purgeDaily(hub, new Date())
  }
}
