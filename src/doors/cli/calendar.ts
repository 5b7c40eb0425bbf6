/** `lianban calendar`: which days are worked, deciding that for the county, and when something would be due. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import type { components } from '../../../openapi/hub.d.ts'
import { decideCountyDays } from '../../cases/decide-county-days.ts'
import { importCalendarYear } from '../../cases/import-calendar-year.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import { readCalendarYear, readDue } from '../../views/calendar.ts'
import { checked, isA, termsOf, withDryRun, withTerms, wrongParts, type ActOptions } from './arguments.ts'
import { WrongUsage, type Shell } from './shell.ts'
import { facts, table } from './table.ts'

type Schemas = components['schemas']

export function calendarCommand (shell: Shell): Command {
  const calendar = new Command('calendar').description('工作日安排与期限推算')

  calendar.command('show').description('一年的放假、调休，以及本县的停办与加开').argument('[year]', '年份；不填为今年')
    .action(async (given?: string) => {
      const asked = given === undefined ? undefined : yearFrom(given)
      const year = await shell.withHub(hub =>
        readCalendarYear(hub, asked ?? yearFrom(localTime(hub.now()).slice(0, 4))))
      shell.show(year, shown(year))
    })

  withDryRun(withTerms(calendar.command('import'))).description('导入 holiday-cn 格式的年度文件，整年替换')
    .argument('<file>', '文件')
    .action(async (path: string, options: ActOptions) => {
      const terms = termsOf(options)
      const file = fileFrom(path)
      const done = await shell.withHub(hub => importCalendarYear(hub, file, terms))
      shell.show(done, imported(done))
    })

  decision(shell, calendar, 'close', '停办：这些日子全县不办公', true)
  decision(shell, calendar, 'open', '加开：这些日子全县照常办公', false)

  calendar.command('due').description('推算期限：自某时起若干工作日')
    .requiredOption('--from <time>', '起算时间（RFC 3339）')
    .requiredOption('--days <n>', '工作日数')
    .option('--pause <from/to>', '暂停；结束时间留空为仍在暂停；可多次', (text: string, all: string[]) => [...all, text], [])
    .option('--planned <date>', '申请人计划的日期，例如 2026-12-03')
    .action(async ({ from, days, pause, planned }: DueOptions) => {
      const asked = checked('DueRequest', {
        from, days: /^\d+$/.test(days) ? Number(days) : days, planned, pauses: pause.map(pauseFrom)
      })
      const due = await shell.withHub(hub => readDue(hub, asked))
      shell.show(due, told(due))
    })

  return calendar
}

interface DueOptions { from: string, days: string, pause: string[], planned?: string }

function decision (shell: Shell, calendar: Command, name: string, description: string, isOffDay: boolean): void {
  withTerms(calendar.command(name)).description(description).argument('<dates...>', '日期，例如 2026-12-03')
    .option('--take-back', '撤销，仍按公布的安排')
    .action(async (dates: string[], { takeBack = false, ...options }: ActOptions & { takeBack?: boolean }) => {
      const terms = termsOf(options)
      for (const date of dates) if (!isA('CalendarDate', date)) throw new WrongUsage(`${date}：应为日期，例如 2026-12-03`)
      const asked = { dates: [...new Set(dates)], isOffDay, takenBack: takeBack }
      const done = await shell.withHub(hub => decideCountyDays(hub, asked, terms))
      shell.show(done, `${takeBack ? '已撤销' : isOffDay ? '已停办' : '已加开'}：${done.dates.join('、')}`)
    })
}

function yearFrom (text: string): number {
  const year = Number(text)
  if (!isA('CalendarYearNumber', year)) throw new WrongUsage(`${text}：应为年份，2000 至 2099`)
  return year
}

function fileFrom (path: string): Schemas['CalendarFile'] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new WrongUsage(`${path}：无法读取：${(error as Error).message}`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new WrongUsage(`${path}：不是有效的 JSON`)
  }
  if (isA('CalendarFile', value)) return value
  throw new WrongUsage(wrongParts('CalendarFile', value).map(part => `${path}：${part}`).join('\n'))
}

/** `A/B`, or `A/` while it is open. */
function pauseFrom (text: string): { from: string, to?: string } {
  const [from, to, ...more] = text.split('/')
  const isPause = more.length === 0 && isA('DueTime', from) && (to === '' || isA('DueTime', to))
  if (!isPause) throw new WrongUsage(`--pause：应为 起/止，例如 ${EXAMPLE}`)
  return { from, ...to && { to } }
}

const EXAMPLE = '2026-11-30T09:00:00+08:00/2026-12-01T09:00:00+08:00'

const SOURCES = { library: '随系统提供', import: '导入' } as const

function shown (answer: Schemas['CalendarYear']): string {
  const { year, provisional, source, workingDays, days, countyDays, version } = answer
  const state = provisional || !source ? '尚未公布，按周末和法定节假日推定' : SOURCES[source]
  return [
    facts([['年份', year], ['安排', state], ['工作日', workingDays], ['版本', version]]),
    ...days.length === 0
      ? []
      : [table(['日期', '名称', '安排'], days.map(({ date, name, isOffDay }) =>
          [date, name, isOffDay ? '放假' : '上班']))],
    ...countyDays.length === 0
      ? []
      : [table(['日期', '本县', '原因', '时间'], countyDays.map(({ date, isOffDay, reason, changedAt }) =>
          [date, isOffDay ? '停办' : '加开', reason, changedAt]))]
  ].join('\n\n')
}

function imported ({ year, workingDays, differences, dryRun }: Schemas['CalendarImport']): string {
  const rows = differences.map(({ date, isOffDay }) => [date, isOffDay ? '上班 → 休息' : '休息 → 上班'])
  return [
    `${dryRun ? '将导入（未执行）' : '已导入'} ${year} 年：${workingDays} 个工作日，与原有安排不同的有 ${rows.length} 天`,
    ...rows.length === 0 ? [] : [table(['日期', '变化'], rows)]
  ].join('\n')
}

function told ({ dueAt, rungs, provisional }: Schemas['Due']): string {
  return [
    facts([
      ['期限', dueAt ?? '暂停中，没有期限'],
      ...rungs.map(({ share, at }): [string, string] => [`${Math.round(share * 10_000) / 100}%`, at ?? ''])
    ]),
    ...provisional ? ['经过的日子有尚未公布放假安排的，按周末和法定节假日推定'] : []
  ].join('\n')
}
