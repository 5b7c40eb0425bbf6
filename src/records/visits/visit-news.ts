/** What is announced of a visit, to the portal and in the timeline: nothing that anybody has written, and no person. */
import type { components } from '../../../openapi/hub.d.ts'
import { dateOf, dayAt, startOfDay } from '../../ground/calendar/chinese-time.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { HalfDay, Slot } from '../../ground/calendar/slots.ts'
import { ANSWER_LABELS, ENDING_LABELS, VISIT_LABELS } from './visit-states.ts'
import { attendanceOf, type Party, type Visit } from './visit.ts'

type Schemas = components['schemas']

export const HALF_LABELS: Record<HalfDay, string> = { morning: '上午', afternoon: '下午' }

export function presentSlot ({ from, to, half, hourly }: Slot): Schemas['VisitSlot'] {
  const day = dayAt(from)
  const date = dateOf(day)
  const [hour, end] = [from, to].map(instant => timeOfDay(instant - startOfDay(day))) as [string, string]
  return {
    date,
    half,
    ...hourly && { hour },
    from: localTime(new Date(from)),
    to: localTime(new Date(to)),
    label: `${date} ${HALF_LABELS[half]}${hourly ? ` ${hour}–${end}` : ''}`
  }
}

function timeOfDay (milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 16)
}

/** Beside how the visit stands. */
type More = Pick<Schemas['VisitNews'], 'enterprise' | 'absentee'>

/** How a visit stands by now, and what has just been said of it. */
export function newsOfVisit (visit: Visit, more: More = {}): Schemas['VisitNews'] {
  const { state, proposal, slot, ending } = visit
  return {
    state,
    stateLabel: VISIT_LABELS[state],
    proposal,
    slot: presentSlot(slot),
    ...visit.agreedAt && { coming: named(visit, 'coming'), unconfirmed: named(visit, 'unconfirmed') },
    ...(visit.agreedAt ?? ending) && { alone: named(visit, 'alone') },
    ...ending && { ending, endingLabel: ENDING_LABELS[ending] },
    ...more
  }
}

/** What one of those who are asked has said. */
export function answerNews (visit: Visit, { enterprise, answer, other }: Party): Schemas['VisitNews'] {
  return {
    ...newsOfVisit(visit, { enterprise }),
    answer,
    answerLabel: ANSWER_LABELS[answer],
    ...other && { other: presentSlot(other) }
  }
}

function named (visit: Visit, attendance: Schemas['VisitAttendance']): string[] {
  return visit.parties.filter(party => attendanceOf(visit, party) === attendance).map(({ enterprise }) => enterprise)
}
