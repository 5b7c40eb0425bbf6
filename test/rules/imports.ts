/** What a file may import of the project: between the folders, and of the files of one profile. Inside src/ see floors.ts. */
import { basename } from 'node:path/posix'
import { importsOf, place } from '../source-files.ts'
import { everywhere, isIn, registryOf, systems, type CodeRule } from './code-rule.ts'

interface Reach { reach: RegExp, words: string }

const NO_TESTS: Reach = { reach: /^(?!test\/)/, words: 'nothing imports the tests' }

/** What the files of a folder may import of the project. */
const REACH: Record<string, Reach> = {
  openapi: { reach: /^openapi\//, words: 'openapi/ imports nothing but itself' },
  mappings: {
    reach: /^(mappings\/|openapi\/.+\.d\.ts$)/,
    words: 'a mapping knows nothing but mappings/mapping.ts and the types of the contracts'
  },
  adapters: { reach: /^(adapters|openapi)\//, words: 'adapters import neither mappings nor src' },
  simulators: {
    reach: /^(simulators|openapi)\//,
    words: 'a simulator takes nothing of the hub, so that one checks the other'
  },
  src: { reach: /^(src|adapters|mappings|openapi)\//, words: 'the hub knows neither simulators nor kit nor demo nor test' },
  kit: NO_TESTS,
  console: { reach: /^(console|openapi)\//, words: 'the console is a client of the contract and knows nothing else' },
  demo: NO_TESTS,
  bench: NO_TESTS,
  chaos: NO_TESTS,
  fuzz: NO_TESTS,
  test: { reach: /./, words: '' }
}

/** The system whose file this is, by its name. */
function owner (path: string): string | undefined {
  return isIn('mappings', 'adapters', 'simulators')(path)
    ? systems.find(profile => new RegExp(`^${profile}(-|\\.)`).test(basename(path)))
    : undefined
}

export const importRules: CodeRule[] = [
  {
    says: 'imports go one way: openapi <- mappings, adapters <- src; simulators apart; nobody calls the tests',
    appliesTo: everywhere,
    breaches (file) {
      const { reach, words } = REACH[file.path.split('/', 1)[0]!] ?? REACH['test']!
      return importsOf(file).filter(({ specifier, target }) => specifier.startsWith('.') && !reach.test(target))
        .map(({ node, target }) => `${place(file, node)} imports ${target}: ${words}`)
    },
    counterexamples: [
      { path: 'mappings/enn.ts', text: "import { secret } from '../adapters/settings.ts'" },
      { path: 'mappings/enn.ts', text: "import { readDocument } from '../openapi/document.ts'" },
      { path: 'adapters/enn.ts', text: "import type { Meaning } from '../mappings/mapping.ts'" },
      { path: 'adapters/enn.ts', text: "export { localTime } from '../src/ground/calendar/local-time.ts'" },
      { path: 'simulators/enn.ts', text: "import { ennSignature } from '../adapters/enn-signature.ts'" },
      { path: 'simulators/enn.ts', text: "import { mapping } from '../mappings/enn.ts'" },
      { path: 'simulators/enn.ts', text: "import { localTime } from '../src/ground/calendar/local-time.ts'" },
      { path: 'src/engines/delivery/deliver.ts', text: "const { simulators } = await import('../../../simulators/registry.ts')" },
      { path: 'src/doors/http/app.ts', text: "type Form = import('../../../test/kit/forms.ts').Form" },
      { path: 'demo/main.ts', text: "import { householdForm } from '../test/kit/forms.ts'" },
      { path: 'kit/sandbox.ts', text: "import { householdForm } from '../test/kit/forms.ts'" },
      { path: 'src/start.ts', text: "import { sandboxDocument } from '../kit/sandbox.ts'" },
      { path: 'simulators/simulator.ts', text: "import { newCaller } from '../kit/caller.ts'" },
      { path: 'openapi/document.ts', text: "import { Problem } from '../src/ground/problem/problem.ts'" }
    ]
  },
  {
    says: 'a mapping imports no I/O: luxon and types, nothing of Node',
    appliesTo: isIn('mappings'),
    breaches: file => importsOf(file).filter(({ specifier, target }) => !specifier.startsWith('.') && target !== 'luxon')
      .map(({ node, specifier }) => `${place(file, node)} imports ${specifier}: a mapping is pure functions`),
    counterexamples: [
      { path: 'mappings/enn.ts', text: "import { createHash } from 'node:crypto'" },
      { path: 'mappings/enn.ts', text: "import { request } from 'undici'" }
    ]
  },
  {
    says: 'the files of one profile are used by its own files and by the registry alone',
    appliesTo: isIn('src', 'adapters', 'mappings', 'simulators', 'openapi'),
    breaches: file => importsOf(file).flatMap(({ node, target }) => {
      const profile = owner(target)
      if (profile === undefined || profile === owner(file.path)) return []
      const registered = file.path === registryOf(profile) && basename(target) === `${profile}.ts`
      return registered ? [] : [`${place(file, node)} imports ${target}: what is ${profile}'s own stays in its files, which meet in ${registryOf(profile)}`]
    }),
    counterexamples: [
      { path: 'src/engines/delivery/deliver.ts', text: "import { mapping } from '../../../mappings/enn.ts'" },
      { path: 'src/enterprises/profiles.ts', text: "import { adapter } from '../../adapters/county-approvals.ts'" },
      { path: 'src/enterprises/approvals.ts', text: "import { approvalsCallback } from '../../adapters/county-approvals-callback.ts'" },
      { path: 'src/enterprises/profiles.ts', text: "import { ennCallback } from '../../adapters/enn-callback.ts'" },
      { path: 'simulators/registry.ts', text: "const { simulate } = await import('./enn.ts')" },
      { path: 'adapters/towngas.ts', text: "import { ennSignature } from './enn-signature.ts'" }
    ]
  },
  {
    says: 'files of the project are imported with their extension',
    appliesTo: everywhere,
    breaches: file => importsOf(file).filter(({ specifier }) => /^[./]/.test(specifier) && !/\.(ts|vue|css)$/.test(specifier))
      .map(({ node, specifier }) => `${place(file, node)} imports ${specifier} without .ts`),
    counterexamples: [
      { path: 'src/doors/http/app.ts', text: "import { Problem } from './problem'" },
      { path: 'src/doors/http/app.ts', text: "import { Problem } from './problem.js'" }
    ]
  }
]
