/** What the hub has written down, read from its database once all is quiet. */
import { Redis } from 'ioredis'
import type { FilingItem, ItemState } from '../mappings/filing.ts'
import type { Pool } from '../src/ground/database/pool.ts'

export interface BookedApplication { jointNumber: string, key: string, lastSequence: number }

export interface BookedOrder {
  jointNumber: string
  key: string
  enterprise: string
  reference: string
  state: string
  delivery: string
}

export interface BookedTransition { jointNumber: string, sequence: number }

export interface BookedExchange {
  reference: string
  enterprise: string
  attempt: number
  kind: string
  outcome: string
  /**
   * Anything left for the enterprise that a placement could have come of; a token, a check, a file beforehand is no
   * such thing.
   */
  sent: boolean
}

export interface BookedFiling {
  id: string
  key: string
  reference: string
  state: string
  /** As the hub has them. */
  items: Array<{ item: FilingItem, state: ItemState | null }>
}

export interface BookedStep { reference: string, step: string, version: number, actor: string }

export interface Books {
  applications: BookedApplication[]
  orders: BookedOrder[]
  filings: BookedFiling[]
  transitions: BookedTransition[]
  /** In the order in which they were. */
  exchanges: BookedExchange[]
  /** What people have said at a desk. */
  deskSteps: BookedStep[]
  /** What is still to be done, each as a line. */
  open: string[]
}

const BEFOREHAND = '/oauth2?/|/media/upload|/checkSubmitFlow'

const ENDS = "('completed', 'completedConditionally', 'notAdmitted', 'refused', 'withdrawn', 'revoked', 'handedOver')"

export async function readBooks (pool: Pool, redisUrl: string | undefined): Promise<Books> {
  const rows = async <T extends object>(statement: string): Promise<T[]> => (await pool.query<T>(statement)).rows
  return {
    applications: await rows(`
      select joint_number as "jointNumber", portal_case_number as key, last_sequence as "lastSequence"
      from applications order by serial`),
    orders: await rows(`
      select joint_number as "jointNumber", portal_case_number as key, enterprise, reference, state, delivery
      from orders join applications on serial = application_serial order by serial, position`),
    filings: await rows(`
      select filings.id, portal_case_number as key, reference, state,
             (select json_agg(json_build_object('item', item, 'state', state) order by position)
              from filing_items where filing_id = filings.id) as items
      from filings join applications on serial = application_serial order by filings.number`),
    transitions: await rows(`
      select joint_number as "jointNumber", sequence
      from transitions join applications on serial = application_serial order by serial, sequence`),
    exchanges: await rows(`
      select reference, enterprise, attempt, exchanges.kind, outcome,
             exists (select from messages where exchange_id = exchanges.id
                     and status is distinct from 429 and url !~ '${BEFOREHAND}') as sent
      from exchanges join orders on orders.id = order_id order by exchanges.id`),
    deskSteps: await rows(`
      select target->>'order' as reference, target->>'step' as step, (target->>'version')::integer as version, actor
      from acts where action = 'desk-step' order by id`),
    open: [...await readOpen(pool), ...(await readJobs(redisUrl)).map(job => `alarm ${job}`)]
  }
}

/**
 * Everything that should have come to its end: orders, filings, intents, leases, callbacks that wait for their order,
 * webhooks.
 */
export async function readOpen (pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    select format('order %s %s is %s, %s', enterprise, reference, state, delivery) as line
      from orders where state not in ${ENDS} and delivery <> 'undeliverable'
    union all select format('filing %s is %s', reference, state)
      from filings where state in ('pending', 'open')
    union all select format('intent to %s filing %s is %s', kind, filings.reference, intents.state)
      from intents join filings on filings.id = filing_id where intents.state <> 'done'
    union all select format('intent to %s %s %s after %s attempts, due %s, leased %s',
                            intents.kind, intents.enterprise, reference, attempts, due_at, leased_until)
      from intents join orders on orders.id = order_id where intents.state = 'open'
    union all select format('%s of %s waits at the desk of %s', intents.kind, reference, intents.enterprise)
      from intents join orders on orders.id = order_id where intents.state = 'desk'
    union all select format('lease on an ended intent to %s %s', kind, enterprise)
      from intents where state <> 'open' and leased_until is not null
    union all select format('callback %s of %s is parked', callbacks.id, callbacks.enterprise)
      from callbacks join orders on orders.id = order_id
      where callbacks.state = 'parked' and delivery not in ('pending', 'unknown', 'placed')
    union all select format('webhook %s of application %s is %s', sequence, application_serial, state)
      from notifications where state <> 'delivered'
    union all select format('lane of application %s', application_serial) from webhook_lanes`)
  return rows.map(({ line }) => line)
}

/** Whether the order has come to where only a person can help it on. */
export function isBeforePerson ({ delivery, state }: BookedOrder): boolean {
  return delivery === 'undeliverable' && state !== 'withdrawn'
}

/** Alarms that are set, by queue and row. */
async function readJobs (redisUrl: string | undefined): Promise<string[]> {
  // Without Redis the rows are all there is.
  if (redisUrl === undefined) return []
  const redis = new Redis(redisUrl)
  const keys = await redis.keys('bull:lianban-*')
  await redis.quit()
  return keys.flatMap(key => /^bull:lianban-(\S+:[0-9a-f]{8}-[0-9a-f-]{27})$/.exec(key)?.slice(1) ?? [])
}
