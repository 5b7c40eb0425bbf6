/** The project's own files and what stands in them, for the rules about them. */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Every file that a clone holds, by its path from the root; what .gitignore names is left out. */
export const projectFiles: string[] = filesIn('')

export interface SourceFile { path: string, text: string, tree: ts.SourceFile }

/** Every TypeScript file but generated types, and but the ninth profile's: they belong into a copy of the project, where the rules see them. */
export const sourceFiles: SourceFile[] = projectFiles
  .filter(path => path.endsWith('.ts') && !path.endsWith('.d.ts') && !/^test\/ninth\/.+\//.test(path))
  .map(path => sourceFile(path, read(path)))

export function read (path: string): string {
  return readFileSync(ROOT + path, 'utf8')
}

export function sourceFile (path: string, text: string): SourceFile {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
}

function filesIn (folder: string): string[] {
  const ignored = read('.gitignore').split('\n').filter(Boolean).map(line => line.replace(/\/$/, ''))
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap(entry => {
    const path = posix.join(folder, entry.name)
    if (entry.name === '.git' || ignored.some(pattern => posix.matchesGlob(entry.name, pattern))) return []
    return entry.isDirectory() ? filesIn(path) : [path]
  }).sort()
}

/** `src/doors/http/app.ts:12`, as editors and terminals open it. */
export function place ({ path, tree }: SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`
}

/** All nodes of a file, a parent before its children. */
export function nodesOf ({ tree }: SourceFile): ts.Node[] {
  const nodes: ts.Node[] = []
  function visit (node: ts.Node): void {
    nodes.push(node)
    node.forEachChild(visit)
  }
  tree.forEachChild(visit)
  return nodes
}

export interface Import {
  node: ts.Node
  /** As written. */
  specifier: string
  /** Path from the root of a file of the project, else the name of the package. */
  target: string
  /** Gone when types are stripped. */
  typeOnly: boolean
}

export function importsOf (file: SourceFile): Import[] {
  return nodesOf(file).flatMap(node => {
    const specifier = specifierOf(node)
    return specifier === undefined ? [] : [{ node, specifier, target: targetOf(file, specifier), typeOnly: isTypeOnly(node) }]
  })
}

function specifierOf (node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return node.moduleSpecifier.text
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0] && ts.isStringLiteralLike(node.arguments[0])) {
    return node.arguments[0].text
  }
  return ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal) ? node.argument.literal.text : undefined
}

function isTypeOnly (node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
  return ts.isExportDeclaration(node) ? node.isTypeOnly : ts.isImportTypeNode(node)
}

function targetOf ({ path }: SourceFile, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier)
  return specifier.startsWith('node:') ? specifier : specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}
