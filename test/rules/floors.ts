/**
 * The floors of src/: imports, of types too, go down only, and inside a room. Two rooms of one floor do not know each other. Each
 * table of the database belongs to one room, which alone writes it.
 */
import { importsOf, place } from '../source-files.ts'
import { isIn, type CodeRule, type HouseRule } from './code-rule.ts'

export interface Room {
  /** Folders, which end with `/`, and files. */
  paths: string[]
  /** The tables it owns. */
  tables?: string[]
}

export interface Floor {
  /** What its rooms are for. */
  what: string
  rooms: Room[]
}

/** From the top down. */
export const FLOORS: Floor[] = [
  { what: 'programs', rooms: [{ paths: ['src/main.ts'] }, { paths: ['src/cli.ts'] }] },
  { what: 'puts a running hub together', rooms: [{ paths: ['src/start.ts'] }] },
  {
    what: 'doors: what comes in over HTTP, and the command line',
    rooms: [{ paths: ['src/doors/http/'], tables: ['client_assertions'] }, { paths: ['src/doors/cli/'] }]
  },
  {
    what: 'assembly: the whole settings file, and what a hub consists of, which only the floors above may know',
    rooms: [{ paths: ['src/hub.ts', 'src/connect.ts', 'src/settings.ts', 'src/environment.ts'] }]
  },
  { what: 'what somebody asks the hub to do, one file each', rooms: [{ paths: ['src/cases/'] }] },
  { what: 'what is answered', rooms: [{ paths: ['src/views/'] }] },
  {
    what: 'what goes on by itself',
    rooms: [
      { paths: ['src/engines/delivery/'], tables: ['tokens', 'token_allowances', 'pacing', 'breakers'] },
      { paths: ['src/engines/callbacks/'], tables: ['presence'] },
      { paths: ['src/engines/calendar/'] },
      { paths: ['src/engines/portal/'] },
      { paths: ['src/engines/clocks/'] },
      { paths: ['src/engines/reminders/'] },
      { paths: ['src/engines/ratings/'] },
      { paths: ['src/engines/visits/'] },
      { paths: ['src/engines/purge/'], tables: ['purges'] },
      { paths: ['src/engines/sweep/'] }
    ]
  },
  { what: 'what happens to an order in several records at once', rooms: [{ paths: ['src/steps/'] }] },
  {
    what: 'records about orders',
    rooms: [
      { paths: ['src/records/intents/'], tables: ['intents'] },
      { paths: ['src/records/inbox/'], tables: ['callbacks', 'refused_callbacks'] },
      { paths: ['src/records/outbox/'], tables: ['notifications', 'webhook_attempts', 'webhook_lanes', 'webhook_endpoint'] },
      { paths: ['src/records/trail/'], tables: ['exchanges', 'messages'] },
      { paths: ['src/records/attachments/'], tables: ['attachments', 'attachment_contents'] },
      { paths: ['src/records/clocks/'], tables: ['clocks', 'clock_warnings'] },
      { paths: ['src/records/figures/'], tables: ['figures'] },
      { paths: ['src/records/visits/'], tables: ['visits', 'visit_proposals', 'visit_answers', 'visit_results'] },
      { paths: ['src/records/reminders/'], tables: ['reminders'] },
      { paths: ['src/records/acts/'], tables: ['acts', 'disclosures'] },
      { paths: ['src/records/idempotency/'], tables: ['idempotency_keys'] },
      { paths: ['src/records/calendar/'], tables: ['calendar_years', 'county_days', 'calendar_versions'] },
      { paths: ['src/records/drafts/'], tables: ['drafts'] },
      {
        paths: ['src/records/ratings/'],
        tables: ['rating_links', 'rating_tries', 'ratings', 'rectifications', 'rating_invitations']
      },
      { paths: ['src/records/filings/'], tables: ['filings', 'filing_items', 'filing_events'] },
      { paths: ['src/records/people/'], tables: ['people', 'sessions', 'sign_in_failures', 'sign_ins', 'departures'] }
    ]
  },
  {
    what: 'applications and their orders',
    rooms: [{ paths: ['src/records/orders/'], tables: ['applications', 'orders', 'transitions', 'search_hashes', 'desk_readings'] }]
  },
  { what: 'enterprises and which of them gets an order', rooms: [{ paths: ['src/enterprises/'] }] },
  {
    what: 'ground: alarms, rows that fail, personal data at rest, who may call and see what',
    rooms: [
      { paths: ['src/ground/queue/'] },
      { paths: ['src/ground/aside/'], tables: ['set_aside'] },
      { paths: ['src/ground/sealing/'], tables: ['personal_data_keys'] },
      { paths: ['src/ground/access/'] }
    ]
  },
  {
    what: 'ground: the database, the form, what is taken out of texts, when to try again',
    rooms: [
      { paths: ['src/ground/database/'] },
      { paths: ['src/ground/form/'] },
      { paths: ['src/ground/redaction/'] },
      { paths: ['src/ground/retry/'] }
    ]
  },
  {
    what: 'ground: logs, metrics and traces; addresses; working days',
    rooms: [{ paths: ['src/ground/observe/'] }, { paths: ['src/ground/network/'] }, { paths: ['src/ground/calendar/'] }]
  },
  {
    what: 'ground: problems, settings and random bytes',
    rooms: [{ paths: ['src/ground/problem/'] }, { paths: ['src/ground/settings/'] }, { paths: ['src/ground/random/'] }]
  }
]

