/** Orders at the desk, as its screens say them. */
import type { components } from '../../openapi/hub.d.ts'
import { toneOfOrder } from '../case/tones.ts'
import { labelOf } from '../contract/words.ts'
import { SCHEMA_OF } from '../form/form-model.ts'
import type { Tone } from '../pieces/Tag.vue'

type Schemas = components['schemas']
export type DeskOrder = Schemas['DeskOrder']
export type Clock = Schemas['Clock']

/** What waits for a person here calls; what is under way, or waits for somebody else, does not. */
const TONES: Record<Schemas['DeskTask'], Tone> = {
  take: 'warned', answerWithdrawal: 'warned', checkSupplement: 'warned', proceed: 'running', awaitApplicant: 'still'
}

export function taskTag ({ task, taskLabel, order }: DeskOrder): { tone: Tone, label: string } {
  return task && taskLabel
    ? { tone: TONES[task], label: taskLabel }
    : { tone: toneOfOrder(order), label: order.stateLabel }
}

/** `水 · 新装`. */
export function businessOf ({ order: { service, kind } }: DeskOrder): string {
  return `${labelOf('Service', service)} · ${labelOf(`${SCHEMA_OF[service]}/kind`, kind)}`
}

/** The one that is to be kept next: what `dueAt` of the order says, or one whose time stands still. */
export function nextClock ({ order: { clocks }, dueAt }: DeskOrder): Clock | undefined {
  const open = clocks.filter(({ state }) => state !== 'ended')
  return open.find(clock => clock.dueAt === dueAt) ?? open[0]
}
