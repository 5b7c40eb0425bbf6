/** The hub's processes of one site: kept running as a site's supervisor does, and killed when the plan says so. */
import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawnHub, type HubProcess } from '../kit/hub-process.ts'
import { SLOTS, type Slot } from './plan.ts'

export interface Crew {
  /** How many processes were killed. */
  kills: number
  /** How often one could not start: the database was away. */
  failedStarts: number
  /** The last words of those that were up and ended without being told to. */
  falls: string[]
  /** Kills the process in a slot, as soon as there is one, and starts the next after `rest` milliseconds. */
  kill (slot: Slot, rest: number): Promise<void>
  /** Until a process in every slot takes requests. */
  allUp (): Promise<void>
  /** Stops them in good order; answers what each ended with. */
  stop (): Promise<Array<number | NodeJS.Signals>>
  /** Leaves none behind, whatever happened. */
  abandon (): Promise<void>
}

/** How long a supervisor waits before it starts again what fell over by itself, milliseconds. */
const PATIENCE = 300

/**
 * Portal and enterprises have machines of their own. Here they all live in the one process that plays them, and would
 * hear so late of the hub's answers, beside processes that start all the time, that they would ask for everything
 * again.
 */
const BEHIND = 10

/** `environment`: of the process in a slot. What the processes say is kept in `folder`, a file for each slot. */
export function startCrew (environment: (slot: Slot) => Record<string, string>, folder: string): Crew {
  const running = new Map<Slot, HubProcess>()
  const rests = new Map<Slot, number>()
  const over = new AbortController()

  async function keepRunning (slot: Slot): Promise<void> {
    while (!over.signal.aborted) {
      const hub = spawnHub(environment(slot), BEHIND)
      running.set(slot, hub)
      // Waited for elsewhere, if at all.
      hub.up().catch(() => {})
      await hub.ended
      running.delete(slot)
      appendFileSync(`${folder}/${slot}.log`, hub.said())
      if (over.signal.aborted) return
      const rest = rests.get(slot)
      rests.delete(slot)
      if (rest === undefined) await noteEnd(slot, hub)
      await sleep(rest ?? PATIENCE)
    }
  }

  async function noteEnd (slot: Slot, hub: HubProcess): Promise<void> {
    if (await cameUp(hub)) crew.falls.push(`${slot}: ${hub.said().trimEnd().split('\n').at(-1)}`)
    else crew.failedStarts++
  }

  const supervisors = SLOTS.map(keepRunning)

  async function present (slot: Slot): Promise<HubProcess> {
    for (;;) {
      const hub = running.get(slot)
      if (hub) return hub
      await sleep(20)
    }
  }

  const crew: Crew = {
    kills: 0,
    failedStarts: 0,
    falls: [],
    async kill (slot, rest) {
      for (;;) {
        const hub = await present(slot)
        rests.set(slot, rest)
        hub.signal('SIGKILL')
        // One that fell over at the same moment was not killed.
        if (await hub.ended === 'SIGKILL') break
        while (running.get(slot) === hub) await sleep(20)
      }
      crew.kills++
    },
    async allUp () {
      for (const slot of SLOTS) while (!await present(slot).then(cameUp)) await sleep(PATIENCE)
    },
    async stop () {
      over.abort()
      const last = [...running.values()]
      for (const hub of last) hub.signal('SIGTERM')
      const ends = await Promise.all(last.map(({ ended }) => ended))
      await Promise.all(supervisors)
      return ends
    },
    async abandon () {
      over.abort()
      for (const hub of running.values()) hub.signal('SIGKILL')
      await Promise.all(supervisors)
    }
  }
  return crew
}

function cameUp (hub: HubProcess): Promise<boolean> {
  return hub.up().then(() => true, () => false)
}
