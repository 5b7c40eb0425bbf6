/**
 * Every setting, read from the schemas of src/ and the adapters as they are written, since only there the comments say
 * what a setting means. test/docs.test.ts holds what is read here against the schemas themselves.
 */
import ms from 'ms'
import ts from 'typescript'
import { stringify } from 'yaml'
import { profiles } from '../../../src/enterprises/profiles.ts'
import { importsOf, nodesOf, sourceFiles, type SourceFile } from '../../source-files.ts'

export interface Setting {
  /** Dotted path; `[]` after a list. */
  path: string
  value: string
  /** As one writes it in the file; undefined where nothing stands in for the setting. */
  fallback?: string | undefined
  required: boolean
  meaning: string
}

/** The settings that are no profile's own; `<slug>` stands for any enterprise. */
export function commonSettings (): Setting[] {
  const config = fileNamed('src/settings.ts')
  const delivery = fileNamed('src/enterprises/delivery-settings.ts')
  const callbacks = fileNamed('src/enterprises/callback-from.ts')
  const promises = fileNamed('src/enterprises/promise-settings.ts')
  const entries = fileNamed('src/enterprises/settings.ts')
  return [
    ...settingsOf(config, declared(config, 'general'), ''),
    ...fieldsOf(entries, declared(entries, 'named') as ts.ObjectLiteralExpression, 'enterprises.<slug>'),
    ...fieldsOf(fileNamed('adapters/settings.ts'), declared(fileNamed('adapters/settings.ts'), 'transport') as ts.ObjectLiteralExpression, 'enterprises.<slug>'),
    ...settingsOf(delivery, declared(delivery, 'delivery'), 'enterprises.<slug>.delivery'),
    ...settingsOf(callbacks, declared(callbacks, 'callbackFrom'), 'enterprises.<slug>.callbackFrom'),
    ...settingsOf(promises, declared(promises, 'promises'), 'enterprises.<slug>.promises'),
    ...approvalsSettings()
  ]
}

/** Of the approvals system, which is none of the enterprises: its adapter's, and what is the hub's own in the block. */
function approvalsSettings (): Setting[] {
  const adapter = fileNamed('adapters/county-approvals.ts')
  const block = fileNamed('src/enterprises/approvals-settings.ts')
  return [
    ...settingsOf(adapter, declared(adapter, 'settings'), 'approvals'),
    ...fieldsOf(block, declared(block, 'own') as ts.ObjectLiteralExpression, 'approvals')
  ]
}

/** What enterprises of a profile are told beyond the common settings; `<profile>` stands for any of them. */
export function ownSettings (profile: string): Setting[] {
  const adapter = fileNamed(`adapters/${profile}.ts`)
  return settingsOf(adapter, declared(adapter, 'settings'), `enterprises.<${profile}>`).filter(({ path }) => !/^[^.]+\.[^.]+\.(baseUrl|timeout)$/.test(path))
}

/** What stands in for common settings where the interface document of a profile has terms of its own. */
export function termsOf (profile: string): Setting[] {
  const common = commonSettings()
  return leaves(profiles.get(profile)?.terms ?? {}, 'delivery').map(({ path, value }) => {
    const setting = common.find(setting => setting.path === `enterprises.<slug>.${path}`)
    if (!setting) throw new Error(`adapters/${profile}.ts has terms for ${path}, which is no setting`)
    return { ...setting, path: `enterprises.<${profile}>.${path}`, required: false, fallback: stringify(value, { collectionStyle: 'flow' }).trim(), meaning: 'By its interface document.' }
  })
}

