/** The settings of who is reminded of promises that run out, and how. */
import { z } from 'zod'
import { duration, upTo } from '../../../adapters/settings.ts'
import { webhookSecret } from '../../ground/network/settings.ts'

const address = z.email('应为邮件地址')
const addresses = z.array(address)
const timeout = duration.refine(upTo('2m'), '应大于 0，不超过 2m').default(15_000)

export const reminders = z.strictObject({
  /** The mail server; without it no mail is sent. */
  smtp: z.strictObject({
    host: z.string().min(1),
    port: z.number().int().min(1).max(65_535).default(465),
    /** `true`: TLS from the first byte (465). `false`: STARTTLS has to follow (587). */
    secure: z.boolean().default(true),
    /** Without TLS, where `secure` is `false`: for a relay on the same machine. */
    plain: z.boolean().default(false),
    user: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    /** Who the mails are from. */
    from: address,
    /** For one whole mail. */
    timeout
  }).optional(),
  /** The site's own end-point, for SMS or chat: gets every reminder, signed as the portal's webhooks are. */
  webhook: z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    secrets: z.array(webhookSecret).min(1, '至少一个密钥').max(2, '至多两个密钥'),
    /** For one whole exchange. */
    timeout
  }).optional(),
  /** Mail addresses of those who watch over all. */
  supervisors: addresses.default([]),
  /** Mail addresses of the service specialists of each enterprise, by its key under `enterprises`. */
  specialists: z.record(z.string(), addresses).default({}),
  /** Mail addresses of the units that take applications first (首接单位), by their names on the form. */
  firstContactUnits: z.record(z.string(), addresses).default({}),
  /** After this long without success a reminder is given up. */
  horizon: duration.default(259_200_000),
  /** How long reminders are kept that were sent or given up. */
  kept: duration.default(15_552_000_000)
})

export type ReminderSettings = z.infer<typeof reminders>

/** Mail needs a server. */
export function remindersCanBeSent ({ reminders }: { reminders: ReminderSettings }, context: z.RefinementCtx): void {
  const { smtp, supervisors, specialists, firstContactUnits } = reminders
  const someone = [supervisors, ...Object.values(specialists), ...Object.values(firstContactUnits)].flat()
  if (smtp || someone.length === 0) return
  context.addIssue({ code: 'custom', path: ['reminders', 'smtp'], message: '设有收件人，须设置邮件服务器' })
}
