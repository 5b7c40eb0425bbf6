/**
 * What an application costs through its whole life, by what its stages cost, and what a place with so many people needs
 * for that. What is assumed stands here in one place; all else is measured.
 */
import type { Cost, Figure } from './figure.ts'
import type { Backend } from './stage.ts'

export const ASSUMED = {
  /** Of an application; at this number of orders accepting was measured too. */
  orders: 4,
  /** Of an enterprise about an order, from its acceptance to its completion. */
  messages: 7,
  /** Applications a year of a thousand people. */
  perThousand: 30,
  workingDays: 250,
  /** How often more come on the busiest day than on others. */
  busiestDay: 3,
  /** The share of a day's applications that come in its busiest hour. */
  busiestHour: 0.2
}

/** Milliseconds of CPU, statements and bytes. */
export type Spending = Pick<Cost, 'cpu' | 'databaseCpu' | 'statements' | 'bytes'> &
  { redisCpu: number }

/** How often each stage is gone through by one application. */
export function stagesOf ({ orders, messages } = ASSUMED): Record<string, number> {
  return {
    [`accept-${orders}`]: 1,
    deliver: orders,
    callback: orders * messages,
    // An order that is received and one that is submitted are events too.
    webhook: orders * (messages + 2)
  }
}

/** Nothing where a stage was not measured. */
export function costOfApplication (figures: readonly Figure[], backend: Backend): Spending | undefined {
  const sum: Spending = { cpu: 0, databaseCpu: 0, redisCpu: 0, statements: 0, bytes: 0 }
  for (const [stage, times] of Object.entries(stagesOf())) {
    const cost = figures.find((figure): figure is Cost =>
      figure.name === `cost-${stage}-${backend}` && 'per' in figure)
    if (!cost) return undefined
    sum.cpu += times * cost.cpu
    sum.databaseCpu = sum.databaseCpu === null || cost.databaseCpu === null
      ? null
      : sum.databaseCpu + times * cost.databaseCpu
    sum.redisCpu += times * (cost.redisCpu ?? 0)
    sum.statements += times * cost.statements
    sum.bytes += times * cost.bytes
  }
  return sum
}

export interface Need {
  /** Applications. */
  year: number
  /** In the busiest hour. */
  second: number
  /** Cores at work in the busiest hour. */
  hub: number
  database: number | null
  redis: number
  /** Of the database, GiB a year, where nothing is purged. */
  growth: number
}

export function needOf (people: number, { cpu, databaseCpu, redisCpu, bytes }: Spending, assumed = ASSUMED): Need {
  const year = people / 1000 * assumed.perThousand
  const second = year / assumed.workingDays * assumed.busiestDay * assumed.busiestHour / 3600
  return {
    year,
    second,
    hub: second * cpu / 1000,
    database: databaseCpu === null ? null : second * databaseCpu / 1000,
    redis: second * redisCpu / 1000,
    growth: year * bytes / 2 ** 30
  }
}
