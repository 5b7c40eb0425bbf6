/**
 * What people are to be told beside the portal: those who answer for a promise, those who come to a visit, who has
 * filed with the departments, and, by the site, who is invited to rate. Opened with what it tells, sent in batches, one
 * to each of them for all that is due of one topic, removed when its time is over.
 */
import type { FilingItem, FilingMode } from '../../../mappings/filing.ts'
import { actorOf } from '../../ground/access/caller.ts'
import type { Slot } from '../../ground/calendar/slots.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Promised } from '../orders/promises.ts'

const PERSON = actorOf('')

/** What each topic tells of which kinds: nothing of the person that the application is about. */
interface Topics {
  /** `warned` nearly due, `expired` due and not done, `digest` late, once each working day. */
  clock: { kind: 'warned' | 'expired' | 'digest', told: { promise: Promised, dueAt: string } }
  /**
   * A time is proposed, agreed, or given up; `visitEve` in the evening before it, `visitSoon` shortly before;
   * `visitDayOff` its day has become a day off, and it is to be moved.
   */
  visit: {
    kind: 'visitProposed' | 'visitAgreed' | 'visitCancelled' | 'visitDayOff' | 'visitEve' | 'visitSoon'
    told: { proposal: number, slot: Slot }
  }
  /** A department wants a correction; all have ended, and how; `items`: which of them are concerned. */
  filing: {
    kind: 'filingCorrection' | 'filingPassed' | 'filingRefused' | 'filingBroken'
    told: { filingId: string, mode: FilingMode, order: string, items: FilingItem[] }
  }
  /** The site sends it to the applicant, whom it has to find by the joint number. `orders`: what can be rated. */
  rating: { kind: 'ratingInvited', told: { orders: string[] } }
}

export type Topic = keyof Topics

export interface ReminderOf<T extends Topic> {
  topic: T
  kind: Topics[T]['kind']
  jointNumber: string
  /** Whose it is, or whose specialists it is for; null where it is for who answers for the application. */
  enterprise: string | null
  told: Topics[T]['told']
}

export type Reminder = { [T in Topic]: ReminderOf<T> }[Topic]

/** How it travels. Each site has one webhook. */
export type ReminderChannel = 'mail' | 'webhook'

/** Through which channel, and to whom. */
interface Addressed {
  channel: ReminderChannel
  /** A mail address, or the account of who answers for the application (`person:`); of the webhook nothing. */
  recipient: string
}

export type NewReminder = Reminder & Addressed

export function openReminders (work: Work, reminders: readonly NewReminder[], now: Date): void {
  if (reminders.length === 0) return
  work.write({
    name: 'open-reminders',
    joins: true,
    text: `
      insert into reminders (${COLUMNS}, recipient, opened_at, due_at)
      select ${COLUMNS}, recipient, at, at from ${GIVEN}`,
    rows: reminders.map(reminder => rowOf(reminder, now))
  })
}

/** 首问责任: for whoever answers for the application, if it was taken in at a window; known by the account alone. */
export function openForAccountable (work: Work, reminder: Reminder, now: Date): void {
  work.write({
    name: 'open-for-accountable',
    joins: true,
    text: `
      insert into reminders (${COLUMNS}, recipient, opened_at, due_at)
      select ${COLUMNS}, '${PERSON}' || (
        select accountable from applications where applications.joint_number = given.joint_number), at, at
      from ${GIVEN}
      where exists (
        select from applications where applications.joint_number = given.joint_number and accountable is not null)`,
    rows: [rowOf({ ...reminder, channel: 'mail', recipient: '' }, now)]
  })
}

const COLUMNS = 'topic, kind, channel, joint_number, enterprise, told'

const GIVEN = `
  jsonb_to_recordset($1::jsonb) as given (
    topic text, kind text, channel text, recipient text, joint_number text, enterprise text, told jsonb,
    at timestamptz)`

function rowOf ({ jointNumber, ...reminder }: NewReminder, at: Date): object {
  return { ...reminder, joint_number: jointNumber, at }
}

/** What goes to one recipient at once, all of one topic. It is the same one when it is sent again. */
export interface BatchOf<T extends Topic> {
  id: string
  topic: T
  channel: ReminderChannel
  recipient: string
  /** This attempt's number, from 1. */
  attempts: number
  /** When the first of it was opened; the horizon counts from here. */
  openedAt: Date
  /** In the sequence in which they were opened. */
  reminders: Array<ReminderOf<T>>
}

export type Batch = { [T in Topic]: BatchOf<T> }[Topic]

type BatchRow = Omit<Batch, 'id' | 'reminders'> & Reminder & { batch: string, number: number }

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
        select channel, recipient, batch, topic from reminders
        where state = 'open' and due_at <= $1 and (leased_until is null or leased_until <= $1)
        order by due_at, number limit 1 for update skip locked
      ), mine as (
        select reminders.number from reminders, head
        where state = 'open' and due_at <= $1 and (leased_until is null or leased_until <= $1)
          and reminders.channel = head.channel and reminders.recipient = head.recipient
          and reminders.batch is not distinct from head.batch and reminders.topic = head.topic
        order by reminders.number limit ${MOST} for update of reminders skip locked
      ), named as (select gen_random_uuid() as batch)
      update reminders set batch = coalesce(reminders.batch, named.batch), leased_until = $2, attempts = attempts + 1
      from named where number = any(array(select number from mine))
      returning number, reminders.batch, channel, recipient, attempts, opened_at as "openedAt", topic, kind,
                joint_number as "jointNumber", enterprise, told`,
    values: [now, leasedUntil]
  })
  const [first] = rows
  if (!first) return undefined
  const { batch: id, topic, channel, recipient, attempts } = first
  const openedAt = new Date(Math.min(...rows.map(row => row.openedAt.getTime())))
  const reminders = rows.toSorted((one, other) => one.number - other.number)
    .map(({ topic, kind, jointNumber, enterprise, told }) => ({ topic, kind, jointNumber, enterprise, told }))
  return { id, topic, channel, recipient, attempts, openedAt, reminders } as Batch
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
