/**
 * The alarm clock: it names a row when it is due to whoever works on such rows. The row is the truth and says itself
 * what is to be done; an alarm that is lost, or rings for nothing, does no harm.
 */
import type { Alarm } from '../database/work.ts'

/** Deals with a row; answers when to ring again, or nothing when it is over for now. */
export type Handler = (id: string) => Promise<Date | undefined>

/**
 * From one ring of a row to the next at least, whatever its handler says, milliseconds: one that is due and cannot be
 * begun, because somebody is changing it, would ring without end.
 */
export const LEAST = 20

/** A row to be named; a patient one only when nothing else of its queue is due. */
export type Ring = Pick<Alarm, 'id' | 'patient'>

/**
 * Reads the rows of a queue that are due and that nobody is at work on, the longest due first and the patient ones
 * last: `most` of them, without those that are `known`.
 */
export type Due = (now: Date, known: string[], most: number) => Promise<Ring[]>

/** Who answers the alarms of a queue, and how many at a time. */
export interface Answering { queue: string, concurrency: number, handler: Handler, due: Due }

export interface Alarms {
  /**
   * Sets alarms; one that is set already stays as it is, unless the new one rings sooner. Failing to set one is logged,
   * not thrown: the rows are looked through for what was missed.
   */
  set (alarms: Alarm[]): Promise<void>
  /** Makes sure that a row which is due has an alarm that rings now. Throws when the queue cannot be used. */
  insist (alarm: Omit<Alarm, 'at'>): Promise<void>
  /** Starts to answer the alarms of a queue. */
  answer (answering: Answering): void
  /** Throws when the queues cannot be used, or take nothing. */
  check (): Promise<void>
  /** Lets running handlers finish, then closes. */
  close (): Promise<void>
}
