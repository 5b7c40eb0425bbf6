/** The simulated enterprises by slug. One line an enterprise. */
import type { Simulator, SimulatorOptions } from './simulator.ts'

export const simulators: Record<string, (options?: SimulatorOptions) => Promise<Simulator>> = {
}
