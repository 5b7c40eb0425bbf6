/** Figures as the county's report (通报), to be printed on A4: a page that loads nothing and runs nothing. */
import { createHash } from 'node:crypto'
import { STATUS_LABELS } from '../records/orders/states.ts'
import { inChinese } from './date-words.ts'
import { LEVELS } from '../records/ratings/levels.ts'
import { percent, REFUSALS, refusedAs, refusedAtAll, type FigureRow } from './figure-tally.ts'
import type { FigureDepartment } from './filing-tally.ts'
import type { Figures } from './figures.ts'
import { escaped } from './markup.ts'
import type { FigureStage } from './stage-tally.ts'

const STYLE = `
@page { size: A4 landscape; margin: 15mm 12mm }
body { font: 10.5pt/1.6 "FangSong", "STFangsong", serif; color: #000; margin: 0 auto; max-width: 270mm }
h1 { font: bold 18pt/1.4 "SimSun", "Songti SC", serif; text-align: center; margin: 0 0 2mm }
h2 { font: bold 12pt/1.4 "SimHei", "Heiti SC", sans-serif; margin: 6mm 0 2mm; break-after: avoid }
p { margin: 0 0 2mm; text-indent: 2em }
p.period { text-align: center; text-indent: 0 }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.4 }
table + table { margin-top: 3mm }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: 0.3mm solid #000; padding: 0.8mm 1.2mm; text-align: right }
th { text-align: center; font-weight: bold }
th[scope=row] { text-align: left; font-weight: normal }
tr.total > * { font-weight: bold }
.notes { font-size: 9pt; margin-top: 6mm }
.notes p { text-indent: 0; margin: 0 }
`

