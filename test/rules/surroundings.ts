/** What code may not touch by itself: clock, random numbers, environment, network, terminal; and who decides about waits. */
import ts from 'typescript'
import { importsOf, place } from '../source-files.ts'
import { found, isIn, PROGRAMS, type CodeRule } from './code-rule.ts'

function readsClock (node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
  return ts.isCallExpression(node) && node.arguments.length === 0 &&
    /^(Date|Date\.now|performance\.now|DateTime\.(now|local|utc))$/.test(node.expression.getText())
}

function drawsRandom (node: ts.Node): boolean {
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

const POWERS = [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken]

/** Waits that grow: powers, and settings of other people's back-off. */
function isBackOff (node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return POWERS.includes(node.operatorToken.kind)
  if (ts.isCallExpression(node)) return /^Math\.(pow|exp)$|(^|\.)random$/.test(node.expression.getText())
  return ts.isPropertyAssignment(node) && /^(backoff|retryStrategy|retryDelay|maxRetries)$/.test(node.name.getText())
}

function isRetryInterceptor (node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && /^(interceptors|retry)$/.test(node.name.text) && /interceptors/.test(node.getText())
}

/** fast-check draws new examples in every run, unless it is told the seed. */
function isUnseeded (node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !/^fc\.(assert|check|sample|statistics)$/.test(node.expression.getText())) return false
  const options = node.arguments.at(-1)
  return !options || !ts.isObjectLiteralExpression(options) || !options.properties.some(({ name }) => name?.getText() === 'seed')
}

export const surroundingRules: CodeRule[] = [
  {
    says: 'mappings and adapters are given the time, random numbers and their settings',
    appliesTo: isIn('mappings', 'adapters'),
    breaches: file => [
      ...found(file, node => readsClock(node) || drawsRandom(node), 'reads a clock or draws random numbers: take both from the arguments, an adapter from its context'),
      ...found(file, node => isName(node, /^(process|globalThis)$/), 'looks at its surroundings: what it must know is in its settings')
    ],
    counterexamples: [
      'Date.now()', 'new Date()', 'new Date', 'Math.random()', 'process.env', 'process.hrtime()', 'DateTime.now()', 'randomBytes(16)',
      'crypto.randomUUID()', 'globalThis.Date'
    ].map(text => ({ path: 'adapters/enn.ts', text: `const value = ${text}` }))
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
      ...importsOf(file).filter(({ target }) => isIn('adapters', 'mappings')(file.path) && /^(pino|src\/ground\/observe\/log\.ts)$/.test(target))
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
    says: 'only programs read the environment, and give it to src/settings.ts',
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
    appliesTo: path => path.startsWith('src/') && path !== 'src/start.ts' && !PROGRAMS.includes(path),
    breaches: file => found(file, readsClock, 'reads the clock: be given now()'),
    counterexamples: [{ path: 'src/doors/http/app.ts', text: 'const now = new Date()' }, { path: 'src/doors/http/app.ts', text: 'const now = DateTime.now()' }]
  },
  {
    says: 'only the room of the database borrows connections',
    appliesTo: path => path.startsWith('src/') && !path.startsWith('src/ground/database/'),
    breaches: file => found(file, node => ts.isCallExpression(node) && /(^|\.)\w*pool\.connect$/i.test(node.expression.getText()),
      'borrows a connection: inWork() and inOneGo() do, and hold that nobody takes a second one'),
    counterexamples: [
      { path: 'src/cases/erase.ts', text: 'const connection = await hub.pool.connect()' },
      { path: 'src/engines/sweep/sweep.ts', text: 'const connection = await lockPool.connect()' }
    ]
  },
  {
    says: 'undici never retries',
    appliesTo: isIn('src', 'adapters'),
    breaches: file => found(file, node => isName(node, /^(RetryAgent|RetryHandler|interceptors)$/) || isRetryInterceptor(node),
      'lets undici retry: src/ground/retry/retry.ts alone decides'),
    counterexamples: [
      { path: 'adapters/http.ts', text: "import { RetryAgent } from 'undici'" },
      { path: 'adapters/http.ts', text: 'const agent = new Agent().compose(interceptors.retry())' },
      { path: 'adapters/http.ts', text: 'const agent = new Agent().compose(undici.interceptors.retry())' }
    ]
  },
  {
    says: 'waits that grow or are spread are worked out in src/ground/retry/retry.ts alone',
    appliesTo: path => isIn('src', 'adapters')(path) && path !== 'src/ground/retry/retry.ts',
    breaches: file => found(file, isBackOff, 'works out a back-off: src/ground/retry/retry.ts alone decides when to try again'),
    counterexamples: [
      { path: 'src/engines/portal/notify.ts', text: 'const wait = 1000 * 2 ** attempts' },
      { path: 'src/engines/portal/notify.ts', text: 'const wait = 1000 * Math.pow(2, attempts)' },
      { path: 'src/engines/portal/notify.ts', text: 'const wait = 1000 * (0.9 + 0.2 * hub.random())' },
      { path: 'src/ground/queue/job-alarms.ts', text: "const options = { backoff: { type: 'exponential' } }" }
    ]
  },
  {
    says: 'properties are tried on the same examples in every run',
    appliesTo: isIn('test', 'chaos', 'fuzz'),
    breaches: file => found(file, isUnseeded, 'draws other examples in every run: give it a seed'),
    counterexamples: [
      'fc.assert(fc.property(fc.nat(), held))', 'await fc.assert(fc.asyncProperty(fc.nat(), held), { numRuns: 5 })', 'fc.sample(fc.nat(), 5)'
    ].map(text => ({ path: 'test/src/cases/submit.test.ts', text }))
  }
]
