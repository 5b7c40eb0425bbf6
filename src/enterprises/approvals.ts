/**
 * The one place where the mapping and the adapter of the approvals system meet. It serves no service and gets no order,
 * so it is none of the profiles: it takes the filings of enterprises that build.
 */
import type { AdapterContext } from '../../adapters/adapter.ts'
import type { ApprovalsAdapter, ApprovalsDefinition, ApprovalsSettings } from '../../adapters/approvals-adapter.ts'
import { adapter } from '../../adapters/county-approvals.ts'
import { withinExtent } from '../../adapters/within-extent.ts'
import { mapping } from '../../mappings/county-approvals.ts'
import type { FilingMapping } from '../../mappings/filing.ts'

/** `join` has checked that mapping and adapter have the same native types; nobody else needs to know them. */
export interface ApprovalsSystem extends ApprovalsDefinition<ApprovalsSettings, unknown, unknown> {
  mapping: FilingMapping<unknown, unknown>
}

function join<Settings extends ApprovalsSettings, Project, Item> (
  mapping: FilingMapping<Project, Item>, adapter: ApprovalsDefinition<Settings, Project, Item>
): ApprovalsSystem {
  const connect = (context: AdapterContext<Settings>): ApprovalsAdapter<Project, Item> =>
    withinExtent(adapter.connect(context), adapter.messages)
  return { mapping, ...adapter, connect } as unknown as ApprovalsSystem
}

/** By the name of its contract, which is also the name that its tokens, pace and callbacks go by. */
export const APPROVALS = 'county-approvals'

export const approvals: ApprovalsSystem = join(mapping, adapter)
