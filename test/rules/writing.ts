/** How files are written and named. */
import { basename, dirname } from 'node:path/posix'
import ts from 'typescript'
import { nodesOf, place } from '../source-files.ts'
import { everywhere, found, isIn, profiles, ROOMS, type CodeRule } from './code-rule.ts'

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

export const writingRules: CodeRule[] = [
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
    says: 'no class has static members only',
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
    // A test file is one long list of cases; its length says nothing.
    says: 'a file has fewer than 300 lines',
    appliesTo: path => !path.endsWith('.test.ts'),
    breaches: ({ path, text }) => text.split('\n').length > 300 ? [`${path}:300 goes on to line ${text.split('\n').length - 1}: it is about more than one thing`] : [],
    counterexamples: [{ path: 'src/doors/http/app.ts', text: 'a()\n'.repeat(300) }]
  },
  {
    says: 'a line has at most 120 characters',
    appliesTo: path => !path.startsWith('test/'),
    breaches: ({ path, text }) => text.split('\n').map(line => [...line].length)
      .flatMap((length, index) => length > 120 ? [`${path}:${index + 1} has ${length} characters, at most 120 can be read beside something else`] : []),
    counterexamples: [{ path: 'src/doors/http/app.ts', text: `const long = '${'词'.repeat(107)}'` }]
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
    appliesTo: path => !path.endsWith('.test.ts'),
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
