/** The settings of how the portal is sent events. */
import { z } from 'zod'
import { duration } from '../../../adapters/settings.ts'
import { REFUSALS, refusalOf } from '../../ground/network/guard.ts'
import { webhookSecret, type OutboundSettings } from '../../ground/network/settings.ts'

export const portal = z.strictObject({
  webhookUrl: z.url({ protocol: /^https?$/ }),
  /**
   * Standard Webhooks secrets, `whsec_` and base64. Two while one takes the other's place: each event is signed with
   * both, and the portal believes either.
   */
  secrets: z.array(webhookSecret).min(1, '至少一个密钥').max(2, '至多两个密钥'),
  /**
   * Clients whose applications it is told of. Left out where there is but one of kind `portal` that submits: then of
   * all applications. A client that has left stays here as long as its applications are open.
   */
  clients: z.array(z.string()).min(1, '至少一个客户端').optional(),
  /**
   * Applications whose events are sent at the same time, one of each, by each process; fewer where the portal does not
   * bear so many.
   */
  concurrency: z.number().int().min(1).max(64).default(32),
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

/** There is one portal: what another has submitted is not told to it. */
export function onePortalIsTold (
  settings: {
    access: { clients: Array<{ id: string, kind: string, scopes: string[] }> }
    portal?: PortalSettings | undefined
  },
  context: z.RefinementCtx
): void {
  if (!settings.portal || context.issues.length > 0) return
  const { clients } = settings.portal
  const portals = settings.access.clients
    .filter(({ kind, scopes }) => kind === 'portal' && scopes.includes('applications:submit')).map(({ id }) => id)
  const complain = (message: string): void => {
    context.addIssue({ code: 'custom', path: ['portal', 'clients'], message })
  }
  if (clients === undefined && portals.length > 1) {
    complain('有多个 portal 类客户端提交办件，须写明把哪些客户端的办件推送到 portal.webhookUrl；其余的用查询')
  }
  if (clients?.every(id => !portals.includes(id))) complain('其中没有一个是提交办件的 portal 类客户端')
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
