/** The county's calendar as it is stored: published years, and the days that the county has closed or opened itself. */
import { createHash } from 'node:crypto'
import { newCalendar, type Calendar } from '../../ground/calendar/calendar.ts'
import type { OfficeHours } from '../../ground/calendar/office-hours.ts'
import type { PublishedDay, PublishedYear } from '../../ground/calendar/published-years.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'

export interface StoredYear extends PublishedYear { source: 'library' | 'import' }

export interface CountyDay {
  /** `2026-12-03` */
  date: string
  isOffDay: boolean
  reason: string
  /** RFC 3339. */
  changedAt: string
}

export interface CountyCalendar {
  /** Of the records; 0 before there are any. */
  version: number
  /** In their order. */
  years: StoredYear[]
  /** In their order. */
  county: CountyDay[]
}

/** All of it, by one statement, so that it is of one moment. */
export async function readCountyCalendar (connection: Queryable): Promise<CountyCalendar> {
  const { rows } = await connection.query<CountyCalendar>(`
    select coalesce((select version from calendar_versions order by version desc limit 1), 0) as version,
           coalesce((
             select json_agg(json_build_object('year', year, 'source', source, 'days', days) order by year)
             from calendar_years), '[]') as years,
           coalesce((
             select json_agg(json_build_object(
               'date', date, 'isOffDay', is_off_day, 'reason', reason, 'changedAt', changed_at) order by date)
             from county_days), '[]') as county`)
  return rows[0]!
}

export async function versionOf (connection: Queryable): Promise<number> {
  const { rows } = await connection.query<{ version: number }>(
    'select version from calendar_versions order by version desc limit 1')
  return rows[0]?.version ?? 0
}

/** What is arranged later counts: the file of a year has days of the December before it. */
export function calendarFrom ({ version, years, county }: CountyCalendar, officeHours: OfficeHours): Calendar {
  return newCalendar({
    version: `${version}.${createHash('sha256').update(JSON.stringify(officeHours)).digest('hex').slice(0, 8)}`,
    years: years.map(({ year }) => year),
    arranged: years.flatMap(({ days }) => days),
    county,
    officeHours
  })
}

/** With a year put in the place of what was known of it. */
export function withYear (calendar: CountyCalendar, stored: StoredYear): CountyCalendar {
  const others = calendar.years.filter(({ year }) => year !== stored.year)
  return { ...calendar, years: [...others, stored].sort((one, other) => one.year - other.year) }
}

export function storeYear (work: Work, { year, source, days }: StoredYear): void {
  work.write(`
    insert into calendar_years (year, source, days) values ($1, $2, $3)
    on conflict (year) do update set source = excluded.source, days = excluded.days`,
  [year, source, JSON.stringify(days satisfies PublishedDay[])])
}

export function storeCountyDays (work: Work, days: readonly CountyDay[]): void {
  work.write(`
    insert into county_days (date, is_off_day, reason, changed_at)
    select * from unnest($1::date[], $2::boolean[], $3::text[], $4::timestamptz[])
    on conflict (date) do update
      set is_off_day = excluded.is_off_day, reason = excluded.reason, changed_at = excluded.changed_at`,
  [days.map(({ date }) => date), days.map(({ isOffDay }) => isOffDay), days.map(({ reason }) => reason),
    days.map(({ changedAt }) => changedAt)])
}

export function removeCountyDays (work: Work, dates: readonly string[]): void {
  work.write('delete from county_days where date = any($1::date[])', [dates])
}

export function storeVersion (work: Work, version: number, at: Date, reason: string): void {
  work.write('insert into calendar_versions (version, at, reason) values ($1, $2, $3)', [version, at, reason])
}
