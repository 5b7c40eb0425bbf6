/**
 * What is counted of joint visits and of filings, by what is announced of them: every change of theirs that counts is.
 * A visit is of several enterprises: it is counted as a whole, and each enterprise's part in it by itself.
 */
import type { components } from '../../../openapi/hub.d.ts'
import type { Announcement } from '../orders/announcements.ts'
import type { LockedApplication } from '../orders/application.ts'

type Schemas = components['schemas']
type VisitNews = Schemas['VisitNews']

/** Of a visit as a whole; `…AtFirst`: at the first time that was ever proposed for the application. */
export type CountedOfWhole =
  'visitAgreed' | 'visitDone' | 'visitDoneAtFirst' | 'visitCancelled' | 'applicantAbsent' | 'enterprisesAbsent'

/** An enterprise's part in a visit. */
export type VisitPart = 'visitAttended' | 'visitUnconfirmed' | 'visitMissed' | 'visitAlone'

type Ended = 'passed' | 'refused' | 'cancelled' | 'broken'

export type CountedFiling = `filed${Capitalize<Schemas['FilingDecisionKind']>}` | `filing${Capitalize<Ended>}`

export type CountedOfOrder = VisitPart | CountedFiling

export type CountedNews =
  { orderId: string, what: CountedOfOrder } | { orderId: null, what: CountedOfWhole, reason?: number }

export function countedOf (
  { orders }: Pick<LockedApplication, 'orders'>, { event, about: { visit, filing } }: Announcement
): CountedNews[] {
  // Of those that an enterprise ever had of an application the last is at hand.
  const of = (enterprise: string, what: CountedOfOrder): CountedNews => (
    { orderId: orders.findLast(order => order.enterprise === enterprise)!.id, what })
  if (filing) {
    const what = ofFiling(event, filing)
    return what ? [of(filing.enterprise, what)] : []
  }
  if (!visit) return []
  const whole = ofVisit(event, visit)
  const came = new Set([...visit.coming ?? [], ...visit.unconfirmed ?? []]).size
  return [
    ...whole ? [{ orderId: null, what: whole, ...isDone(whole) && { reason: came } }] : [],
    ...partsOf(event, visit).map(([enterprise, part]) => of(enterprise, part))
  ]
}

function ofFiling (
  event: Announcement['event'], { mode, state }: Schemas['FilingNews']
): CountedFiling | undefined {
  if (event === 'filingSubmitted') return `filed${capitalized(mode)}`
  const hasEnded = event === 'filingEnded' || event === 'filingBroken'
  return hasEnded ? `filing${capitalized(state as Ended)}` : undefined
}

function capitalized<Word extends string> (word: Word): Capitalize<Word> {
  return `${word[0]!.toUpperCase()}${word.slice(1)}` as Capitalize<Word>
}

function isDone (what: CountedOfWhole): boolean {
  return what === 'visitDone' || what === 'visitDoneAtFirst'
}

function ofVisit (event: Announcement['event'], { state, proposal, ending }: VisitNews): CountedOfWhole | undefined {
  switch (event) {
    case 'visitAgreed':
    case 'visitCancelled':
      return event
    case 'visitDone':
      return proposal === 1 ? 'visitDoneAtFirst' : 'visitDone'
    case 'visitMissed':
      // The others go on where a single enterprise is missing.
      return state === 'noShow' ? ending as 'applicantAbsent' | 'enterprisesAbsent' : undefined
    default:
      return undefined
  }
}

function partsOf (event: Announcement['event'], visit: VisitNews): Array<[enterprise: string, part: VisitPart]> {
  const { state, coming = [], unconfirmed = [], alone = [], absentee, enterprise } = visit
  if (event === 'visitMissed' && absentee === 'enterprise') return [[enterprise!, 'visitMissed']]
  const isAbsence = event === 'visitMissed' && state === 'noShow'
  if (event !== 'visitDone' && event !== 'visitCancelled' && !isAbsence) return []
  const part = (enterprises: readonly string[], what: VisitPart): Array<[string, VisitPart]> =>
    enterprises.map(enterprise => [enterprise, what])
  return [
    ...event === 'visitDone' ? [...part(coming, 'visitAttended'), ...part(unconfirmed, 'visitUnconfirmed')] : [],
    ...part(alone, 'visitAlone')
  ]
}
