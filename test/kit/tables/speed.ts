/** The results of the benchmark as tables. */
import { ASSUMED, costOfApplication, needOf, stagesOf } from '../../../bench/cost-model.ts'
import type { Cost, Told } from '../../../bench/figure.ts'
import { newestGrowth, newestResult, type GrowthResult, type Result } from '../../../bench/results.ts'
import type { Ratio } from '../../../bench/rounds.ts'
import { BACKENDS } from '../../../bench/stage.ts'

/** Each is made of one result. */
export const SPEED_TABLES = {
  'speed-machine': machine,
  'speed-figures': figures,
  'speed-mapping': mapping,
  'speed-start': start,
  'speed-costs': costs,
  'speed-application': application,
  'speed-needs': needs
} satisfies Record<string, (result: Result) => string>

/** Of what was measured whether the hub grows. */
export const GROWTH_TABLES = {
  'growth-figures': growing,
  'growth-bytes': bytes
} satisfies Record<string, (result: GrowthResult) => string>

/** The same of the newest results that are kept; a sentence in their place where there are none. */
export const speedParts: Record<string, () => string> = {
  ...parts(SPEED_TABLES, newestResult, ''),
  ...parts(GROWTH_TABLES, newestGrowth, '--growth ')
}

function parts<Kept> (tables: Record<string, (result: Kept) => string>, newest: () => Kept | undefined, flag: string): Record<string, () => string> {
  return Object.fromEntries(Object.entries(tables).map(([name, make]) => [name, () => {
    const result = newest()
    return result ? make(result) : `\`bench/results/\`: \`npm run bench -- ${flag}--save && npm run docs\``
  }]))
}

function machine ({ date, machine: { cpu, cores, memoryGiB }, versions: { node, postgresql, redis } }: Result): string {
  const servers = `PostgreSQL ${postgresql}, ${redis === null ? 'no Redis' : `Redis ${redis}`}`
  return `Taken on ${date}: ${cpu}, ${cores} cores, ${memoryGiB} GiB; Node ${node}, ${servers}.`
}

function figures ({ figures }: Result): string {
  const lines = figures.filter((figure): figure is Ratio => 'ratio' in figure).map(({ name, unit, ratio, spread, goal, rate, bare, p50, p99 }) => cells(
    `\`${name}\``, `**${ratio}**`, spread.join(' – '), goal ?? '', `${rate} / ${bare} ${unit}`, p50?.join(' / ') ?? '', p99?.join(' / ') ?? ''))
  const missing = figures.flatMap(figure => 'notMeasured' in figure ? [cells(`\`${figure.name}\``, 'not measured', '', '', figure.notMeasured, '', '')] : [])
  return [cells('figure', 'ratio', 'spread', 'goal', 'a second, hub / bare', 'p50, ms', 'p99, ms'), '|---|---|---|---|---|---|---|', ...lines, ...missing].join('\n')
}

function mapping ({ figures }: Result): string {
  const lines = toldOf(figures, 'mapping-and-signing-').map(({ name, value, spread }) =>
    cells(`\`${name.replace('mapping-and-signing-', '')}\``, value, spread.join(' – ')))
  return [cells('enterprise', 'µs an order', 'spread'), '|---|---|---|', ...lines].join('\n')
}

function start ({ figures }: Result): string {
  const lines = toldOf(figures, 'start-').map(({ name, unit, value, spread }) => cells(`\`${name}\``, `${value} ${unit}`, spread.join(' – ')))
  return [cells('figure', 'median', 'spread'), '|---|---|---|', ...lines].join('\n')
}

function toldOf (figures: Result['figures'], prefix: string): Told[] {
  return figures.filter((figure): figure is Told => 'value' in figure && figure.name.startsWith(prefix))
}

function costs ({ figures }: Result): string {
  const lines = figures.filter((figure): figure is Cost => 'per' in figure)
    .map(({ name, per, cpu, databaseCpu, redisCpu, statements, bytes }) => cells(
      `\`${name.replace('cost-', '')}\``, per, cpu, databaseCpu ?? '', redisCpu ?? '', statements, bytes))
  return [cells('stage', 'one', 'hub, ms CPU', 'PostgreSQL, ms CPU', 'Redis, ms CPU', 'statements', 'bytes'), '|---|---|---|---|---|---|---|', ...lines].join('\n')
}

