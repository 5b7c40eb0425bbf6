/** How much happens, for each backend. */
import type { PlanOptions } from './plan.ts'

type Size = Pick<PlanOptions, 'applications' | 'kills' | 'every'>

/** Part of the tests. */
export const SHORT: Size = { applications: 40, kills: 9, every: 2_000 }

/** Over both backends more than 200 kills. */
export const LONG: Size = { applications: 600, kills: 105, every: 5_000 }
