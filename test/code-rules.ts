/**
 * The rules of the house that the text of one file can break. Each carries code that breaks it, so that a rule which would let
 * everything pass is noticed.
 */
import { basename, dirname } from 'node:path/posix'
import ts from 'typescript'
import { profileNames } from '../openapi/document.ts'
import { importsOf, nodesOf, place, read, type SourceFile } from './source-files.ts'

export interface CodeRule {
  says: string
  appliesTo (path: string): boolean
  /** Where the file breaks the rule and how: `path:line what`. */
  breaches (file: SourceFile): string[]
  /** Files that break it. */
  counterexamples: Array<{ path: string, text: string }>
}

/** Every profile. */
export const profiles: string[] = profileNames()

export const ROOMS = ['openapi', 'mappings', 'adapters', 'simulators', 'src', 'demo', 'bench', 'chaos', 'fuzz', 'test']

/** What the files of a room may import of the project. */
const REACH: Record<string, { reach: RegExp, words: string }> = {
  openapi: { reach: /^openapi\//, words: 'openapi/ imports nothing but itself' },
  mappings: { reach: /^(mappings\/|openapi\/.+\.d\.ts$)/, words: 'a mapping knows nothing but mappings/mapping.ts and the types of the contracts' },
  adapters: { reach: /^(adapters|openapi)\//, words: 'adapters import neither mappings nor src' },
  simulators: { reach: /^(simulators|openapi)\//, words: 'a simulator takes nothing of the hub, so that one checks the other' },
  src: { reach: /^(src|adapters|mappings|openapi)\//, words: 'the hub knows neither simulators nor demo nor test' },
  demo: { reach: /^(?!test\/)/, words: 'nothing imports the tests' },
  bench: { reach: /^(?!test\/)/, words: 'nothing imports the tests' },
  chaos: { reach: /^(?!test\/)/, words: 'nothing imports the tests' },
  fuzz: { reach: /^(?!test\/)/, words: 'nothing imports the tests' },
  test: { reach: /./, words: '' }
}

/** What `npm run` starts: a program is given its environment, speaks to a terminal, and knows what time it is. */
const PROGRAMS: string[] = Object.values<string>(JSON.parse(read('package.json')).scripts).flatMap(script => /^node (src\/\S+)$/.exec(script)?.slice(1) ?? [])

/** The file where the rooms of one profile meet. */
const REGISTRY = 'src/enterprises/profiles.ts'

function isIn (...folders: string[]): (path: string) => boolean {
  return path => folders.some(folder => path.startsWith(`${folder}/`))
}

/** The profile whose file this is, by its name. */
function owner (path: string): string | undefined {
  return isIn('mappings', 'adapters', 'simulators')(path)
    ? profiles.find(profile => new RegExp(`^${profile}(-|\\.)`).test(basename(path)))
    : undefined
}

function found (file: SourceFile, offends: (node: ts.Node) => boolean, words: string): string[] {
  return nodesOf(file).filter(offends).map(node => `${place(file, node)} ${words}`)
}

function readsClock (node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
  return ts.isCallExpression(node) && node.arguments.length === 0 && /^(Date|Date\.now|performance\.now|DateTime\.(now|local|utc))$/.test(node.expression.getText())
}

function throwsDice (node: ts.Node): boolean {
  return ts.isCallExpression(node) && /^(Math\.random|(crypto\.)?random(Bytes|Int|UUID|FillSync))$/.test(node.expression.getText())
}

/** A name used as a value, not as the key of something else. */
function isName (node: ts.Node, pattern: RegExp): boolean {
  if (!ts.isIdentifier(node) || !pattern.test(node.text)) return false
  return !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) && !ts.isPropertyAssignment(node.parent) &&
    !ts.isPropertySignature(node.parent) && !ts.isTypeReferenceNode(node.parent)
}

function isEnvironment (node: ts.Node): boolean {
  return (ts.isPropertyAccessExpression(node) && node.getText() === 'process.env') ||
    (ts.isImportSpecifier(node) && node.name.text === 'env') ||
    (ts.isBindingElement(node) && node.getText().startsWith('env') && node.parent.parent.getText().endsWith('= process'))
}

function hasModifier (node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(modifier => modifier.kind === kind) ?? false)
}

function isErased (node: ts.Node): boolean {
  return !(ts.isEnumDeclaration(node) || ts.isImportEqualsDeclaration(node) || ts.isTypeAssertionExpression(node) || ts.isDecorator(node) ||
    (ts.isModuleDeclaration(node) && !hasModifier(node, ts.SyntaxKind.DeclareKeyword)) ||
    (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)))
}

function isDefaultExport (node: ts.Node): boolean {
  return ts.isExportAssignment(node) || hasModifier(node, ts.SyntaxKind.DefaultKeyword) || (ts.isExportSpecifier(node) && node.name.text === 'default')
}

function isClassOfStatics (node: ts.Node): boolean {
  return ts.isClassLike(node) && !node.heritageClauses && node.members.length > 0 &&
    node.members.every(member => hasModifier(member, ts.SyntaxKind.StaticKeyword) || ts.isClassStaticBlockDeclaration(member))
}

/** Waits that grow: powers, and settings of other people's back-off. */
function isBackOff (node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken].includes(node.operatorToken.kind)
  if (ts.isCallExpression(node)) return /^Math\.(pow|exp)$|(^|\.)random$/.test(node.expression.getText())
  return ts.isPropertyAssignment(node) && /^(backoff|retryStrategy|retryDelay|maxRetries)$/.test(node.name.getText())
}

