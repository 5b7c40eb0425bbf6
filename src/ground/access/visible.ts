/**
 * What of the applications a caller sees and changes; no other place says so. A statement that shows or changes them
 * takes a View and has these conditions, so that what is not the caller's is for it as if it did not exist.
 */
import { conditionsOf, type Conditions, type Filter } from '../database/filters.ts'
import type { Caller } from './caller.ts'

/** Null: no limit. */
export interface View {
  /** Applications that this client submitted. */
  client: string | null
  /** Applications with an order of this enterprise, and of them that order alone. */
  enterprise: string | null
}

/** Of the hub itself, and of those who see everything. */
export const EVERYTHING: View = { client: null, enterprise: null }

export function viewOf ({ id, kind, enterprise }: Caller): View {
  if (kind === 'portal') return { client: id, enterprise: null }
  return kind === 'enterprise' ? { client: null, enterprise: enterprise! } : EVERYTHING
}

/** Conditions on a row of `applications`. */
export function seenApplications ({ client, enterprise }: View): Filter[] {
  return [
    ['applications.client_id = ?', client],
    ['exists (select from orders as own where own.application_serial = applications.serial and own.enterprise = ?)',
      enterprise]
  ]
}

/** Conditions on a row of `orders` of an application that is seen. */
export function seenOrders ({ enterprise }: View): Filter[] {
  return [['orders.enterprise = ?', enterprise]]
}

/** On the row of `applications` that has this joint number, if it is seen. */
export function seenByNumber (view: View, jointNumber: string): Conditions {
  return conditionsOf([['joint_number = ?', jointNumber], ...seenApplications(view)])
}