/** The page has this style and nothing else of its own or of others. */
export const REPORT_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export function figuresReport (figures: Figures, county: string): string {
  const { rows, enterprises, total, departments, countedAt, calendarVersion } = figures
  const title = `${county}水电气网联合报装办理情况通报`
  const perEnterprise = (label: string, columns: Array<Column<FigureRow>>): string => table(label, ['企业'], columns, [
    ...enterprises.map(row => ({ heads: [row.enterpriseName], row })), { heads: ['合计'], row: total, isTotal: true }
  ])
  const perKind = rows.map(row => ({ heads: [row.enterpriseName, row.serviceLabel, row.kindLabel], row }))
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escaped(`${title}（${periodOf(figures)}）`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p class="period">（${escaped(periodOf(figures))}）</p>
${paragraph(summary(total))}
<h2>一、承诺时限</h2>
${perEnterprise('各企业承诺时限', PROMISES)}
<h2>二、办理用时（工作日）</h2>
${perEnterprise('各企业办理用时', TIMES)}
<h2>三、办理结果</h2>
${perEnterprise('各企业办理结果', RESULTS)}
<h2>四、联合踏勘</h2>
${visited(figures)}${perEnterprise('各企业参加联合踏勘', ATTENDANCE)}
<h2>五、行政审批</h2>
${perEnterprise('各企业申报', FILINGS)}
${departments.length > 0 ? `${table('各部门期限', ['审批事项'], DECISIONS, departments.map(department))}\n` : ''}<h2>六、服务评价</h2>
${perEnterprise('各企业服务评价', RATINGS)}
${whole(figures)}<h2>七、分业务情况</h2>
${table('分业务情况', ['企业', '业务', '业务种型'], BRIEFLY, perKind)}
<div class="notes">
${NOTES.map(paragraph).join('\n')}
${paragraph(`统计时间：${inChinese(countedAt)}。工作日历版本：${calendarVersion}。`)}
</div>
</body>
</html>
`
}

const STAGES = [['受理', 'accepted'], ['踏勘', 'surveyed'], ['接入', 'connected']] as const

type Cell = string | number | undefined

type Column<Row> = [header: string, cell: (row: Row) => Cell]

const RECEIVED: Column<FigureRow> = ['收件', ({ received }) => received]

function ofStages (columns: Array<Column<FigureStage>>): Array<Column<FigureRow>> {
  return STAGES.flatMap(([name, stage]) => ofStage<FigureRow>(name, row => row[stage], columns))
}

/** Columns of a stage, the first under its name. */
function ofStage<Row> (
  name: string, stage: (row: Row) => FigureStage, columns: Array<Column<FigureStage>>
): Array<Column<Row>> {
  return columns.map(([header, cell], index) => [index === 0 ? `${name}${header}` : header, row => cell(stage(row))])
}

const PROMISES: Array<Column<FigureRow>> = [RECEIVED, ...ofStages([
  ['按时', ({ onTime }) => onTime],
  ['超期', ({ late }) => late],
  ['超期未办', ({ outstanding }) => outstanding],
  ['按时率', ({ rate }) => percent(rate)]
])]

const TIMES = ofStages([
  ['完成', ({ days }) => days.count],
  ['平均', ({ days }) => days.mean],
  ['九成以内', ({ days }) => days.percentile90],
  ['补正暂停', ({ pausedMinutes }) => pausedMinutes.applicant],
  ['特别程序暂停', ({ pausedMinutes }) => pausedMinutes.approval]
])

const RESULTS: Array<Column<FigureRow>> = [
  RECEIVED,
  ['办结', ({ completed }) => completed],
  ['补正次数', ({ corrections }) => corrections],
  ...REFUSALS.map((code): Column<FigureRow> => [STATUS_LABELS[code]!, row => refusedAs(row, code)]),
  ['撤回', ({ withdrawn }) => withdrawn],
  ['未能送达', ({ undeliverable }) => undeliverable]
]

const ATTENDANCE: Array<Column<FigureRow>> = [
  ['确认到场', ({ attendance }) => attendance.attended],
  ['未确认到场', ({ attendance }) => attendance.unconfirmed],
  ['未到场', ({ attendance }) => attendance.missed],
  ['另行踏勘', ({ attendance }) => attendance.alone]
]

const DECIDED: Array<Column<FigureStage>> = [
  ['按时', ({ onTime }) => onTime],
  ['超期', ({ late }) => late],
  ['超期未办', ({ outstanding }) => outstanding],
  ['按时率', ({ rate }) => percent(rate)],
  ['平均', ({ days }) => days.mean]
]

const FILINGS: Array<Column<FigureRow>> = [
  ['免予审批', ({ filings }) => filings.filed.exempt],
  ['告知承诺备案', ({ filings }) => filings.filed.notice],
  ['并联审批', ({ filings }) => filings.filed.parallel],
  ['已通过', ({ filings }) => filings.passed],
  ['未通过', ({ filings }) => filings.refused],
  ['已撤回', ({ filings }) => filings.cancelled],
  ['已撤销', ({ filings }) => filings.broken],
  ...ofStage<FigureRow>('并联部门', ({ filings }) => filings.decided.parallel, DECIDED)
]

const DECISIONS: Array<Column<FigureDepartment>> = [
  ...ofStage<FigureDepartment>('备案', ({ decided }) => decided.notice, DECIDED),
  ...ofStage<FigureDepartment>('并联审批', ({ decided }) => decided.parallel, DECIDED)
]

function department (row: FigureDepartment): Line<FigureDepartment> {
  return { heads: [row.itemLabel], row }
}

/** Of the county's visits, where they are counted. */
function visited ({ visits }: Figures): string {
  if (!visits) return ''
  const { agreed, done, doneAtFirst, applicantAbsent, enterprisesAbsent, cancelled, enterprisesPerVisit } = visits
  const served = enterprisesPerVisit === undefined ? '' : `，平均一次上门 ${enterprisesPerVisit} 家企业`
  return `${paragraph(
    `本期约定联合踏勘 ${agreed} 次，完成 ${done} 次（首次时间成行 ${doneAtFirst} 次）${served}；` +
    `未成行 ${applicantAbsent + enterprisesAbsent} 次（申请人 ${applicantAbsent}、企业 ${enterprisesAbsent}），` +
    `取消 ${cancelled} 次。`
  )}\n`
}

const RATINGS: Array<Column<FigureRow>> = [
  ['评价', ({ ratings }) => ratings.rated],
  ...LEVELS.map(({ name, label }): Column<FigureRow> => [label, ({ ratings }) => ratings.levels[name]]),
  ['满意率', ({ ratings }) => percent(ratings.satisfaction)],
  ['不计标注', ({ ratings }) => percent(ratings.satisfactionUnmarked)],
  ['参评率', ({ ratings }) => percent(ratings.participation)],
  ['差评', ({ ratings }) => ratings.bad],
  ['其中标注', ({ ratings }) => ratings.badMarked],
  ['回访按时', ({ ratings }) => ratings.callBack.onTime],
  ['超期', ({ ratings }) => ratings.callBack.late],
  ['整改按时', ({ ratings }) => ratings.rectified.onTime],
  ['超期', ({ ratings }) => ratings.rectified.late]
]

/** Of applications as a whole, where they are counted. */
function whole ({ applications }: Figures): string {
  if (!applications || applications.rated === 0) return ''
  const { rated, bad, badMarked, satisfaction } = applications
  return `${paragraph(`另有对整个联合办件的评价 ${rated} 件，满意率 ${percent(satisfaction)}，差评 ${bad} 件（其中标注 ${badMarked} 件）。`)}\n`
}

const BRIEFLY: Array<Column<FigureRow>> = [RECEIVED, ...ofStages([
  ['按时', ({ onTime }) => onTime], ['超期', ({ late }) => late], ['平均', ({ days }) => days.mean]
])]

const NOTES = [
  '说明：各项按发生之日计入；承诺时限按时完成的计入完成之日，超期的计入应办结之日，不论此后是否办成。',
  '撤回或未通过的，其未完成的承诺既不计按时，也不计超期。按时率为按时数与按时、超期之和的比。',
  '工作日自收件（接入为踏勘完成）次日起数，当日为 0，含暂停；暂停按原因另列，单位为办公分钟。九成以内为第 90 百分位数（最近秩）。',
  '接入只计企业公布了天数的业务。转办的计入接办企业。',
  '联合踏勘一次涉及几家企业，只计一次；改期重新约定的另计约定。未确认到场为未答复而到场，另行踏勘为不参加联合踏勘。',
  '行政审批的申报和结果计在得知之日；部门期限按审批事项分别计，工作日自送达部门次日起数。',
  '满意率为非常满意、满意、基本满意占评价的比；经查误评、恶意的差评予以标注，两种满意率并列。参评率为本期结束的业务中已评价的比。'
]

function summary (total: FigureRow): string {
  const { received, surveyed, connected, completed, corrections, withdrawn, undeliverable } = total
  const refused = refusedAtAll(total)
  return `本期收到单项业务 ${received} 件，办结 ${completed} 件，要求补正 ${corrections} 次，未通过 ${refused} 件，` +
    `撤回 ${withdrawn} 件，未能送达 ${undeliverable} 件。受理踏勘${inWords(surveyed)}；接入开通${inWords(connected)}。`
}

function inWords ({ onTime, late, outstanding, rate }: FigureStage): string {
  if (rate === undefined) return '本期没有到期的承诺'
  return `按时 ${onTime} 件、超期 ${late} 件（其中 ${outstanding} 件尚未办成），按时率 ${percent(rate)}`
}

interface Line<Row> { heads: Cell[], row: Row, isTotal?: boolean }

function table<Row> (
  label: string, heads: readonly string[], columns: ReadonlyArray<Column<Row>>, body: ReadonlyArray<Line<Row>>
): string {
  const headers = [...heads, ...columns.map(([header]) => header)]
  return `<table aria-label="${escaped(label)}">
<thead><tr>${headers.map(header => `<th scope="col">${escaped(header)}</th>`).join('')}</tr></thead>
<tbody>
${body.map(line => written(line, columns)).join('\n')}
</tbody>
</table>`
}

function written<Row> ({ heads, row, isTotal = false }: Line<Row>, columns: ReadonlyArray<Column<Row>>): string {
  const named = heads.map(head => `<th scope="row">${escaped(head)}</th>`)
  const counted = columns.map(([, cell]) => `<td>${escaped(cell(row) ?? '—')}</td>`)
  return `<tr${isTotal ? ' class="total"' : ''}>${[...named, ...counted].join('')}</tr>`
}

function paragraph (text: string): string {
  return `<p>${escaped(text)}</p>`
}

/** A whole month by its name. */
function periodOf ({ from, to }: Figures): string {
  const [year, month] = from.split('-').map(Number) as [number, number]
  const lastDay = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return from.endsWith('-01') && to === lastDay ? `${year}年${month}月` : `${from} 至 ${to}`
}
