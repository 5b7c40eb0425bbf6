/**
 * What digests without a key may be made of. From one that is kept or shown whatever is short or mostly known is found out by trying, a
 * phone in less than a second; a keyed hash (src/ground/sealing/search-hash.ts) tells the same and gives nothing away.
 */
import ts from 'typescript'
import { importsOf, nodesOf, place, type SourceFile } from '../source-files.ts'
import { isIn, type CodeRule } from './code-rule.ts'

/** Files that make digests without a key, each with the reason why nothing personal can be found out by them. */
export const UNKEYED: Record<string, string> = {
  'src/ground/database/join-statements.ts': 'of the text of statements, in which no value stands',
  'src/ground/database/embedded.ts': 'of the path of a folder',
  'src/records/calendar/county-calendar.ts': 'of office hours',
  'src/views/figures-report.ts': 'of the style of a page',
  'src/records/attachments/attachments.ts': 'answered to whoever sends the file, and not kept',
  'src/ground/access/one-time-codes.ts': 'of recovery codes, 80 random bits each, which nobody can try out',
  'src/ground/access/provider.ts': 'of what browsers hold that are away, 256 random bits each',
  'src/records/people/sessions.ts': 'of ids of sessions, 256 random bits each',
  'src/records/ratings/links.ts': 'of the tokens of links, 256 random bits each',
  'src/records/idempotency/answers.ts': 'kept sealed together with the answer, and shown to nobody',
  'adapters/same-text.ts': 'compared, and forgotten',
  'adapters/anguang-callback.ts': 'compared with what is signed, and forgotten',
  'adapters/enn-signature.ts': 'goes into a keyed signature, and nowhere else',
  'adapters/county-water.ts': 'the signature that the interface document asks for, over a secret too',
  'adapters/towngas-signature.ts': 'the signature that the interface document asks for, over a secret too',
  'adapters/unicom.ts': 'the signature that the interface document asks for; nothing of the message is in it'
}

const CRYPTO = /^(node:)?crypto$/

/** Everything by which a digest without a key is made. */
const MAKERS = ['createHash', 'hash', 'Hash', 'subtle', 'webcrypto', 'default']

/** Functions of PostgreSQL that make one. */
const IN_SQL = /\b(md5|sha(?:224|256|384|512)|digest|hashtext(?:extended)?)\s*\(/i

function imports (file: SourceFile): string[] {
  return importsOf(file).filter(({ target, typeOnly }) => CRYPTO.test(target) && !typeOnly).flatMap(({ node }) => {
    const clause = ts.isImportDeclaration(node) ? node.importClause : undefined
    const named = clause?.namedBindings
    // The whole module, whatever is taken of it.
    if (!clause || clause.name || !named || ts.isNamespaceImport(named)) return [`${place(file, node)} takes all of node:crypto: name what is needed`]
    return named.elements.filter(({ name, propertyName }) => MAKERS.includes((propertyName ?? name).text)).map(element =>
      `${place(file, element)} makes a digest without a key: make it with one (vault.search.fingerprint), or say in UNKEYED of test/rules/digests.ts why nothing can be found out by it`)
  })
}

function asksForOne (node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return /^(globalThis\.)?crypto\.subtle$/.test(node.getText())
  const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) ? node.text : ''
  return IN_SQL.test(text) && /\b(select|insert|update|delete|where)\b/i.test(node.getSourceFile().text)
}

export const digestRules: CodeRule[] = [
  {
    says: 'digests are keyed, but where nothing personal can be found out by them',
    appliesTo: path => isIn('src', 'adapters', 'mappings', 'openapi')(path) && !(path in UNKEYED),
    breaches: file => [
      ...imports(file),
      ...nodesOf(file).filter(asksForOne).map(node => `${place(file, node)} makes a digest without a key, where whoever has it can try out values`)
    ],
    counterexamples: [
      "import { createHash, randomUUID } from 'node:crypto'", "import { createHash as digest } from 'crypto'", "import { hash } from 'node:crypto'",
      "import * as crypto from 'node:crypto'", "import crypto from 'node:crypto'", "const { createHash } = await import('node:crypto')",
      "const digest = await crypto.subtle.digest('SHA-256', body)", "pool.query('insert into callbacks (message_id) values (md5($1))')",
      'pool.query(`select sha256(body) from callbacks where id = <id>`)'
    ].map(text => ({ path: 'src/engines/callbacks/receive.ts', text: text.replaceAll('<', '${').replaceAll('>', '}') }))
  }
]

/** Files that are let make one and make none. */
export function idleDigests (files: SourceFile[]): string[] {
  return Object.keys(UNKEYED).filter(path => !files.some(file => file.path === path && imports(file).length > 0))
}
