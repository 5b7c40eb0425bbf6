/**
 * Applications that are open, the one in front that is due first: along the clocks that have not ended, and behind them
 * those of which nothing is due any more.
 */
import type { components, operations } from '../../openapi/hub.d.ts'
import { seenApplications, type View } from '../ground/access/visible.ts'
import type { Filter } from '../ground/database/filters.ts'
import { DUE, LAST } from '../records/clocks/clocks.ts'
import { FINAL_STATES } from '../records/orders/states.ts'
import { COLUMNS, OPEN, withOrders, type ApplicationNeeds, type ApplicationRow } from './applications.ts'
import { readPage } from './page.ts'

type Request = NonNullable<operations['listOpenApplications']['parameters']['query']>

interface DueRow extends ApplicationRow { number: number, dueAt: Date }

const OPEN_CLOCK = "clocks.application_serial = serial and clocks.state <> 'ended'"

/** Which of the clocks an application stands in the list by; to an enterprise it is one of its own. */
function isFirst ({ enterprise }: View): Filter[] {
  const rows = `from clocks as earlier where earlier.application_serial = serial and earlier.state <> 'ended'
    and (${DUE.replaceAll('clocks.', 'earlier.')}, earlier.number) < (${DUE}, clocks.number)`
  return enterprise === null
    ? [[`not exists (select ${rows})`]]
    : [['clocks.enterprise = ?', enterprise], [`not exists (select ${rows} and earlier.enterprise = ?)`, enterprise]]
}

/** Nothing is due of it any more; of an enterprise's it is its own order that is open. */
function isWithoutClock ({ enterprise }: View): Filter[] {
  if (enterprise === null) return [[`not exists (select from clocks where ${OPEN_CLOCK})`]]
  return [
    [`not exists (select from clocks where ${OPEN_CLOCK} and clocks.enterprise = ?)`, enterprise],
    ['exists (select from orders where application_serial = serial and orders.enterprise = ? and state <> all(?))',
      enterprise, FINAL_STATES]
  ]
}

/** Written out, as its index is. */
const IS_OPEN: Filter = [`status in (${OPEN.map(status => `'${status}'`).join(', ')})`]

/** Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listOpenApplications (
  needs: ApplicationNeeds, view: View, { accountable, cursor, limit = 20 }: Request
): Promise<components['schemas']['ApplicationPage']> {
  const mine: Filter[] = [...seenApplications(view), accountableFilter(view, accountable)]
  const due = isBehind(cursor)
    ? NONE
    : await readPage<DueRow>(needs.pool, {
      select: `${COLUMNS}, clocks.number, ${DUE} as "dueAt" from clocks join applications on ${OPEN_CLOCK}`,
      filters: [["clocks.state <> 'ended'"], ...mine, ...isFirst(view)],
      by: 'clocks.number',
      numberOf: ({ number }) => number,
      order: 'oldest first',
      time: { by: DUE, of: ({ dueAt }) => dueAt ?? LAST }
    }, { cursor, limit })
  const left = limit - due.rows.length
  const behind = due.next.nextCursor !== undefined
    ? NONE
    : await readPage<ApplicationRow>(needs.pool, {
      select: `${COLUMNS} from applications`,
      filters: [IS_OPEN, ...mine, ...isWithoutClock(view)],
      by: 'serial',
      numberOf: ({ serial }) => serial,
      order: 'newest first'
    }, { cursor: isBehind(cursor) ? cursor : undefined, limit: Math.max(1, left) })
  const rows = left > 0 ? [...due.rows, ...behind.rows] : due.rows
  const next = left === 0 && behind.rows.length > 0 ? { nextCursor: BEHIND } : { ...due.next, ...behind.next }
  return { applications: await withOrders(needs, view, needs.pool, rows), ...next }
}

/** An enterprise does not see who answers for it, so it finds nothing by that. */
function accountableFilter ({ enterprise }: View, accountable: string | undefined): Filter {
  return enterprise !== null && accountable !== undefined ? ['false'] : ['accountable = ?', accountable]
}

const NONE = { rows: [], next: {} as { nextCursor?: string } }

/** The cursor of a list that goes by time says both. */
function isBehind (cursor: string | undefined): cursor is string {
  return cursor !== undefined && !Buffer.from(cursor, 'base64url').toString().includes('.')
}

/** All of those behind. */
const BEHIND = Buffer.from(String(Number.MAX_SAFE_INTEGER)).toString('base64url')
