/** Reads what bad ratings have brought about. The case is named, since somebody has to call back; nobody else is. */
import type { components, operations } from '../../openapi/hub.d.ts'
import type { View } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { CLOCK_COLUMNS, storedClock, type ClockRow, type StoredClock } from '../records/clocks/clocks.ts'
import type { ClockTerms } from '../records/clocks/follow.ts'
import { saidWith, type RatingRow } from '../records/ratings/ratings.ts'
import {
  legalSteps, RECTIFICATION_COLUMNS, seenRectifications, type Rectification, type RectificationState
} from '../records/ratings/rectifications.ts'
import { readPage } from './page.ts'
import { presentClock } from './present-clock.ts'
import { MARK_LABELS, presentLevel } from './ratings.ts'

type Schemas = components['schemas']
export type PresentedRectification = Schemas['Rectification']
type Request = NonNullable<operations['listRectifications']['parameters']['query']>

export interface RectificationNeeds {
  pool: Queryable
  vault: Vault
  clocks: Pick<ClockTerms, 'measure'>
  nameOf (slug: string): string
  now (): Date
}

export const RECTIFICATION_LABELS: Record<RectificationState, string> = {
  open: '待回访', calledBack: '整改中', closed: '已办结', dismissed: '差评不成立', dropped: '个人信息已删除'
}

const DECISION_LABELS = { upheld: '申诉成立', rejected: '申诉不成立' } as const

interface Row extends Rectification,
  Pick<RatingRow, 'level' | 'options' | 'textSealed' | 'supplementSealed'> {
  jointNumber: string
  reference: string | null
  orderState: Schemas['OrderState']
  delivery: Schemas['DeliveryState']
}

const RECTIFICATIONS = `
  select ${RECTIFICATION_COLUMNS}, joint_number as "jointNumber", rated.reference, level, options,
         text_sealed as "textSealed", supplement_sealed as "supplementSealed", answering.state as "orderState",
         answering.delivery
  from rectifications join ratings on ratings.id = rating_id
  join applications on serial = rectifications.application_serial
  join orders as answering on answering.id = rectifications.answering_order
  left join orders as rated on rated.id = ratings.order_id`

const GOING_ON: Filter = ["rectifications.state in ('open', 'calledBack')"]

/** Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listRectifications (
  needs: RectificationNeeds, view: View, { state, appealed, enterprise, ...page }: Request
): Promise<Schemas['RectificationPage']> {
  const { rows, next } = await readPage<Row>(needs.pool, {
    select: RECTIFICATIONS,
    filters: [
      ...seenRectifications(view),
      ...appealed ? [['appealed_at is not null and decision is null'] as const] : [],
      ...state === undefined ? [GOING_ON] : [['rectifications.state = ?', state] as const],
      ['rectifications.enterprise = ?', enterprise]
    ],
    by: 'rectifications.number',
    numberOf: ({ number }) => number,
    order: 'oldest first'
  }, page)
  return { rectifications: await presentAll(needs, rows), ...next }
}

/** Throws Problem `rectification-not-found`. */
export async function readRectification (
  needs: RectificationNeeds, view: View, id: string
): Promise<PresentedRectification> {
  const { text, values } = conditionsOf([...seenRectifications(view), ['rating_id = ?', id]])
  const { rows } = await needs.pool.query<Row>(`${RECTIFICATIONS} where ${text}`, values)
  const [one] = await presentAll(needs, rows)
  if (!one) throw new Problem('rectification-not-found')
  return one
}

async function presentAll (needs: RectificationNeeds, rows: readonly Row[]): Promise<PresentedRectification[]> {
  if (rows.length === 0) return []
  const { rows: found } = await needs.pool.query<ClockRow>(`
    select ${CLOCK_COLUMNS} from clocks where application_serial = any($1) and subject = any($2)
    order by started_at, number`,
  [rows.map(({ serial }) => serial), rows.map(({ ratingId }) => ratingId)])
  const clocks = found.map(storedClock)
  return rows.map(row => present(needs, row, clocks.filter(({ subject }) => subject === row.ratingId)))
}

function present (
  { vault, clocks: { measure }, nameOf, now }: RectificationNeeds, row: Row, clocks: readonly StoredClock[]
): PresentedRectification {
  const {
    ratingId, jointNumber, reference, enterprise, openedAt, state, calledBackAt, closedAt, satisfied, version,
    orderState, delivery
  } = row
  const measured = measure()
  return {
    ratingId,
    jointNumber,
    ...reference !== null && { order: reference },
    enterprise: enterprise as PresentedRectification['enterprise'],
    enterpriseName: nameOf(enterprise),
    ...presentLevel(row),
    ...saidWith(vault, { ...row, id: ratingId }),
    openedAt: localTime(openedAt),
    state,
    stateLabel: RECTIFICATION_LABELS[state],
    ...row.personSealed && { person: vault.open<string>(['rectifier', ratingId], row.personSealed) },
    ...calledBackAt && { calledBackAt: localTime(calledBackAt) },
    ...row.callBackSealed && { callBack: vault.open<string>(['callBack', ratingId], row.callBackSealed) },
    ...closedAt && { closedAt: localTime(closedAt) },
    ...row.resultSealed && { result: vault.open<string>(['rectificationResult', ratingId], row.resultSealed) },
    ...satisfied !== null && { isSatisfied: satisfied },
    ...appealOf(vault, row),
    clocks: clocks.map(clock => presentClock(measured, clock, { state: orderState, delivery }, now())),
    steps: legalSteps(row),
    version
  }
}

/** Who appealed and who decided is recorded with the acts. */
function appealOf (vault: Vault, row: Rectification): { appeal?: Schemas['Appeal'] } {
  const { ratingId, appealGround, appealedAt, appealSealed, decision, decidedAt, decisionSealed } = row
  if (!appealGround || !appealedAt) return {}
  return {
    appeal: {
      ground: appealGround,
      groundLabel: MARK_LABELS[appealGround],
      at: localTime(appealedAt),
      ...appealSealed && { reason: vault.open<string>(['appeal', ratingId], appealSealed) },
      ...decision && decidedAt && {
        decision, decisionLabel: DECISION_LABELS[decision], decidedAt: localTime(decidedAt)
      },
      ...decisionSealed && { decisionReason: vault.open<string>(['appealDecision', ratingId], decisionSealed) }
    }
  }
}
