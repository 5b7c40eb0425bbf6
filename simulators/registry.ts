/** The simulated enterprises by slug. One line an enterprise. */
import { simulateAnguang } from './anguang.ts'
import { simulateCountyWater } from './county-water.ts'
import { simulateEnn } from './enn.ts'
import { simulateMobile } from './mobile.ts'
import type { Simulator, SimulatorOptions } from './simulator.ts'
import { simulateStateGrid } from './state-grid.ts'
import { simulateTelecom } from './telecom.ts'
import { simulateTowngas } from './towngas.ts'
import { simulateUnicom } from './unicom.ts'

export const simulators: Record<string, (options?: SimulatorOptions) => Promise<Simulator>> = {
  'county-water': simulateCountyWater,
  'state-grid': simulateStateGrid,
  towngas: simulateTowngas,
  enn: simulateEnn,
  telecom: simulateTelecom,
  mobile: simulateMobile,
  unicom: simulateUnicom,
  anguang: simulateAnguang,
}