/** One application through its whole life. */
function application ({ figures }: Result): string {
  const stages = Object.entries(stagesOf()).map(([stage, times]) => `${times} × \`${stage}\``).join(' + ')
  const lines = BACKENDS.flatMap(backend => {
    const cost = costOfApplication(figures, backend)
    return cost ? [cells(backend, whole(cost.cpu), whole(cost.databaseCpu), whole(cost.redisCpu), whole(cost.statements), whole(cost.bytes / 1024))] : []
  })
  return [
    `${stages}:`, '',
    cells('queues in', 'hub, ms CPU', 'PostgreSQL, ms CPU', 'Redis, ms CPU', 'statements', 'KiB'), '|---|---|---|---|---|---|', ...lines
  ].join('\n')
}

function growing ({ date, machine: { cpu, cores, memoryGiB }, versions: { node, postgresql }, sizes, figures, year }: GrowthResult): string {
  const lines = figures.map(({ name, milliseconds, blocks, ratio, middle, goal }) => cells(
    name, milliseconds.map(value => value.toFixed(2)).join(' / '), blocks.join(' / '),
    ratio > goal ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2), middle.map(value => value.toFixed(2)).join(' – ')))
  return [
    `Taken on ${date}: ${cpu}, ${cores} cores, ${memoryGiB} GiB; Node ${node}, PostgreSQL ${postgresql}. With ${sizes.join(' / ')} applications; the goal is`,
    `${figures[0]!.goal} from the first to the last.`, '',
    cells('operation', 'ms', 'blocks', 'last / first', 'middle half'), '|---|---|---|---|---|', ...lines,
    ...year ? ['', `Figures of a year in which ${year.orders} orders came in: ${whole(year.milliseconds)} ms, ${short(year.milliseconds / year.bare)} × one scan of the same clocks.`] : []
  ].join('\n')
}

function bytes ({ bytes }: GrowthResult): string {
  const told = bytes.filter(({ perApplication }) => perApplication > 0)
  return [
    cells('table', 'bytes an application, indexes included'), '|---|---|', ...told.map(({ table, perApplication }) => cells(`\`${table}\``, perApplication)),
    cells('all', told.reduce((sum, { perApplication }) => sum + perApplication, 0))
  ].join('\n')
}

const PLACES: Array<[string, number]> = [['县，35 万人', 350_000], ['市，300 万人', 3_000_000], ['省，6000 万人', 60_000_000]]

/** What a county, a city and a province need; queues in Redis where it was measured. */
function needs ({ figures }: Result): string {
  const cost = costOfApplication(figures, 'redis') ?? costOfApplication(figures, 'postgresql')
  if (!cost) throw new Error('the newest results lack a stage: npm run bench -- --save, without --only')
  const lines = PLACES.map(([place, people]) => {
    const { year, second, hub, database, redis, growth } = needOf(people, cost)
    return cells(place, `${Math.round(year / 1000) / 10} 万件`, short(second), short(hub), database === null ? '' : short(database), short(redis), whole(growth))
  })
  const { orders, messages, perThousand, workingDays, busiestDay, busiestHour } = ASSUMED
  return [
    `**假定**（不是测得的）：每千人每年 ${perThousand} 件申请，每件 ${orders} 个单项业务，每个单项业务企业来报 ${messages} 次；一年 ${workingDays} 个工作日，最忙一天是平常的 ${busiestDay} 倍，`,
    `一天的 ${busiestHour * 100}% 集中在最忙的一小时。**测得的**：每一步的 CPU 和字节。`, '',
    cells('地方', '每年申请', '最忙时每秒', '本系统占几核', 'PostgreSQL 占几核', 'Redis 占几核', '不清理时每年 GiB'), '|---|---|---|---|---|---|---|', ...lines
  ].join('\n')
}

function whole (value: number | null): string {
  return value === null ? '' : String(Math.round(value))
}

/** Two digits. */
function short (value: number): string {
  return String(Number(value.toPrecision(2)))
}

function cells (...columns: Array<string | number>): string {
  return `| ${columns.join(' | ')} |`
}
