/**
 * Invites applicants who have rated nothing some days after the end of their application: the portal is told, and the
 * site's own end-point (SMS), once. They ask for a link in their turn (`createRatingLink`).
 */
import type { Logger } from 'pino'
import { goOver } from '../../ground/aside/set-aside.ts'
import { announce } from '../../records/orders/announcements.ts'
import { changeBySerial, type OrderRecords } from '../../records/orders/application.ts'
import { dueInvitations, endInvitation } from '../../records/ratings/invitations.ts'
import { removeLeftLinks } from '../../records/ratings/links.ts'
import { forgetPlaces, isRateable, ratingsOf } from '../../records/ratings/ratings.ts'
import { openReminders } from '../../records/reminders/reminders.ts'

export interface Inviting extends OrderRecords {
  log: Logger
  settings: { reminders: { webhook?: object | undefined } }
}

/** Applications in one go: after downtime not everybody is written to at once. */
const MOST = 100

/** Rows that are removed in one go. */
const REMOVED = 1_000

/** Answers how many applications were dealt with. */
export async function inviteToRate (hub: Inviting, now: Date): Promise<number> {
  const serials = await dueInvitations(hub.pool, now, MOST)
  return await goOver(hub, hub.pool, serials, {
    chore: 'invitations to rate',
    now,
    keyOf: String,
    act: serial => inviteOne(hub, serial)
  })
}

/** Under the lock of the application, with what the portal is told: however many try, and wherever they die. */
async function inviteOne (hub: Inviting, serial: number): Promise<void> {
  await changeBySerial(hub, serial, async (work, application) => {
    const isRated = (await ratingsOf(work, serial)).length > 0
    const orders = application.orders.filter(isRateable)
    const isGone = application.formSealed === null || orders.length === 0
    if (!await endInvitation(work, serial, isRated ? 'rated' : isGone ? 'gone' : 'invited') || isRated || isGone) return
    const rating = { orders: orders.map(({ reference }) => reference) }
    announce(hub, application, { event: 'ratingInvited', about: { rating } })
    if (!hub.settings.reminders.webhook) return
    const { jointNumber } = application
    openReminders(work, [{
      topic: 'rating',
      kind: 'ratingInvited',
      jointNumber,
      enterprise: null,
      told: rating,
      channel: 'webhook',
      recipient: ''
    }], hub.now())
  })
}

/** Links that are over, and where ratings came from some days ago. */
export async function removeLeftOfRatings ({ pool }: Pick<Inviting, 'pool'>, now: Date): Promise<void> {
  await removeLeftLinks(pool, now, REMOVED)
  await forgetPlaces(pool, now, REMOVED)
}
