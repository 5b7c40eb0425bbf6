/** The years whose arrangements `chinese-days` knows, as yearly files of the announcements have them. */
import known from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

export interface PublishedDay { name: string, date: string, isOffDay: boolean }

export interface PublishedYear { year: number, days: PublishedDay[] }

/**
 * Read as dates: the functions of the library go by the zone of the machine. What is arranged in December belongs to
 * the New Year after it, with which it is announced.
 */
export function publishedYears (): PublishedYear[] {
  const days = [...daysOf(known.holidays, true), ...daysOf(known.workdays, false)]
  const years = [...new Set(days.map(({ date }) => date).filter(date => date.endsWith('-01-01')))]
  return years.map(date => Number(date.slice(0, 4))).sort((one, other) => one - other).map(year => ({
    year,
    days: days.filter(({ date }) => yearOfAnnouncement(date) === year)
      .sort((one, other) => one.date < other.date ? -1 : 1)
  }))
}

function daysOf (named: Record<string, string>, isOffDay: boolean): PublishedDay[] {
  return Object.entries(named).map(([date, names]) => ({ name: names.split(',')[1]!, date, isOffDay }))
}

function yearOfAnnouncement (date: string): number {
  return Number(date.slice(0, 4)) + (date.slice(5, 7) === '12' ? 1 : 0)
}
