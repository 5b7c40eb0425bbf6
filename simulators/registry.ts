/**
 * The simulated enterprises by profile: of every native contract there is, `simulate` of the file that is named as it
 * is.
 */
import { profileNames } from '../openapi/document.ts'
import type { Simulator, SimulatorOptions } from './simulator.ts'

export type Simulate = (options?: SimulatorOptions) => Promise<Simulator>

export const simulators: Record<string, Simulate> = Object.fromEntries(
  await Promise.all(profileNames().map(async profile => {
    const { simulate } = await import(`./${profile}.ts`) as { simulate: Simulate }
    return [profile, simulate] as const
  })))
