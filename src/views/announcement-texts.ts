/** What an announcement says in the timeline, and to whom. */
import type { View } from '../ground/access/visible.ts'
import type { About, AnnouncementKind } from '../records/orders/announcements.ts'

type Text = (about: About, nameOf: (slug: string) => string) => string

/** A line for each, for people. */
const TEXTS: Record<AnnouncementKind, Text> = {
  visitProposed: () => '提议联合踏勘时间',
  visitAnswered: () => '答复联合踏勘时间',
  visitAgreed: () => '联合踏勘时间已定',
  visitBegun: () => '联合踏勘开始',
  visitDone: () => '联合踏勘完成',
  visitMissed: () => '联合踏勘未能进行',
  visitCancelled: () => '联合踏勘取消',
  filingSubmitted: () => '报批已提交',
  filingProgressed: () => '报批有进展',
  filingEnded: () => '报批办结',
  filingBroken: () => '告知承诺未履行',
  ratingInvited: () => '已邀请评价'
}

export function announcementText (event: AnnouncementKind, about: About, nameOf: (slug: string) => string): string {
  return TEXTS[event](about, nameOf)
}

/** An enterprise sees what it has a part in; everybody else what the portal is told. */
export function concernsView ({ enterprise }: View, { filing, visit }: About): boolean {
  return enterprise === null || filing !== undefined || visit !== undefined
}
