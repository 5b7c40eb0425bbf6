/**
 * Links by which something is rated: whoever has the token has the link, and of the token nothing is kept but its hash.
 * And how often the question for the telephone was answered wrongly, counted in the database, so that all processes
 * count together.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { RatingChannel } from './levels.ts'

/** 256 bits: nobody guesses one. */
const TOKEN_BYTES = 32

const TOKEN = /^[\w-]{43}$/

/** Wrong answers about one application, and then nobody is asked for a while. */
const WRONG_AT_ONCE = 5
const WHILE = 900_000

/** Wrong answers by one link, and then it is good no more: there are ten thousand answers. */
const WRONG_AT_ALL = 20

export interface RatingLink {
  tokenHash: Buffer
  serial: number
  /** Null: the application as a whole. */
  orderId: string | null
  leadsTo: 'page' | 'province'
  channel: RatingChannel
  goodUntil: Date
}

export function newToken (): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

function hashOf (token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** `token` is told to whoever asked for the link, and to nobody else. */
export function storeLink (
  work: Work, token: string, { serial, orderId, leadsTo, channel, goodUntil }: Omit<RatingLink, 'tokenHash'>, now: Date
): void {
  work.write({
    name: 'store-rating-link',
    text: `
      insert into rating_links (token_hash, application_serial, order_id, leads_to, channel, made_at, good_until)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [hashOf(token), serial, orderId, leadsTo, channel, now, goodUntil]
  })
}

/**
 * Nothing for what is no token, was never given, is over, or was tried too often: they are not told apart. `counted`:
 * of the tries those that are being made.
 */
export async function findLink (
  connection: Queryable, token: string, now: Date, counted = 0
): Promise<RatingLink | undefined> {
  if (!TOKEN.test(token)) return undefined
  const { rows } = await connection.query<RatingLink>({
    name: 'find-rating-link',
    text: `
      select token_hash as "tokenHash", application_serial as serial, order_id as "orderId", leads_to as "leadsTo",
             channel, good_until as "goodUntil"
      from rating_links
      where token_hash = $1 and good_until > $2 and tries < $3 and (spent_at is null or leads_to = 'page')`,
    values: [hashOf(token), now, WRONG_AT_ALL + counted]
  })
  return rows[0]
}

/** Whether this is who spends it. One that leads to the hub's own page is good for a supplement until then. */
export async function spendLink (
  connection: Queryable, { tokenHash }: Pick<RatingLink, 'tokenHash'>, goodUntil: Date | null, now: Date
): Promise<boolean> {
  const { rowCount } = await connection.query(`
    update rating_links set spent_at = $2, good_until = coalesce($3, good_until)
    where token_hash = $1 and spent_at is null`, [tokenHash, now, goodUntil])
  return rowCount === 1
}

/**
 * Counts an answer as wrong before it is looked at, so that many at once are no more than their number. Answers until
 * when nobody is asked, where it was one too many.
 */
export async function countTry (
  connection: Queryable, { serial, tokenHash }: Pick<RatingLink, 'serial' | 'tokenHash'>, now: Date
): Promise<Date | undefined> {
  const { rows } = await connection.query<{ count: number, until: Date }>({
    name: 'count-rating-try',
    text: `
      insert into rating_tries as known (application_serial, count, until) values ($1, 1, $3)
      on conflict (application_serial) do update set
        count = case when known.until <= $2 then 1 else known.count + 1 end,
        until = case when known.until <= $2 or known.count < $4 then $3 else known.until end
      returning count, until`,
    values: [serial, now, new Date(now.getTime() + WHILE), WRONG_AT_ONCE]
  })
  const { count, until } = rows[0]!
  if (count > WRONG_AT_ONCE) return until
  await connection.query('update rating_links set tries = tries + 1 where token_hash = $1', [tokenHash])
  return undefined
}

/** The answer was right. */
export function takeBackTry (work: Work, { serial, tokenHash }: Pick<RatingLink, 'serial' | 'tokenHash'>): void {
  work.write('update rating_tries set count = count - 1 where application_serial = $1 and count > 0', [serial])
  work.write('update rating_links set tries = tries - 1 where token_hash = $1 and tries > 0', [tokenHash])
}

/** What is over, the oldest first, so many at most. */
export async function removeLeftLinks (connection: Queryable, now: Date, most: number): Promise<void> {
  await connection.query('delete from rating_tries where until <= $1', [now])
  await connection.query(`
    delete from rating_links where token_hash = any(array(
      select token_hash from rating_links where good_until <= $1 order by good_until limit $2))`, [now, most])
}

export function removeLinksOf (work: Work, serial: number): void {
  work.write('delete from rating_links where application_serial = $1', [serial])
  work.write('delete from rating_tries where application_serial = $1', [serial])
}
