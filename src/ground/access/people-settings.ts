/** The settings of people's sessions: where people find the hub, and how long they stay signed in. */
import { z } from 'zod'
import { duration, upTo } from '../../../adapters/settings.ts'
import { isOfThisMachine } from '../network/addresses.ts'
import { cas, oidc } from './provider-settings.ts'

const DAY = 86_400_000

export const people = z.strictObject({
  /**
   * Where people reach the hub. Requests that change anything come from its pages alone. Plain HTTP on loopback only:
   * nobody is to hear a password.
   */
  url: z.url({ protocol: /^https?$/ }).transform(url => new URL(url).origin)
    .refine(origin => origin.startsWith('https:') || isOfThisMachine(origin), '应为 https 地址；http 仅限本机'),
  /** How long somebody stays signed in who does nothing (GB/T 22239-2019 8.1.4.1 b). */
  idle: duration.refine(upTo('30m'), '应大于 0，不超过 30m').default(1_800_000),
  /** How long somebody stays signed in at most. */
  longest: duration.refine(upTo('12h'), '应大于 0，不超过 12h').default(28_800_000),
  /** How long a password is good. */
  passwordAge: duration.refine(age => age >= DAY && age <= 90 * DAY, '应为 1d 至 90d').default(7_776_000_000),
  /** Failed sign-ins from one address in a quarter of an hour, whatever the accounts, before it has to wait. */
  failuresOfAddress: z.number().int().min(5).default(50),
  /** The county's identity provider, where it is one by OpenID Connect. */
  oidc: oidc.optional(),
  /** The county's identity provider, where it is a CAS server. */
  cas: cas.optional()
})

export type PeopleSettings = z.infer<typeof people>
