/**
 * What applicants think of how they were served. Something is rated once; more may be said of it once. What the county
 * finds wrong stays, marked.
 */
import type { Service } from '../../../mappings/mapping.ts'
import type { components } from '../../../openapi/hub.d.ts'
import { LOCKS } from '../../ground/database/locks.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { LockedOrder } from '../orders/locked-order.ts'
import { isFinal } from '../orders/states.ts'
import type { LevelNumber, RatingChannel } from './levels.ts'

export type RatingMark = components['schemas']['RatingMark']

export interface RatingRow {
  id: string
  number: number
  serial: number
  /** Null: the application as a whole. */
  orderId: string | null
  answeringOrder: string
  enterprise: string
  service: Service
  kind: string
  level: LevelNumber
  options: number[]
  textSealed: Buffer | null
  channel: RatingChannel
  at: Date
  supplementedAt: Date | null
  supplementSealed: Buffer | null
  flagged: boolean
  mark: RatingMark | null
  markedAt: Date | null
  version: number
}

/** The columns of a RatingRow. */
export const RATING_COLUMNS = `
  ratings.id, ratings.number, ratings.application_serial as serial, ratings.order_id as "orderId",
  answering_order as "answeringOrder", ratings.enterprise, ratings.service, ratings.kind, level, options,
  text_sealed as "textSealed", channel, ratings.at, supplemented_at as "supplementedAt",
  supplement_sealed as "supplementSealed", flagged, mark, marked_at as "markedAt", ratings.version`

/** An order can be rated once it has ended here; one that was handed over goes on elsewhere. */
export function isRateable ({ state }: Pick<LockedOrder, 'state'>): boolean {
  return isFinal(state) && state !== 'handedOver'
}

/** An application as a whole once all its orders have ended. */
export function isOver (orders: ReadonlyArray<Pick<LockedOrder, 'state'>>): boolean {
  return orders.every(({ state }) => isFinal(state))
}

/** Of several that have ended the one that did so last. */
export function lastEnded<Order extends Pick<LockedOrder, 'state' | 'since' | 'position'>> (
  orders: readonly Order[]
): Order {
  const ended = orders.filter(isRateable)
  return ended.toSorted((one, other) =>
    one.since.getTime() - other.since.getTime() || one.position - other.position).at(-1)!
}

/** What one application was rated: its orders, and itself. */
export async function ratingsOf (connection: Queryable, serial: number): Promise<RatingRow[]> {
  const { rows } = await connection.query<RatingRow>({
    name: 'ratings-of',
    text: `select ${RATING_COLUMNS} from ratings where application_serial = $1 order by number`,
    values: [serial]
  })
  return rows
}

export interface NewRating extends
  Pick<RatingRow, 'id' | 'serial' | 'orderId' | 'level' | 'options' | 'channel' | 'at'> {
  answering: Pick<LockedOrder, 'id' | 'enterprise' | 'service' | 'kind'>
  endedAt: Date
  text: string | undefined
  /** Keyed hashes of where it came from. */
  workstation: Buffer
  unit: Buffer | undefined
}

/** Under the lock of its application, where it was looked that there is none yet. */
export function storeRating (vault: Vault, work: Work, rating: NewRating): void {
  const { id, serial, orderId, answering, endedAt, level, options, text, channel, at, workstation, unit } = rating
  const textSealed = text === undefined ? null : vault.seal(['ratingText', id], text)
  work.write(`
    insert into ratings (id, application_serial, order_id, answering_order, enterprise, service, kind, ended_at, level,
                         options, text_sealed, channel, at, workstation, unit)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
  [
    id, serial, orderId, answering.id, answering.enterprise, answering.service, answering.kind, endedAt, level,
    options, textSealed, channel, at, workstation, unit ?? null
  ])
}

/** Milliseconds. */
const DAY = 86_400_000

/**
 * Flags what came from one place within a day, once that is more than `most`; two who count at the same time do it one
 * after the other, each with what the other has stored.
 */
export async function flagCrowded (
  work: Work, { workstation, unit }: Pick<NewRating, 'workstation' | 'unit'>, most: number, now: Date
): Promise<void> {
  const since = new Date(now.getTime() - DAY)
  await flag(work, workstation, `
    update ratings set flagged = true where workstation = $1 and at > $2 and not flagged
      and (select count(*) from ratings where workstation = $1 and at > $2) > $3`, [workstation, since, most])
  if (!unit) return
  await flag(work, unit, `
    update ratings set flagged = true where unit = $1 and at > $2 and not flagged
      and (select count(*) from ratings where unit = $1 and at > $2) > $3`, [unit, since, most])
}

async function flag (work: Work, place: Buffer, statement: string, values: unknown[]): Promise<void> {
  await work.query('select pg_advisory_xact_lock($1, $2)', [LOCKS.ratingsOfPlace, place.readInt32BE()])
  work.write(statement, values)
}

/** Once, under the lock of its application. */
export function storeSupplement (
  vault: Vault, work: Work, { id, text, at }: { id: string, text: string, at: Date }
): void {
  work.write(`
    update ratings set supplemented_at = $2, supplement_sealed = $3, version = version + 1 where id = $1`,
  [id, at, vault.seal(['ratingSupplement', id], text)])
}

/** Null takes the mark away. */
export function storeMark (work: Work, id: string, mark: RatingMark | null, at: Date): void {
  work.write('update ratings set mark = $2, marked_at = $3, version = version + 1 where id = $1', [id, mark, at])
}

/** What was said with a rating, and in addition to it. */
export function saidWith (
  vault: Vault, { id, textSealed, supplementSealed }: Pick<RatingRow, 'id' | 'textSealed' | 'supplementSealed'>
): { text?: string, supplement?: string } {
  return {
    ...textSealed && { text: vault.open<string>(['ratingText', id], textSealed) },
    ...supplementSealed && { supplement: vault.open<string>(['ratingSupplement', id], supplementSealed) }
  }
}

/** Where ratings came from need not be known any more once nothing of that day is flagged by it; so many at most. */
export async function forgetPlaces (connection: Queryable, now: Date, most: number): Promise<void> {
  const before = new Date(now.getTime() - 2 * DAY)
  await connection.query(`
    update ratings set workstation = null where id = any(array(
      select id from ratings where workstation is not null and at < $1 limit $2))`, [before, most])
  await connection.query(`
    update ratings set unit = null where id = any(array(
      select id from ratings where unit is not null and at < $1 limit $2))`, [before, most])
}

/** Levels and options stay: they tell of nobody. */
export function eraseRatings (work: Work, serial: number): void {
  work.write(`
    update ratings set text_sealed = null, supplement_sealed = null, workstation = null, unit = null
    where application_serial = $1`, [serial])
}
