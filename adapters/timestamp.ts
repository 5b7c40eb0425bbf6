/** Moments as interfaces write them, in Asia/Shanghai. */

/** Asia/Shanghai, as in mappings/native-time.ts: eight hours ahead since 1992, all year round. */
export const ZONE = 'UTC+8'
const OFFSET = 8 * 3_600_000

/** `2026-01-05T09:30:15.123`. */
export function localIso (time: Date): string {
  return new Date(time.getTime() + OFFSET).toISOString().slice(0, -1)
}

/** `20260105093015`; with more `digits` the milliseconds, too, with fewer less. */
export function timestamp (time: Date, digits = 14): string {
  return localIso(time).replace(/\D/g, '').slice(0, digits)
}
