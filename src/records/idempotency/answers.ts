/** Answers to requests that carry an Idempotency-Key, given again to every repeat. */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

/** A client names its requests as it likes, so only both together name one. */
export interface RequestKey { client: string, key: string }

/**
 * The answer that was given to the first request of this key, if there was one. Throws Problem
 * `idempotency-key-reused`.
 */
export async function findAnswer<T> (
  connection: Queryable, vault: Vault, { client, key }: RequestKey, bodyHash: Buffer
): Promise<T | undefined> {
  const { rows } = await connection.query<{ bodyHash: Buffer, answerSealed: Buffer }>({
    name: 'find-answer',
    text: `
      select body_hash as "bodyHash", answer_sealed as "answerSealed" from idempotency_keys
      where client_id = $1 and key = $2`,
    values: [client, key]
  })
  if (rows[0] && !rows[0].bodyHash.equals(bodyHash)) throw new Problem('idempotency-key-reused')
  return rows[0] && vault.open<T>(['answer', client, key], rows[0].answerSealed)
}

/** PostgreSQL: lock_not_available. */
const LOCKED = '55P03'

/**
 * Claims a key for this work; false when it was used before. A second request waits here for the first to end, for
 * `wait` milliseconds at most. Throws Problem `idempotency-key-busy`.
 */
export async function claimKey (
  work: Work, { client, key }: RequestKey, { bodyHash, wait, now }: { bodyHash: Buffer, wait: number, now: Date }
): Promise<boolean> {
  work.write("select set_config('lock_timeout', $1, true)", [String(wait)])
  try {
    const { rowCount } = await work.query({
      name: 'claim-key',
      text: `
        insert into idempotency_keys (client_id, key, body_hash, created_at) values ($1, $2, $3, $4)
        on conflict do nothing`,
      values: [client, key, bodyHash, now]
    })
    work.write("select set_config('lock_timeout', '0', true)")
    return rowCount === 1
  } catch (error) {
    if ((error as { code?: string }).code !== LOCKED) throw error
    throw new Problem('idempotency-key-busy', { headers: { 'retry-after': '1' } })
  }
}

export function keepAnswer (
  work: Work, vault: Vault, { client, key }: RequestKey, serial: number, answer: unknown
): void {
  work.write({
    name: 'keep-answer',
    text: 'update idempotency_keys set answer_sealed = $3, application_serial = $4 where client_id = $1 and key = $2',
    values: [client, key, vault.seal(['answer', client, key], answer), serial]
  })
}

export function removeAnswers (work: Work, serial: number): void {
  work.write('delete from idempotency_keys where application_serial = $1', [serial])
}

/** SQL: where the oldest stand that were given before `$1`, `$2` at most. */
const DUE = 'select ctid from idempotency_keys where created_at < $1 order by created_at limit $2'

export async function countDueAnswers (connection: Queryable, before: Date, most: number): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(`select count(*) from (${DUE}) as due`, [before, most])
  return rows[0]!.count
}

/** Removes so many at most; answers how many there were. */
export async function purgeAnswers (work: Work, before: Date, most: number): Promise<number> {
  const { rowCount } = await work.query(
    `delete from idempotency_keys where ctid = any(array(${DUE}))`, [before, most])
  return rowCount!
}
