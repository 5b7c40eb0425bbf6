/** What it takes to change filings. */
import type { Logger } from 'pino'
import type { ConnectedApprovals } from '../enterprises/connected-approvals.ts'
import type { ClockTerms } from '../records/clocks/follow.ts'
import type { OrderRecords } from '../records/orders/application.ts'

export interface FilingTerms extends Pick<OrderRecords, 'vault' | 'now'> {
  /** Missing where a county has none. */
  approvals: ConnectedApprovals | undefined
  clocks: Pick<ClockTerms, 'measure'>
  log: Logger
}
