/** Which addresses the hub may call, when settings or messages name them. */
import { z } from 'zod'
import { addresses } from './addresses.ts'

export const outbound = z.strictObject({
  /**
   * Whether any address may be called. Without it none that is not public: loopback, private, link-local, the metadata
   * services of clouds.
   */
  privateAddresses: z.boolean().default(false),
  /** Addresses and networks that may be called though they are not public. */
  allow: addresses.default([])
})

export type OutboundSettings = z.infer<typeof outbound>

/** A secret as Standard Webhooks has it. */
export const webhookSecret = z.string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, '应为 whsec_ 开头的 Base64 密钥（至少 24 字节）')
