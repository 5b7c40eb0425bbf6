/** What is promised of an order, each within working days of its own. */
import type { components } from '../../../openapi/hub.d.ts'

export type Promised = components['schemas']['ClockPromise']

export const PROMISE_LABELS: Record<Promised, string> = { acceptAndSurvey: '受理踏勘', connect: '接入开通' }

/** What a clock of an order has come to; its rows are not of this room. */
export interface ClockNews {
  promise: Promised
  /** RFC 3339. */
  dueAt: string
}
