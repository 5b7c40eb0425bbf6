/** Of times as the hub answers them, `2026-11-30T20:00:00+08:00`, what people write. */

/** `2026年11月30日 20:00` */
export function inChinese (time: string): string {
  const [year, month, day, hour, minute] = time.split(/[-T:]/)
  return `${year}年${Number(month)}月${Number(day)}日 ${hour}:${minute}`
}

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']

/** `2026年11月30日（星期一）08:30 至 12:00`, of one day. */
export function spanOf ({ from, to }: { from: string, to: string }): string {
  return `${withWeekday(from)} 至 ${inChinese(to).split(' ')[1]}`
}

/** `2026年11月30日（星期一）20:00` */
export function withWeekday (time: string): string {
  const [date, clock] = inChinese(time).split(' ') as [string, string]
  return `${date}（${WEEKDAYS[new Date(`${time.slice(0, 10)}T00:00:00Z`).getUTCDay()]}）${clock}`
}
