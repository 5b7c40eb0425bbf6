/**
 * What will happen and when, all of it decided by one seed: which applications come in and what becomes of them, which
 * process is killed, which server goes away, which fault strikes whom. The same seed gives the same plan; what the
 * machine makes of it differs, since a process is a few milliseconds further or less when it is killed.
 */
import type { DemoApplication } from '../kit/applications.ts'
import { FAULTS, type Fault } from '../simulators/faults.ts'
import { simulators } from '../simulators/registry.ts'
import { APPROVALS } from '../src/enterprises/approvals.ts'
import { plannedForm, type Course } from './application.ts'
import { newDice, type Dice } from './dice.ts'

export type Backend = 'postgresql' | 'redis'

/** Processes of the hub: who takes requests, who delivers. */
export const SLOTS = ['api-1', 'api-2', 'worker-1', 'worker-2'] as const
export type Slot = typeof SLOTS[number]

export interface PlanOptions {
  seed: number
  backend: Backend
  applications: number
  kills: number
  /** Milliseconds from one kill to the next, on average. */
  every: number
}

export interface PlannedApplication extends DemoApplication {
  /** Milliseconds from the beginning, as everywhere here. */
  at: number
  /** Portal case number; the Idempotency-Key too. */
  key: string
  course: Course
  /** The portal sends the same again a while after it was accepted, as if it had not heard. */
  again: boolean
  /** How long after its acceptance it is withdrawn. */
  withdrawAfter?: number
}

export type PlannedEvent = { at: number } & (
  /** `rest`: how long until it is started again. */
  | { what: 'kill', slot: Slot, rest: number }
  | { what: 'postgresql', how: 'fast' | 'immediate', down: number }
  | { what: 'redis', how: 'restart', down: number }
  | { what: 'redis', how: 'flush' }
  /** Strikes the next few requests or callbacks, or every one for a while. */
  | { what: 'fault', who: string, fault: Fault, times: number }
  | { what: 'fault', who: string, fault: Fault, lasting: number }
)

export interface Plan {
  options: PlanOptions
  /** When the last event is over. */
  duration: number
  applications: PlannedApplication[]
  events: PlannedEvent[]
}

/** Whom the hub speaks to beside the portal. */
const SYSTEMS = [...Object.keys(simulators), APPROVALS]

/** What can go wrong with a request to the portal. */
const PORTAL_FAULTS = ['error500', 'busy503', 'hang', 'dead', 'dropAnswer'] as const satisfies Fault[]

/** What an end-point can do for a while. */
const OUTAGES = ['error500', 'busy503', 'hang', 'dead'] as const satisfies Fault[]

export function makePlan (options: PlanOptions): Plan {
  const dice = newDice(options.seed)
  const duration = options.kills * options.every
  return {
    options,
    duration,
    applications: planApplications(dice, options, duration),
    events: [
      ...planKills(dice, options),
      ...planServers(dice, options, duration),
      ...planFaults(dice, duration)
    ].sort((one, other) => one.at - other.at)
  }
}

function planApplications (dice: Dice, { seed, applications }: PlanOptions, duration: number): PlannedApplication[] {
  return Array.from({ length: applications }, (_, index) => {
    const key = `CHAOS-${seed}-${index + 1}`
    return {
      // All are in before the storm is over, so that it strikes every one of them.
      at: Math.round(dice.between(0, duration * 0.9)),
      key,
      ...plannedForm(dice, key),
      again: dice.chance(0.2),
      ...dice.chance(0.15) && { withdrawAfter: Math.round(dice.between(0, 4_000)) }
    }
  }).sort((one, other) => one.at - other.at)
}

function planKills (dice: Dice, { kills, every }: PlanOptions): PlannedEvent[] {
  return Array.from({ length: kills }, (_, index) => ({
    at: Math.round((index + dice.between(0, 1)) * every),
    what: 'kill',
    slot: dice.pick(SLOTS),
    rest: Math.round(dice.between(0, 1_000))
  }))
}

/** Each server goes away in each of its ways at least once. */
function planServers (dice: Dice, { backend, kills }: PlanOptions, duration: number): PlannedEvent[] {
  const times = (oneIn: number): undefined[] => Array(Math.max(1, Math.round(kills / oneIn))).fill(undefined)
  const at = (): number => Math.round(dice.between(duration * 0.1, duration))
  const down = (): number => Math.round(dice.between(100, 2_500))
  return [
    ...times(16).map((): PlannedEvent => ({ at: at(), what: 'postgresql', how: 'fast', down: down() })),
    ...times(16).map((): PlannedEvent => ({ at: at(), what: 'postgresql', how: 'immediate', down: down() })),
    ...backend === 'redis'
      ? [
          ...times(8).map((): PlannedEvent => ({ at: at(), what: 'redis', how: 'restart', down: down() })),
          ...times(4).map((): PlannedEvent => ({ at: at(), what: 'redis', how: 'flush' }))
        ]
      : []
  ]
}

/** In every second a few faults strike somebody once or twice, and every few seconds somebody is away for a while. */
function planFaults (dice: Dice, duration: number): PlannedEvent[] {
  const strikes = Array.from({ length: Math.round(duration / 300) }, (): PlannedEvent => {
    const who = dice.pick([...SYSTEMS, 'portal'])
    const fault: Fault = who === 'portal' ? dice.pick(PORTAL_FAULTS) : dice.pick(FAULTS)
    return { at: Math.round(dice.between(0, duration)), what: 'fault', who, fault, times: dice.pick([1, 1, 2, 3]) }
  })
  const outages = Array.from({ length: Math.round(duration / 4_000) }, (): PlannedEvent => ({
    at: Math.round(dice.between(0, duration)),
    what: 'fault',
    who: dice.pick([...SYSTEMS, 'portal']),
    fault: dice.pick(OUTAGES),
    lasting: Math.round(dice.between(1_000, 5_000))
  }))
  return [...strikes, ...outages]
}

/** The plan as lines to read, in the order of time. */
export function planLines ({ options, applications, events }: Plan): string[] {
  const lines = [
    ...applications.map(application => ({ at: application.at, says: submission(application) })),
    ...events.map(({ at, ...event }) => {
      const words = Object.entries(event).map(([name, value]) => typeof value === 'number' ? `${name} ${value}` : value)
      return { at, says: words.join(' ') }
    })
  ].sort((one, other) => one.at - other.at)
  return [
    `seed ${options.seed}, queues in ${options.backend}`,
    ...lines.map(({ at, says }) => `${String(at).padStart(8)} ms  ${says}`)
  ]
}

function submission ({ key, title, course, again, withdrawAfter }: PlannedApplication): string {
  const withdrawn = withdrawAfter === undefined ? '' : `, withdrawn after ${withdrawAfter} ms`
  return `submit ${key} ${title}${course && ` ${course}`}${again ? ', sent again' : ''}${withdrawn}`
}
