/** The simulated enterprises by slug. One line an enterprise. */
import { simulateCountyWater } from './county-water.ts'
import type { Simulator, SimulatorOptions } from './simulator.ts'

export const simulators: Record<string, (options?: SimulatorOptions) => Promise<Simulator>> = {
  'county-water': simulateCountyWater,
}
