/**
 * What the people who answer for a promise are to be told of it, those who come to a visit, and, by the site, who is
 * invited to rate: opened with what it tells, sent in batches, one to each of them for all that is due, removed when
 * its time is over.
 */
import { actorOf } from '../../ground/access/caller.ts'
import type { Slot } from '../../ground/calendar/slots.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Promised } from '../orders/promises.ts'

const PERSON = actorOf('')

/** `warned` nearly due, `expired` due and not done, `digest` late, once each working day. */
export type ClockReminderKind = 'warned' | 'expired' | 'digest'

/**
 * Of a visit: a time is proposed, agreed, or given up; `visitEve` in the evening before it, `visitSoon` shortly before;
 * `visitDayOff` its day has become a day off, and it is to be moved.
 */
export type VisitReminderKind =
  'visitProposed' | 'visitAgreed' | 'visitCancelled' | 'visitDayOff' | 'visitEve' | 'visitSoon'

/** How it travels. Each site has one webhook. */
export type ReminderChannel = 'mail' | 'webhook'

/** Nothing of the person that the application is about. */
export interface ClockReminder {
  kind: ClockReminderKind
  jointNumber: string
  enterprise: string
  promise: Promised
  dueAt: Date
}

export interface VisitReminder {
  kind: VisitReminderKind
  jointNumber: string
  /** Whose specialists it is for; null where it is for who answers for the application. */
  enterprise: string | null
  visit: { proposal: number, slot: Slot }
}

/** The site sends it to the applicant, whom it has to find by the joint number. */
export interface InvitationReminder {
  kind: 'ratingInvited'
  jointNumber: string
  enterprise: null
  /** The references of the orders that can be rated. */
  invited: { orders: string[] }
}

export type Reminder = ClockReminder | VisitReminder | InvitationReminder

export function isOfVisit (reminder: Reminder): reminder is VisitReminder {
  return 'visit' in reminder
}

export function isInvitation (reminder: Reminder): reminder is InvitationReminder {
  return 'invited' in reminder
}

/** Through which channel, and to whom. */
interface Addressed {
  channel: ReminderChannel
  /** A mail address, or the account of who answers for the application (`person:`); of the webhook nothing. */
  recipient: string
}

export type NewClockReminder = ClockReminder & Addressed & { clockId: string }
export type NewVisitReminder = VisitReminder & Addressed & { visitId: string }
export type NewInvitation = InvitationReminder & Addressed
type NewReminder = NewClockReminder | NewVisitReminder | NewInvitation

export function openReminders (work: Work, reminders: readonly NewReminder[], now: Date): void {
  if (reminders.length === 0) return
  work.write({
    name: 'open-reminders',
    joins: true,
    text: `
      insert into reminders (${COLUMNS}, recipient, opened_at, due_at)
      select ${COLUMNS}, recipient, $2, $2 from ${GIVEN}`,
    values: [JSON.stringify(reminders.map(rowOf)), now]
  })
}

/** 首问责任: for whoever answers for the application, if it was taken in at a window; known by the account alone. */
export function openForAccountable (
  work: Work, reminder: (ClockReminder & { clockId: string }) | (VisitReminder & { visitId: string }), now: Date
): void {
  work.write({
    name: 'open-for-accountable',
    joins: true,
    text: `
      insert into reminders (${COLUMNS}, recipient, opened_at, due_at)
      select ${COLUMNS}, '${PERSON}' || (
        select accountable from applications where applications.joint_number = given.joint_number), $2, $2
      from ${GIVEN}
      where exists (
        select from applications where applications.joint_number = given.joint_number and accountable is not null)`,
    values: [JSON.stringify([rowOf({ ...reminder, channel: 'mail', recipient: '' })]), now]
  })
}

const COLUMNS = 'clock_id, visit_id, kind, channel, joint_number, enterprise, promise, clock_due_at, visit, invited'

const GIVEN = `
  jsonb_to_recordset($1::jsonb) as given (
    clock_id uuid, visit_id uuid, kind text, channel text, recipient text, joint_number text, enterprise text,
    promise text, clock_due_at timestamptz, visit jsonb, invited jsonb)`

function rowOf (reminder: NewReminder): object {
  const { kind, channel, recipient, jointNumber, enterprise } = reminder
  const common = { kind, channel, recipient, joint_number: jointNumber, enterprise }
  if (isOfVisit(reminder)) return { ...common, visit_id: reminder.visitId, visit: reminder.visit }
  if (isInvitation(reminder)) return { ...common, invited: reminder.invited }
  return { ...common, clock_id: reminder.clockId, promise: reminder.promise, clock_due_at: reminder.dueAt }
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
  /** The earliest due first; all of one kind of thing. */
  reminders: ClockReminder[] | VisitReminder[] | InvitationReminder[]
}

interface BatchRow extends Omit<Batch, 'id' | 'reminders'>, Omit<ClockReminder, 'kind'> {
  batch: string
  kind: Reminder['kind']
  visit: VisitReminder['visit'] | null
  invited: InvitationReminder['invited'] | null
}

/** SQL: what a reminder is of. */
const OF = "case when visit_id is not null then 'visit' when invited is not null then 'rating' else 'clock' end"

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
        select channel, recipient, batch, ${OF} as of_what from reminders
        where state = 'open' and due_at <= $1 and (leased_until is null or leased_until <= $1)
        order by due_at, number limit 1 for update skip locked
      ), mine as (
        select reminders.number from reminders, head
        where state = 'open' and due_at <= $1 and (leased_until is null or leased_until <= $1)
          and reminders.channel = head.channel and reminders.recipient = head.recipient
          and reminders.batch is not distinct from head.batch and ${OF} = of_what
        order by reminders.number limit ${MOST} for update of reminders skip locked
      ), named as (select gen_random_uuid() as batch)
      update reminders set batch = coalesce(reminders.batch, named.batch), leased_until = $2, attempts = attempts + 1
      from named where number = any(array(select number from mine))
      returning reminders.batch, channel, recipient, attempts, opened_at as "openedAt", kind,
                joint_number as "jointNumber", enterprise, promise, clock_due_at as "dueAt", visit, invited`,
    values: [now, leasedUntil]
  })
  const [first] = rows
  if (!first) return undefined
  const { batch: id, channel, recipient, attempts } = first
  const openedAt = new Date(Math.min(...rows.map(row => row.openedAt.getTime())))
  const reminders = first.visit ? visitsOf(rows) : first.invited ? invitationsOf(rows) : clocksOf(rows)
  return { id, channel, recipient, attempts, openedAt, reminders }
}

function clocksOf (rows: readonly BatchRow[]): ClockReminder[] {
  return rows.map(({ kind, jointNumber, enterprise, promise, dueAt }) => (
    { kind: kind as ClockReminderKind, jointNumber, enterprise, promise, dueAt }))
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
}

function visitsOf (rows: readonly BatchRow[]): VisitReminder[] {
  return rows.map(({ kind, jointNumber, enterprise, visit }) => (
    { kind: kind as VisitReminderKind, jointNumber, enterprise, visit: visit! }))
    .toSorted((one, other) => one.visit.slot.from - other.visit.slot.from)
}

function invitationsOf (rows: readonly BatchRow[]): InvitationReminder[] {
  return rows.map(({ jointNumber, invited }) => (
    { kind: 'ratingInvited', jointNumber, enterprise: null, invited: invited! }))
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
