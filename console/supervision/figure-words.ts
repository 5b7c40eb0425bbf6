/** The figures as tables: which columns there are, and how a number is told. */
import type { components } from '../../openapi/hub.d.ts'

type Schemas = components['schemas']
export type Row = Schemas['FigureRow']
export type Stage = Schemas['FigureStage']

export interface FigureTable {
  title: string
  columns: ReadonlyArray<{ title: string, cell: (row: Row) => string | number }>
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

/** Of each stage one, and one of what came of the orders. */
export const TABLES: readonly FigureTable[] = [
  ...STAGES.map(([title, stage]): FigureTable => ({
    title: `${title}：承诺时限与用时`,
    columns: [
      { title: '按时', cell: row => row[stage].onTime },
      { title: '超期', cell: row => row[stage].late },
      { title: '其中未办', cell: row => row[stage].outstanding },
      { title: '按时率', cell: row => percent(row[stage].rate) },
      { title: '平均工作日', cell: row => row[stage].days.mean ?? '—' },
      { title: '九成以内工作日', cell: row => row[stage].days.percentile90 ?? '—' }
    ]
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
  },
  {
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
]

/** The months up to the present one, newest first. */
export function monthsTo (day: string, count: number): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_nothing, back) => (
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7)))
}
