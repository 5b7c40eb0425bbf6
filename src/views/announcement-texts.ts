/** What an announcement says in the timeline, and to whom. */
import type { View } from '../ground/access/visible.ts'
import type { About, AnnouncementKind } from '../records/orders/announcements.ts'
import { newsFor, VISIT_TEXTS } from './visit-texts.ts'

type Text = (about: About, nameOf: (slug: string) => string) => string

/** A line for each, for people. */
const TEXTS: Record<AnnouncementKind, Text> = {
  ...VISIT_TEXTS,
  filingSubmitted: ({ filing }, nameOf) => `${whose(filing, nameOf)}申报：${filing?.modeLabel ?? ''}`,
  filingProgressed: ({ filing }, nameOf) => `${whose(filing, nameOf)}：${movedOf(filing)}`,
  filingEnded: ({ filing }, nameOf) => `${whose(filing, nameOf)}结束：${filing?.stateLabel ?? ''}`,
  filingBroken: ({ filing }, nameOf) => `${whose(filing, nameOf)}：违反承诺或被撤销`,
  ratingInvited: () => '已邀请评价'
}

function whose (filing: About['filing'], nameOf: (slug: string) => string): string {
  return `${filing ? nameOf(filing.enterprise) : ''}行政审批`
}

/** Which department has gone on, and to what. */
function movedOf (filing: About['filing']): string {
  const item = filing?.items.find(({ item }) => item === filing.moved)
  return item ? `${item.itemLabel}${item.stateLabel ?? ''}` : filing?.stateLabel ?? ''
}

export function announcementText (event: AnnouncementKind, about: About, nameOf: (slug: string) => string): string {
  return TEXTS[event](about, nameOf)
}

/** What of it is told: to an enterprise what it has a part in, to everybody else what the portal is told. */
export function seenOf (view: View, { visit, filing, rating }: About): About | undefined {
  const news = visit && newsFor(view, visit)
  if (news) return { visit: news }
  if (filing) return view.enterprise === null || filing.enterprise === view.enterprise ? { filing } : undefined
  return rating && view.enterprise === null ? { rating } : undefined
}
