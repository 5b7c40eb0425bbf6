/** What the steps work with, and one order at hand. */
import type { Logger } from 'pino'
import type { Enterprises } from '../enterprises/connected-enterprise.ts'
import type { CallbackState } from '../records/inbox/callbacks.ts'
import type { OrderRecords } from '../records/orders/application.ts'

export interface Steps extends OrderRecords {
  enterprises: Enterprises
  log: Logger
  /** `seconds` of a callback that has just come; `away` of one that could not be kept for want of the database. */
  metrics: { callback (callback: { enterprise: string, result: CallbackState | 'away' }, seconds?: number): void }
}
