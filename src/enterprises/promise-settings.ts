/** What an enterprise has promised the applicants: which business needs no visit, and its published days. */
import { z } from 'zod'
import type { components } from '../../openapi/hub.d.ts'

type Kind = components['schemas']['OrderKind']

/** As the form has them, whatever the service: one that is not among them would never fit an order. */
const kind: z.ZodType<string> = z.enum([
  'new', 'alter', 'changeCategory', 'move', 'ignition', 'alterPipe', 'transfer', 'close', 'temporary', 'fire',
  'increase', 'other'
] satisfies Kind[])

export const promises = z.strictObject({
  /** Kinds of business that nobody has to visit for: acceptance alone is promised of them. */
  withoutVisit: z.array(kind).default(['transfer', 'close']),
  /**
   * 承诺时限: working days from the survey to the connection, as the enterprise has published them. The first entry that
   * fits an order counts; where none does, no such clock runs.
   */
  connect: z.array(z.strictObject({
    /** Kinds of business, as the form has them; any unless given, and so below. */
    kinds: z.array(kind).min(1).optional(),
    /** 申请人类型: household, legalEntity, agent. */
    applicantTypes: z.array(z.enum(['household', 'legalEntity', 'agent'])).min(1).optional(),
    /** 业务性质: residential, industrial, commercial, other. */
    businessNatures: z.array(z.enum(['residential', 'industrial', 'commercial', 'other'])).min(1).optional(),
    /** Working days. */
    days: z.number().int().min(1).max(1_000)
  })).default([])
})

export type PromiseSettings = z.infer<typeof promises>

/** What decides about the promises for an order. */
export interface PromisedOrder { kind: string, applicantType?: string, businessNature?: string }

/** The published days for such an order; nothing where there are none. */
export function publishedDays ({ connect }: PromiseSettings, order: PromisedOrder): number | undefined {
  const fits = (list: readonly string[] | undefined, value: string | undefined): boolean =>
    list === undefined || (value !== undefined && list.includes(value))
  return connect.find(({ kinds, applicantTypes, businessNatures }) =>
    fits(kinds, order.kind) && fits(applicantTypes, order.applicantType) &&
    fits(businessNatures, order.businessNature))?.days
}
