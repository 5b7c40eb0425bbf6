/**
 * What of the applications a caller sees and changes; no other place says so. A statement that shows or changes them
 * takes a View and has these conditions, so that what is not the caller's is for it as if it did not exist.
 */
import type { Filter } from '../database/filters.ts'
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

/** Each takes the place of its value among the statement's parameters. */
const OF_CLIENT = (place: string): string => `applications.client_id = ${place}`
const WITH_ORDER_OF = (place: string): string =>
  `exists (select from orders as own where own.application_serial = applications.serial and own.enterprise = ${place})`
const OF_ENTERPRISE = (place: string): string => `orders.enterprise = ${place}`

/** Conditions on a row of `applications`. */
export function seenApplications ({ client, enterprise }: View): Filter[] {
  return [[OF_CLIENT('?'), client], [WITH_ORDER_OF('?'), enterprise]]
}

/** Conditions on a row of `orders` of an application that is seen. */
export function seenOrders ({ enterprise }: View): Filter[] {
  return [[OF_ENTERPRISE('?'), enterprise]]
}

/** As `seenApplications`, in one text; the arguments are the places of the view's values. */
export function applicationSeen (client: number, enterprise: number): string {
  return `
    ($${client}::text is null or ${OF_CLIENT(`$${client}`)}) and
    ($${enterprise}::text is null or ${WITH_ORDER_OF(`$${enterprise}`)})`
}

/** As `seenOrders`. */
export function orderSeen (enterprise: number): string {
  return `($${enterprise}::text is null or ${OF_ENTERPRISE(`$${enterprise}`)})`
}
