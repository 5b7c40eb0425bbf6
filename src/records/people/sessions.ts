/**
 * Sessions of people. The browser holds a random id, of which only a digest is kept; each step of a sign-in gives a new
 * one, so that nobody can bring about a session whose id they know.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '../../ground/access/caller.ts'
import type { ProviderWay } from '../../ground/access/vouched.ts'
import type { PeopleSettings } from '../../ground/access/people-settings.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'

/** What is still wanted of the person. */
export type Wanted = 'telephone' | 'code' | 'password' | 'nothing'

export type Terms = Pick<PeopleSettings, 'idle' | 'longest'>

export interface Session {
  idHash: Buffer
  personId: string
  wanted: Wanted
  begunAt: Date
  seenAt: Date
  goodUntil: Date
  login: string
  unit: string
  roles: Role[]
  enterprise: string | null
  /** Whose telephone and password they are, where they are none of the hub's. */
  provider: ProviderWay | null
}

/** A sign-in is brought to its end within this. */
const STEPS = 600_000

/** How often it is noted that somebody is still there. */
const NOTED = 60_000

/** 256 bits. */
const ID_BYTES = 32

function hashOf (id: string): Buffer {
  return createHash('sha256').update(id).digest()
}

/** Of a session that is good, of an account that is. */
export async function findSession (connection: Queryable, id: string, now: Date): Promise<Session | undefined> {
  const { rows } = await connection.query<Session>(`
    select id_hash as "idHash", person_id as "personId", wanted, begun_at as "begunAt", seen_at as "seenAt",
           good_until as "goodUntil", login, unit, roles, enterprise, provider
    from sessions join people on people.id = person_id
    where id_hash = $1 and good_until > $2 and state = 'active'`, [hashOf(id), now])
  return rows[0]
}

/** Their idle time begins anew; a sign-in that is under way has its own time. */
export async function noteSeen (connection: Queryable, session: Session, terms: Terms, now: Date): Promise<Session> {
  const { idHash, wanted, begunAt, seenAt } = session
  if (wanted !== 'nothing' || now.getTime() - seenAt.getTime() < NOTED) return session
  const goodUntil = endOf(wanted, begunAt, terms, now)
  await connection.query('update sessions set seen_at = $2, good_until = $3 where id_hash = $1',
    [idHash, now, goodUntil])
  return { ...session, seenAt: now, goodUntil }
}

function endOf (wanted: Wanted, begunAt: Date, { idle, longest }: Terms, now: Date): Date {
  if (wanted !== 'nothing') return new Date(begunAt.getTime() + STEPS)
  return new Date(Math.min(now.getTime() + idle, begunAt.getTime() + longest))
}

export interface Begun extends Pick<Session, 'wanted' | 'begunAt' | 'goodUntil'> {
  /** What the browser is to hold. */
  id: string
}

export function beginSession (
  work: Work, { personId, wanted, begunAt }: Pick<Session, 'personId' | 'wanted' | 'begunAt'>, terms: Terms, now: Date
): Begun {
  const goodUntil = endOf(wanted, begunAt, terms, now)
  const id = randomBytes(ID_BYTES).toString('base64url')
  work.write(`
    insert into sessions (id_hash, person_id, wanted, begun_at, seen_at, good_until) values ($1, $2, $3, $4, $5, $6)`,
  [hashOf(id), personId, wanted, begunAt, now, goodUntil])
  return { id, wanted, begunAt, goodUntil }
}

/** The next step of a sign-in: the session goes on under a new id. False where another request has ended it. */
export async function endSession (work: Work, idHash: Buffer): Promise<boolean> {
  const { rowCount } = await work.query('delete from sessions where id_hash = $1', [idHash])
  return rowCount === 1
}

/** Whether it has not been ended, by whomever, since it was looked at; asked under the lock of its account. */
export async function isStanding (work: Work, idHash: Buffer): Promise<boolean> {
  const { rowCount } = await work.query('select from sessions where id_hash = $1', [idHash])
  return rowCount === 1
}

/** Whatever browser they are in, but for this one. */
export function endOtherSessionsOf (work: Work, personId: string, idHash: Buffer): void {
  work.write('delete from sessions where person_id = $1 and id_hash <> $2', [personId, idHash])
}

/** Whatever browser they are in. */
export function endSessionsOf (work: Work, personId: string): void {
  work.write('delete from sessions where person_id = $1', [personId])
}

/** Whoever's it is: a browser that signs in has no other session any more. */
export function endSessionOfBrowser (work: Work, id: string): void {
  work.write('delete from sessions where id_hash = $1', [hashOf(id)])
}

export async function removeEnded (connection: Queryable, now: Date): Promise<void> {
  await connection.query('delete from sessions where good_until <= $1', [now])
}
