/** How much of the hub one client may have. */
import { z } from 'zod'
import { duration } from '../../../adapters/settings.ts'

export const limits = z.strictObject({
  /**
   * Requests that one client, or one address without a token, may make in a period; counted by each process for itself.
   */
  requests: z.number().int().min(1).default(3_000),
  /** Requests for a token, or to sign in, from one address in the same period: each may cost a derivation. */
  tokens: z.number().int().min(1).default(60),
  /**
   * Searches by personal values of one client in the same period: enough for who has somebody before them, too few to
   * try out values.
   */
  searches: z.number().int().min(1).default(30),
  per: duration.default(60_000),
  /** Requests of one client under way at once. */
  concurrent: z.number().int().min(1).default(100),
  /** For a whole request to arrive, body included. */
  requestTimeout: duration.default(30_000)
})

export type Limits = z.infer<typeof limits>
