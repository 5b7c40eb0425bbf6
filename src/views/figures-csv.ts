/** Figures for a spreadsheet. */
import { STATUS_LABELS } from '../records/orders/states.ts'
import { LEVELS } from '../records/ratings/levels.ts'
import { percent, REFUSALS, refusedAs, type FigureRow, type FigureStage } from './figure-tally.ts'
import type { Figures } from './figures.ts'
import type { FigureRatings } from './rating-tally.ts'

type Cell = string | number | undefined

const STAGES = [['受理', 'accepted'], ['受理踏勘', 'surveyed'], ['接入开通', 'connected']] as const

const STAGE_COLUMNS: Array<[title: string, cell: (stage: FigureStage) => Cell]> = [
  ['按时', ({ onTime }) => onTime],
  ['超期', ({ late }) => late],
  ['超期未办', ({ outstanding }) => outstanding],
  ['按时率', ({ rate }) => percent(rate)],
  ['完成', ({ days }) => days.count],
  ['平均工作日', ({ days }) => days.mean],
  ['九成以内工作日', ({ days }) => days.percentile90],
  ['申请人补正暂停（办公分钟）', ({ pausedMinutes }) => pausedMinutes.applicant ?? 0],
  ['特别程序暂停（办公分钟）', ({ pausedMinutes }) => pausedMinutes.approval ?? 0]
]

const LEVEL_COLUMNS = LEVELS.map(({ name, label }): typeof RATING_COLUMNS[number] => [
  `评价：${label}`, ({ levels }) => levels[name]
])

const RATING_COLUMNS: Array<[title: string, cell: (ratings: FigureRatings) => Cell]> = [
  ['评价', ({ rated }) => rated],
  ...LEVEL_COLUMNS,
  ['差评', ({ bad }) => bad],
  ['差评：其中标注', ({ badMarked }) => badMarked],
  ['满意率', ({ satisfaction }) => percent(satisfaction)],
  ['满意率（不计标注）', ({ satisfactionUnmarked }) => percent(satisfactionUnmarked)],
  ['参评率', ({ participation }) => percent(participation)],
  ['差评回访：按时', ({ callBack }) => callBack.onTime],
  ['差评回访：超期', ({ callBack }) => callBack.late],
  ['差评整改：按时', ({ rectified }) => rectified.onTime],
  ['差评整改：超期', ({ rectified }) => rectified.late],
  ['差评整改：超期未办', ({ rectified }) => rectified.outstanding],
  ['差评整改：按时率', ({ rectified }) => percent(rectified.rate)]
]

const COLUMNS: Array<[title: string, cell: (row: FigureRow) => Cell]> = [
  ['收件', ({ received }) => received],
  ...STAGES.flatMap(([name, stage]) => STAGE_COLUMNS.map(([title, cell]): typeof COLUMNS[number] => (
    [`${name}：${title}`, row => cell(row[stage])]))),
  ['办结', ({ completed }) => completed],
  ['补正', ({ corrections }) => corrections],
  ...REFUSALS.map((code): typeof COLUMNS[number] => (
    [`未通过：${STATUS_LABELS[code]}`, row => refusedAs(row, code)])),
  ['撤回', ({ withdrawn }) => withdrawn],
  ['未能送达', ({ undeliverable }) => undeliverable],
  ...RATING_COLUMNS.map(([title, cell]): typeof COLUMNS[number] => [title, ({ ratings }) => cell(ratings)])
]

/** With a byte order mark, by which spreadsheets know that it is UTF-8. */
export function figuresCsv ({ from, to, countedAt, calendarVersion, rows, total }: Figures): string {
  const lines: Cell[][] = [
    ['企业', '业务', '业务种型', ...COLUMNS.map(([title]) => title)],
    ...rows.map(row => [row.enterpriseName, row.serviceLabel, row.kindLabel, ...cellsOf(row)]),
    ['合计', '', '', ...cellsOf(total)],
    [],
    ['期间', `${from} 至 ${to}`],
    ['统计时间', countedAt],
    ['工作日历版本', calendarVersion]
  ]
  return `\uFEFF${lines.map(cells => `${cells.map(cell => written(cell)).join(',')}\r\n`).join('')}`
}

function cellsOf (row: FigureRow): Cell[] {
  return COLUMNS.map(([, cell]) => cell(row))
}

/** What a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection). */
function written (cell: Cell): string {
  const text = String(cell ?? '')
  const harmless = typeof cell === 'string' && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
