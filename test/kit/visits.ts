/** A joint visit for tests: what the portal, the window and enterprises say of it, without HTTP where it does not matter. */
import { randomUUID } from 'node:crypto'
import type { components } from '../../openapi/hub.d.ts'
import * as arrange from '../../src/cases/arrange-visit.ts'
import * as attend from '../../src/cases/attend-visit.ts'
import type { Caller } from '../../src/ground/access/caller.ts'
import { EVERYTHING } from '../../src/ground/access/visible.ts'
import { localTime } from '../../src/ground/calendar/local-time.ts'
import { isWorkingDay } from '../../src/ground/calendar/working-days.ts'
import type { Hub } from '../../src/hub.ts'
import { changeOrder } from '../../src/records/orders/application.ts'
import { transit, type Move } from '../../src/records/orders/change-order.ts'
import { readVisit, type PresentedVisit } from '../../src/views/visits.ts'
import { wholeHouseForm } from './forms.ts'

export const LEAD: Caller = { id: 'operator', owner: 'operator', kind: 'operator', scopes: new Set() }
export const PORTAL: Caller = { id: 'portal', owner: 'portal', kind: 'portal', scopes: new Set() }

export function specialistOf (enterprise: string): Caller {
  return { id: `person:${enterprise}`, owner: enterprise, kind: 'specialist', enterprise, scopes: new Set() }
}

/** Seven enterprises: water, electricity, gas and all four carriers. */
export function formForSeven (): ReturnType<typeof wholeHouseForm> {
  const form = wholeHouseForm()
  return { ...form, network: { ...form.network!, carriers: ['telecom', 'mobile', 'unicom', 'anguang'] } }
}

export const SEVEN = ['county-water', 'state-grid', 'towngas', 'telecom', 'mobile', 'unicom', 'anguang']

export function plannedAt (form: ReturnType<typeof wholeHouseForm>, time: string): ReturnType<typeof wholeHouseForm> {
  return { ...form, basic: { ...form.basic, appointment: { wanted: true, plannedAt: time } } }
}

type Requests = { [K in keyof typeof attend]: Parameters<typeof attend[K]>[2]['request'] } & { [K in keyof typeof arrange]: Parameters<typeof arrange[K]>[2]['request'] }

export interface VisitBench {
  read (): Promise<PresentedVisit>
  /** One of the cases, by somebody; the key is another each time unless given. */
  ask<K extends keyof Requests> (what: K, caller: Caller, request: Requests[K], key?: string): Promise<PresentedVisit>
  /** Proposes a slot by who leads it. */
  propose (date: string, half?: 'morning' | 'afternoon', hour?: string): Promise<PresentedVisit>
  /** Enterprises answer the proposal in force, or another. */
  answer (enterprise: string, answer: 'accepted' | 'declined', proposal?: number): Promise<PresentedVisit>
  /** Something that the enterprise's own system says of its order. */
  told (enterprise: string, move: Omit<Move, 'source'>): Promise<void>
  /** What was announced, with the news. */
  events (): Promise<Array<{ event: string, at: Date, news: any }>>
  /** How each enterprise stands, by its answer and whether it comes. */
  standing (): Promise<Record<string, string>>
}

export function visitBench (hub: Hub, jointNumber: string): VisitBench {
  const cases: Record<string, any> = { ...arrange, ...attend }

  const bench: VisitBench = {
    read: () => readVisit(hub, EVERYTHING, jointNumber),
    ask: (what, caller, request, key = randomUUID()) => cases[what](hub, caller, { jointNumber, key, request }),
    async propose (date, half = 'morning', hour) {
      const open = await bench.read().then(visit => ['proposed', 'agreed'].includes(visit.state) ? visit.version : undefined, () => undefined)
      return await bench.ask('proposeVisit', LEAD, { slot: { date, half, ...hour && { hour } }, ...open !== undefined && { version: open } })
    },
    async answer (enterprise, answer, proposal) {
      return await bench.ask('answerVisit', specialistOf(enterprise), { proposal: proposal ?? (await bench.read()).proposal, answer })
    },
    async told (enterprise, move) {
      const { rows: [order] } = await hub.pool.query<{ id: string }>(`
        select orders.id from orders join applications on serial = application_serial where joint_number = $1 and enterprise = $2`, [jointNumber, enterprise])
      await changeOrder(hub, order!.id, async at => { transit(hub, at, { ...move, source: 'callback' }) })
    },
    async events () {
      const { rows } = await hub.pool.query<{ event: string, at: Date, about: any }>(`
        select event, at, about from transitions join applications on serial = application_serial
        where joint_number = $1 and about is not null order by sequence`, [jointNumber])
      return rows.map(({ event, at, about }) => ({ event, at, news: about.visit }))
    },
    async standing () {
      return Object.fromEntries((await bench.read()).parties.map(({ enterprise, answer, attendance }) => [enterprise, `${answer} ${attendance}`]))
    }
  }
  return bench
}

/** For tests of what is announced, whatever it says. */
export const SOME_NEWS: components['schemas']['VisitNews'] = {
  state: 'agreed',
  stateLabel: '已约定',
  proposal: 1,
  slot: { date: '2026-12-01', half: 'morning', from: '2026-12-01T08:00:00+08:00', to: '2026-12-01T12:00:00+08:00', label: '2026-12-01 上午' }
}

/** A day on which a visit can be, whatever day it is today: `2026-12-01`. */
export function workingDateAfter (time: Date, days = 1): string {
  let at = time
  for (let left = days; left > 0; left -= isWorkingDay(at) ? 1 : 0) at = new Date(at.getTime() + 86_400_000)
  return localTime(at).slice(0, 10)
}
