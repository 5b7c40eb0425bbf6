/** The settings of the page on which applicants look at their own applications without an account. */
import { z } from 'zod'
import { isOfThisMachine } from '../network/addresses.ts'

/** Where the page is served. */
export const PROGRESS_PATH = '/progress'

export const progress = z.strictObject({
  /**
   * Where applicants reach the hub, which may be another name than the one that staff use: the page's address stands on
   * receipts. Without it the receipt carries the code and no address.
   */
  url: z.url({ protocol: /^https?$/ }).transform(url => new URL(url).origin)
    .refine(origin => origin.startsWith('https:') || isOfThisMachine(origin), '应为 https 地址；http 仅限本机').optional(),
  /**
   * Failures from one network in a quarter of an hour, whatever the joint numbers, before it has to wait. Telephones of
   * one carrier may share an address.
   */
  failuresOfNetwork: z.number().int().min(5).default(50)
})

export type ProgressSettings = z.infer<typeof progress>

/** The address of the page, as receipts show it. */
export function progressPageOf ({ url }: ProgressSettings): string | undefined {
  return url === undefined ? undefined : url + PROGRESS_PATH
}
