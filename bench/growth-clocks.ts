/**
 * Clocks among what grows: what is looked for again and again and what a supervisor looks at, with a clock that runs
 * for every application stored; and the figures of a year beside a bare scan of the rows they are counted from.
 */
import { EVERYTHING } from '../src/ground/access/visible.ts'
import type { Queryable } from '../src/ground/database/pool.ts'
import type { Hub } from '../src/hub.ts'
import { applicationsToProject, applicationsToTell, applicationsUnderWay } from '../src/records/clocks/due-clocks.ts'
import { listClocks, readClock } from '../src/views/clocks.ts'
import { readFigures } from '../src/views/figures.ts'
import { listOpenApplications } from '../src/views/open-applications.ts'

/** So many of them somebody is to be told of now, whatever the size. */
const DUE = 50
const DAY = 86_400_000

/** So many of them stand still, whatever the size: more than a page. */
const PAUSED = 40

/**
 * Has one clock of each application run again, the most of them for some weeks to come, one in a hundred late; of each
 * light there are more than a page at every size.
 */
export async function runClocks (connection: Queryable, size: number): Promise<void> {
  const isPaused = `application_serial % ${size / PAUSED} = 0`
  await connection.query(`
    update clocks set
      state = case when ${isPaused} then 'paused' else 'running' end,
      ended_at = null, outcome = null, spent = null, used = null, paused = null, exceeded_at = null,
      due_at = case when ${isPaused} then null else time.due end,
      warn_at = case when ${isPaused} then null else time.due - interval '8 hours' end,
      next_at = case when ${isPaused} then null else now() + interval '3 days' end
    from (
      select id, now() + (application_serial % 4000 - 40) * interval '10 minutes' as due from clocks
      where promise = 'acceptAndSurvey' and order_id in (select id from orders where position = 0)
    ) as time
    where clocks.id = time.id`)
  await connection.query(`
    update clocks set next_at = now() - interval '1 minute'
    where id in (select id from clocks where state = 'running' order by number desc limit ${DUE})`)
  // As the hub writes them: those of one application lie together.
  await connection.query('cluster clocks using clocks_of_application')
  await connection.query('vacuum analyze clocks')
}

/** Each by its name. */
export async function clockOperations (hub: Hub): Promise<Record<string, () => Promise<unknown>>> {
  const listed = (filter: Parameters<typeof listClocks>[2]) => () => listClocks(hub, EVERYTHING, filter)
  const water = { enterprise: 'county-water', client: null }
  const { clocks: [first] } = await listClocks(hub, EVERYTHING, { limit: 1 })
  const [dueFrom, dueTo] = [DAY, 3 * DAY].map(later => new Date(Date.now() + later).toISOString()) as [string, string]
  const { version } = hub.calendar.current()
  return {
    'clocks, look for due': () => applicationsToTell(hub.pool, new Date(), 100),
    'clocks, on another calendar': () => applicationsToProject(hub.pool, version, new Date(), 100),
    'clocks, a piece of those under way': () => applicationsUnderWay(hub.pool, 0, new Date(), 100),
    'clocks, all open': listed({}),
    'clocks, late': listed({ state: 'late' }),
    'clocks, warned': listed({ state: 'warned' }),
    'clocks, running': listed({ state: 'running' }),
    'clocks, paused': listed({ state: 'paused' }),
    'clocks, ended': listed({ state: 'ended' }),
    'clocks, late, enterprise': listed({ state: 'late', enterprise: 'county-water' }),
    'clocks, late, of an enterprise': () => listClocks(hub, water, { state: 'late' }),
    'clocks, service': listed({ service: 'gas' }),
    'clocks, promise': listed({ promise: 'acceptAndSurvey' }),
    'clocks, enterprise must act': listed({ actor: 'enterprise' }),
    'clocks, operator must act': listed({ actor: 'operator' }),
    'clocks, of two days': listed({ dueFrom, dueTo }),
    'open applications, the next due first': () => listOpenApplications(hub, EVERYTHING, {}),
    'open applications, of an enterprise': () => listOpenApplications(hub, water, {}),
    'clocks, one': () => readClock(hub, EVERYTHING, first!.clock.id)
  }
}

export interface FiguresOfAYear {
  /** Orders that came in. */
  orders: number
  milliseconds: number
  /** Of one scan of the same clocks. */
  bare: number
}

/** What reading them costs, for people; `timed` answers the milliseconds of an operation. */
export async function figuresOfAYear (
  hub: Hub, timed: (operation: () => Promise<unknown>) => Promise<number>
): Promise<FiguresOfAYear> {
  const [from, to] = [375, 10].map(ago => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10))
  const year = { from: from!, to: to! }
  const { total } = await readFigures(hub, EVERYTHING, year)
  return {
    orders: total.received,
    milliseconds: await timed(() => readFigures(hub, EVERYTHING, year)),
    bare: await timed(() => hub.pool.query(
      'select count(*) from clocks where started_at >= $1 or ended_at >= $1 or accepted_at >= $1', [from]))
  }
}
