/**
 * Compares the books of everybody: what was promised to the applicant, what the hub wrote down, what each enterprise
 * has, what the portal heard. Every check lists what it finds wrong; nothing is what it should find.
 */
import type { SimulatedFiling } from '../simulators/county-approvals-departments.ts'
import type { Ending, Simulator } from '../simulators/simulator.ts'
import { endsOf } from './application.ts'
import { AT_DESK } from '../kit/desk.ts'
import { FILING_ITEMS, ITEM_STATES } from '../mappings/filing.ts'
import {
  isBeforePerson, type BookedExchange, type BookedFiling, type BookedOrder, type BookedStep, type Books
} from './books.ts'
import type { ToldFiling } from './filers.ts'
import type { Plan } from './plan.ts'
import type { Site } from './site.ts'
import type { ToldStep } from './specialists.ts'

export type Findings = Record<string, string[]>

type Everybody = Pick<Site, 'applicant' | 'specialists' | 'filers' | 'enterprises' | 'approvals' | 'portal'>

export function reconcile (
  plan: Plan, { applicant, specialists, filers, enterprises, approvals, portal }: Everybody, books: Books
): Findings {
  const at = new Map(enterprises.map(enterprise => [enterprise.slug, enterprise]))
  return {
    'applications lost': lost(plan, applicant.accepted, books),
    'applications taken twice': twice(books.applications.map(({ key }) => key)),
    'orders lost': books.orders.filter(order => isLost(order, at.get(order.enterprise))).map(nameOf),
    'orders placed twice': enterprises.flatMap(placedTwice),
    'orders of nobody': enterprises.flatMap(enterprise => ofNobody(enterprise, books.orders)),
    'placements without asking first': blindPlacements(books.exchanges),
    'webhooks missing': missing(books, portal.heard),
    'webhooks out of order': outOfOrder(portal.heard),
    'webhooks not believed': portal.refused > 0 ? [`${portal.refused} refused by the portal`] : [],
    'hub and enterprise differ': books.orders.flatMap(order => differs(order, at.get(order.enterprise))),
    'steps at the desk lost': stepsWithout(specialists.told, books.deskSteps),
    'steps at the desk that nobody took': stepsWithout(books.deskSteps, specialists.told),
    'steps at the desk taken twice': twice(books.deskSteps.map(versionOf)),
    'hub and desk differ': books.orders.flatMap(order => endedOtherwise(order, specialists.told)),
    'filings lost': filingsLost(filers.told, books.filings),
    'filings that nobody made': filingsLost(books.filings, filers.told),
    'filings made twice': twice([...approvals.filings.values()].map(keyOf)),
    'filings of nobody': filingsOfNobody(approvals.filings, books.filings),
    'hub and departments differ': books.filings.flatMap(filing => departmentsDiffer(filing, approvals.filings)),
    'hub and portal differ': books.orders.flatMap(order => heardOtherwise(order, portal.events)),
    'ends that are none': wrongEnds(plan, books.orders),
    'left undone': books.open,
    'answers out of contract': [...applicant.surprises, ...specialists.surprises, ...filers.surprises],
    'requests without an answer': [...applicant.asking, ...filers.asking].map(({ path }) => path)
  }
}

function nameOf ({ jointNumber, enterprise, reference, state, delivery }: BookedOrder): string {
  return `${jointNumber} ${enterprise} ${reference} (${state}, ${delivery})`
}

function twice (keys: string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index)
}

/** Everything planned was to be accepted in the end, and what was accepted is there. */
function lost ({ applications }: Plan, accepted: Map<string, string>, books: Books): string[] {
  const isThere = (key: string): boolean =>
    books.applications.some(booked => booked.key === key && booked.jointNumber === accepted.get(key))
  return applications.filter(({ key }) => !isThere(key))
    .map(({ key }) => `${key} ${accepted.get(key) ?? 'never accepted'}`)
}

/** An enterprise may not know what it declined when it was offered, and what never left the hub. */
function isLost ({ reference, state, delivery }: BookedOrder, enterprise: Simulator | undefined): boolean {
  // At a desk it is where the people find it.
  if (!enterprise) return false
  const mayBeUnknown = delivery === 'undeliverable' || ['refused', 'handedOver', 'withdrawn'].includes(state)
  return !enterprise.orders.has(reference) && !mayBeUnknown
}

/** By what stands in the orders themselves: each carries the key of its application in the address. */
function placedTwice ({ slug, orders }: Simulator): string[] {
  const keys = [...orders.values()]
    .map(({ content }) => /CHAOS-\d+-\d+/.exec(JSON.stringify(content))?.[0] ?? 'an order of nobody')
  return twice(keys).map(key => `${slug} ${key}`)
}

/** What the enterprise has and the hub has not. */
function ofNobody ({ slug, orders }: Simulator, booked: BookedOrder[]): string[] {
  const known = new Set(booked.filter(({ enterprise }) => enterprise === slug).map(({ reference }) => reference))
  return [...orders.keys()].filter(reference => !known.has(reference)).map(reference => `${slug} ${reference}`)
}

/**
 * Placements that came after one whose outcome was not known, and before which the enterprise did not say that it does
 * not know the order. A withdrawal may be asking about the order at the same time: a question counts by its attempt.
 */
