/**
 * What a bad rating (差评) brings about: somebody is named who sees to it, calls back, and puts it right; who holds the
 * rating to be wrong appeals, and somebody else decides. Changed under the lock of its application.
 */
import type { components } from '../../../openapi/hub.d.ts'
import type { View } from '../../ground/access/visible.ts'
import { conditionsOf, type Filter } from '../../ground/database/filters.ts'
import { bytea, type Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { LockedApplication } from '../orders/application.ts'
import type { NewRating } from './ratings.ts'

type Schemas = components['schemas']
export type RectificationState = Schemas['RectificationState']
export type RectificationStep = Schemas['RectificationStep']
export type AppealGround = Schemas['AppealGround']

export interface Rectification {
  ratingId: string
  number: number
  serial: number
  answeringOrder: string
  enterprise: string
  openedAt: Date
  state: RectificationState
  personSealed: Buffer | null
  namedAt: Date | null
  calledBackAt: Date | null
  callBackSealed: Buffer | null
  /** However it ended. */
  closedAt: Date | null
  resultSealed: Buffer | null
  satisfied: boolean | null
  appealGround: AppealGround | null
  appealedAt: Date | null
  appealedBy: string | null
  appealSealed: Buffer | null
  decision: 'upheld' | 'rejected' | null
  decidedAt: Date | null
  decidedBy: string | null
  decisionSealed: Buffer | null
  version: number
}

/** The columns of a Rectification. */
export const RECTIFICATION_COLUMNS = `
  rectifications.rating_id as "ratingId", rectifications.number, rectifications.application_serial as serial,
  rectifications.answering_order as "answeringOrder", rectifications.enterprise, opened_at as "openedAt",
  rectifications.state, person_sealed as "personSealed", named_at as "namedAt", called_back_at as "calledBackAt",
  call_back_sealed as "callBackSealed", closed_at as "closedAt", result_sealed as "resultSealed", satisfied,
  appeal_ground as "appealGround", appealed_at as "appealedAt", appealed_by as "appealedBy",
  appeal_sealed as "appealSealed", decision, decided_at as "decidedAt", decided_by as "decidedBy",
  decision_sealed as "decisionSealed", rectifications.version`

/** An enterprise has those of its orders, a unit or a portal those of the applications that it took in. */
export function seenRectifications ({ client, enterprise }: View): Filter[] {
  return [['rectifications.client_id = ?', client], ['rectifications.enterprise = ?', enterprise]]
}

export function openRectification (
  work: Work, { serial, clientId }: Pick<LockedApplication, 'serial' | 'clientId'>,
  { id, answering, at }: Pick<NewRating, 'id' | 'answering' | 'at'>
): void {
  work.write(`
    insert into rectifications (rating_id, application_serial, answering_order, enterprise, client_id, opened_at, state)
    values ($1, $2, $3, $4, $5, $6, 'open')`, [id, serial, answering.id, answering.enterprise, clientId, at])
}

/** One that is seen. */
export async function findRectification (
  connection: Queryable, view: View, ratingId: string
): Promise<Rectification | undefined> {
  const { text, values } = conditionsOf([['rating_id = ?', ratingId], ...seenRectifications(view)])
  const { rows } = await connection.query<Rectification>(
    `select ${RECTIFICATION_COLUMNS} from rectifications where ${text}`, values)
  return rows[0]
}

export async function rectificationsOf (connection: Queryable, serial: number): Promise<Rectification[]> {
  const { rows } = await connection.query<Rectification>({
    name: 'rectifications-of',
    text: `select ${RECTIFICATION_COLUMNS} from rectifications where application_serial = $1 order by number`,
    values: [serial]
  })
  return rows
}

export function hasEnded ({ state }: Pick<Rectification, 'state'>): boolean {
  return state !== 'open' && state !== 'calledBack'
}

export function isAppealed ({ appealedAt, decision }: Pick<Rectification, 'appealedAt' | 'decision'>): boolean {
  return appealedAt !== null && decision === null
}

/**
 * What can be done next. Whoever is called back is so while an appeal is being decided, too; nothing is closed before
 * that, nor without a call. There is one appeal.
 */
export function legalSteps (
  rectification: Pick<Rectification, 'state' | 'appealedAt' | 'decision'>
): RectificationStep[] {
  const { state, appealedAt } = rectification
  if (hasEnded(rectification)) return []
  return [
    'name',
    ...state === 'open' ? ['callBack'] as const : [],
    ...state === 'calledBack' && !isAppealed(rectification) ? ['close'] as const : [],
    ...appealedAt === null ? ['appeal'] as const : []
  ]
}

/** As it stands now; its version is another one. */
export function storeRectification (work: Work, rectification: Rectification): void {
  rectification.version++
  work.write(`
    update rectifications set
      state = new.state, person_sealed = new.person_sealed, named_at = new.named_at,
      called_back_at = new.called_back_at, call_back_sealed = new.call_back_sealed, closed_at = new.closed_at,
      result_sealed = new.result_sealed, satisfied = new.satisfied, appeal_ground = new.appeal_ground,
      appealed_at = new.appealed_at, appealed_by = new.appealed_by, appeal_sealed = new.appeal_sealed,
      decision = new.decision, decided_at = new.decided_at, decided_by = new.decided_by,
      decision_sealed = new.decision_sealed, version = new.version
    from jsonb_to_record($1::jsonb) as new (
      rating_id uuid, state text, person_sealed bytea, named_at timestamptz, called_back_at timestamptz,
      call_back_sealed bytea, closed_at timestamptz, result_sealed bytea, satisfied boolean, appeal_ground text,
      appealed_at timestamptz, appealed_by text, appeal_sealed bytea, decision text, decided_at timestamptz,
      decided_by text, decision_sealed bytea, version integer)
    where rectifications.rating_id = new.rating_id`, [JSON.stringify(rowOf(rectification))])
}

function rowOf (rectification: Rectification): object {
  return {
    rating_id: rectification.ratingId,
    state: rectification.state,
    person_sealed: bytea(rectification.personSealed),
    named_at: rectification.namedAt,
    called_back_at: rectification.calledBackAt,
    call_back_sealed: bytea(rectification.callBackSealed),
    closed_at: rectification.closedAt,
    result_sealed: bytea(rectification.resultSealed),
    satisfied: rectification.satisfied,
    appeal_ground: rectification.appealGround,
    appealed_at: rectification.appealedAt,
    appealed_by: rectification.appealedBy,
    appeal_sealed: bytea(rectification.appealSealed),
    decision: rectification.decision,
    decided_at: rectification.decidedAt,
    decided_by: rectification.decidedBy,
    decision_sealed: bytea(rectification.decisionSealed),
    version: rectification.version
  }
}

/**
 * Nobody can be called back any more: what is open is dropped. What was written about it may name the person, and goes;
 * that it was done in time stays. Answers those that were open.
 */
export async function eraseRectifications (work: Work, serial: number, now: Date): Promise<Rectification[]> {
  const open = (await rectificationsOf(work, serial)).filter(rectification => !hasEnded(rectification))
  for (const rectification of open) {
    Object.assign(rectification, { state: 'dropped', closedAt: now } satisfies Partial<Rectification>)
    storeRectification(work, rectification)
  }
  work.write(`
    update rectifications set person_sealed = null, call_back_sealed = null, result_sealed = null, appeal_sealed = null,
                              decision_sealed = null
    where application_serial = $1`, [serial])
  return open
}
