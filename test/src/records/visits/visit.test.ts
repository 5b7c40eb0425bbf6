/** A visit as it changes in memory: what may follow what, whatever is done to it. */
import fc from 'fast-check'
import { test } from 'tap'
import { calendarOf } from '../../../kit/calendars.ts'
import { hourOf, slotOf, type Slot } from '../../../../src/ground/calendar/slots.ts'
import type { LockedApplication } from '../../../../src/records/orders/application.ts'
import { answer, answerByBooking, conclude, end, settle, type VisitTerms } from '../../../../src/records/visits/arrange.ts'
import { begin, missApplicant, missEnterprise, report } from '../../../../src/records/visits/hold.ts'
import { isOpen, mayBecome, VISIT_STATES } from '../../../../src/records/visits/visit-states.ts'
import { asked, attendanceOf, closeOfAnswers, comers, dueReminder, nextReminder, stepsOf, type Party, type Visit } from '../../../../src/records/visits/visit.ts'

const calendar = calendarOf()
const at = (local: string): Date => new Date(`${local.replace(' ', 'T')}:00+08:00`)
const slot = slotOf(calendar, { date: '2026-12-01', half: 'morning' }, at('2026-11-30 09:00').getTime()) as Slot

function visitOf (parties: number): Visit {
  return {
    id: 'v',
    serial: 1,
    clientId: 'portal',
    state: 'proposed',
    version: 0,
    proposal: 1,
    slot,
    proposedBy: 'lead',
    proposedAt: at('2026-11-30 09:00'),
    closesAt: at('2026-11-30 11:00'),
    applicant: 'needsAction',
    agreedAt: null,
    begunAt: null,
    endedAt: null,
    ending: null,
    reasonSealed: null,
    remindAt: null,
    dayOffTold: null,
    parties: Array.from({ length: parties }, (_, index): Party => ({
      orderId: String(index),
      enterprise: `e${index}`,
      service: 'water',
      answer: 'needsAction',
      source: null,
      answeredAt: null,
      other: null,
      remarkSealed: null,
      leftAt: null,
      surveyedAt: null,
      missedAt: null,
      missedSealed: null,
      hasResult: false
    }))
  }
}

test('reminders come at 18:00 of the day before and two hours before, by the wall clock', async t => {
  const monday = slotOf(calendar, { date: '2026-12-07', half: 'morning' }, at('2026-11-30 09:00').getTime()) as Slot
  t.strictSame(nextReminder(monday, at('2026-12-01 09:00')), at('2026-12-06 18:00'), 'a Sunday')
  t.strictSame(nextReminder(slot, at('2026-11-30 18:00')), at('2026-12-01 06:00'))
  t.equal(nextReminder(slot, at('2026-12-01 06:00')), null)
  t.equal(dueReminder(slot, at('2026-11-30 17:59')), undefined)
  t.equal(dueReminder(slot, at('2026-11-30 18:00')), 'visitEve')
  t.equal(dueReminder(slot, at('2026-12-01 07:59')), 'visitSoon')
  t.equal(dueReminder(slot, at('2026-12-01 08:00')), undefined)
})

test('answers close by office hours, and when the slot begins', async t => {
  const measure = { calendar, answerWithin: 2 * 3_600_000 }
  t.strictSame(closeOfAnswers(measure, slot, at('2026-11-30 11:00')), at('2026-11-30 15:30'))
  t.strictSame(closeOfAnswers(measure, slot, at('2026-11-30 17:00')), at('2026-12-01 08:00'))
})

type Act = { kind: 'answer' | 'booking' | 'leave' | 'survey' | 'settle' | 'begin' | 'report' | 'missEnterprise' | 'missApplicant' | 'cancel', who: number, what: number }

