/**
 * Whether an error means that the database cannot be used just now, or takes nothing. Readiness and the metric of the
 * database tell operators so, once: whoever works with it tries again, and says it as nothing more than a warning.
 */

/** Codes of PostgreSQL and its driver. */
const AWAY = new RegExp([
  '08...', '25006', '25P0[34]', '53...', '57P0[1-5]',
  'ECONN(?:REFUSED|RESET|ABORTED)', 'EPIPE', 'ETIMEDOUT', 'E(?:HOST|NET)(?:UNREACH|DOWN)', 'ENOTFOUND', 'EAI_AGAIN'
].map(code => `^${code}$`).join('|'))

/** What the driver says, without a code, of a connection that it lost or did not get. */
const DRIVER_GAVE_UP = new RegExp([
  'Connection terminated', 'is not queryable', 'timeout exceeded when trying to connect', 'timeout expired',
  'Query read timeout', 'Cannot use a pool after calling end', 'SSL connection'
].join('|'))

/** How loud such an error is in the log, among others. */
export function levelOf (error: unknown): 'warn' | 'error' {
  return isDatabaseAway(error) ? 'warn' : 'error'
}

export function isDatabaseAway (error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, message } = error as Error & { code?: unknown }
  return (typeof code === 'string' && AWAY.test(code)) || DRIVER_GAVE_UP.test(message)
}
