/**
 * What of the applications a caller sees and changes; no other place says so. A statement that shows or changes them
 * takes a View and has these conditions, so that what is not the caller's is for it as if it did not exist.
 */
import { conditionsOf, type Conditions, type Filter } from '../database/filters.ts'
import type { Caller } from './caller.ts'

/** Null: no limit. */
export interface View {
  /** Applications that this client submitted, or the clerks of this unit. */
  client: string | null
  /** Applications with an order of this enterprise, and of them that order alone. */
  enterprise: string | null
}

/** Of the hub itself, and of those who see everything. */
export const EVERYTHING: View = { client: null, enterprise: null }

/** Of who has no part in the business. */
const NOTHING: View = { client: '', enterprise: null }

export function viewOf ({ kind, owner, enterprise }: Pick<Caller, 'kind' | 'owner' | 'enterprise'>): View {
  switch (kind) {
    case 'portal':
    case 'clerk':
      return { client: owner, enterprise: null }
    case 'enterprise':
    case 'specialist':
      return { client: null, enterprise: enterprise! }
    case 'administrator':
      return NOTHING
    case 'supervisor':
    case 'operator':
    case 'auditor':
      return EVERYTHING
  }
}

/** Who sees all applications is also told who has changed them by hand. */
export function seesEverything ({ client, enterprise }: View): boolean {
  return client === null && enterprise === null
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
