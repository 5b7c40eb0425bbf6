/**
 * The settings of the county's identity provider: where it is, what the hub is to it, and what it has to say of a
 * person for them to have a role here.
 */
import { z } from 'zod'
import { duration, secret, upTo } from '../../../adapters/settings.ts'
import { isOfThisMachine } from '../network/addresses.ts'
import { REFUSALS, refusalOf } from '../network/guard.ts'
import type { OutboundSettings } from '../network/settings.ts'

const text = z.string().min(1).max(200)

const unit = z.string().min(1).max(60)

const grant = z.strictObject({
  /** One of the values of `rolesFrom`. */
  value: text,
  /** What whoever has this value is here. */
  role: z.enum(['clerk', 'specialist', 'supervisor', 'operator', 'administrator', 'auditor']),
  /** Of a specialist: whose. */
  enterprise: z.string().optional(),
  /** Whose people they are, where `unitFrom` does not say it. */
  unit: unit.optional()
}).refine(({ role, enterprise }) => (role === 'specialist') === (enterprise !== undefined), '服务专员须指明企业，其他角色不得填写')

/** What both protocols are told alike. A claim inside another is written with a dot: `realm_access.roles`. */
const common = {
  /** What the button of the sign-in screen says. */
  label: z.string().min(1).max(20).default('统一身份认证'),
  /** The claim, or attribute, whose values say what somebody is. */
  rolesFrom: text,
  /** Which value gives which role. Whoever has none of them is refused. */
  roles: z.array(grant).min(1).max(200),
  /** The claim that names the person's unit; where a value of `roles` has a `unit`, that is it. */
  unitFrom: text.optional(),
  /** The claim with the person's name. */
  nameFrom: text.default('name'),
  /**
   * The claim that the account's name is taken from when it is opened, if it can be one: letters, digits, `._-`, not
   * taken, and no long number in it. The account is known by who the provider says it is, whatever it is called.
   */
  loginFrom: text.default('preferred_username'),
  /** For one question to the provider. */
  timeout: duration.refine(upTo('30s'), '应大于 0，不超过 30s').default(10_000)
}

export const oidc = z.strictObject({
  /**
   * `iss` of its ID tokens; what it is like is read from `/.well-known/openid-configuration` below. Plain HTTP on
   * loopback only.
   */
  issuer: z.url({ protocol: /^https?$/ }).refine(isTrusted, '应为 https 地址；http 仅限本机'),
  /** What the hub is called there. Its `redirect_uri` is `<access.people.url>/v1/session/oidc/callback`. */
  clientId: text,
  clientSecret: secret,
  /** What is asked for; `openid` among it. */
  scope: z.string().regex(/(?:^| )openid(?: |$)/, '须含 openid').default('openid profile'),
  /** Ways of having proved who one is (`acr`) of which one is demanded, in the order in which they are asked for. */
  acr: z.array(text).max(20).default([]),
  ...common
})

export const cas = z.strictObject({
  /** Where the CAS server is, without `/login`. Plain HTTP on loopback only. */
  url: z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/$/, ''))
    .refine(isTrusted, '应为 https 地址；http 仅限本机'),
  /** How tickets are validated: by `p3/serviceValidate`, which tells attributes, or by `serviceValidate` of CAS 2. */
  validation: z.enum(['p3/serviceValidate', 'serviceValidate']).default('p3/serviceValidate'),
  ...common
})

export type OidcSettings = z.infer<typeof oidc>
export type CasSettings = z.infer<typeof cas>
export type ProviderSettings = Pick<OidcSettings, keyof typeof common>

function isTrusted (url: string): boolean {
  return url.startsWith('https:') || isOfThisMachine(url)
}

interface Providers {
  hub: { outbound: OutboundSettings }
  enterprises: object
  access: { people?: { oidc?: OidcSettings | undefined, cas?: CasSettings | undefined } | undefined }
}

/** What the block alone cannot say: whether the hub may call the provider at all, and whose specialists there are. */
export function providersFit ({ hub, enterprises, access: { people } }: Providers, context: z.RefinementCtx): void {
  // A value that is no URL, or no address, has been reported already.
  if (!people || context.issues.length > 0) return
  const complain = (path: Array<string | number>, message: string): void => {
    context.addIssue({ code: 'custom', path: ['access', 'people', ...path], message })
  }
  const places = [['oidc', 'issuer', people.oidc?.issuer], ['cas', 'url', people.cas?.url]] as const
  for (const [block, name, url] of places) {
    const refusal = url === undefined ? undefined : refusalOf(url, hub.outbound)
    if (refusal) complain([block, name], REFUSALS[refusal])
    for (const [index, { enterprise }] of (people[block]?.roles ?? []).entries()) {
      if (enterprise === undefined || Object.hasOwn(enterprises, enterprise)) continue
      complain([block, 'roles', index, 'enterprise'], '没有这家企业')
    }
  }
}
