/**
 * Gives the link by which an applicant rates what has ended. It leads to the page of the province where the settings
 * name one, and to the hub's own elsewhere.
 */
import type { components } from '../../openapi/hub.d.ts'
import type { OrderState } from '../../mappings/mapping.ts'
import type { Caller } from '../ground/access/caller.ts'
import { seenByNumber, viewOf, type View } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { inWork, type Work, type Workplace } from '../ground/database/work.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { recordAct } from '../records/acts/acts.ts'
import { claimKey, hashOf, keepAnswer } from '../records/idempotency/answers.ts'
import { newToken, storeLink } from '../records/ratings/links.ts'
import { isOver, isRateable, ratingsOf } from '../records/ratings/ratings.ts'
import type { RatingSettings } from '../records/ratings/settings.ts'

type Schemas = components['schemas']
type Request = Schemas['RatingLinkRequest']
type Link = Schemas['RatingLink']

export interface GivingLinks extends Workplace {
  vault: Vault
  settings: { ratings: RatingSettings, hub: { idempotencyWait: number } }
  now (): Date
}

/** Of which application, and the key that names the request. */
export interface LinkAsked { jointNumber: string, key: string, request: Request }

interface Rated { serial: number, erasedAt: Date | null, orders: Order[] }
interface Order { id: string, reference: string, state: OrderState }

/**
 * Throws Problem `ratings-not-set`, `application-not-found`, `person-erased`, `validation-failed` for an order that the
 * application has not, `not-ended`, `already-rated`, or what an Idempotency-Key can be refused for.
 */
export async function giveRatingLink (
  hub: GivingLinks, caller: Caller, { jointNumber, key, request }: LinkAsked
): Promise<Link> {
  const { ratings: settings, hub: { idempotencyWait } } = hub.settings
  const { url } = settings
  if (url === undefined) throw new Problem('ratings-not-set')
  const bodyHash = hashOf([jointNumber, request])
  const named = { client: caller.id, key }
  return await inWork(hub, async work => {
    const given = await claimKey<Link>(work, hub.vault, named, bodyHash, idempotencyWait)
    if (given) return given
    const now = hub.now()
    const application = await lockSeen(work, viewOf(caller), jointNumber)
    const orderId = orderMeant(application, request)
    const { purpose, goodUntil } = settings.province
      ? { purpose: 'province' as const, goodUntil: later(now, settings.province.linkLife) }
      : await usable(work, settings, { serial: application.serial, orderId }, now)
    const token = newToken()
    const leadsTo = purpose === 'province' ? 'province' : 'page'
    storeLink(work, token, { serial: application.serial, orderId, leadsTo, channel: request.channel, goodUntil }, now)
    await recordAct(hub, work, {
      at: now,
      actor: caller.id,
      action: 'rating-link',
      target: { jointNumber, ...request },
      about: [jointNumber],
      reason: '生成评价链接',
      affected: 1
    })
    const link: Link = { url: `${url}/ratings/${token}`, purpose, goodUntil: localTime(goodUntil) }
    keepAnswer(work, hub.vault, named, { bodyHash, serial: application.serial, answer: link, now })
    return link
  })
}

async function lockSeen (work: Work, view: View, jointNumber: string): Promise<Rated> {
  const { text, values } = seenByNumber(view, jointNumber)
  const { rows } = await work.query<Omit<Rated, 'orders'>>(
    `select serial, erased_at as "erasedAt" from applications where ${text} for no key update`, values)
  if (!rows[0]) throw new Problem('application-not-found')
  const { rows: orders } = await work.query<Order>(
    'select id, reference, state from orders where application_serial = $1 order by position', [rows[0].serial])
  return { ...rows[0], orders }
}

/** The order's id; null of the application as a whole. */
function orderMeant ({ erasedAt, orders }: Rated, { order: reference }: Request): string | null {
  if (erasedAt) throw new Problem('person-erased')
  if (reference === undefined) {
    if (!isOver(orders)) throw new Problem('not-ended')
    return null
  }
  const order = orders.find(order => order.reference === reference)
  if (!order) {
    throw new Problem('validation-failed', { errors: [fieldError('/order', 'value', '该办件没有这件单项业务')] })
  }
  if (!isRateable(order)) throw new Problem('not-ended')
  return order.id
}

async function usable (
  work: Work, { linkLife, supplementWithin }: RatingSettings,
  { serial, orderId }: { serial: number, orderId: string | null }, now: Date
): Promise<{ purpose: 'rate' | 'supplement', goodUntil: Date }> {
  const rating = (await ratingsOf(work, serial)).find(rating => rating.orderId === orderId)
  if (!rating) return { purpose: 'rate', goodUntil: later(now, linkLife) }
  const goodUntil = later(rating.at, supplementWithin)
  if (rating.supplementedAt || goodUntil <= now) throw new Problem('already-rated')
  return { purpose: 'supplement', goodUntil }
}

function later (time: Date, by: number): Date {
  return new Date(time.getTime() + by)
}
