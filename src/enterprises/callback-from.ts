/** The settings that say where an enterprise calls from. */
import { z } from 'zod'
import { addresses } from '../ground/network/addresses.ts'

export const callbackFrom = z.strictObject({
  /** Addresses and networks its callbacks come from; any when left out. */
  addresses: addresses.min(1).optional(),
  /** What the gateway tells of the client certificate (mutual TLS ends there). */
  certificate: z.strictObject({
    /** Header in which the gateway passes it on. */
    header: z.string().regex(/^[A-Za-z0-9-]+$/, '应为请求头名称').transform(name => name.toLowerCase()),
    /** Its value for this enterprise, a fingerprint or subject; two while the certificate is being renewed. */
    values: z.array(z.string().min(1)).min(1).max(2)
  }).optional()
})

export type CallbackFrom = z.infer<typeof callbackFrom>
