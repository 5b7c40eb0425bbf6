/**
 * The parts of the documents that code says already, made from it: what stands between `<!-- name -->` and `<!-- /name -->` in
 * README.md, README.zh.md and docs/, and the pictures beside them. `npm run docs` writes them.
 */
import { writeFileSync } from 'node:fs'
import { plotOf } from '../../../bench/plot.ts'
import { newestResult } from '../../../bench/results.ts'
import { CALLBACK_STATES } from '../../../src/records/inbox/callbacks.ts'
import { FILING_LABELS, FILING_STATES, itemCode, ITEM_TRANSITIONS } from '../../../src/records/filings/filing-states.ts'
import { INTENT_STATES } from '../../../src/records/intents/intents.ts'
import { CUSTODY, CUSTODY_LABELS } from '../../../src/records/orders/custody.ts'
import { STATUS_LABELS, TRANSITIONS } from '../../../src/records/orders/states.ts'
import { NOTIFICATION_STATES } from '../../../src/records/outbox/notifications.ts'
import { VISIT_LABELS, VISIT_STATES } from '../../../src/records/visits/visit-states.ts'
import { CALLBACK_LABELS } from '../../../src/views/callbacks.ts'
import { projectFiles, read } from '../../source-files.ts'
import { faultMatrixTable } from './faults.ts'
import { floorsTable, ownersTable } from './floors.ts'
import { metricsTable } from './metrics.ts'
import { fieldErrorsTable, problemsTable } from './problems.ts'
import { provenanceTable } from './provenance.ts'
import { retryTable, webhookTable } from './schedules.ts'
import { settingsTable } from './settings.ts'
import { speedParts } from './speed.ts'
import { stepsDiagram, transitionsDiagram } from './states.ts'

const PARTS: Record<string, () => string> = {
  transitions: () => transitionsDiagram(TRANSITIONS),
  custody: () => stepsDiagram(CUSTODY, CUSTODY_LABELS),
  'visit-states': () => stepsDiagram(VISIT_STATES, VISIT_LABELS),
  'filing-states': () => stepsDiagram(FILING_STATES, FILING_LABELS),
  'item-states': () => stepsDiagram(ITEM_TRANSITIONS, ITEM_NAMES),
  'intent-states': () => stepsDiagram(INTENT_STATES),
  'callback-states': () => stepsDiagram(CALLBACK_STATES, CALLBACK_LABELS),
  'notification-states': () => stepsDiagram(NOTIFICATION_STATES),
  floors: floorsTable,
  owners: ownersTable,
  problems: problemsTable,
  'field-errors': fieldErrorsTable,
  settings: settingsTable,
  metrics: metricsTable,
  'fault-matrix': faultMatrixTable,
  provenance: provenanceTable,
  'retry-schedule': retryTable,
  'webhook-schedule': webhookTable,
  ...speedParts
}

const ITEM_NAMES = Object.fromEntries((Object.keys(ITEM_TRANSITIONS) as Array<keyof typeof ITEM_TRANSITIONS>)
  .map(state => [state, STATUS_LABELS[itemCode(state)]!]))

/** Pictures that are drawn by code, by their paths from the root. */
export const pictures: Record<string, () => string> = {
  'docs/architecture/speed.svg': () => plotOf(newestResult())
}

/** Every page of the documents, by its path from the root. */
export const pages: string[] = projectFiles.filter(path => /^(docs\/.+|[^/]+)\.md$/.test(path))

/** The names of the parts that have a place in a page. */
export function placesIn (text: string): string[] {
  return [...text.matchAll(/^<!-- ([a-z-]+) -->$/gm)].map(([, name]) => name!)
}

/** The parts that no page has a place for. */
export function partsWithoutPlace (texts: string[]): string[] {
  const places = texts.flatMap(placesIn)
  return Object.keys(PARTS).filter(name => !places.includes(name))
}

/** A page with its made parts as they have to be. Throws when a place has no end, or is for something that nothing makes. */
export function withMadeParts (text: string): string {
  return placesIn(text).reduce((page, name) => {
    const make = PARTS[name]
    if (!make) throw new Error(`nothing makes ${name}: the parts are ${Object.keys(PARTS).join(', ')}`)
    const place = new RegExp(`(?<=^<!-- ${name} -->\n)[^]*?(?=^<!-- /${name} -->$)`, 'm')
    if (!place.test(page)) throw new Error(`the place for ${name} has no end: write <!-- /${name} --> on a line of its own`)
    return page.replace(place, () => `${make()}\n`)
  }, text)
}

if (import.meta.main) {
  for (const path of pages) {
    const text = read(path)
    const made = withMadeParts(text)
    if (made !== text) writeFileSync(new URL(`../../../${path}`, import.meta.url), made)
  }
  for (const [path, draw] of Object.entries(pictures)) writeFileSync(new URL(`../../../${path}`, import.meta.url), draw())
}
