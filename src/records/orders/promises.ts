/** What is promised, each within working days of its own. */
import type { components } from '../../../openapi/hub.d.ts'

export type Promised = components['schemas']['ClockPromise']

export const PROMISE_LABELS: Record<Promised, string> = {
  acceptAndSurvey: '受理踏勘', connect: '接入开通', approval: '部门审批', callBack: '差评回访', rectify: '差评整改'
}

/** Those of the order itself follow from its transitions, the others from what happens to the thing they are of. */
export const ORDER_PROMISES = ['acceptAndSurvey', 'connect'] as const satisfies Promised[]

export function isOfOrder (promise: Promised): boolean {
  return (ORDER_PROMISES as readonly Promised[]).includes(promise)
}

/** What is promised to who has complained is between them and the county: the portal is not told. */
export function isToldPortal (promise: Promised): boolean {
  return promise !== 'callBack' && promise !== 'rectify'
}

/** What a clock of an order has come to; its rows are not of this room. */
export interface ClockNews {
  promise: Promised
  /** RFC 3339. */
  dueAt: string
}
