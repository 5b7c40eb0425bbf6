/** How the states of a visit look: never by colour alone (pieces/Tag.vue). */
import type { components } from '../../openapi/hub.d.ts'
import type { Tone } from '../pieces/Tag.vue'

type Schemas = components['schemas']

const VISITS: Record<Schemas['VisitState'], Tone> = {
  proposed: 'warned', agreed: 'running', done: 'good', cancelled: 'still', noShow: 'bad'
}

const ATTENDANCES: Record<Schemas['VisitAttendance'], Tone> = {
  undecided: 'still', coming: 'good', unconfirmed: 'warned', alone: 'running', left: 'still', missed: 'bad'
}

export function toneOfVisit ({ state }: Schemas['Visit']): Tone {
  return VISITS[state]
}

export function toneOfAttendance (attendance: Schemas['VisitAttendance']): Tone {
  return ATTENDANCES[attendance]
}
