/** What has happened to filings: read in sequence, and the pauses of each department that follow from it. */
import type { FilingItem, ItemState } from '../../../mappings/filing.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { FilingAtHand, FilingEvent } from './change-filing.ts'
import { hasItemEnded, isItemWithdrawn } from './filing-states.ts'

interface EventRow extends Omit<FilingEvent, 'remark'> { remarkSealed: Buffer | null }

/** All that is stored, in sequence. */
export async function eventsOf (connection: Queryable, vault: Vault, filingId: string): Promise<FilingEvent[]> {
  const { rows } = await connection.query<EventRow>({
    name: 'filing-events',
    joins: true,
    text: `
      select sequence, item, event, at, recorded_at as "recordedAt", source, actor, remark_sealed as "remarkSealed"
      from filing_events where filing_id = $1 order by sequence`,
    values: [filingId]
  })
  return rows.map(({ remarkSealed, ...event }) => {
    const place = ['filingEventRemark', filingId, event.sequence] as const
    return { ...event, remark: remarkSealed ? vault.open<string>([...place], remarkSealed) : undefined }
  })
}

/** Stored and not yet stored. */
export async function allEvents (vault: Vault, { work, filing, happened }: FilingAtHand): Promise<FilingEvent[]> {
  return [...await eventsOf(work, vault, filing.id), ...happened]
}

/** What a department's clock counts. */
export interface ItemTimes {
  pauses: Array<{ from: Date, to: Date | null, cause: 'applicant' | 'approval' }>
  /** `kept`: the department has decided; else it was spared that. */
  end: { at: Date, kept: boolean } | null
}

/** 6 to 7 is for the filer to end, 9 to 10 for others (办件状态). */
const PAUSING: Partial<Record<ItemState, 'applicant' | 'approval'>> = {
  needsMaterial: 'applicant', specialProcedure: 'approval'
}

/** `startedAt`: when the department had it. What was revoked after it had passed had been decided. */
export function itemTimesOf (events: readonly FilingEvent[], item: FilingItem, startedAt: Date): ItemTimes {
  const times: ItemTimes = { pauses: [], end: null }
  let last = startedAt
  for (const event of events) {
    if (event.item !== item || times.end) continue
    const state = event.event as ItemState
    const at = plausible(event, last)
    last = at
    const open = times.pauses.at(-1)
    const cause = PAUSING[state]
    if (open?.to === null && open.cause !== cause) open.to = at
    if (cause && times.pauses.at(-1)?.to !== null) times.pauses.push({ from: at, to: null, cause })
    if (hasItemEnded(state)) times.end = { at, kept: !isItemWithdrawn(state) && state !== 'revoked' }
  }
  return times
}

/** The department's own time, unless it lies after its receipt or before what happened last. */
function plausible ({ at, recordedAt }: FilingEvent, last: Date): Date {
  if (at <= recordedAt && at >= last) return at
  return recordedAt > last ? recordedAt : last
}
