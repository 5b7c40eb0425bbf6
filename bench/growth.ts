/**
 * What the hub's operations cost when a thousand applications are stored, a hundred thousand, a million
 * (`npm run bench -- --growth`, `--million` for the last): nothing that people wait for may grow with them. The
 * operations are called without HTTP, whose share does not depend on what is stored. Each size has a database of its
 * own on one server, and an operation is timed in all of them in turns: whatever else the machine does strikes both.
 */
import { eraseEmbedded, startEmbedded, type EmbeddedServer } from '../src/ground/database/embedded.ts'
import { openPool, type Pool, type Queryable } from '../src/ground/database/pool.ts'
import { startHub } from '../src/start.ts'
import { copiesVault, fill, GROWING } from '../kit/fill.ts'
import { clockOperations, figuresOfAYear, runClocks, type FiguresOfAYear } from './growth-clocks.ts'
import { operationsOn, REMOVING, type Operation } from './growth-operations.ts'
import { optionsOf, takeSamples } from './growth-samples.ts'

export const SIZES: number[] = [1_000, 100_000]
/** With `--million` that, too. */
export const MILLION = 1_000_000

/**
 * Of a million the messages alone are 17 GB, found by the exchange that each belongs to and by nothing else: beyond the
 * usual sizes no size has them.
 */
const LEFT_OUT = ['messages']

const FOLDER = 'data/bench-growth'
const DAY = 86_400_000
/** How far back the copies go. */
const DAYS = 700
const ROUNDS = 21
/** In each of them at each size. The fastest counts: what else a machine does makes calls slower, and none faster. */
const CALLS = 9
/** Of those that take away. */
const REMOVALS = 9
/** Not timed: a connection plans a statement for any values only when it has run it five times. */
const UNTIMED = 8
const GOAL = 1.5
/** Of so many over all the days a year has about fifty thousand. */
const YEARS_SIZE = 100_000

/** What a server that is meant for it has at least; the default is meant for a laptop. Vacuumed is what was filled. */
const FLAGS = [
  'shared_buffers=2GB', 'max_wal_size=8GB', 'maintenance_work_mem=512MB', 'autovacuum=off',
  'shared_preload_libraries=pg_stat_statements'
]

export interface GrowthFigure {
  name: string
  /** Milliseconds at each size, the median. */
  milliseconds: number[]
  /** Blocks that its statements looked at, at each size, wherever they were. */
  blocks: number[]
  /** The last size to the first: the median of the rounds, and between which two the middle half of them lies. */
  ratio: number
  middle: [number, number]
  goal: number
}

export interface Growth {
  sizes: number[]
  figures: GrowthFigure[]
  bytes: Array<{ table: string, perApplication: number }>
  /** Of figures of a year, where one of the sizes has it. */
  year?: FiguresOfAYear
}

/** A database of one size. */
interface Stored {
  size: number
  running: Awaited<ReturnType<typeof startHub>>
  /** Filled it, and knows what it was filled with. */
  filling: Queryable
  name: string
}

/** Measures, prints, and answers the figures, and the version of the server. */
export async function measureGrowth (sizes: number[]): Promise<{ growth: Growth, postgresql: string }> {
  eraseEmbedded(FOLDER)
  const database = await startEmbedded(FOLDER, FLAGS)
  const closers: Array<() => Promise<unknown>> = []
  try {
    await takeSamples(database.url)
    const counting = openPool(inDatabase(database, 'postgres'), error => { console.error(error.message) })
    closers.push(() => counting.end())
    await counting.query('create extension pg_stat_statements')
    const stored: Stored[] = []
    const without = sizes.includes(MILLION) ? LEFT_OUT : []
    for (const size of sizes) stored.push(await store(database, counting, { size, without }, closers))
    const figures = await timeAll(stored, counting, ({ running, size }) => operationsOn(running.hub, size))
    const hub = stored.find(({ size }) => size === YEARS_SIZE)?.running.hub
    const year = hub && await figuresOfAYear(hub, operation => fastestOf(operation, CALLS))
    for (const { filling, size } of stored) await runClocks(filling, size)
    figures.push(...await timeAll(stored, counting, ({ running }) => clockOperations(running.hub)))
    const { rows: [version] } = await counting.query<{ server_version: string }>('show server_version')
    const bytes = await bytesOf(stored.at(-1)!.filling)
    return { growth: printed({ sizes, figures, bytes, ...year && { year } }), postgresql: version!.server_version }
  } finally {
    for (const close of closers.reverse()) await close()
    await database.stop()
    eraseEmbedded(FOLDER)
  }
}

function inDatabase ({ url }: EmbeddedServer, name: string): string {
  const address = new URL(url)
  address.pathname = name
  return address.href
}

