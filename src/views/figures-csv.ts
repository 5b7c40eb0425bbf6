/** Figures for a spreadsheet. */
import { STATUS_LABELS } from '../records/orders/states.ts'
import { LEVELS } from '../records/ratings/levels.ts'
import { percent, REFUSALS, refusedAs, type FigureRow } from './figure-tally.ts'
import type { FigureDepartment } from './filing-tally.ts'
import type { Figures } from './figures.ts'
import type { FigureRatings } from './rating-tally.ts'
import type { FigureStage } from './stage-tally.ts'
import type { FigureVisits } from './visit-tally.ts'

type Cell = string | number | undefined

type Column<Row> = [title: string, cell: (row: Row) => Cell]

const STAGES = [['受理', 'accepted'], ['受理踏勘', 'surveyed'], ['接入开通', 'connected']] as const

const STAGE_COLUMNS: Array<Column<FigureStage>> = [
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

const LEVEL_COLUMNS = LEVELS.map(({ name, label }): Column<FigureRatings> => [
  `评价：${label}`, ({ levels }) => levels[name]
])

const RATING_COLUMNS: Array<Column<FigureRatings>> = [
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

/** The columns of a stage, under its name. */
function ofStage<Row> (name: string, stage: (row: Row) => FigureStage): Array<Column<Row>> {
  return STAGE_COLUMNS.map(([title, cell]) => [`${name}：${title}`, row => cell(stage(row))])
}

const FILING_COLUMNS: Array<Column<FigureRow['filings']>> = [
  ['申报：免予审批', ({ filed }) => filed.exempt],
  ['申报：告知承诺备案', ({ filed }) => filed.notice],
  ['申报：并联审批', ({ filed }) => filed.parallel],
  ['申报：已通过', ({ passed }) => passed],
  ['申报：未通过', ({ refused }) => refused],
  ['申报：已撤回', ({ cancelled }) => cancelled],
  ['申报：已撤销', ({ broken }) => broken],
  ...ofDecisions<FigureRow['filings']>()
]

function ofDecisions<Row extends Pick<FigureDepartment, 'decided'>> (): Array<Column<Row>> {
  return [
    ...ofStage<Row>('备案部门', ({ decided }) => decided.notice),
    ...ofStage<Row>('并联审批部门', ({ decided }) => decided.parallel)
  ]
}

const COLUMNS: Array<Column<FigureRow>> = [
  ['收件', ({ received }) => received],
  ...STAGES.flatMap(([name, stage]) => ofStage<FigureRow>(name, row => row[stage])),
  ['办结', ({ completed }) => completed],
  ['补正', ({ corrections }) => corrections],
  ...REFUSALS.map((code): Column<FigureRow> => (
    [`未通过：${STATUS_LABELS[code]}`, row => refusedAs(row, code)])),
  ['撤回', ({ withdrawn }) => withdrawn],
  ['未能送达', ({ undeliverable }) => undeliverable],
  ['踏勘：确认到场', ({ attendance }) => attendance.attended],
  ['踏勘：未确认到场', ({ attendance }) => attendance.unconfirmed],
  ['踏勘：未到场', ({ attendance }) => attendance.missed],
  ['踏勘：另行踏勘', ({ attendance }) => attendance.alone],
  ...FILING_COLUMNS.map(([title, cell]): Column<FigureRow> => [title, ({ filings }) => cell(filings)]),
  ...RATING_COLUMNS.map(([title, cell]): Column<FigureRow> => [title, ({ ratings }) => cell(ratings)])
]

const DEPARTMENT_COLUMNS: Array<Column<FigureDepartment>> = [
  ['审批事项', ({ itemLabel }) => itemLabel], ...ofDecisions<FigureDepartment>()
]

const VISIT_COLUMNS: Array<Column<FigureVisits>> = [
  ['联合踏勘：约定', ({ agreed }) => agreed],
  ['完成', ({ done }) => done],
  ['其中首次时间成行', ({ doneAtFirst }) => doneAtFirst],
  ['未成行（申请人）', ({ applicantAbsent }) => applicantAbsent],
  ['未成行（企业）', ({ enterprisesAbsent }) => enterprisesAbsent],
  ['取消', ({ cancelled }) => cancelled],
  ['一次上门企业数', ({ enterprisesPerVisit }) => enterprisesPerVisit]
]

/** Of applications rated as a whole, which are no enterprise's. */
const WHOLE_COLUMNS: Array<Column<FigureRatings>> = RATING_COLUMNS.map(([title, cell], index) => (
  [index === 0 ? `整个联合办件：${title}` : title, cell]))

/** With a byte order mark, by which spreadsheets know that it is UTF-8. */
export function figuresCsv (figures: Figures): string {
  const { from, to, countedAt, calendarVersion, rows, total, departments, visits, applications } = figures
  const lines: Cell[][] = [
    ['企业', '业务', '业务种型', ...titlesOf(COLUMNS)],
    ...rows.map(row => [row.enterpriseName, row.serviceLabel, row.kindLabel, ...cellsOf(COLUMNS, row)]),
    ['合计', '', '', ...cellsOf(COLUMNS, total)],
    ...below(DEPARTMENT_COLUMNS, departments),
    ...below(VISIT_COLUMNS, visits ? [visits] : []),
    ...below(WHOLE_COLUMNS, applications && applications.rated > 0 ? [applications] : []),
    [],
    ['期间', `${from} 至 ${to}`],
    ['统计时间', countedAt],
    ['工作日历版本', calendarVersion]
  ]
  return `\uFEFF${lines.map(cells => `${cells.map(cell => written(cell)).join(',')}\r\n`).join('')}`
}

/** A table of its own below the others, where there is something in it. */
function below<Row> (columns: ReadonlyArray<Column<Row>>, rows: readonly Row[]): Cell[][] {
  return rows.length === 0 ? [] : [[], titlesOf(columns), ...rows.map(row => cellsOf(columns, row))]
}

function titlesOf<Row> (columns: ReadonlyArray<Column<Row>>): string[] {
  return columns.map(([title]) => title)
}

function cellsOf<Row> (columns: ReadonlyArray<Column<Row>>, row: Row): Cell[] {
  return columns.map(([, cell]) => cell(row))
}

/** What a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection). */
function written (cell: Cell): string {
  const text = String(cell ?? '')
  const harmless = typeof cell === 'string' && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
