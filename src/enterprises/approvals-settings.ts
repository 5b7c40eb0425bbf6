/**
 * The settings of administrative approvals: how the county's approvals system is reached, which enterprises build, and
 * the table that decides how a filing goes. The whole block is missing where a county has none.
 */
import { z } from 'zod'
import type { ApprovalsSettings } from '../../adapters/approvals-adapter.ts'
import { APPROVALS, approvals } from './approvals.ts'
import { callbackFrom, type CallbackFrom } from './callback-from.ts'
import { deliverySettings, type DeliverySettings } from './delivery-settings.ts'
import { filingDecisions, type FilingDecisions } from './filing-decisions.ts'
import type { SettingsFault } from './routing.ts'
import { enterpriseName, type EnterpriseEntries } from './settings.ts'

/** An enterprise as the departments know it. */
const builder = z.strictObject({
  /** 申请单位, as its licence has it. */
  name: z.string().min(1).max(200),
  unifiedSocialCreditCode: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '应为统一社会信用代码'),
  /** Who is asked about a filing that names nobody itself. */
  contact: z.strictObject({
    name: z.string().min(1).max(100),
    phone: z.string().regex(/^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[2-9][0-9]{6,7})$/, '应为手机号或带区号的固定电话')
  })
})

export type Builder = z.infer<typeof builder>

/** What is the hub's own in the block. */
const own = {
  /** For people. */
  name: z.string().min(1).max(50).default('行政审批'),
  delivery: deliverySettings(approvals.terms),
  /** Where it calls from. */
  callbackFrom: callbackFrom.optional(),
  /** The enterprises that may file, under the names of their entries. */
  builders: z.record(z.string(), builder).default({}),
  /** Which filings are exempt, recorded on a commitment, or decided. */
  decisions: filingDecisions
}

export type ApprovalsBlock = ApprovalsSettings & {
  name: string
  delivery: DeliverySettings
  callbackFrom?: CallbackFrom | undefined
  builders: Readonly<Record<string, Builder>>
  decisions: FilingDecisions
}

/** The block under `approvals`. */
export function approvalsSettings (): z.ZodType<ApprovalsBlock> {
  return (approvals.settings as unknown as z.ZodObject).extend(own) as unknown as z.ZodType<ApprovalsBlock>
}

/** For people: an enterprise, or the approvals system. One that is in no settings any more is called by its key. */
export function nameOfSystem (
  { enterprises, approvals }: { enterprises: EnterpriseEntries, approvals?: ApprovalsBlock | undefined }, slug: string
): string {
  return slug === APPROVALS && approvals ? approvals.name : enterpriseName(enterprises, slug)
}

/** Who builds has to be an entry of `enterprises`. */
export function builderFaults ({ builders }: ApprovalsBlock, entries: EnterpriseEntries): SettingsFault[] {
  return Object.keys(builders).filter(slug => !Object.hasOwn(entries, slug))
    .map(slug => ({ path: ['approvals', 'builders', slug], message: '没有这家企业' }))
}
