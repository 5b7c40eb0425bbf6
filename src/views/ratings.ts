/** Reads what applicants rated: one by one for those who see everything, and in numbers for those who are rated. */
import type { components, operations } from '../../openapi/hub.d.ts'
import type { View } from '../ground/access/visible.ts'
import { dateOf, startOfDay } from '../ground/calendar/chinese-time.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import {
  CHANNEL_LABELS, isBad, levelNamed, levelOf, LEVELS, optionText, type LevelNumber
} from '../records/ratings/levels.ts'
import { RATING_COLUMNS, saidWith, type RatingMark, type RatingRow } from '../records/ratings/ratings.ts'
import { readPage } from './page.ts'
import { periodOf } from './figures.ts'

type Schemas = components['schemas']
export type PresentedRating = Schemas['Rating']
type Request = NonNullable<operations['listRatings']['parameters']['query']>
type CountRequest = NonNullable<operations['readRatingCounts']['parameters']['query']>

export interface RatingNeeds {
  pool: Queryable
  vault: Vault
  nameOf (slug: string): string
}

export interface ListedRating extends RatingRow { jointNumber: string, reference: string | null }

const RATINGS = `
  select ${RATING_COLUMNS}, joint_number as "jointNumber", orders.reference
  from ratings join applications on serial = ratings.application_serial
  left join orders on orders.id = ratings.order_id`

/** Newest first, of everybody. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listRatings (
  needs: RatingNeeds, { level, enterprise, flagged, ...page }: Request
): Promise<Schemas['RatingPage']> {
  const { rows, next } = await readPage<ListedRating>(needs.pool, {
    select: RATINGS,
    filters: [
      ['level = ?', level && levelNamed(level).number],
      ['ratings.enterprise = ?', enterprise],
      ['flagged = ?', flagged]
    ],
    by: 'ratings.number',
    numberOf: ({ number }) => number,
    order: 'newest first'
  }, page)
  return { ratings: rows.map(row => presentRating(needs, row)), ...next }
}

export async function findRating (connection: Queryable, id: string): Promise<ListedRating | undefined> {
  const { rows } = await connection.query<ListedRating>(`${RATINGS} where ratings.id = $1`, [id])
  return rows[0]
}

export const MARK_LABELS: Record<RatingMark, string> = { misrated: '误评', malicious: '恶意差评', staged: '刷评' }

export function presentRating (
  { vault, nameOf }: Pick<RatingNeeds, 'vault' | 'nameOf'>, row: ListedRating
): PresentedRating {
  const { id, jointNumber, reference, enterprise, channel, at, supplementedAt, flagged, mark, version } = row
  return {
    ratingId: id,
    jointNumber,
    ...reference !== null && { order: reference },
    enterprise: enterprise as PresentedRating['enterprise'],
    enterpriseName: nameOf(enterprise),
    ...presentLevel(row),
    ...saidWith(vault, row),
    ...supplementedAt && { supplementedAt: localTime(supplementedAt) },
    channel,
    channelLabel: CHANNEL_LABELS[channel],
    at: localTime(at),
    isFlagged: flagged,
    ...mark && { mark, markLabel: MARK_LABELS[mark] },
    version
  }
}

/** With the reasons. */
export function presentLevel (
  { level, options }: Pick<RatingRow, 'level' | 'options'>
): Pick<PresentedRating, 'level' | 'levelLabel' | 'options'> {
  const { name, label } = levelOf(level)
  return { level: name, levelLabel: label, options: options.map(code => ({ code, label: optionText(code) })) }
}

interface Counted { level: LevelNumber, marked: boolean, count: number }

/** Throws Problem `invalid-parameter` for a period that is none. */
export async function readRatingCounts (
  { pool, now }: { pool: Queryable, now (): Date }, view: View, request: CountRequest
): Promise<Schemas['RatingCounts']> {
  const { first, last } = periodOf(request, now())
  const { text, values } = conditionsOf([
    ['at >= ? and at < ?', new Date(startOfDay(first)), new Date(startOfDay(last + 1))],
    ['ratings.enterprise = ?', view.enterprise],
    ['exists (select from applications where serial = application_serial and client_id = ?)', view.client]
  ])
  const { rows } = await pool.query<Counted>(`
    select level, mark is not null as marked, count(*) as count from ratings where ${text} group by 1, 2`, values)
  const sum = (of: (row: Counted) => boolean): number => rows.filter(of).reduce((all, { count }) => all + count, 0)
  return {
    from: dateOf(first),
    to: dateOf(last),
    rated: sum(() => true),
    levels: Object.fromEntries(LEVELS.map(({ name, number }) => [name, sum(({ level }) => level === number)])) as
      Schemas['RatingLevelCounts'],
    bad: sum(({ level }) => isBad(level)),
    marked: sum(({ level, marked }) => isBad(level) && marked)
  }
}
