/**
 * Every fault that a simulated enterprise knows, and what the hub has to make of it, whichever enterprise has it. The journey of the
 * faults proves each cell of the table in docs/enterprise/faults.md.
 */
import type { Fault } from '../../simulators/faults.ts'
import { profiles } from '../../src/enterprises/profiles.ts'

interface Expected {
  /** What it spoils. */
  spoils: 'placement' | 'answer' | 'callback'
  /** What the hub does, for people. */
  then: string
}

export const EXPECTED: Record<Fault, Expected> = {
  error500: { spoils: 'placement', then: 'asks, and places again what is not known there' },
  busy503: { spoils: 'placement', then: 'asks, and places again what is not known there' },
  tooMany429: { spoils: 'placement', then: 'waits as told, and no attempt is spent' },
  page404: { spoils: 'placement', then: 'asks, and places again what is not known there' },
  hang: { spoils: 'placement', then: 'times out, asks, and places again what is not known there' },
  dead: { spoils: 'placement', then: 'asks, and places again what is not known there' },
  dropAnswer: { spoils: 'answer', then: 'asks, and finds the order: it is not placed again' },
  garbage: { spoils: 'answer', then: 'asks, and finds the order: it is not placed again' },
  pageInstead: { spoils: 'answer', then: 'asks, and finds the order: it is not placed again' },
  halfBody: { spoils: 'answer', then: 'asks, and finds the order: it is not placed again' },
  repeat: { spoils: 'callback', then: 'is applied once, and acknowledged again' },
  early: { spoils: 'callback', then: 'is parked until the acknowledgement, then applied' },
  late: { spoils: 'callback', then: 'is applied when it comes' },
  reorder: { spoils: 'callback', then: 'moves nothing back' },
  forge: { spoils: 'callback', then: 'changes nothing' }
}

const ALL = [...profiles.keys()]

/** The profiles whose enterprises can have a fault: one that never calls back has none in its callbacks. */
export function exposed (fault: Fault): string[] {
  return EXPECTED[fault].spoils === 'callback' ? ALL.filter(profile => profiles.get(profile)!.statusBy === 'callback') : ALL
}
