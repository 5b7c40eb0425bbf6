/**
 * Callback credentials that change without a message lost: while an enterprise moves from one to the next, both are
 * believed. The answers of no interface document depend on the credentials, so any side gives them.
 */
import { z } from 'zod'
import type { CallbackSide } from './adapter.ts'
import { CallbackRefused } from './failure.ts'

/** The schema of credentials with these fields, and of those that come `next`. */
export function rotating<Shape extends z.ZodRawShape> (shape: Shape) {
  return z.strictObject({ ...shape, next: z.strictObject(shape).optional() })
}

type Rotating<Credentials> = Credentials & { next?: Credentials | undefined }

/**
 * Believes what either credentials prove. Only a wrong signature is tried again: a message that is stale under one is
 * stale.
 */
export function believingEither<Credentials, NativeStatus> (
  { next, ...current }: Rotating<Credentials>, side: (credentials: Credentials) => CallbackSide<NativeStatus>
): CallbackSide<NativeStatus> {
  const now = side(current as Credentials)
  if (next === undefined) return now
  const then = side(next)
  return {
    ...now,
    ...now.plain && { plain: request => now.plain?.(request) ?? then.plain?.(request) },
    async accept (request) {
      try {
        return await now.accept(request)
      } catch (error) {
        if (error instanceof CallbackRefused && error.reason === 'signature') return await then.accept(request)
        throw error
      }
    }
  }
}
