/** The settings of how the portal is sent events. */
import { z } from 'zod'
import { duration } from '../../../adapters/settings.ts'
import { refusalOf, type Refusal } from '../../ground/network/guard.ts'
import type { OutboundSettings } from '../../ground/network/settings.ts'

const webhookSecret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, '应为 whsec_ 开头的 Base64 密钥（至少 24 字节）')

export const portal = z.strictObject({
  webhookUrl: z.url({ protocol: /^https?$/ }),
  /**
   * Standard Webhooks secrets, `whsec_` and base64. Two while one takes the other's place: each event is signed with
   * both, and the portal believes either.
   */
  secrets: z.array(webhookSecret).min(1, '至少一个密钥').max(2, '至多两个密钥'),
  /** For one whole exchange. */
  timeout: duration.default(15_000),
  /**
   * The longest wait between two attempts to send an event; shorter where a portal that was away is to be told sooner.
   */
  ceiling: duration.default(86_400_000),
  /** After this long without success an event is given up, and a person has to look. */
  horizon: duration.default(259_200_000)
})

export type PortalSettings = z.infer<typeof portal>

const REFUSALS: Record<Refusal, string> = {
  scheme: '应为 http 或 https 地址',
  credentials: '地址中不能带用户名或密码',
  address: '不是公网地址；确为内网平台时设置 hub.outbound.allow 或 hub.outbound.privateAddresses'
}

/**
 * What can be said before the first event about whether the hub lets itself be sent there; names are looked up when
 * connections are made.
 */
export function portalMayBeCalled (
  settings: { hub: { outbound: OutboundSettings }, portal?: PortalSettings | undefined }, context: z.RefinementCtx
): void {
  // A value that is no URL, or no address, has been reported already.
  if (!settings.portal || context.issues.length > 0) return
  const refusal = refusalOf(settings.portal.webhookUrl, settings.hub.outbound)
  if (refusal) context.addIssue({ code: 'custom', path: ['portal', 'webhookUrl'], message: REFUSALS[refusal] })
}
