/** Times as people read them: the county's, absolute and relative (`11-30 17:30 · 剩 3 工时`). */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** How much later than the browser's clock something may be that has happened. */
const AHEAD = 40_000
const CHINA = 'Asia/Shanghai'

const SHORT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: CHINA, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'
})
const YEAR = new Intl.DateTimeFormat('zh-CN', { timeZone: CHINA, year: 'numeric' })

/** `11-30 17:30`, with the year where it is another one. */
export function absolute (at: string, now: Date): string {
  const time = new Date(at)
  const parts = Object.fromEntries(SHORT.formatToParts(time).map(({ type, value }) => [type, value]))
  const short = `${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}`
  const year = YEAR.format(time).replace('年', '')
  return year === YEAR.format(now).replace('年', '') ? short : `${year}-${short}`
}

/** `12 分钟前`, `3 天后`. */
export function relative (at: string, now: Date): string {
  const apart = Date.parse(at) - now.getTime()
  const far = Math.abs(apart)
  // The clocks of two machines are never the same.
  if (far < MINUTE) return apart <= AHEAD ? '刚刚' : '马上'
  const [amount, unit] = far < HOUR ? [far / MINUTE, '分钟'] : far < DAY ? [far / HOUR, '小时'] : [far / DAY, '天']
  return `${Math.floor(amount)} ${unit}${apart < 0 ? '前' : '后'}`
}

/** Office minutes: `3 工时`, `40 分钟`. A working hour is one of the office's. */
export function workingTime (minutes: number): string {
  return minutes < 60 ? `${minutes} 分钟` : `${Math.round(minutes / 6) / 10} 工时`
}

/** The present day in China, `2026-11-30`. */
export function today (now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: CHINA }).format(now)
}

/** `2026-11-30` and a number of days, as a day. */
export function dayAfter (day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** A time of the county as a field of a browser has it (`2026-12-01T09:30`), wherever the browser is. */
export function inChina (local: string): string {
  return `${local.slice(0, 16)}:00+08:00`
}

/** Where a day begins in China, as the hub takes it. */
export function beginOf (day: string): string {
  return inChina(`${day}T00:00`)
}

/** Where it ends: all of it lies before. */
export function endOf (day: string): string {
  return beginOf(dayAfter(day, 1))
}
