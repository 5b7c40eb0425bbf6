/** Answers to requests that carry an Idempotency-Key, given again to every repeat. */
import { createHash } from 'node:crypto'
import { configure } from 'safe-stable-stringify'
import { isLocked, LOCKS } from '../../ground/database/locks.ts'
import { bytea, type Queryable } from '../../ground/database/pool.ts'
import { NotTogether } from '../../ground/database/shared-work.ts'
import type { Work } from '../../ground/database/work.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

/** Sealed together: from the hash of a form whoever knows most of it can find out the rest. */
interface Kept<T> { bodyHash: string, answer: T }

/** No valid body is nested that deep; one that is deeper fails the contract's own checks. */
const stringify = configure({ maximumDepth: 20 })

/** By what a request that comes again is told from another with its key. */
export function hashOf (request: unknown): Buffer {
  return createHash('sha256').update(stringify(request) ?? '').digest()
}

/** A client names its requests as it likes, so only both together name one. */
export interface RequestKey { client: string, key: string }

/**
 * The answer that was given to the first request of this key, if there was one. Throws Problem
 * `idempotency-key-reused`, or `person-erased` where the answer is no more because its person is not.
 */
export async function findAnswer<T> (
  connection: Queryable, vault: Vault, { client, key }: RequestKey, bodyHash: Buffer
): Promise<T | undefined> {
  const { rows } = await connection.query<AnswerRow>({
    name: 'find-answer',
    text: 'select answer_sealed as "answerSealed" from idempotency_keys where client_id = $1 and key = any($2)',
    values: [client, writtenAs(vault, { client, key })]
  })
  return answerOf(rows, vault, { client, key }, bodyHash)
}

/** `answerSealed` is null once the person has been erased. */
interface AnswerRow { answerSealed: Buffer | null }

function answerOf<T> ([row]: AnswerRow[], vault: Vault, { client, key }: RequestKey, bodyHash: Buffer): T | undefined {
  if (!row) return undefined
  if (!row.answerSealed) throw new Problem('person-erased')
  const given = vault.open<Kept<T>>(['answer', client, key], row.answerSealed)
  if (given.bodyHash !== bodyHash.toString('base64')) throw new Problem('idempotency-key-reused')
  return given.answer
}

/** A client may make its key of anything: of somebody who has been erased no more than a keyed hash of it stays. */
function erasedKeys ({ search }: Vault, { client, key }: RequestKey): string[] {
  return search.fingerprints('idempotencyKey', Buffer.from(JSON.stringify([client, key])))
    .map(fingerprint => `erased:${fingerprint.toString('base64url')}`)
}

/** How a key may stand in its row. */
function writtenAs (vault: Vault, request: RequestKey): string[] {
  return [request.key, ...erasedKeys(vault, request)]
}

/**
 * Keeps a key for this work, unless it was used before: then the answer that was given. A second request waits here for
 * the first to end, for `wait` milliseconds at most. Throws Problem `idempotency-key-busy`, `idempotency-key-reused` or
 * `person-erased`.
 */
export async function claimKey<T> (
  work: Work, vault: Vault, request: RequestKey, bodyHash: Buffer, wait: number
): Promise<T | undefined> {
  return (await claimWithNumber<T>(work, vault, request, { bodyHash, wait, numbers: null })).given
}

export interface Claim {
  bodyHash: Buffer
  wait: number
  /** SQL: where a request that is new takes a number, if it does. */
  numbers: string | null
}

/**
 * The same, in one step with the number that a request takes if it is new. Among others in one work nobody waits: a
 * request whose key somebody else has is taken alone (NotTogether).
 */
export async function claimWithNumber<T> (
  work: Work, vault: Vault, request: RequestKey, { bodyHash, wait, numbers }: Claim
): Promise<{ given: T | undefined, number: number | undefined }> {
  const { client, key } = request
  const name = JSON.stringify([client, key])
  const asked = { lock: LOCKS.idempotencyKey, name, client, keys: writtenAs(vault, request), numbers }
  const { rows } = await work.query<ClaimRow>({
    name: 'claim-request', joins: true, text: CLAIM, rows: [{ ...asked, wait: work.common ? 0 : wait }]
  }).catch(error => {
    if (!isLocked(error)) throw error
    throw new Problem('idempotency-key-busy', { headers: { 'retry-after': '1' } })
  })
  const { answered, busy, answerSealed, number } = rows.find(row => row.name === name)!
  if (busy) throw new NotTogether()
  return { given: answerOf(answered ? [{ answerSealed }] : [], vault, request, bodyHash), number: number ?? undefined }
}

interface ClaimRow extends AnswerRow { name: string, answered: boolean, busy: boolean, number: number | null }

const CLAIM = `
  select asked.name, answered, busy, answer_sealed as "answerSealed", number
  from jsonb_to_recordset($1::jsonb) as asked (
    lock integer, name text, client text, keys text[], wait integer, numbers text)
  cross join lateral claim_request(lock, asked.name, client, keys, wait, numbers::regclass)`

/** What was answered to the first request of a key, and about which application. */
export interface Answered { bodyHash: Buffer, serial: number, answer: unknown, now: Date }

/** Only for a key that this work has claimed. */
export function keepAnswer (
  work: Work, vault: Vault, { client, key }: RequestKey, { bodyHash, serial, answer, now }: Answered
): void {
  const kept: Kept<unknown> = { bodyHash: bodyHash.toString('base64'), answer }
  work.write({
    name: 'keep-answer',
    joins: true,
    text: `
      insert into idempotency_keys (client_id, key, answer_sealed, application_serial, created_at)
      select client_id, key, answer_sealed, application_serial, created_at
      from jsonb_to_recordset($1::jsonb) as given (
        client_id text, key text, answer_sealed bytea, application_serial bigint, created_at timestamptz)`,
    rows: [{
      client_id: client,
      key,
      answer_sealed: bytea(vault.seal(['answer', client, key], kept)),
      application_serial: serial,
      created_at: now
    }]
  })
}

/** The key stays used: the request sent once more is no new application. */
export async function eraseAnswers (vault: Vault, work: Work, serial: number): Promise<void> {
  const { rows } = await work.query<RequestKey>(
    'select client_id as client, key from idempotency_keys where application_serial = $1', [serial])
  for (const request of rows) {
    work.write('update idempotency_keys set answer_sealed = null, key = $3 where client_id = $1 and key = $2',
      [request.client, request.key, erasedKeys(vault, request)[0]])
  }
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
