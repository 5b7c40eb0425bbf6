/**
 * Events of the whole application, or of a thing that belongs to it, that move no order: a visit, a filing, an
 * invitation. They stand in the application's sequence beside the transitions, and the portal is told of each.
 */
import type { components } from '../../../openapi/hub.d.ts'

type Schemas = components['schemas']

/** `rating…` but for the invitation are nobody's business but the county's: they are not announced. */
export type AnnouncementKind =
  'visitProposed' | 'visitAnswered' | 'visitAgreed' | 'visitDayOff' | 'visitBegun' | 'visitDone' | 'visitMissed' |
  'visitCancelled' | 'filingSubmitted' | 'filingProgressed' | 'filingEnded' | 'filingBroken' | 'ratingInvited'

/** What it is about, one of them, as the contract has it; nothing that tells who the applicant is. */
export type About = Pick<Schemas['ApplicationEventData'], 'visit' | 'filing' | 'rating'>

/** Orders that were to be visited when the applicant was not there, or, with that, are visited after all. */
export interface Absence { orderIds: string[], begins: boolean }

export interface Announcement {
  sequence: number
  event: AnnouncementKind
  /** When it happened. */
  at: Date
  recordedAt: Date
  about: About
  absence: Absence | null
}

/** Gives it its place in the sequence of an application that is locked; stored with all else that has happened. */
export function announce (
  { now }: { now (): Date }, application: { lastSequence: number, announcements: Announcement[] },
  { event, about, at, absence }: Pick<Announcement, 'event' | 'about'> & { at?: Date, absence?: Absence }
): void {
  const recordedAt = now()
  application.announcements.push({
    sequence: ++application.lastSequence, event, at: at ?? recordedAt, recordedAt, about, absence: absence ?? null
  })
}
