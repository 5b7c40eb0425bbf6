/**
 * How a figure is taken: rounds in which the hub and its bare counterpart take turns, so that whatever else the machine
 * does strikes both; medians of them, and how far they lie apart.
 */

/** One side of one round. */
export interface Sample {
  /** Units of work a second. */
  rate: number
  /** Milliseconds, where single answers were timed. */
  latencies?: { p50: number, p99: number }
}

export interface Round<Own extends Sample = Sample> { hub: Own, bare: Own }

/** From the smallest to the largest. */
export type Spread = [number, number]

/** A figure against its counterpart, as `--json` prints it. */
export interface Ratio {
  name: string
  /** What is counted a second. */
  unit: string
  rate: number
  bare: number
  ratio: number
  spread: Spread
  /** The ratio to reach; nothing where it is only told. */
  goal?: number
  rounds: number
  /** Milliseconds: [hub, bare]. */
  p50?: [number, number]
  p99?: [number, number]
}

/**
 * Runs rounds of either that count for nothing, one unless told otherwise, then those that count. Who begins changes
 * with every round.
 */
export async function alternate<Own extends Sample> (
  rounds: number, hub: () => Promise<Own>, bare: () => Promise<Own>, before = 1
): Promise<Array<Round<Own>>> {
  const taken: Array<Round<Own>> = []
  for (let round = 0; round < before + rounds; round++) {
    const begins = round % 2 === 0 ? await hub() : undefined
    const counterpart = await bare()
    taken.push({ hub: begins ?? await hub(), bare: counterpart })
  }
  return taken.slice(before)
}

/** The median of the ratios of the rounds, not the ratio of two medians: a slow moment falls out with its round. */
export function compared (
  { name, unit, goal }: Pick<Ratio, 'name' | 'unit' | 'goal'>, rounds: readonly Round[]
): Ratio {
  const ratios = rounds.map(({ hub, bare }) => hub.rate / bare.rate)
  const sides = [rounds.map(({ hub }) => hub), rounds.map(({ bare }) => bare)] as const
  const times = (part: 'p50' | 'p99'): { [part]?: [number, number] } => {
    const [hub, bare] = sides.map(side => side.flatMap(({ latencies }) => latencies ? [latencies[part]] : []))
    return hub!.length === 0 ? {} : { [part]: [rounded(median(hub!)), rounded(median(bare!))] }
  }
  const [rate, bare] = sides.map(side => rounded(median(side.map(({ rate }) => rate)))) as [number, number]
  return {
    name,
    unit,
    rate,
    bare,
    ratio: rounded(median(ratios)),
    spread: spreadOf(ratios),
    ...goal !== undefined && { goal },
    rounds: rounds.length,
    ...times('p50'),
    ...times('p99')
  }
}

export function median (values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  if (sorted.length === 0) throw new Error('there is no median of nothing')
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function spreadOf (values: readonly number[]): Spread {
  return [rounded(Math.min(...values)), rounded(Math.max(...values))]
}

/** The smallest value that so large a share (0 to 1) of all does not exceed. */
export function percentile (values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  if (sorted.length === 0) throw new Error('there is no percentile of nothing')
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

/** Three digits say all that a benchmark knows. */
export function rounded (value: number): number {
  return Number(value.toPrecision(3))
}