const everywhere = (): boolean => true

export const codeRules: CodeRule[] = [
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
      { path: 'mappings/enn.ts', text: "import { profileNames } from '../openapi/document.ts'" },
      { path: 'adapters/enn.ts', text: "import type { Meaning } from '../mappings/mapping.ts'" },
      { path: 'adapters/enn.ts', text: "export { localTime } from '../src/ground/calendar/local-time.ts'" },
      { path: 'simulators/enn.ts', text: "import { ennSignature } from '../adapters/enn-signature.ts'" },
      { path: 'simulators/enn.ts', text: "import { mapping } from '../mappings/enn.ts'" },
      { path: 'simulators/enn.ts', text: "import { localTime } from '../src/ground/calendar/local-time.ts'" },
      { path: 'src/engines/delivery/deliver.ts', text: "const { simulators } = await import('../../../simulators/registry.ts')" },
      { path: 'src/doors/http/app.ts', text: "type Form = import('../../../test/kit/forms.ts').Form" },
      { path: 'demo/main.ts', text: "import { householdForm } from '../test/kit/forms.ts'" },
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
      const registered = file.path === REGISTRY && basename(target) === `${profile}.ts`
      return registered ? [] : [`${place(file, node)} imports ${target}: what is ${profile}'s own stays in its files, which meet in ${REGISTRY}`]
    }),
    counterexamples: [
      { path: 'src/engines/delivery/deliver.ts', text: "import { mapping } from '../../../mappings/enn.ts'" },
      { path: 'src/enterprises/profiles.ts', text: "import { ennCallback } from '../../adapters/enn-callback.ts'" },
      { path: 'simulators/registry.ts', text: "const { simulate } = await import('./enn.ts')" },
      { path: 'adapters/towngas.ts', text: "import { ennSignature } from './enn-signature.ts'" }
    ]
  },
  {
    says: 'mappings and adapters are told the time, their dice and their settings',
    appliesTo: isIn('mappings', 'adapters'),
    breaches: file => [
      ...found(file, node => readsClock(node) || throwsDice(node), 'reads a clock or throws dice: take them from the arguments, an adapter from its context'),
      ...found(file, node => isName(node, /^(process|globalThis)$/), 'looks at its surroundings: what it must know is in its settings')
    ],
    counterexamples: ['Date.now()', 'new Date()', 'new Date', 'Math.random()', 'process.env', 'process.hrtime()', 'DateTime.now()', 'randomBytes(16)', 'crypto.randomUUID()', 'globalThis.Date']
      .map(text => ({ path: 'adapters/enn.ts', text: `const value = ${text}` }))
  },
  {
    says: 'a mapping touches neither network nor timers',
    appliesTo: isIn('mappings'),
    breaches: file => found(file, node => isName(node, /^(fetch|setTimeout|setInterval|setImmediate|queueMicrotask|WebSocket)$/), 'does I/O: a mapping is pure functions'),
    counterexamples: [{ path: 'mappings/enn.ts', text: "const answer = fetch('http://127.0.0.1')" }]
  },
  {
    says: 'adapters and mappings log nothing, the hub logs by its log alone',
    appliesTo: path => isIn('src', 'adapters', 'mappings')(path) && !PROGRAMS.includes(path),
    breaches: file => [
      ...found(file, node => isName(node, /^console$/), `writes to the console: only programs do (${PROGRAMS.join(', ')})`),
      ...importsOf(file).filter(({ target }) => isIn('adapters', 'mappings')(file.path) && /^(pino|src\/log\.ts)$/.test(target))
        .map(({ node }) => `${place(file, node)} logs: an adapter throws Failure, and the hub logs it without personal data`),
      ...isIn('adapters', 'mappings')(file.path)
        ? found(file, node => ts.isPropertyAccessExpression(node) && /(^|\.)log(ger)?\.\w+$/.test(node.getText()), 'logs: an adapter throws Failure, and the hub logs it without personal data')
        : []
    ],
    counterexamples: [
      { path: 'adapters/enn.ts', text: "console.log('sent')" },
      { path: 'adapters/enn.ts', text: "import pino from 'pino'" },
      { path: 'adapters/enn.ts', text: "context.log.info('sent')" },
      { path: 'src/doors/http/app.ts', text: "console.error('failed')" }
    ]
  },
  {
    says: 'only programs read the environment, and give it to config.ts',
    appliesTo: path => isIn('src', 'adapters', 'mappings', 'openapi')(path) && !PROGRAMS.includes(path),
    breaches: file => found(file, isEnvironment, 'reads the environment: make it a setting, read by src/settings.ts'),
    counterexamples: [
      { path: 'src/doors/http/app.ts', text: "const port = process.env['PORT']" },
      { path: 'src/doors/http/app.ts', text: "import { env } from 'node:process'" },
      { path: 'src/doors/http/app.ts', text: 'const { env } = process' }
    ]
  },
  {
    says: 'the hub has one clock, which start.ts is given or makes',
    // The alarm clock tells BullMQ a moment, and BullMQ goes by the machine's clock.
    appliesTo: path => path.startsWith('src/') && path !== 'src/start.ts' && path !== 'src/ground/queue/alarms.ts' && !PROGRAMS.includes(path),
    breaches: file => found(file, readsClock, 'reads the clock: ask hub.now()'),
    counterexamples: [{ path: 'src/doors/http/app.ts', text: 'const now = new Date()' }, { path: 'src/doors/http/app.ts', text: 'const now = DateTime.now()' }]
  },
  {
    says: 'undici never retries',
    appliesTo: isIn('src', 'adapters'),
    breaches: file => found(file, node => isName(node, /^(RetryAgent|RetryHandler|interceptors)$/) || (ts.isPropertyAccessExpression(node) && /^interceptors$|^retry$/.test(node.name.text) && /interceptors/.test(node.getText())),
      'lets undici retry: src/ground/retry/retry.ts alone decides'),
    counterexamples: [
      { path: 'adapters/http.ts', text: "import { RetryAgent } from 'undici'" },
      { path: 'adapters/http.ts', text: 'const agent = new Agent().compose(interceptors.retry())' },
      { path: 'adapters/http.ts', text: 'const agent = new Agent().compose(undici.interceptors.retry())' }
    ]
  },
  {
    says: 'waits that grow or are spread are worked out in delivery/retry.ts alone',
    appliesTo: path => isIn('src', 'adapters')(path) && path !== 'src/ground/retry/retry.ts',
    breaches: file => found(file, isBackOff, 'works out a back-off: src/ground/retry/retry.ts alone decides when to try again'),
    counterexamples: [
      { path: 'src/engines/portal/notify.ts', text: 'const wait = 1000 * 2 ** attempts' },
      { path: 'src/engines/portal/notify.ts', text: 'const wait = 1000 * Math.pow(2, attempts)' },
      { path: 'src/engines/portal/notify.ts', text: 'const wait = 1000 * (0.9 + 0.2 * hub.random())' },
      { path: 'src/ground/queue/alarms.ts', text: "const options = { backoff: { type: 'exponential' } }" }
    ]
  },
  {
    says: 'exports have names',
    appliesTo: everywhere,
    breaches: file => [
      ...found(file, isDefaultExport, 'exports a default: give it its name'),
      ...found(file, node => ts.isExportDeclaration(node) && !node.exportClause, 'is a barrel (export *): import from where it is made'),
      ...found(file, node => ts.isExportDeclaration(node) && node.exportClause !== undefined && ts.isNamespaceExport(node.exportClause), 'is a barrel (export * as): import from where it is made')
    ],
    counterexamples: [
      'export default 1', 'export default function build () {}', 'const a = 1\nexport { a as default }', "export * from './app.ts'", "export * as app from './app.ts'"
    ].map(text => ({ path: 'src/doors/http/app.ts', text }))
  },
  {
    says: 'a file is named in kebab-case after the one thing it is about',
    appliesTo: everywhere,
    breaches: ({ path }) => [
      ...!/^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/.test(basename(path)) ? [`${path}:1 is not kebab-case`] : [],
      ...path.split('/').some(part => /^(utils?|utilities|helpers?|commons?|shared|misc|lib|types|constants)(\.test)?(\.ts)?$/.test(part)) && path !== 'openapi/types.ts'
        ? [`${path}:1 has a name that takes everything: name it after what it exports`]
        : []
    ],
    counterexamples: ['src/utils.ts', 'adapters/helpers.ts', 'src/common/time.ts', 'src/retryPolicy.ts'].map(path => ({ path, text: '' }))
  },
  {
    says: 'no class is a bag of statics',
    appliesTo: everywhere,
    breaches: file => found(file, isClassOfStatics, 'is a class of statics: use functions'),
    counterexamples: [{ path: 'src/doors/http/app.ts', text: 'class Masks { static name (text: string): string { return text } }' }]
  },
  {
    says: 'types can be erased: no enum, namespace, parameter property, decorator, angle-bracket cast or import =',
    appliesTo: everywhere,
    breaches: file => found(file, node => !isErased(node), 'cannot be erased by Node: write it as plain JavaScript and types'),
    counterexamples: [
      'enum State { received }', 'namespace a { export const b = 1 }', 'class A { constructor (private readonly b: string) {} }',
      "import fs = require('node:fs')", 'const a = <string>b', '@sealed class A { b = 1 }'
    ].map(text => ({ path: 'src/doors/http/app.ts', text }))
  },
  {
    says: 'files of the project are imported with their extension',
    appliesTo: everywhere,
    breaches: file => importsOf(file).filter(({ specifier }) => /^[./]/.test(specifier) && !specifier.endsWith('.ts'))
      .map(({ node, specifier }) => `${place(file, node)} imports ${specifier} without .ts`),
    counterexamples: [{ path: 'src/doors/http/app.ts', text: "import { Problem } from './problem'" }, { path: 'src/doors/http/app.ts', text: "import { Problem } from './problem.js'" }]
  },
  {
    // A test file is one long list of cases, and this one is a list of rules; their length says nothing.
    says: 'a file has fewer than 300 lines',
    appliesTo: path => !path.endsWith('.test.ts') && path !== 'test/code-rules.ts',
    breaches: ({ path, text }) => text.split('\n').length > 300 ? [`${path}:300 goes on to line ${text.split('\n').length - 1}: it is about more than one thing`] : [],
    counterexamples: [{ path: 'src/doors/http/app.ts', text: 'a()\n'.repeat(300) }]
  },
  {
    says: 'a native status table is total: Record<native, Meaning>, read with read()',
    appliesTo: path => profiles.some(profile => path === `mappings/${profile}.ts`),
    breaches (file) {
      const tables = nodesOf(file).filter(ts.isVariableDeclaration).filter(({ type }) => type && /\bMeaning\b/.test(type.getText()))
      const read = nodesOf(file).filter(ts.isCallExpression).filter(({ expression }) => expression.getText() === 'read').map(({ arguments: [table] }) => table?.getText())
      return [
        ...tables.length === 0 ? [`${file.path}:1 has no status table: write one as Record<native status, Meaning>`] : [],
        ...tables.filter(({ type }) => !/^Record<(?!string\b)[^,]+, Meaning>$/.test(type!.getText()))
          .map(table => `${place(file, table)} is typed ${table.type!.getText()}: Record<native status, Meaning> makes the compiler ask for every status`),
        ...tables.filter(({ name }) => !read.includes(name.getText()))
          .map(table => `${place(file, table)} is not read with read() of mapping.ts, which keeps an unknown status unknown`),
        ...found(file, node => ts.isDefaultClause(node), 'has a default: an unknown status is never guessed')
      ]
    },
    counterexamples: [
      '', 'const STATES: Record<string, Meaning> = {}\nread(STATES, state, {})', 'const STATES: Partial<Record<State, Meaning>> = {}\nread(STATES, state, {})',
      'const STATES: Record<State, Meaning> = {}\nSTATES[state]', "const STATES: Record<State, Meaning> = {}\nread(STATES, state, {})\nswitch (state) { default: 'accepted' }"
    ].map(text => ({ path: 'mappings/enn.ts', text }))
  },
  {
    says: 'a file says in its first lines what it is for',
    appliesTo: path => !path.endsWith('.test.ts') && path !== 'src/ground/database/free-port.ts',
    breaches: ({ path, text }) => /^(#!.*\n)?\/\*\*/.test(text) ? [] : [`${path}:1 begins without /** what it is for */`],
    counterexamples: [{ path: 'src/doors/http/app.ts', text: "import Fastify from 'fastify'" }]
  },
  {
    says: 'the tests stand in rooms named as what they test',
    appliesTo: isIn('test'),
    breaches ({ path }) {
      const folder = dirname(path).split('/')[1]
      const known = [...ROOMS, 'kit', 'journeys', 'ninth', 'profiles', 'rules']
      return folder === undefined || known.includes(folder) ? [] : [`${path}:1 stands in test/${folder}: the tests mirror ${ROOMS.join(', ')}; whole journeys are in test/journeys`]
    },
    counterexamples: [{ path: 'test/unit/progress.test.ts', text: '' }]
  }
]
