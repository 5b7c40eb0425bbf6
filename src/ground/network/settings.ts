/** Whom the hub may call at addresses that settings or messages name. */
import { z } from 'zod'
import { addresses } from './addresses.ts'

export const outbound = z.strictObject({
  /** Whether any address may be called. Without it none that is not public: loopback, private, link-local, the metadata services of clouds. */
  privateAddresses: z.boolean().default(false),
  /** Addresses and networks that may be called though they are not public. */
  allow: addresses.default([])
})

export type OutboundSettings = z.infer<typeof outbound>
