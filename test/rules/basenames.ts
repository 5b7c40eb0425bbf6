/** Two files of src/ with one name are about the same thing, each from the side of its room. */
import { basename } from 'node:path/posix'
import { isIn, type HouseRule } from './code-rule.ts'

/** The names that repeat, and what each means wherever it stands. */
const REPEATED: Record<string, string> = {
  'settings.ts': "the schema of a room's part of the settings file; src/settings.ts joins them",
  'drafts.ts': 'forms that a person has begun: kept, and shown',
  'accounts.ts': 'the accounts of people: kept, and shown',
  'acts.ts': 'what operators did by hand: kept, and listed on the command line',
  'calendar.ts': 'which days are worked: decided, shown, and seen to on the command line',
  'callbacks.ts': "enterprises' callbacks: listed, and seen to on the command line",
  'clocks.ts': 'clocks of promises: kept, shown, and listed on the command line',
  'erase.ts': 'the erasure of a person: done, and asked for on the command line',
  'exchanges.ts': 'exchanges with enterprises: kept as they happen, and shown',
  'figures.ts': 'what is counted for a period: kept, shown, and printed from the command line',
  'filings.ts': 'filings with the departments: shown, and seen to on the command line',
  'ratings.ts': 'what applicants rated: kept, shown, and marked on the command line',
  'rectifications.ts': 'what bad ratings bring about: kept, shown, and appeals decided on the command line',
  'sign-ins.ts': 'who signed in and out: kept, and shown',
  'supplement.ts': 'a supplement: taken from the portal, and passed on to the enterprise',
  'visits.ts': 'joint visits: shown, and arranged on the command line',
  'webhooks.ts': 'webhooks to the portal: listed, and seen to on the command line',
  'withdraw.ts': 'a withdrawal: taken from the portal, and passed on to the enterprise'
}

export const basenameRule: HouseRule = {
  says: 'files of src with the same name are about the same thing',
  breaches (files) {
    const paths = Map.groupBy(files.map(({ path }) => path).filter(isIn('src')), path => basename(path))
    return [...paths].filter(([name, [, ...others]]) => others.length > 0 && !Object.hasOwn(REPEATED, name)).map(([name, same]) =>
      `${same[0]}:1 has the name of ${same.slice(1).join(', ')}: rename one, or say in REPEATED of test/rules/basenames.ts what ${name} means`)
  },
  counterexamples: [
    [{ path: 'src/views/deliver.ts', text: '' }, { path: 'src/engines/delivery/deliver.ts', text: '' }]
  ]
}

/** Names that do not repeat any more. */
export function idleNames (paths: string[]): string[] {
  return Object.keys(REPEATED).filter(name => paths.filter(path => isIn('src')(path) && basename(path) === name).length < 2)
}
