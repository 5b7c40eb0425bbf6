/** The settings of the evaluation (好差评): whose page it is on, and within what time what follows from it is done. */
import { z } from 'zod'
import { duration, upTo } from '../../../adapters/settings.ts'
import { isOfThisMachine } from '../../ground/network/addresses.ts'

const days = z.number().int().min(1).max(1_000)

const isSafe = (url: string): boolean => url.startsWith('https:') || isOfThisMachine(new URL(url).origin)

const SAFE = '应为 https 地址；http 仅限本机'

/**
 * The province's page, where it has one: a county runs no rival. The protocol is the one that is seen in public code of
 * municipalities of the province, and *assumed*.
 */
const province = z.strictObject({
  /** Its address, without a query. */
  url: z.url({ protocol: /^https?$/ }).refine(isSafe, SAFE).refine(url => !/[?#]/.test(url), '不应带查询参数'),
  /** What the encoded query is called in the address. */
  parameter: z.string().regex(/^\w{1,32}$/, '应为字母、数字、下划线').default('param'),
  /** How long the hub's link to it is good. */
  linkLife: duration.refine(upTo('1h'), '应大于 0，不超过 1h').default(600_000)
})

export type ProvinceSettings = z.infer<typeof province>

export const ratings = z.strictObject({
  /** Where applicants reach the hub; without it there are no links. Plain HTTP on loopback only. */
  url: z.url({ protocol: /^https?$/ }).transform(url => new URL(url).origin).refine(isSafe, SAFE).optional(),
  /** The page of the province; without it the hub's own. */
  province: province.optional(),
  /** How long a link to the hub's own page is good. */
  linkLife: duration.refine(upTo('365d'), '应大于 0，不超过 365d').default(2_592_000_000),
  /** Within what time after a rating more may be said of it, once (追评). */
  supplementWithin: duration.refine(upTo('365d'), '应大于 0，不超过 365d').default(2_592_000_000),
  /** Calendar days after the end of an application on which its applicant is invited to rate it, where nobody has. */
  inviteAfter: days.default(3),
  /** Working days within which somebody calls back who has rated badly (差评回访). */
  callBack: days.default(1),
  /** Working days within which it is put right (差评整改). */
  rectify: days.default(15),
  /** Ratings of one workstation within a day, beyond which they are flagged. */
  ofWorkstation: z.number().int().min(1).max(100_000).default(10)
})

export type RatingSettings = z.infer<typeof ratings>
