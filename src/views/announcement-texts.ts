/** What an announcement says in the timeline, and to whom. */
import type { View } from '../ground/access/visible.ts'
import type { About, AnnouncementKind } from '../records/orders/announcements.ts'
import { newsFor, VISIT_TEXTS } from './visit-texts.ts'

type Text = (about: About, nameOf: (slug: string) => string) => string

/** A line for each, for people. */
const TEXTS: Record<AnnouncementKind, Text> = {
  ...VISIT_TEXTS,
  filingSubmitted: () => '报批已提交',
  filingProgressed: () => '报批有进展',
  filingEnded: () => '报批办结',
  filingBroken: () => '告知承诺未履行',
  ratingInvited: () => '已邀请评价'
}

export function announcementText (event: AnnouncementKind, about: About, nameOf: (slug: string) => string): string {
  return TEXTS[event](about, nameOf)
}

/** What of it is told: to an enterprise what it has a part in, to everybody else what the portal is told. */
export function seenOf (view: View, { visit, filing, rating }: About): About | undefined {
  const news = visit && newsFor(view, visit)
  if (news) return { visit: news }
  if (filing) return { filing }
  return rating && view.enterprise === null ? { rating } : undefined
}
