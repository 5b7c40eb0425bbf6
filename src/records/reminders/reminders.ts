/**
 * What the people who answer for a promise are to be told of it: opened with the warning, sent in batches, one to each
 * of them for all that is due, removed when its time is over.
 */
import { actorOf } from '../../ground/access/caller.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Promised } from '../orders/promises.ts'

const PERSON = actorOf('')

/** `warned` nearly due, `expired` due and not done, `digest` late, once each working day. */
export type ReminderKind = 'warned' | 'expired' | 'digest'

/** How it travels. Each site has one webhook. */
export type ReminderChannel = 'mail' | 'webhook'

/** Nothing of the person that the application is about. */
export interface Reminder {
  kind: ReminderKind
  jointNumber: string
  enterprise: string
  promise: Promised
  dueAt: Date
}

export interface NewReminder extends Reminder {
  clockId: string
  channel: ReminderChannel
  /** A mail address, or the account of who answers for the application (`person:`); of the webhook nothing. */
  recipient: string
}

export function openReminders (work: Work, reminders: readonly NewReminder[], now: Date): void {
  if (reminders.length === 0) return
  work.write({
    name: 'open-reminders',
    joins: true,
    text: `
      insert into reminders (clock_id, kind, channel, recipient, joint_number, enterprise, promise, clock_due_at,
                             opened_at, due_at)
      select clock_id, kind, channel, recipient, joint_number, enterprise, promise, clock_due_at, $2, $2
      from jsonb_to_recordset($1::jsonb) as given (
        clock_id uuid, kind text, channel text, recipient text, joint_number text, enterprise text, promise text,
        clock_due_at timestamptz)`,
    values: [JSON.stringify(reminders.map(({ clockId, jointNumber, dueAt, ...rest }) => (
      { clock_id: clockId, joint_number: jointNumber, clock_due_at: dueAt, ...rest }))), now]
  })
}

/** 首问责任: for whoever answers for the application, if it was taken in at a window; known by the account alone. */
export function openForAccountable (
  work: Work, { clockId, kind, jointNumber, enterprise, promise, dueAt }: Reminder & { clockId: string }, now: Date
): void {
  work.write({
    name: 'open-for-accountable',
    joins: true,
    text: `
      insert into reminders (clock_id, kind, channel, recipient, joint_number, enterprise, promise, clock_due_at,
                             opened_at, due_at)
      select $1::uuid, $2::text, 'mail', '${PERSON}' || accountable, $3::text, $4::text, $5::text, $6::timestamptz,
             $7::timestamptz, $7::timestamptz
      from applications where joint_number = $3 and accountable is not null`,
    values: [clockId, kind, jointNumber, enterprise, promise, dueAt, now]
  })
}

/** What goes to one recipient at once. It is the same one when it is sent again. */
export interface Batch {
  id: string
  channel: ReminderChannel
  recipient: string
  /** This attempt's number, from 1. */
  attempts: number
  /** When the first of it was opened; the horizon counts from here. */
  openedAt: Date
  /** The earliest due first. */
  reminders: Reminder[]
}

interface BatchRow extends Reminder, Omit<Batch, 'id' | 'reminders'> { batch: string }

/** Reminders in one batch. */
const MOST = 200

/**
 * Takes what is due to one recipient, the longest waiting first, until `leasedUntil`; a process that dies meanwhile
 * leaves it to others as the same batch.
 */
export async function takeBatch (connection: Queryable, now: Date, leasedUntil: Date): Promise<Batch | undefined> {
  const { rows } = await connection.query<BatchRow>({
    name: 'take-reminders',
    text: `
      with head as (
        select channel, recipient, batch from reminders
        where state = 'open' and due_at <= $1 and (leased_until is null or leased_until <= $1)
        order by due_at, number limit 1 for update skip locked
      ), mine as (
        select reminders.number from reminders, head
        where state = 'open' and due_at <= $1 and (leased_until is null or leased_until <= $1)
          and reminders.channel = head.channel and reminders.recipient = head.recipient
          and reminders.batch is not distinct from head.batch
        order by reminders.number limit ${MOST} for update of reminders skip locked
      ), named as (select gen_random_uuid() as batch)
      update reminders set batch = coalesce(reminders.batch, named.batch), leased_until = $2, attempts = attempts + 1
      from named where number = any(array(select number from mine))
      returning reminders.batch, channel, recipient, attempts, opened_at as "openedAt", kind,
                joint_number as "jointNumber", enterprise, promise, clock_due_at as "dueAt"`,
    values: [now, leasedUntil]
  })
  const [first] = rows
  if (!first) return undefined
  const { batch: id, channel, recipient, attempts } = first
  const openedAt = new Date(Math.min(...rows.map(row => row.openedAt.getTime())))
  const reminders = rows.map(({ kind, jointNumber, enterprise, promise, dueAt }) => (
    { kind, jointNumber, enterprise, promise, dueAt }))
  reminders.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  return { id, channel, recipient, attempts, openedAt, reminders }
}

/** What became of a batch. */
export type BatchOutcome = { state: 'sent' } | { state: 'open', dueAt: Date } | { state: 'failed' }

export async function settleBatch (
  connection: Queryable, { id }: Batch, outcome: BatchOutcome, failure: string | undefined, now: Date
): Promise<void> {
  await connection.query({
    name: 'settle-reminders',
    text: `
      update reminders set state = $2, due_at = coalesce($3, due_at), failure = $4, settled_at = $5, leased_until = null
      where batch = $1 and state = 'open'`,
    values: [
      id, outcome.state, outcome.state === 'open' ? outcome.dueAt : null, failure ?? null,
      outcome.state === 'open' ? null : now
    ]
  })
}

/** SQL: those that were settled before `$1`, `$2` at most. */
const DUE = "select number from reminders where state <> 'open' and settled_at < $1 order by settled_at limit $2"

/** Removes so many at most; answers how many there were. */
export async function removeSettled (connection: Queryable, before: Date, most: number): Promise<number> {
  const { rowCount } = await connection.query(
    `delete from reminders where number = any(array(${DUE}))`, [before, most])
  return rowCount!
}
