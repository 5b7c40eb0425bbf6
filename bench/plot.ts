/** The ratios of a result as a picture: a bar to the median, a line over the spread, a mark at the goal. */
import type { Ratio } from './rounds.ts'
import type { Result } from './results.ts'

const LEFT = 210
const RIGHT = 70
const WIDTH = 820
const ROW = 26
const TOP = 44

/** SVG that is legible on any background; without a result it says so. */
export function plotOf (result?: Pick<Result, 'date' | 'machine' | 'figures'>): string {
  const title = result
    ? `hub / bare counterpart, ${result.date}, ${escaped(result.machine.cpu)}, ${result.machine.cores} cores`
    : 'no results are kept yet'
  const figures = result?.figures ?? []
  const ratios = figures.filter((figure): figure is Ratio => 'ratio' in figure)
  const end = Math.max(1, ...ratios.flatMap(({ spread, goal = 0 }) => [spread[1], goal]))
  const x = (ratio: number): number => Math.round(LEFT + ratio / end * (WIDTH - LEFT - RIGHT))
  const height = TOP + ratios.length * ROW + 30
  const ticks = Array.from({ length: Math.floor(end / 0.25) + 1 }, (_, index) => index * 0.25)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `  <rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `  <text x="16" y="24" font-size="14">${title}</text>`,
    ...ticks.flatMap(tick => [
      `  <line x1="${x(tick)}" y1="${TOP - 6}" x2="${x(tick)}" y2="${height - 24}" stroke="#dddddd"/>`,
      `  <text x="${x(tick)}" y="${height - 8}" text-anchor="middle" fill="#666666">${tick}</text>`
    ]),
    ...ratios.flatMap((figure, index) => row(figure, TOP + index * ROW, x)),
    '</svg>',
    ''
  ].join('\n')
}

function row ({ name, ratio, spread: [least, most], goal }: Ratio, y: number, x: (ratio: number) => number): string[] {
  const reached = goal === undefined ? '#7a8aa0' : ratio >= goal ? '#2e8b57' : '#c8553d'
  return [
    `  <text x="${LEFT - 8}" y="${y + 14}" text-anchor="end">${escaped(name)}</text>`,
    `  <rect x="${x(0)}" y="${y + 3}" width="${x(ratio) - x(0)}" height="14" fill="${reached}"/>`,
    `  <line x1="${x(least)}" y1="${y + 10}" x2="${x(most)}" y2="${y + 10}" stroke="#222222" stroke-width="1.5"/>`,
    ...goal === undefined
      ? []
      : [`  <line x1="${x(goal)}" y1="${y}" x2="${x(goal)}" y2="${y + 20}" stroke="#222222" stroke-width="2.5"/>`],
    `  <text x="${WIDTH - RIGHT + 8}" y="${y + 14}">${ratio}</text>`
  ]
}

function escaped (text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
