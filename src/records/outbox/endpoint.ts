/** The portal's end-point as a row that all processes share: taking webhooks, or stopped because it said it is gone. */
import type { components } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import { LOCKS } from '../../ground/database/locks.ts'
import { transaction, type Connection, type Queryable } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import { recordAct } from '../acts/acts.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { webhookFailure } from './webhook-failure.ts'
import type { PortalSettings } from '../../engines/portal/settings.ts'
import { wakePortal } from '../../engines/portal/wake.ts'

type Endpoint = components['schemas']['WebhookEndpoint']

/** SQL: true while nothing may be sent. */
export const STOPPED = "exists (select from webhook_endpoint where webhook_endpoint.state = 'stopped')"

const LABELS: Record<Endpoint['state'], string> = { active: '正常推送', stopped: '已停止推送' }

/** Throws Problem `webhook-endpoint-not-found` where no portal is told. */
export async function readEndpoint ({ pool, settings, now }: Pick<Hub, 'pool' | 'settings' | 'now'>): Promise<Endpoint> {
  requirePortal(settings)
  const { rows } = await pool.query<{ state: Endpoint['state'] | null, since: Date | null, reason: string | null, open: number, failed: number, oldest: Date | null }>(`
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
    ...oldest && { oldestOpenAt: localTime(oldest), oldestOpenAge: Math.max(0, Math.floor((now().getTime() - oldest.getTime()) / 1000)) },
    failed
  }
}

export function requirePortal (settings: Hub['settings']): PortalSettings {
  if (!settings.portal) throw new Problem('webhook-endpoint-not-found')
  return settings.portal
}

/** Stops it for everybody; false when it is stopped already, or was resumed after the attempt had begun that was answered so. */
export async function stopEndpoint (connection: Queryable, reason: string, attemptedAt: Date, now: Date): Promise<boolean> {
  const { rowCount } = await connection.query(`
    insert into webhook_endpoint (state, since, reason) values ('stopped', $1, $2)
    on conflict (single) do update set state = 'stopped', since = excluded.since, reason = excluded.reason
    where webhook_endpoint.state = 'active' and webhook_endpoint.since <= $3`, [now, reason, attemptedAt])
  return rowCount === 1
}

/** Sends again, all that waits, at once; the horizons are moved on by the time it was stopped. Throws Problem `webhook-endpoint-not-found`. */
export async function resume (hub: Pick<Hub, 'pool' | 'settings' | 'now' | 'alarms' | 'log'>, { actor, reason }: { actor: string, reason: string }): Promise<void> {
  requirePortal(hub.settings)
  const now = hub.now()
  await transaction(hub.pool, async connection => {
    await oneAtATime(connection)
    const { rows } = await connection.query<{ since: Date }>(`
      select since from webhook_endpoint where state = 'stopped' for update`)
    const affected = rows[0] ? await reopen(connection, rows[0].since, now) : 0
    await recordAct(connection, { at: now, actor, action: 'webhook-resumption', target: {}, reason, affected })
  })
  await wakePortal(hub)
}

async function reopen (connection: Connection, stoppedAt: Date, now: Date): Promise<number> {
  await connection.query("update webhook_endpoint set state = 'active', since = $1, reason = null", [now])
  const { rowCount } = await connection.query(`
    update notifications set due_at = $2,
      horizon_from = coalesce(horizon_from, opened_at) + greatest('0', $2 - greatest($1, coalesce(horizon_from, opened_at)))
    where state = 'open'`, [stoppedAt, now])
  return rowCount!
}

/** For what changes many notifications by one statement. */
export async function oneAtATime (connection: Connection): Promise<void> {
  await connection.query('select pg_advisory_xact_lock($1)', [LOCKS.manyNotifications])
}