/** What cases and reactions do, each only where they may. */
function perform (terms: VisitTerms, held: { work: any, application: LockedApplication, visit: Visit }, { kind, who, what }: Act, now: Date): void {
  const { visit } = held
  const party = visit.parties[who % visit.parties.length]!
  const steps = stepsOf(visit, now)
  const isComer = comers(visit).includes(party)
  switch (kind) {
    case 'answer': {
      const said = (['accepted', 'declined', 'proposedOther'] as const)[what % 3]!
      if (!steps.includes('answer') || party.leftAt || (visit.state === 'agreed' && said === 'proposedOther')) return
      answer(terms, held, party, { answer: said, other: said === 'proposedOther' ? hourOf(now.getTime()) : null, source: 'client', remarkSealed: null, now })
      return
    }
    case 'booking':
      if (isOpen(visit.state) && !visit.begunAt && !party.leftAt) answerByBooking(terms, held, party, new Date(slot.from + what * 3_600_000), now)
      return
    case 'leave':
      if (!isOpen(visit.state) || party.leftAt || party.hasResult || party.surveyedAt) return
      party.leftAt = now
      return conclude(terms, held, now)
    case 'survey':
      if (!visit.begunAt || !isOpen(visit.state)) return
      party.surveyedAt ??= now
      return conclude(terms, held, now)
    case 'settle': return steps.includes('settle') ? settle(terms, held, now) : undefined
    case 'begin': return steps.includes('begin') && isComer ? begin(held, now) : undefined
    case 'report': return visit.begunAt && steps.includes('report') && isComer && !party.hasResult ? report(terms, held, party, { outcome: 'feasible', length: undefined, wordsSealed: Buffer.from('') }, now) : undefined
    case 'missEnterprise': return steps.includes('miss') && isComer && !party.hasResult ? missEnterprise(terms, held, party, Buffer.from(''), now) : undefined
    case 'missApplicant': return steps.includes('miss') && !visit.begunAt ? missApplicant(terms, held, now) : undefined
    case 'cancel': return steps.includes('cancel') ? end(terms, held, 'cancelled', 'byHand', now) : undefined
  }
}

test('whatever is done to it, a visit goes by its table, and what it comes to fits what was said', async t => {
  const act = fc.record<Act>({
    kind: fc.constantFrom('answer', 'answer', 'answer', 'booking', 'leave', 'survey', 'settle', 'begin', 'report', 'report', 'report', 'missEnterprise', 'missApplicant', 'cancel'),
    who: fc.nat(6),
    what: fc.nat(9)
  })
  const ended = new Map<string, number>()
  fc.assert(fc.property(fc.integer({ min: 1, max: 3 }), fc.array(act, { minLength: 10, maxLength: 80 }), fc.nat(2), (count, acts, day) => {
    const visit = visitOf(count)
    const told: string[] = []
    const terms: VisitTerms = { measure: () => ({ calendar, answerWithin: 1 }), promisesOf: () => ({ withoutVisit: [], connect: [] }), tell: (_work, { kind }) => { told.push(kind) }, appoint () { told.push('appoint') } }
    const application = { jointNumber: 'JXLB000001', orders: [], announcements: [], lastSequence: 0 } as unknown as LockedApplication
    const held = { work: { write () {} }, application, visit }
    let now = at('2026-11-30 09:00')
    for (const [index, one] of acts.entries()) {
      const before = visit.state
      now = new Date(now.getTime() + (index % 10 === 9 ? day * 12 * 3_600_000 : 600_000))
      perform(terms, held, one, now)
      if (visit.state !== before && !mayBecome(before, visit.state)) return false
    }
    const events = application.announcements.map(({ event }) => event)
    const times = (event: string): number => events.filter(name => name === event).length
    ended.set(visit.state, (ended.get(visit.state) ?? 0) + 1)
    if (times('visitAgreed') > 1 || times('visitBegun') > 1 || times('visitDone') + times('visitCancelled') > 1) return false
    if (told.filter(kind => kind === 'visitAgreed').length !== times('visitAgreed')) return false
    if (visit.begunAt && !visit.agreedAt) return false
    if (!isOpen(visit.state) !== (visit.endedAt !== null) || (visit.remindAt && visit.state !== 'agreed')) return false
    if (visit.state === 'proposed') return asked(visit).some(({ answer }) => answer === 'needsAction' || answer === 'proposedOther')
    if (visit.state === 'done') return comers(visit).every(({ hasResult, surveyedAt }) => hasResult || surveyedAt) && times('visitDone') === 1
    if (visit.state === 'agreed') return comers(visit).length > 0 && visit.parties.every(party => attendanceOf(visit, party) !== 'undecided')
    return visit.ending !== null
  }), { numRuns: 3000, seed: 20261130 })
  t.strictSame([...ended.keys()].sort(), Object.keys(VISIT_STATES).sort(), 'each state is come to')
})
