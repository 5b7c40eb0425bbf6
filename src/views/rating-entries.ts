/**
 * What of the evaluation stands in the timeline of an application. Whoever is rated is told of what has to be put
 * right, and not of the rating itself.
 */
import type { Slug } from '../enterprises/profiles.ts'
import { seesEverything, type View } from '../ground/access/visible.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { isBad, levelOf } from '../records/ratings/levels.ts'
import { ratingsOf, type RatingRow } from '../records/ratings/ratings.ts'
import { isAppealed, rectificationsOf, type Rectification } from '../records/ratings/rectifications.ts'
import { MARK_LABELS } from './ratings.ts'

export interface RatingEntry { when: Date, enterprise: Slug, text: string }

export async function ratingEntries (
  connection: Queryable, nameOf: (slug: string) => string, view: View, serial: number
): Promise<RatingEntry[]> {
  const ratings = await ratingsOf(connection, serial)
  if (ratings.length === 0) return []
  const rectifications = await rectificationsOf(connection, serial)
  const entry = ({ enterprise }: Pick<RatingRow, 'enterprise'>, when: Date, text: string): RatingEntry => (
    { when, enterprise: enterprise as Slug, text: `${nameOf(enterprise)}：${text}` })
  const shown = seesEverything(view) ? ratings : []
  return [
    ...shown.flatMap(rating => ratedTexts(rating).map(([when, text]) => entry(rating, when, text))),
    ...rectifications.filter(({ enterprise }) => view.enterprise === null || enterprise === view.enterprise)
      .flatMap(rectification => rectifiedTexts(rectification).map(([when, text]) => entry(rectification, when, text)))
  ]
}

type Dated = [when: Date, text: string]

function ratedTexts ({ orderId, level, at, supplementedAt, mark, markedAt }: RatingRow): Dated[] {
  const about = orderId === null ? '整个联合办件' : '本项业务'
  return [
    [at, `申请人评价${about}：${levelOf(level).label}${isBad(level) ? '（差评）' : ''}`],
    ...supplementedAt ? [[supplementedAt, `申请人对${about}追加评价`] satisfies Dated] : [],
    ...mark && markedAt ? [[markedAt, `评价标注为${MARK_LABELS[mark]}`] satisfies Dated] : []
  ]
}

function rectifiedTexts (rectification: Rectification): Dated[] {
  const { openedAt, calledBackAt, closedAt, state, satisfied, appealedAt, decidedAt, decision } = rectification
  const end = state === 'closed' ? `整改办结，申请人${satisfied ? '满意' : '不满意'}` : '整改终止'
  return [
    [openedAt, '差评整改开始'],
    ...calledBackAt ? [[calledBackAt, '差评已回访'] satisfies Dated] : [],
    ...appealedAt ? [[appealedAt, `对差评提出申诉${isAppealed(rectification) ? '，待裁决' : ''}`] satisfies Dated] : [],
    ...decidedAt ? [[decidedAt, `申诉${decision === 'upheld' ? '成立' : '不成立'}`] satisfies Dated] : [],
    ...closedAt ? [[closedAt, end] satisfies Dated] : []
  ]
}
