/** How a rectification is told. */
import type { components } from '../../openapi/hub.d.ts'
import type { Tone } from '../pieces/Tag.vue'

type Schemas = components['schemas']
export type Rectification = Schemas['Rectification']

const TONES: Record<Schemas['RectificationState'], Tone> = {
  open: 'warned', calledBack: 'running', closed: 'good', dismissed: 'still', dropped: 'still'
}

/** That something is to be decided comes before how far it is. */
export function stateTag ({ state, stateLabel, appeal }: Rectification): { tone: Tone, label: string } {
  if (appeal && appeal.decision === undefined && state !== 'dropped') return { tone: 'still', label: '申诉待裁决' }
  return { tone: TONES[state], label: stateLabel }
}

/** What it is about. */
export function aboutOf ({ order, enterpriseName }: Pick<Rectification, 'order' | 'enterpriseName'>): string {
  return order === undefined ? `整个联合办件（${enterpriseName}）` : enterpriseName
}

/** The clock that runs out next. */
export function nextClock ({ clocks = [] }: Rectification): Schemas['Clock'] | undefined {
  return clocks.find(({ endedAt }) => endedAt === undefined) ?? clocks.at(-1)
}

export function reasonsOf ({ options }: { options: Schemas['RatingOption'][] }): string {
  return options.map(({ label }) => label).join('；')
}