function blindPlacements (exchanges: BookedExchange[]): string[] {
  const placed = new Map<string, BookedExchange>()
  const asked = new Set<string>()
  return exchanges.flatMap(({ enterprise, reference, ...exchange }) => {
    const { kind, attempt, outcome } = exchange
    const order = `${enterprise} ${reference}`
    if (kind === 'inquire' && outcome === 'notFound') asked.add(`${order} ${attempt}`)
    if (kind !== 'place') return []
    const before = placed.get(order)
    placed.set(order, { enterprise, reference, ...exchange })
    // Of an attempt that died with its process nothing is written down: it is unknown, whatever came before it.
    const nothingSent = before && before.attempt >= attempt - 1 && !before.sent
    return attempt === 1 || asked.has(`${order} ${attempt}`) || nothingSent ? [] : [`${order} attempt ${attempt}`]
  })
}

type Event = Site['portal']['events'][number]
type Heard = Site['portal']['heard'][number]

function missing ({ transitions }: Books, events: Heard[]): string[] {
  const heard = new Set(events.map(({ jointNumber, sequence }) => `${jointNumber} #${sequence}`))
  return transitions.map(({ jointNumber, sequence }) => `${jointNumber} #${sequence}`)
    .filter(event => !heard.has(event))
}

/** Each event arrives for the first time right after the one before it. */
function outOfOrder (events: Heard[]): string[] {
  const last = new Map<string, number>()
  return events.flatMap(({ jointNumber, sequence }) => {
    const before = last.get(jointNumber) ?? 0
    last.set(jointNumber, sequence)
    return sequence === before + 1 ? [] : [`${jointNumber} #${sequence} after #${before}`]
  })
}

function differs (order: BookedOrder, enterprise: Simulator | undefined): string[] {
  const there = enterprise?.orders.get(order.reference)
  if (!enterprise || !there) return []
  const ending = enterprise.ending(order.reference)
  // When every company has declined, the last one's order is refused.
  const expected: Array<Ending | undefined> = order.state === 'refused'
    ? ['refused', 'handedOver']
    : [order.state as Ending]
  return expected.includes(ending) ? [] : [`${nameOf(order)} is ${there.status} there`]
}

/** Of each version of an order one step is taken. */
function versionOf ({ reference, version }: Pick<BookedStep, 'reference' | 'version'>): string {
  return `${reference} version ${version}`
}

/** Those of the one book that are not in the other. */
function stepsWithout (steps: BookedStep[], others: BookedStep[]): string[] {
  const lineOf = ({ step, actor, ...order }: BookedStep): string => `${versionOf(order)} ${step} by ${actor}`
  const known = new Set(others.map(lineOf))
  return steps.map(lineOf).filter(line => !known.has(line))
}

/** What the people said last is how it ended; what they never took, the applicant wanted back. */
function endedOtherwise (order: BookedOrder, told: ToldStep[]): string[] {
  if (order.enterprise !== AT_DESK) return []
  const last = told.findLast(({ reference }) => reference === order.reference)?.step ?? 'withdrawalGranted'
  const end = last === 'withdrawalGranted' ? 'withdrawn' : last
  return end === order.state ? [] : [`${nameOf(order)} was left by the desk with ${last}`]
}

/** Those of the one book that are not in the other. */
function filingsLost (
  filings: Array<Pick<BookedFiling, 'id' | 'reference'>>, others: Array<Pick<ToldFiling, 'id' | 'reference'>>
): string[] {
  const known = new Set(others.map(({ id, reference }) => `${id} ${reference}`))
  return filings.map(({ id, reference }) => `${id} ${reference}`).filter(line => !known.has(line))
}

/** For each order one filing is made; each carries the key of its application in the address. */
function keyOf ({ content }: SimulatedFiling): string {
  return /CHAOS-\d+-\d+/.exec(content.address)?.[0] ?? 'a filing of nobody'
}

/** What the departments have and the hub has not. */
function filingsOfNobody (there: ReadonlyMap<string, SimulatedFiling>, booked: BookedFiling[]): string[] {
  const known = new Set(booked.map(({ reference }) => reference))
  return [...there.keys()].filter(reference => !known.has(reference))
}

/** Item by item, by the numbers of the national table. What was taken back in time never came there. */
function departmentsDiffer (
  { reference, state, items }: BookedFiling, there: ReadonlyMap<string, SimulatedFiling>
): string[] {
  const filing = there.get(reference)
  if (!filing) return state === 'cancelled' ? [] : [`${reference} is ${state}, and nowhere else`]
  const told = filing.items.map(({ itemcode, blzt }) => `${itemcode} ${blzt}`).sort().join()
  const booked = items.map(({ item, state }) => `${CODES[FILING_ITEMS.indexOf(item)]} ${codeOf(state)}`).sort().join()
  return told === booked ? [] : [`${reference} is ${booked} here and ${told} there`]
}

/** In the sequence of the items. */
const CODES = ['GH', 'DLWJ', 'DLZY', 'LDZY']

function codeOf (state: BookedFiling['items'][number]['state']): number {
  return state === null ? 0 : ITEM_STATES.indexOf(state) + 1
}

function heardOtherwise (order: BookedOrder, events: Event[]): string[] {
  const last = events.findLast(({ jointNumber, enterprise }) =>
    jointNumber === order.jointNumber && enterprise === order.enterprise)
  return last?.state === order.state ? [] : [`${nameOf(order)}: the portal heard ${last?.state ?? 'nothing'}`]
}

function wrongEnds ({ applications }: Plan, orders: BookedOrder[]): string[] {
  const planned = new Map(applications.map(application => [application.key, application]))
  return orders.filter(order => {
    const { course, withdrawAfter } = planned.get(order.key)!
    const ends = [...endsOf(course, order.enterprise), ...withdrawAfter === undefined ? [] : ['withdrawn']]
    return !ends.includes(isBeforePerson(order) ? 'undeliverable' : order.state)
  }).map(nameOf)
}
