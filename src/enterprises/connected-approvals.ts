/** The approvals system that filings go to: its block of settings, with the two halves of its interface. */
import type { ApprovalsAdapter } from '../../adapters/approvals-adapter.ts'
import type { FilingMapping, FilingSite } from '../../mappings/filing.ts'
import type { APPROVALS } from './approvals.ts'
import type { ApprovalsBlock } from './approvals-settings.ts'

export interface ConnectedApprovals {
  /** Its queue, its callbacks, its tokens and its breaker go by this name. */
  slug: typeof APPROVALS
  name: string
  settings: ApprovalsBlock
  mapping: FilingMapping<unknown, unknown>
  site: FilingSite
  adapter: ApprovalsAdapter<unknown, unknown>
}
