/** What the benchmark finds out, in the shapes that `--json`, the results and the page share. */
import type { Ratio, Spread } from './rounds.ts'

/** A figure without a counterpart. */
export interface Told { name: string, unit: string, value: number, spread: Spread, rounds: number }

/** What one unit of work costs the hub at a stage; milliseconds of CPU. */
export interface Cost {
  name: string
  /** One of what. */
  per: string
  /** Of the hub's process. */
  cpu: number
  /** Of all processes of PostgreSQL; null where the system does not tell. */
  databaseCpu: number | null
  /** Of Redis, where the queues are there. */
  redisCpu?: number
  statements: number
  /** By which the database grows, indexes included, before anything is vacuumed. */
  bytes: number
}

export interface NotMeasured { name: string, notMeasured: string }

export type Figure = Ratio | Told | Cost | NotMeasured

/** What is going to be measured. `names`: of the figures that come of it. */
export interface Measurement { names: string[], take (): Promise<Figure[]> }

/** One object on one line, and nothing else. */
export function asJson (figures: readonly Figure[]): string {
  return JSON.stringify({ figures })
}

/** Those of which a figure is asked for. */
export function chosen (measurements: readonly Measurement[], prefix: string): Measurement[] {
  return measurements.filter(({ names }) => names.some(name => name.startsWith(prefix)))
}

/** A figure for people. */
export function asLine (figure: Figure): string {
  if ('notMeasured' in figure) return `${figure.name}: not measured, ${figure.notMeasured}`
  if ('per' in figure) {
    const { name, per, cpu, databaseCpu, redisCpu, statements, bytes } = figure
    const database = databaseCpu === null ? '' : `, PostgreSQL ${databaseCpu} ms`
    const redis = redisCpu === undefined ? '' : `, Redis ${redisCpu} ms`
    const spent = `hub ${cpu} ms CPU${database}${redis}`
    return `${name}: for one ${per} ${spent}, ${statements} statements, ${bytes} bytes`
  }
  if ('value' in figure) return `${figure.name}: ${figure.value} ${figure.unit} (${figure.spread.join(' to ')})`
  const { name, unit, rate, bare, ratio, spread, goal, p50, p99 } = figure
  const wanted = goal === undefined ? '' : `, goal ${goal}: ${ratio >= goal ? 'reached' : 'NOT REACHED'}`
  const times = p50 && p99 ? `; p50 ${p50.join('/')} ms, p99 ${p99.join('/')} ms` : ''
  return `${name}: ${ratio} (${spread.join(' to ')})${wanted}; ${rate} ${unit}/s, bare ${bare}${times}`
}
