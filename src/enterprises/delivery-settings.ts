/**
 * The settings of how the hub deals with one enterprise; the same keys for all, with the terms of its interface
 * document as defaults.
 */
import { z } from 'zod'
import type { DeliveryTerms } from '../../adapters/adapter.ts'
import { duration } from '../../adapters/settings.ts'
import { mergePatch } from '../ground/form/merge-patch.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为时刻，例如 23:30')

const closing = z.strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from !== to, '起止时刻不能相同')

const delivery = z.strictObject({
  /** Orders handled at once. */
  concurrency: z.number().int().min(1).max(64).default(4),
  /** Requests the enterprise allows in a period. */
  rateLimit: z.strictObject({ requests: z.number().int().min(1), per: duration }).optional(),
  /** Session tokens the enterprise gives in a period. */
  tokenLimit: z.strictObject({ requests: z.number().int().min(1), per: duration }).optional(),
  /** How long to wait between two questions about the same order. */
  queryInterval: duration.optional(),
  /** When the enterprise is closed day by day, Asia/Shanghai; nothing is sent to it then. */
  maintenance: z.array(closing).default([]),
  acknowledgement: z.strictObject({
    /** How long an enterprise that only gives a receipt may be silent before it is asked. */
    within: duration.default(1_800_000)
  }).prefault({}),
  /** How long the enterprise sends a callback again that was not acknowledged. */
  resentFor: duration.default(60_000),
  retry: z.strictObject({
    /** Wait after the first failed attempt; it doubles from one to the next. */
    first: duration.default(10_000),
    /** The longest wait. */
    ceiling: duration.default(3_600_000),
    /** After this long without success a person has to look. */
    horizon: duration.default(259_200_000)
  }).prefault({}),
  breaker: z.strictObject({
    /** After so many attempts in a row that the enterprise did not answer, its orders are held. */
    after: z.number().int().min(1).default(5),
    /** Wait until the first probe; it doubles from one to the next. */
    first: duration.default(30_000),
    /** The longest wait between two probes. */
    ceiling: duration.default(600_000)
  }).prefault({}),
  watch: z.strictObject({
    /** How long after the acknowledgement the enterprise is first asked where the order stands. */
    first: duration.default(1_800_000),
    /** How often it is asked from then on. */
    every: duration.default(21_600_000),
    /** How often while it is the enterprise's turn and not the applicant's, where that is more often. */
    awaiting: duration.optional()
  }).prefault({})
})

export type DeliverySettings = z.infer<typeof delivery>

/** What the settings file says goes over the enterprise's terms, piece by piece; an empty value (`~`) lifts a term. */
export function deliverySettings (terms: DeliveryTerms = {}): z.ZodType<DeliverySettings> {
  return z.preprocess(said => mergePatch(terms, said), delivery).prefault({})
}
