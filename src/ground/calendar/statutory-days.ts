/**
 * The thirteen days that are off every year (全国年节及纪念日放假办法, as of 2025), without substitute days for those on a
 * weekend: what is certain of a year before its arrangements are published.
 */
import chineseDays from 'chinese-days'
import { dateOf, DAY, newYearOf } from './chinese-time.ts'

const SOLAR = [[1, 1], [5, 1], [5, 2], [10, 1], [10, 2], [10, 3]] as const
const LUNAR = new Set(['1-1', '1-2', '1-3', '5-5', '8-15'])

/** The tables of the library; of other years only the solar days are known. */
const [FIRST, LAST] = [1901, 2099]

const known = new Map<number, ReadonlySet<number>>()

export function statutoryDays (year: number): ReadonlySet<number> {
  const days = known.get(year) ?? new Set(computed(year))
  known.set(year, days)
  return days
}

function computed (year: number): number[] {
  const solar = SOLAR.map(([month, date]) => Date.UTC(year, month - 1, date) / DAY)
  return year < FIRST || year > LAST ? solar : [...solar, ...lunarDays(year), pureBrightness(year)]
}

/** 除夕 is the eve of the first day, whether its month has 29 days or 30. */
function lunarDays (year: number): number[] {
  const found: number[] = []
  for (let day = newYearOf(year), end = newYearOf(year + 1); day < end; day++) {
    const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(dateOf(day))
    if (isLeap || !LUNAR.has(`${lunarMon}-${lunarDay}`)) continue
    if (lunarMon === 1 && lunarDay === 1) found.push(day - 1)
    found.push(day)
  }
  return found
}

/**
 * 清明. The library writes a midnight of UTC as the machine's own date, the eve where that is west of Greenwich: the day
 * is the one whose midnight of UTC is on the machine's date.
 */
function pureBrightness (year: number): number {
  return Math.ceil(Date.parse(`${chineseDays.getSolarTermDate(year, 4, 'pure_brightness')}T00:00:00`) / DAY)
}
