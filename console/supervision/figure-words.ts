/** The figures as tables: which columns there are, and how a number is told. */
import type { components } from '../../openapi/hub.d.ts'

type Schemas = components['schemas']
export type Row = Schemas['FigureRow']
export type Stage = Schemas['FigureStage']

type Department = Schemas['FigureDepartment']

export interface FigureTable<Of = Row> {
  title: string
  columns: ReadonlyArray<{ title: string, cell: (row: Of) => string | number }>
}

export const STAGES = [['受理', 'accepted'], ['受理踏勘', 'surveyed'], ['接入开通', 'connected']] as const

export function percent (rate: number | undefined): string {
  return rate === undefined ? '—' : `${(rate * 100).toFixed(1)}%`
}

function refused ({ refusals }: Row): number {
  return refusals.reduce((total, { count }) => total + count, 0)
}

function keptOf ({ onTime, late }: Schemas['FigureKept']): string {
  return `${onTime} / ${late}`
}

function stageColumns<Of> (of: (row: Of) => Stage): FigureTable<Of>['columns'] {
  return [
    { title: '按时', cell: row => of(row).onTime },
    { title: '超期', cell: row => of(row).late },
    { title: '其中未办', cell: row => of(row).outstanding },
    { title: '按时率', cell: row => percent(of(row).rate) },
    { title: '平均工作日', cell: row => of(row).days.mean ?? '—' },
    { title: '九成以内工作日', cell: row => of(row).days.percentile90 ?? '—' }
  ]
}

/** Of each stage one, and of what came of the orders. */
export const TABLES: readonly FigureTable[] = [
  ...STAGES.map(([title, stage]): FigureTable => ({
    title: `${title}：承诺时限与用时`, columns: stageColumns(row => row[stage])
  })),
  {
    title: '办理结果',
    columns: [
      { title: '收件', cell: row => row.received },
      { title: '办结', cell: row => row.completed },
      { title: '补正', cell: row => row.corrections },
      { title: '未通过', cell: refused },
      { title: '撤回', cell: row => row.withdrawn },
      { title: '未能送达', cell: row => row.undeliverable }
    ]
  }
]

export const ATTENDANCE: FigureTable = {
  title: '参加联合踏勘',
  columns: [
    { title: '确认到场', cell: row => row.attendance.attended },
    { title: '未确认到场', cell: row => row.attendance.unconfirmed },
    { title: '未到场', cell: row => row.attendance.missed },
    { title: '另行踏勘', cell: row => row.attendance.alone }
  ]
}

export const FILINGS: FigureTable = {
  title: '行政审批申报',
  columns: [
    { title: '免予审批', cell: row => row.filings.filed.exempt },
    { title: '告知承诺备案', cell: row => row.filings.filed.notice },
    { title: '并联审批', cell: row => row.filings.filed.parallel },
    { title: '已通过', cell: row => row.filings.passed },
    { title: '未通过', cell: row => row.filings.refused },
    { title: '已撤回', cell: row => row.filings.cancelled },
    { title: '已撤销', cell: row => row.filings.broken }
  ]
}

export const RATINGS: FigureTable = {
  title: '服务评价',
  columns: [
    { title: '评价', cell: row => row.ratings.rated },
    { title: '满意率', cell: row => percent(row.ratings.satisfaction) },
    { title: '满意率（不计标注）', cell: row => percent(row.ratings.satisfactionUnmarked) },
    { title: '参评率', cell: row => percent(row.ratings.participation) },
    { title: '差评（其中标注）', cell: row => `${row.ratings.bad}（${row.ratings.badMarked}）` },
    { title: '回访按时/超期', cell: row => keptOf(row.ratings.callBack) },
    { title: '整改按时/超期', cell: row => keptOf(row.ratings.rectified) }
  ]
}

/** What departments were to decide, by how. */
export const DEPARTMENT_TABLES: ReadonlyArray<FigureTable<Department>> = [
  { title: '告知承诺备案：各部门期限与用时', columns: stageColumns(({ decided }) => decided.notice) },
  { title: '并联审批：各部门期限与用时', columns: stageColumns(({ decided }) => decided.parallel) }
]

/** The county's visits, which are of several enterprises. */
export const VISITS: FigureTable<Schemas['FigureVisits']> = {
  title: '联合踏勘',
  columns: [
    { title: '约定', cell: visits => visits.agreed },
    { title: '完成', cell: visits => visits.done },
    { title: '其中首次时间成行', cell: visits => visits.doneAtFirst },
    { title: '一次上门企业数', cell: visits => visits.enterprisesPerVisit ?? '—' },
    { title: '未成行（申请人）', cell: visits => visits.applicantAbsent },
    { title: '未成行（企业）', cell: visits => visits.enterprisesAbsent },
    { title: '取消', cell: visits => visits.cancelled }
  ]
}

/** The months up to the present one, newest first. */
export function monthsTo (day: string, count: number): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_nothing, back) => (
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7)))
}