/** Evenly over all the days, whatever the size: so a larger one has more on each of them. */
async function store (
  database: EmbeddedServer, counting: Pool, { size, without }: { size: number, without: string[] },
  closers: Array<() => Promise<unknown>>
): Promise<Stored> {
  const begun = performance.now()
  const name = `growth_${size}`
  await counting.query(`create database ${name} template ${new URL(database.url).pathname.slice(1)}`)
  const running = await startHub({ ...optionsOf(inDatabase(database, name)), role: 'api' })
  closers.push(() => running.stop())
  const { hub } = running
  const filling = await hub.pool.connect()
  closers.push(async () => { filling.release() })
  const [from, to] = [DAYS, 1].map(ago => new Date(Date.now() - ago * DAY)) as [Date, Date]
  await fill(filling, { upTo: size, from, to, without })
  hub.vault = await copiesVault(filling, hub.vault)
  // The day's purge begins anew.
  await filling.query('delete from purges')
  await filling.query('checkpoint')
  console.log(`${size} applications: filled in ${Math.round((performance.now() - begun) / 1000)} s`)
  return { size, running, filling, name }
}

async function timeAll (
  stored: Stored[], counting: Queryable, of: (one: Stored) => Promise<Record<string, Operation>>
): Promise<GrowthFigure[]> {
  const each: Array<Record<string, Operation>> = []
  for (const one of stored) each.push(await of(one))
  const figures: GrowthFigure[] = []
  for (const name of Object.keys(each[0]!)) {
    figures.push(await time(name, stored.map((one, index) => ({ ...one, operation: each[index]![name]! })), counting))
  }
  return figures
}

/** The sizes take turns, and which of them begins changes from round to round. */
async function time (
  name: string, sides: Array<Stored & { operation: Operation }>, counting: Queryable
): Promise<GrowthFigure> {
  const removes = REMOVING.has(name)
  const [rounds, calls] = removes ? [REMOVALS, 1] : [ROUNDS, CALLS]
  if (!removes) for (const { operation } of sides) await repeat(operation, UNTIMED)
  const blocks: number[] = []
  for (const side of sides) blocks.push(await blocksOf(side, counting))
  const taken: number[][] = []
  for (let round = 0; round < rounds; round++) {
    const row: number[] = []
    const turns = round % 2 === 0 ? [...sides.keys()] : [...sides.keys()].reverse()
    for (const turn of turns) row[turn] = await fastestOf(sides[turn]!.operation, calls)
    taken.push(row)
  }
  const ratios = sorted(taken.map(row => row.at(-1)! / row[0]!))
  const at = (share: number): number => ratios[Math.floor((ratios.length - 1) * share)]!
  return {
    name,
    milliseconds: sides.map((_side, index) => middleOf(taken.map(row => row[index]!))),
    blocks,
    ratio: at(0.5),
    middle: [at(0.25), at(0.75)],
    goal: GOAL
  }
}

async function repeat (operation: Operation, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await operation()
}

async function fastestOf (operation: Operation, calls: number): Promise<number> {
  let fastest = Infinity
  for (let call = 0; call < calls; call++) fastest = Math.min(fastest, await millisecondsOf(operation))
  return fastest
}

async function millisecondsOf (operation: Operation): Promise<number> {
  const begun = performance.now()
  await operation()
  return performance.now() - begun
}

/** These are the same on a machine that is busy and on one that is not. */
async function blocksOf ({ name, operation }: Stored & { operation: Operation }, counting: Queryable): Promise<number> {
  const read = async (): Promise<number> => {
    const { rows: [counted] } = await counting.query<{ blocks: number }>(`
      select coalesce(sum(shared_blks_hit + shared_blks_read), 0)::float8 as blocks from pg_stat_statements
      where dbid = (select oid from pg_database where datname = $1)`, [name])
    return counted!.blocks
  }
  const before = await read()
  await operation()
  return await read() - before
}

function sorted (numbers: readonly number[]): number[] {
  return [...numbers].sort((one, other) => one - other)
}

function middleOf (numbers: readonly number[]): number {
  return sorted(numbers)[numbers.length >> 1]!
}

/** What a table takes of the disk with its indexes, for each application. */
async function bytesOf (connection: Queryable): Promise<Growth['bytes']> {
  const { rows } = await connection.query<{ table: string, perApplication: number }>(`
    select relname as table,
           round(pg_total_relation_size(oid) / (select count(*) from applications))::integer as "perApplication"
    from pg_class where relname = any($1) and relkind = 'r' order by 2 desc`, [GROWING])
  return rows
}

function printed (growth: Growth): Growth {
  const { sizes, figures, bytes, year } = growth
  console.table(Object.fromEntries(figures.map(({ name, milliseconds, blocks, ratio, middle }) => [name, {
    ...Object.fromEntries(sizes.map((size, index) => [`${size}, ms`, milliseconds[index]!.toFixed(2)])),
    ...Object.fromEntries(sizes.map((size, index) => [`${size}, blocks`, blocks[index]])),
    'last / first': ratio.toFixed(2),
    'middle half': middle.map(value => value.toFixed(2)).join(' – '),
    [`at most ${GOAL}`]: ratio <= GOAL ? 'yes' : 'NO'
  }])))
  if (year) console.log('figures of a year', year)
  console.table(bytes)
  console.log(`bytes an application: ${bytes.reduce((all, { perApplication }) => all + perApplication, 0)}`)
  return growth
}
