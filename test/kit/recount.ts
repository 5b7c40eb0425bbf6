/** What figures are compared with: the same counted minute by minute, by nothing that counts them in the hub. */
import type { components } from '../../openapi/hub.d.ts'

type Schemas = components['schemas']

const MINUTE = 60_000
export const DAY = 1440

/** Minutes from here on: Monday, 2 November 2026, midnight in China. Until the year ends weekends alone are off. */
const BEGIN = Date.parse('2026-11-02T00:00:00+08:00')
const [MORNING, NOON, AFTERNOON, CLOSE] = [480, 720, 870, 1050]

export function minuteOf (time: Date): number {
  return (time.getTime() - BEGIN) / MINUTE
}

export function timeOf (minute: number): Date {
  return new Date(BEGIN + minute * MINUTE)
}

/** The first minute of a period, and the first that is not of it any more. */
export function periodOf (from: string, to: string): [from: number, to: number] {
  return [minuteOf(new Date(`${from}T00:00:00+08:00`)), minuteOf(new Date(`${to}T00:00:00+08:00`)) + DAY]
}

export interface Stage { onTime: number, late: number, outstanding: number, days: number[], applicant: number, approval: number }

export const stage = (): Stage => ({ onTime: 0, late: 0, outstanding: 0, days: [], applicant: 0, approval: 0 })

const isOpen = (minute: number): boolean => {
  const [day, time] = [Math.floor(minute / DAY), minute - Math.floor(minute / DAY) * DAY]
  return ((day % 7) + 7) % 7 < 5 && ((time >= MORNING! && time < NOON!) || (time >= AFTERNOON! && time < CLOSE!))
}

export interface Pause { from: number, to: number, cause: 'applicant' | 'approval' }

const pauseAt = (pauses: Pause[], minute: number): Pause | undefined => pauses.find(({ from, to }) => minute >= from && minute < to)

/** The close of the day by which the minutes that no pause took out make up the days; nothing while a pause without an end keeps them from it. */
function dueOf (start: number, days: number, pauses: Pause[]): number | undefined {
  let worked = 0
  for (let day = Math.floor(start / DAY) + 1; day < 120; day++) {
    for (let minute = day * DAY; minute < (day + 1) * DAY; minute++) if (isOpen(minute) && !pauseAt(pauses, minute)) worked++
    if (worked >= days * 420) return day * DAY + CLOSE!
  }
  return undefined
}

function workingDays (from: number, to: number): number {
  let count = 0
  for (let day = Math.floor(from / DAY) + 1; day <= Math.floor(to / DAY); day++) if (isOpen(day * DAY + MORNING!)) count++
  return count
}

export interface Judged {
  start: number
  days: number
  /** When it was done, if it was. */
  at: number | undefined
  /** What comes later than that concerns the promise no more. */
  until: number | undefined
}

export function judge (stage: Stage, { start, days, at, until }: Judged, pauses: Pause[], [from, to]: [number, number], now: number): void {
  const within = (minute: number): boolean => minute >= from && minute < to
  const own = pauses.filter(({ from }) => from >= start && (until === undefined || from < until))
  const due = dueOf(start, days, own)
  if (at !== undefined && within(at)) {
    stage.days.push(workingDays(start, at))
    for (let minute = (Math.floor(start / DAY) + 1) * DAY; minute < at; minute++) {
      const cause = isOpen(minute) && pauseAt(own, minute)?.cause
      if (cause) stage[cause]++
    }
    if (due === undefined || at <= due) stage.onTime++
  }
  // Withdrawn or refused before it was done it is neither.
  if (due !== undefined && within(due) && due < now && (at === undefined ? until === undefined : at > due)) {
    stage.late++
    if (at === undefined) stage.outstanding++
  }
}

/** As the hub shows it. */
export function shown ({ onTime, late, outstanding, days, applicant, approval }: Stage): Schemas['FigureStage'] {
  const sorted = days.toSorted((one, other) => one - other)
  return {
    onTime,
    late,
    outstanding,
    ...onTime + late > 0 && { rate: Number((onTime / (onTime + late)).toFixed(4)) },
    days: {
      count: days.length,
      ...days.length > 0 && { mean: Number((sorted.reduce((all, each) => all + each, 0) / days.length).toFixed(2)), percentile90: sorted[Math.ceil(days.length * 9 / 10) - 1]! }
    },
    pausedMinutes: { ...applicant > 0 && { applicant }, ...approval > 0 && { approval } }
  }
}
