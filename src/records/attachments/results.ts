/** Files that the people at a desk add to their order: the record of a survey, a quote, a photo of what was built. */
import type { components } from '../../../openapi/hub.d.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import { fieldError, type FieldError } from '../../ground/problem/field-errors.ts'
import type { DeskStep } from '../orders/desk-steps.ts'
import { holdFreeAttachments } from './attachments.ts'

type Schemas = components['schemas']
export type ResultKind = Schemas['ResultKind']
type Named = Schemas['ResultReference'][]

export const RESULT_KINDS: Record<ResultKind, string> = {
  surveyReport: '踏勘记录', design: '设计图纸', quote: '预算书', inspectionReport: '验收记录', photo: '现场照片', other: '其他'
}

/** As many as a step names each time, until there are so many of an order: what shows it shows them all. */
export const MOST_RESULTS = 50

export interface StoredResult {
  orderId: string
  id: string
  kind: ResultKind
  step: DeskStep
  mediaType: Schemas['Result']['mediaType']
  at: Date
}

/** Of all orders of the applications, in the order in which they were added. */
export async function resultsOf (connection: Queryable, serials: readonly number[]): Promise<StoredResult[]> {
  const { rows } = await connection.query<StoredResult>({
    name: 'results-of',
    text: `
      select order_id as "orderId", id, kind, result_of as step, media_type as "mediaType", named_at as at
      from attachments where application_serial = any($1) and result_of is not null order by named_at, position`,
    values: [serials]
  })
  return rows
}

/** Of one of them. */
export async function resultsOfOrder (
  connection: Queryable, { serial, orderId }: Pick<Adding, 'serial' | 'orderId'>
): Promise<StoredResult[]> {
  return (await resultsOf(connection, [serial])).filter(result => result.orderId === orderId)
}

interface Adding { serial: number, orderId: string, at: Date, step: DeskStep }

/** Adds what `owner` has uploaded; answers why it cannot be added. */
export async function addResults (
  work: Work, owner: string, { serial, orderId, at, step }: Adding, named: Named
): Promise<FieldError[]> {
  const errors = await errorsOf(work, owner, { serial, orderId }, named)
  if (errors.length > 0) return errors
  const { rowCount } = await work.query(`
    update attachments set
      application_serial = $1, order_id = $2, named_at = $3, result_of = $4, kind = named.kind,
      position = named.position
    from unnest($5::uuid[], $6::text[]) with ordinality as named (id, kind, position)
    where attachments.id = named.id and application_serial is null`,
  [serial, orderId, at, step, named.map(({ id }) => id), named.map(({ kind }) => kind)])
  if (rowCount !== named.length) throw new Error(`${rowCount} of ${named.length} results were added`)
  return []
}

async function errorsOf (
  work: Work, owner: string, order: Pick<Adding, 'serial' | 'orderId'>, named: Named
): Promise<FieldError[]> {
  const ids = named.map(({ id }) => id.toLowerCase())
  // Held: another order may be naming the same at this moment.
  const free = await holdFreeAttachments(work, owner, ids)
  const before = await resultsOfOrder(work, order)
  const isMore = before.length + named.length > MOST_RESULTS
  return [
    ...isMore ? [fieldError('/attachments', 'too-many-results')] : [],
    ...ids.flatMap((id, index) => {
      const pointer = `/attachments/${index}/id`
      if (!free.some(one => one.id === id)) return [fieldError(pointer, 'attachment-not-found')]
      return ids.indexOf(id) < index ? [fieldError(pointer, 'attachment-repeated')] : []
    })
  ]
}
