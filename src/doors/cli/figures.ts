/** `lianban figures`: what was kept and what was missed in a period, for a terminal, a spreadsheet or a printer. */
import { Command } from 'commander'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { percent, refusedAtAll } from '../../views/figure-tally.ts'
import { figuresCsv } from '../../views/figures-csv.ts'
import { figuresReport } from '../../views/figures-report.ts'
import { readFigures, type Figures, type FiguresRequest } from '../../views/figures.ts'
import type { FigureFilings } from '../../views/filing-tally.ts'
import type { FigureStage } from '../../views/stage-tally.ts'
import type { FigureVisits } from '../../views/visit-tally.ts'
import { checkedEach } from './arguments.ts'
import { WrongUsage, type Shell } from './shell.ts'
import { facts, table } from './table.ts'

const FILTER = {
  month: 'CalendarMonth',
  from: 'CalendarDate',
  to: 'CalendarDate',
  enterprise: 'EnterpriseSlug',
  service: 'Service',
  kind: 'OrderKind'
} as const

interface Options extends FiguresRequest { csv?: true, html?: true }

export function figuresCommand (shell: Shell): Command {
  return new Command('figures').description('考核数据：收件、按时与超期、用时、补正、未通过、未能送达、踏勘、审批')
    .option('--month <month>', '月份，例如 2026-11；不填为本月')
    .option('--from <date>', '期间的第一天，与 --to 同用')
    .option('--to <date>', '期间的最后一天')
    .option('--enterprise <slug>', '企业标识')
    .option('--service <service>', '业务：water 水、electricity 电、gas 气、network 网')
    .option('--kind <kind>', '业务种型，例如 new 新装')
    .option('--csv', '电子表格（UTF-8，带 BOM）')
    .option('--html', '可打印的通报（A4）')
    .action(async ({ csv, html, ...filter }: Options) => {
      if (csv && html) throw new WrongUsage('--csv 与 --html 只取其一')
      const asked = checkedEach(FILTER, filter)
      await shell.withHub(async hub => {
        const figures = await readFigures(hub, EVERYTHING, asked)
        if (csv) shell.write(figuresCsv(figures))
        else if (html) shell.write(figuresReport(figures, hub.settings.county.name))
        else shell.show(figures, shown(figures))
      })
    })
}

function shown ({ from, to, calendarVersion, rows, total, departments, visits }: Figures): string {
  const period = facts([
    ['期间', `${from} 至 ${to}`], ['收件', total.received], ['办结', total.completed], ['补正', total.corrections],
    ['未通过', refusedAtAll(total)], ['撤回', total.withdrawn],
    ['未能送达', total.undeliverable], ['受理踏勘', stage(total.surveyed)], ['接入开通', stage(total.connected)],
    ...visits ? [['联合踏勘', visited(visits)] satisfies [string, string]] : [],
    ['行政审批', filed(total.filings)],
    ...departments.map(({ itemLabel, decided }): [string, string] => [itemLabel, decisions(decided)]),
    ['工作日历', calendarVersion]
  ])
  if (rows.length === 0) return period
  const headers = ['企业', '业务', '业务种型', '收件', '受理踏勘', '接入开通', '办结', '补正']
  return `${period}\n\n${table(headers, rows.map(row => [
    row.enterpriseName!, row.serviceLabel!, row.kindLabel!, String(row.received), stage(row.surveyed),
    stage(row.connected), String(row.completed), String(row.corrections)
  ]))}`
}

function visited (visits: FigureVisits): string {
  const { agreed, done, doneAtFirst, applicantAbsent, enterprisesAbsent, cancelled, enterprisesPerVisit } = visits
  const served = enterprisesPerVisit === undefined ? '' : `，一次上门 ${enterprisesPerVisit} 家`
  return `约定 ${agreed} 完成 ${done}（首次时间 ${doneAtFirst}${served}）` +
    `未成行 ${applicantAbsent + enterprisesAbsent}（申请人 ${applicantAbsent}）取消 ${cancelled}`
}

function decisions ({ notice, parallel }: FigureFilings['decided']): string {
  const named = [['备案', stage(notice)], ['并联', stage(parallel)]].filter(([, words]) => words !== '')
  return named.map(([name, words]) => `${name}${words}`).join('；')
}

function filed ({ filed: { exempt, notice, parallel }, passed, refused, cancelled, broken }: FigureFilings): string {
  return `免予 ${exempt} 备案 ${notice} 并联 ${parallel}；通过 ${passed} 未通过 ${refused} 撤回 ${cancelled} 撤销 ${broken}`
}

function stage ({ onTime, late, rate, days }: FigureStage): string {
  if (rate === undefined) return ''
  return `按时 ${onTime} 超期 ${late}（${percent(rate)}）${days.mean === undefined ? '' : `平均 ${days.mean} 日`}`
}