function leaves (value: unknown, path: string): Array<{ path: string, value: unknown }> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value }]
  return Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`))
}

/** The names that src/environment.ts takes from the environment. */
export function environmentVariables (): string[] {
  const file = fileNamed('src/environment.ts')
  return settingsOf(file, declared(file, 'environment'), '').map(({ path }) => path)
}

export function settingsTable (): string {
  const settings = [...commonSettings(), ...[...profiles.keys()].flatMap(profile => [...ownSettings(profile), ...termsOf(profile)])]
  return [
    '| setting | value | default | meaning |',
    '|---|---|---|---|',
    ...settings.map(({ path, value, fallback, required, meaning }) =>
      `| \`${path}\` | ${value} | ${required ? 'required' : fallback === undefined ? '' : `\`${fallback}\``} | ${meaning} |`)
  ].join('\n')
}

function fileNamed (path: string): SourceFile {
  const file = sourceFiles.find(file => file.path === path)
  if (!file) throw new Error(`no file ${path}`)
  return file
}

function declared (file: SourceFile, name: string): ts.Expression {
  const declaration = nodesOf(file).filter(ts.isVariableDeclaration).find(node => node.name.getText() === name)
  if (!declaration?.initializer) throw new Error(`no schema ${name} in ${file.path}`)
  return declaration.initializer
}

/** The schema a name stands for, in the file that makes it. */
function resolve (file: SourceFile, name: string): { file: SourceFile, schema: ts.Expression } {
  const source = importsOf(file).find(({ node }) => ts.isImportDeclaration(node) && new RegExp(`\\b${name}\\b`).test(node.importClause?.getText() ?? ''))
  const home = source ? fileNamed(source.target) : file
  return { file: home, schema: declared(home, name) }
}

interface Schema {
  file: SourceFile
  /** `string`, `strictObject` and so on, or `duration` and `secret`. */
  kind: string
  args: readonly ts.Expression[]
  whole: boolean
  optional: boolean
  fallback?: ts.Expression | undefined
}

/** Takes a chain like `z.number().int().default(4)` apart. */
function understand (file: SourceFile, schema: ts.Expression): Schema {
  if (ts.isIdentifier(schema)) {
    if (['duration', 'secret'].includes(schema.text)) return { file, kind: schema.text, args: [], whole: false, optional: false }
    const found = resolve(file, schema.text)
    return understand(found.file, found.schema)
  }
  // The enterprise's own terms stand before these.
  if (ts.isCallExpression(schema) && schema.expression.getText() === 'deliverySettings') {
    const delivery = fileNamed('src/enterprises/delivery-settings.ts')
    return understand(delivery, declared(delivery, 'delivery'))
  }
  // Of adapters/rotation.ts: a block, and another of the same fields inside it.
  if (ts.isCallExpression(schema) && schema.expression.getText() === 'rotating') return { file, kind: 'rotating', args: schema.arguments, whole: false, optional: false }
  if (!ts.isCallExpression(schema) || !ts.isPropertyAccessExpression(schema.expression)) throw new Error(`cannot read the schema ${schema.getText()} in ${file.path}`)
  const { name: { text: method }, expression: inner } = schema.expression
  if (inner.getText() === 'z' || inner.getText() === 'z.coerce') return { file, kind: method, args: schema.arguments, whole: false, optional: false }
  const known = understand(file, inner)
  if (method === 'int') return { ...known, whole: true }
  if (method === 'default') return { ...known, optional: true, fallback: schema.arguments[0] }
  // As one writes it, where what is read is something else.
  if (method === 'prefault' && ts.isArrayLiteralExpression(schema.arguments[0]!)) return { ...known, optional: true, fallback: schema.arguments[0] }
  return method === 'optional' || method === 'prefault' ? { ...known, optional: true } : known
}

function settingsOf (from: SourceFile, expression: ts.Expression, path: string, meaning = ''): Setting[] {
  const schema = understand(from, expression)
  const own = { path, required: !schema.optional, fallback: writtenFallback(schema), meaning }
  const block = path !== '' && (meaning !== '' || schema.kind === 'array')
  if (/^(strictO|o)bject$/.test(schema.kind)) {
    const fields = fieldsWithin(schema, path)
    return block ? [{ ...own, value: 'block' }, ...fields] : fields
  }
  if (schema.kind === 'rotating') {
    const fields = rotatingFields(schema, path)
    return block ? [{ ...own, value: 'block' }, ...fields] : fields
  }
  if (schema.kind === 'record') {
    const value = understand(schema.file, schema.args[1]!)
    return [{ ...own, value: 'record' }, ...value.kind === 'strictObject' ? fieldsWithin(value, `${path}.<slug>`) : []]
  }
  if (schema.kind !== 'array') return [{ ...own, value: words(schema) }]
  const item = understand(schema.file, schema.args[0]!)
  if (item.kind === 'discriminatedUnion') return [{ ...own, value: 'list of blocks' }, ...fieldsOfEither(item, `${path}[]`)]
  if (item.kind !== 'strictObject') return [{ ...own, value: `list of ${words(item)}` }]
  return [{ ...own, value: 'list of blocks' }, ...fieldsWithin(item, `${path}[]`)]
}

function fieldsOf (file: SourceFile, fields: ts.ObjectLiteralExpression, path: string): Setting[] {
  return fields.properties.flatMap(property => {
    if (ts.isSpreadAssignment(property)) {
      const { file: home, schema } = resolve(file, property.expression.getText())
      return fieldsOf(home, schema as ts.ObjectLiteralExpression, path)
    }
    const name = property.name!.getText()
    const schema = ts.isPropertyAssignment(property) ? property.initializer : property.name as ts.Identifier
    return settingsOf(file, schema, path === '' ? name : `${path}.${name}`, commentOf(file, property))
  })
}

/** The fields of a block, written in it or under a name. */
function fieldsWithin ({ file, args: [shape] }: Schema, path: string): Setting[] {
  const { file: home, schema } = ts.isIdentifier(shape!) ? resolve(file, shape.text) : { file, schema: shape! }
  return fieldsOf(home, schema as ts.ObjectLiteralExpression, path)
}

/** Of blocks that differ: each field once; required where every block requires it, and told apart by the first argument. */
function fieldsOfEither ({ file, args: [name, blocks] }: Schema, path: string): Setting[] {
  const each = listed(file, blocks!).elements.map(block => fieldsWithin(understand(file, block), path))
  const marks = each.flat().filter(field => field.path === `${path}.${(name as ts.StringLiteral).text}`).map(({ value }) => value)
  return [...new Map(each.flat().toReversed().map(field => [field.path, field])).values()].toReversed().map(field => ({
    ...field,
    ...marks.includes(field.value) && field.path.endsWith((name as ts.StringLiteral).text) && { value: marks.join(' or ') },
    required: each.every(fields => fields.some(other => other.path === field.path && other.required))
  }))
}

function rotatingFields (schema: Schema, path: string): Setting[] {
  const next = { path: `${path}.next`, value: 'block', required: false, meaning: 'Those that come next; while they stand here, callbacks under either are believed.' }
  return [...fieldsWithin(schema, path), next, ...fieldsWithin(schema, `${path}.next`)]
}

function commentOf (file: SourceFile, node: ts.Node): string {
  const [comment] = ts.getLeadingCommentRanges(file.text, node.getFullStart())?.slice(-1) ?? []
  const text = comment ? file.text.slice(comment.pos, comment.end) : ''
  return text.startsWith('/**') ? text.replace(/^\/\*\*|\s*\*\/$|^\s*\*/gm, '').replace(/\s+/g, ' ').trim().replaceAll('|', '\\|') : ''
}

function words ({ file, kind, args, whole }: Schema): string {
  if (kind === 'enum') return listed(file, args[0]!).elements.map(value => `\`${(value as ts.StringLiteral).text}\``).join(' or ')
  if (kind === 'number') return whole ? 'whole number' : 'number'
  if (kind === 'literal') return `\`${(args[0] as ts.StringLiteral).text}\``
  // What is read from text too, as an environment variable gives it.
  if (kind === 'preprocess') return 'block or its JSON text'
  return ({ string: 'text', url: 'URL', boolean: '`true` or `false`' } as Record<string, string>)[kind] ?? kind
}

/** `[…]`, by itself or under a name, perhaps `as const satisfies …`. */
function listed (file: SourceFile, node: ts.Expression): ts.ArrayLiteralExpression {
  if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) return listed(file, node.expression)
  return ts.isIdentifier(node) ? listed(file, resolve(file, node.text).schema) : node as ts.ArrayLiteralExpression
}

function writtenFallback ({ kind, fallback }: Schema): string | undefined {
  if (!fallback) return undefined
  if (ts.isStringLiteral(fallback)) return fallback.text
  const plain = fallback.getText().replaceAll('_', '')
  return kind === 'duration' ? ms(Number(plain)) : plain
}
