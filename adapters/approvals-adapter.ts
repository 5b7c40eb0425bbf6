/**
 * What an adapter of an approvals system is: how filings travel to the county's departments. What is said of adapters
 * of enterprises (adapter.ts) holds for it too: it signs, sends and reads, verifies what comes back, and throws Failure
 * when it cannot say what became of its call, or knows that nothing did.
 */
import type { ZodType } from 'zod'
import type { Extent } from '../openapi/extent.ts'
import type { AdapterContext, CallbackSide, DeliveryTerms, TransportSettings } from './adapter.ts'

export type Submission =
  /**
   * The system has the filing with this content. The same again is the same success, and so is a correction while a
   * department waits for one.
   */
  | {
    kind: 'submitted'
    /** The system's own number of the filing. */
    nativeNumber: string
    /** One for each department; the mapping knows the item by its native code. */
    departments: Array<{ itemCode: string, projectNumber: string }>
  }
  /** The system declines it. */
  | { kind: 'refused', code: string, reason: string }
  /** It has a filing of this reference with other content, and no department waits for a correction. */
  | { kind: 'otherContent', reason: string }

export type FilingInquiry<NativeItem> =
  /** One for each department. */
  | { kind: 'found', items: NativeItem[] }
  | { kind: 'notFound' }

export type Cancellation =
  /** What is open will be ended; each department says so by callback, or when asked. */
  | { kind: 'underway' }
  /** All departments have ended already: 已办结. */
  | { kind: 'tooLate', reason: string }
  | { kind: 'notFound' }

export interface ApprovalsAdapter<NativeProject, NativeItem> {
  /** A filing, or the whole of it again, corrected. Repeated after an unknown outcome it does no harm. */
  submit (project: NativeProject): Promise<Submission>
  /** Where its departments stand. */
  inquire (reference: string): Promise<FilingInquiry<NativeItem>>
  cancel (reference: string, reason: string): Promise<Cancellation>
  /** Hands a file in beforehand; the system's id of it. `name` has an extension that fits the content. */
  upload (content: Buffer, name: string): Promise<string>
  /**
   * `accept` gives the reference of the filing, and what a department says of one item as `status`. Messages have no
   * id: those of the same bytes are one. What is well formed and yet nothing of the hub's - an item that was not filed
   * - is answered by `answer('malformed', request, '/params/itemcode')`.
   */
  callback: CallbackSide<NativeItem>
  close (): Promise<void>
}

export interface ApprovalsSettings extends TransportSettings {
  /** The division that the system knows the county by; the county's own code where it is not given. */
  areaCode?: string | undefined
}

/** The adapter as the registry takes it: what its block of the settings must tell, and how to connect once told. */
export interface ApprovalsDefinition<Settings extends ApprovalsSettings, NativeProject, NativeItem> {
  settings: ZodType<Settings>
  messages: Extent
  terms?: DeliveryTerms
  connect (context: AdapterContext<Settings>): ApprovalsAdapter<NativeProject, NativeItem>
}
