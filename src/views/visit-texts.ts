/** What the timeline says of a joint visit, for people; and what of it an enterprise is told. */
import type { components } from '../../openapi/hub.d.ts'
import type { View } from '../ground/access/visible.ts'
import type { About, AnnouncementKind } from '../records/orders/announcements.ts'

type News = components['schemas']['VisitNews']
type NameOf = (slug: string) => string
type VisitEvent = Extract<AnnouncementKind, `visit${string}`>

const TEXTS: Record<VisitEvent, (news: News, nameOf: NameOf) => string> = {
  visitProposed: ({ slot, proposal }) => `提出时间 ${slot.label}（第 ${proposal} 次）`,
  visitAnswered: ({ slot, enterprise, answerLabel, other }, nameOf) =>
    `${enterprise ? nameOf(enterprise) : '申请人'} ${answerLabel} ${other?.label ?? slot.label}`,
  visitAgreed: ({ slot, coming, unconfirmed, alone }, nameOf) => [
    `时间已定 ${slot.label}`, named('参加', coming, nameOf), named('未确认', unconfirmed, nameOf),
    named('另行踏勘', alone, nameOf)
  ].filter(Boolean).join('；'),
  visitDayOff: ({ slot }) => `${slot.label} 当日已改为休息日，待改期`,
  visitBegun: () => '开始',
  visitDone: () => '完成',
  visitMissed: ({ slot, absentee, enterprise, endingLabel }, nameOf) =>
    `${slot.label} ${enterprise ? `${nameOf(enterprise)}未到场` : absentee ? '申请人未到场' : endingLabel}`,
  visitCancelled: ({ endingLabel }) => `取消（${endingLabel}）`
}

function named (what: string, slugs: string[] | undefined, nameOf: NameOf): string | undefined {
  return slugs && slugs.length > 0 ? `${what}：${slugs.map(nameOf).join('、')}` : undefined
}

type Text = (about: About, nameOf: NameOf) => string

/** A line for each. */
export const VISIT_TEXTS = Object.fromEntries(Object.entries(TEXTS).map(([event, text]): [string, Text] =>
  [event, ({ visit }, nameOf) => `联合踏勘：${text(visit!, nameOf)}`])) as Record<VisitEvent, Text>

/** To an enterprise what is said by itself, or by nobody in particular, and nothing of who else comes. */
export function newsFor ({ enterprise: own }: View, news: News): News | undefined {
  if (own === null) return news
  if (news.enterprise !== undefined && news.enterprise !== own) return undefined
  const { coming: _coming, unconfirmed: _unconfirmed, alone: _alone, ...rest } = news
  return rest
}
