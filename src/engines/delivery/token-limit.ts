/**
 * Keeps to how many session tokens an enterprise gives in a period, over all processes and restarts. A part of them may
 * be asked for at once, and the rest one by one, evenly spaced: whatever goes wrong with tokens, the next one is never
 * a whole period away.
 */
import { Failure } from '../../../adapters/failure.ts'
import type { DeliverySettings } from '../../enterprises/delivery-settings.ts'
import type { Queryable } from '../../ground/database/pool.ts'

/** Of the tokens of a period, those that may be asked for at once. */
const AT_ONCE = 1 / 5

/**
 * A function to call before a token is asked for. What it lets through in any period is never more than the limit:
 * those at once, and one for each share of the period that has gone by. Throws Failure `held` where none is left.
 */
export function newTokenLimit (
  pool: Queryable, slug: string, tokenLimit: DeliverySettings['tokenLimit'], now: () => Date
): () => Promise<void> {
  if (!tokenLimit) return async () => {}
  const { requests, per } = tokenLimit
  const atOnce = Math.max(1, Math.floor(requests * AT_ONCE))
  const share = per / Math.max(1, requests - atOnce)
  const allowance = { share, slack: (atOnce - 1) * share, longest: (atOnce + 1) * share }
  return async () => {
    const at = now()
    if (await spend(pool, slug, at, allowance)) return
    const retryAfter = await untilNext(pool, slug, at, allowance.slack)
    throw new Failure({
      comeBack: 'later',
      fault: 'hub',
      code: 'token-limit',
      message: '令牌申请次数已达企业规定的上限',
      condition: 'held',
      retryAfter,
      alert: true
    })
  }
}

interface Allowance { share: number, slack: number, longest: number }

/**
 * What has been spent lies ahead in time, by what may be asked for at once and no further; where it does, a clock was
 * wrong.
 */
async function spend (
  pool: Queryable, slug: string, now: Date, { share, slack, longest }: Allowance
): Promise<boolean> {
  const { rowCount } = await pool.query(`
    insert into token_allowances as known (enterprise, spent_until)
    values ($1, $2::timestamptz + $3 * interval '1 millisecond')
    on conflict (enterprise) do update
      set spent_until = $3 * interval '1 millisecond' + case
        when known.spent_until > $2::timestamptz + $5 * interval '1 millisecond' then $2::timestamptz
        else greatest(known.spent_until, $2::timestamptz) end
      where known.spent_until <= $2::timestamptz + $4 * interval '1 millisecond'
        or known.spent_until > $2::timestamptz + $5 * interval '1 millisecond'`,
  [slug, now, share, slack, longest])
  return rowCount === 1
}

async function untilNext (pool: Queryable, slug: string, now: Date, slack: number): Promise<number> {
  const { rows } = await pool.query<{ spentUntil: Date }>(
    'select spent_until as "spentUntil" from token_allowances where enterprise = $1', [slug])
  return Math.max(1, rows[0]!.spentUntil.getTime() - slack - now.getTime())
}
