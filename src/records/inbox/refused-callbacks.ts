/**
 * What is kept of callbacks that are not believed. Anyone may send them, about anybody: so it is little, sealed, of a
 * few in an hour, for a short time, and goes with the next erasure of whoever it may be. All of them are counted.
 */
import type { NativeRequest } from '../../../adapters/adapter.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { nextCallback } from './keep-callback.ts'

/** What is left of a message. It shows whether somebody else has the same one, and what it is. */
export interface Remains {
  /** Of the whole body, hexadecimal; keyed, since it is shown. */
  fingerprint: string
  /** Bytes of the whole body. */
  size: number
  /** As much of path and query. */
  url: string
  /** The first bytes, as base64. */
  beginning: string
}

/** Enough for the head of any message of an interface document. */
const BEGINNING = 1024

/** In one hour, of one enterprise, by all processes: a wrong key shows in the first of them. */
export const KEPT_IN_AN_HOUR = 20

const HOUR = 3_600_000

/** Hours of the day, by which refused callbacks are counted. */
export function hourOf (time: Date): Date {
  return new Date(Math.floor(time.getTime() / HOUR) * HOUR)
}

export interface Refused {
  enterprise: string
  receivedAt: Date
  /** Why, for operators. */
  reason: string
  request: Pick<NativeRequest, 'url' | 'body'>
}

/** Answers its id; nothing where as many of this hour are kept already. */
export async function keepRefused (
  connection: Queryable, vault: Vault, { enterprise, receivedAt, reason, request: { url, body } }: Refused
): Promise<number | undefined> {
  const id = await nextCallback(connection)
  const remains: Remains = {
    fingerprint: vault.search.fingerprint('refusedCallback', body).toString('hex'),
    size: body.length,
    url: url.slice(0, BEGINNING),
    beginning: body.subarray(0, BEGINNING).toString('base64')
  }
  const { rowCount } = await connection.query(`
    insert into callbacks (id, enterprise, received_at, state, reason, remains_sealed)
    select $1, $2, $3, 'refused', $4, $5
    where (
      select count(*) from callbacks where state = 'refused' and received_at >= $6 and enterprise = $2) < $7`,
  [id, enterprise, receivedAt, reason, vault.seal(['callbackRemains', id], remains), hourOf(receivedAt),
    KEPT_IN_AN_HOUR])
  return rowCount === 1 ? id : undefined
}

export function openRemains (vault: Vault, id: number, sealed: Buffer): Remains {
  return vault.open<Remains>(['callbackRemains', id], sealed)
}

/** Adds to how many of an enterprise were refused in an hour. */
export async function countRefused (
  connection: Queryable, enterprise: string, hour: Date, count: number
): Promise<void> {
  await connection.query(`
    insert into refused_callbacks (enterprise, hour, count) values ($1, $2, $3)
    on conflict (enterprise, hour) do update set count = refused_callbacks.count + excluded.count`,
  [enterprise, hour, count])
}

/** By enterprise, since the beginning of the hour of that time. */
export async function refusedSince (connection: Queryable, time: Date): Promise<Map<string, number>> {
  const { rows } = await connection.query<{ enterprise: string, count: number }>(`
    select enterprise, sum(count)::bigint as count from refused_callbacks where hour >= $1 group by enterprise`,
  [hourOf(time)])
  return new Map(rows.map(({ enterprise, count }) => [enterprise, count]))
}

/**
 * What is left of any of them goes: whom they are about cannot be told, since nothing in them is believed and much
 * cannot be read. That they came, when and why they were refused stays for its time.
 */
export function eraseRemains (work: Pick<Work, 'write'>): void {
  work.write("update callbacks set remains_sealed = null where state = 'refused' and remains_sealed is not null")
}

/** SQL: the oldest of those that came before `$1`, `$2` at most. */
const DUE = "select id from callbacks where state = 'refused' and received_at < $1 order by received_at, id limit $2"

export async function countDueRefused (connection: Queryable, before: Date, most: number): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(`select count(*) from (${DUE}) as due`, [before, most])
  return rows[0]!.count
}

/** Removes so many at most, and the counts of that time; answers how many messages there were. */
export async function purgeRefused (work: Work, before: Date, most: number): Promise<number> {
  work.write('delete from refused_callbacks where hour < $1', [before])
  const { rowCount } = await work.query(`delete from callbacks where id = any(array(${DUE}))`, [before, most])
  return rowCount!
}
