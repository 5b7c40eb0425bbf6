/** The portal's end-point as a row that all processes share: taking webhooks, or stopped because it said it is gone. */
import type { components } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import { webhookFailure } from './webhook-failure.ts'

type Endpoint = components['schemas']['WebhookEndpoint']

/** SQL: true while nothing may be sent. */
export const STOPPED = "exists (select from webhook_endpoint where webhook_endpoint.state = 'stopped')"

const LABELS: Record<Endpoint['state'], string> = { active: '正常推送', stopped: '已停止推送' }

interface Row {
  state: Endpoint['state'] | null
  since: Date | null
  reason: string | null
  open: number
  failed: number
  oldest: Date | null
}

export async function readEndpoint (connection: Queryable, now: Date): Promise<Endpoint> {
  const { rows } = await connection.query<Row>(`
    select state, since, reason,
           (select count(*) from notifications where notifications.state = 'open') as open,
           (select min(opened_at) from notifications where notifications.state = 'open') as oldest,
           (select count(*) from notifications where notifications.state = 'failed') as failed
    from (values (true)) as one (single) left join webhook_endpoint using (single)`)
  const { state, since, reason, open, failed, oldest } = rows[0]!
  return {
    state: state ?? 'active',
    stateLabel: LABELS[state ?? 'active'],
    ...since && { since: localTime(since) },
    ...reason && { reason: webhookFailure(reason) },
    open,
    ...oldest && {
      oldestOpenAt: localTime(oldest),
      oldestOpenAge: Math.max(0, Math.floor((now.getTime() - oldest.getTime()) / 1000))
    },
    failed
  }
}

/**
 * Stops it for everybody; false when it is stopped already, or was resumed after the attempt began whose answer said
 * that the end-point is gone.
 */
export async function stopEndpoint (
  connection: Queryable, reason: string, attemptedAt: Date, now: Date
): Promise<boolean> {
  const { rowCount } = await connection.query(`
    insert into webhook_endpoint (state, since, reason) values ('stopped', $1, $2)
    on conflict (single) do update set state = 'stopped', since = excluded.since, reason = excluded.reason
    where webhook_endpoint.state = 'active' and webhook_endpoint.since <= $3`, [now, reason, attemptedAt])
  return rowCount === 1
}

/**
 * Has everything sent again that waits, at once; answers how many events. Their horizons are moved on by the time it
 * was stopped.
 */
export async function reopenEndpoint (work: Work, now: Date): Promise<number> {
  const { rows } = await work.query<{ since: Date }>(
    "select since from webhook_endpoint where state = 'stopped' for update")
  if (!rows[0]) return 0
  work.write("update webhook_endpoint set state = 'active', since = $1, reason = null", [now])
  const { rowCount } = await work.query(`
    update notifications set due_at = $2,
      horizon_from = coalesce(horizon_from, opened_at)
        + greatest('0', $2 - greatest($1, coalesce(horizon_from, opened_at)))
    where state = 'open'`, [rows[0].since, now])
  return rowCount!
}