interface Place { room: Room, floor: number }

/** The room of a file of src/, and its floor, counted from the top. */
export function placeIn (path: string, floors = FLOORS): Place | undefined {
  for (const [index, { rooms }] of floors.entries()) {
    const room = rooms.find(({ paths }) => paths.some(own => own.endsWith('/') ? path.startsWith(own) : path === own))
    if (room) return { room, floor: index + 1 }
  }
  return undefined
}

/** Whether a file may import another: from its own room, or from a floor below. Of files without a room nothing is said. */
export function mayImport (from: string, target: string): boolean {
  const [importer, imported] = [placeIn(from), placeIn(target)]
  return !importer || !imported || importer.room === imported.room || importer.floor < imported.floor
}

export const floorRules: CodeRule[] = [
  {
    says: 'every file of src stands in a room',
    appliesTo: isIn('src'),
    breaches: ({ path }) => placeIn(path) ? [] : [`${path}:1 stands in no room: find the one it belongs to in FLOORS of test/rules/floors.ts`],
    counterexamples: [{ path: 'src/something.ts', text: '' }, { path: 'src/ground/something.ts', text: '' }]
  },
  {
    says: 'imports go down the floors only',
    appliesTo: isIn('src'),
    breaches: file => importsOf(file).filter(({ target }) => !mayImport(file.path, target)).map(({ node, target }) => {
      const [from, to] = [placeIn(file.path)!, placeIn(target)!]
      const way = from.floor === to.floor ? `on the same floor ${to.floor}` : `up from floor ${from.floor} to floor ${to.floor}`
      return `${place(file, node)} imports ${target}, ${way}: say by an interface of your own what you need, and be given it`
    }),
    counterexamples: [
      { path: 'src/ground/observe/metrics.ts', text: "import { isFinal } from '../../records/orders/states.ts'" },
      { path: 'src/ground/retry/retry.ts', text: "import type { DeliverySettings } from '../../enterprises/delivery-settings.ts'" },
      { path: 'src/records/orders/transition.ts', text: "const { wakePortal } = await import('../../engines/portal/wake.ts')" },
      { path: 'src/records/outbox/outbox.ts', text: "type Intent = import('../intents/intents.ts').Intent" },
      { path: 'src/engines/sweep/sweep.ts', text: "export { purge } from '../purge/purge.ts'" },
      // A part of the hub takes what it needs, never the hub: only assembly and what is above it know the type.
      { path: 'src/cases/submit.ts', text: "import type { Hub } from '../hub.ts'" },
      { path: 'src/cli.ts', text: "import { start } from './main.ts'" }
    ]
  }
]

/** Loops that go over several rooms have an import in them that goes up, which is told already. */
export const loopRule: HouseRule = {
  says: 'no files of src import each other in a circle',
  breaches (files) {
    const graph = new Map(files.map(file => [file.path, importsOf(file).map(({ target }) => target)
      .filter(target => target.startsWith('src/') && mayImport(file.path, target))]))
    const told = new Set<string>()
    return [...graph.keys()].sort().flatMap(path => {
      const loop = told.has(path) ? undefined : shortestLoop(graph, path)
      if (!loop) return []
      for (const part of loop) told.add(part)
      return [`${path}:1 imports itself: ${[...loop, path].join(' -> ')}; give what they share a file of its own`]
    })
  },
  counterexamples: [
    [
      { path: 'src/ground/sealing/cipher.ts', text: "import { sm4 } from './sm4.ts'" },
      { path: 'src/ground/sealing/sm4.ts', text: "import type { Cipher } from './cipher.ts'" }
    ],
    [
      { path: 'src/views/a.ts', text: "import { b } from './b.ts'" },
      { path: 'src/views/b.ts', text: "export { c } from './c.ts'" },
      { path: 'src/views/c.ts', text: "const { a } = await import('./a.ts')" }
    ]
  ]
}

/** The files on the shortest way from one back to itself. */
function shortestLoop (graph: Map<string, string[]>, start: string): string[] | undefined {
  const ways = [[start]]
  const seen = new Set<string>()
  for (const way of ways) {
    for (const next of graph.get(way.at(-1)!) ?? []) {
      if (next === start) return way
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}
