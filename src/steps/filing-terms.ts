/** What it takes to change filings. */
import type { Logger } from 'pino'
import type { ConnectedApprovals } from '../enterprises/connected-approvals.ts'
import type { Work } from '../ground/database/work.ts'
import type { ClockTerms } from '../records/clocks/follow.ts'
import type { OrderRecords } from '../records/orders/application.ts'
import type { ReminderOf } from '../records/reminders/reminders.ts'

/** What the enterprise that has filed is told beside the portal. */
export interface FilingTelling extends Omit<ReminderOf<'filing'>, 'topic' | 'enterprise'> {
  enterprise: string
  at: Date
}

export interface FilingTerms extends Pick<OrderRecords, 'vault' | 'now'> {
  /** Missing where a county has none. */
  approvals: ConnectedApprovals | undefined
  clocks: Pick<ClockTerms, 'measure'>
  /** Has its specialists told. */
  tellFiler (work: Work, telling: FilingTelling): void
  log: Logger
}
