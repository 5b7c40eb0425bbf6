/**
 * Every regular expression that a foreign text may meet: those of the code, as they are written or as they are put
 * together when a file is loaded, and those of the contracts.
 */
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { readDocument, readNativeContract, systemNames, type Json } from '../../../openapi/document.ts'
import { nodesOf, place, type SourceFile } from '../../source-files.ts'

export interface Pattern {
  source: string
  flags: string
  /** For people. */
  where: string
}

const ROOMS = /^(?:src|adapters|mappings|openapi|simulators|kit)\//

/** Where one is put together while the program runs, out of what no foreigner says. */
const OF_OUR_OWN = ['kit/conformance.ts']

export async function patternsOfCode (files: readonly SourceFile[]): Promise<Pattern[]> {
  const ours = files.filter(({ path }) => ROOMS.test(path))
  const assembling = ours.filter(file => !OF_OUR_OWN.includes(file.path) && nodesOf(file).some(isAssembled))
  return [...ours.flatMap(literalsOf), ...await assembledIn(assembling)]
}

export function literalsOf (file: SourceFile): Pattern[] {
  return nodesOf(file).filter(ts.isRegularExpressionLiteral).map(node => {
    const end = node.text.lastIndexOf('/')
    return { source: node.text.slice(1, end), flags: node.text.slice(end + 1), where: place(file, node) }
  })
}

function isAssembled (node: ts.Node): boolean {
  return (ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp'
}

/** Loads the files, and sees what they put together. Throws where one does so only later, when nobody looks. */
async function assembledIn (files: readonly SourceFile[]): Promise<Pattern[]> {
  const patterns: Pattern[] = []
  const { RegExp } = globalThis
  for (const file of files) {
    const known = patterns.length
    globalThis.RegExp = new Proxy(RegExp, {
      construct (Original, [source, flags = '']) {
        // Libraries that are loaded with it put together their own.
        if (new Error().stack!.includes(file.path)) patterns.push({ source: String(source), flags, where: file.path })
        return new Original(source, flags)
      }
    })
    try {
      // A copy of its own: it may be loaded already.
      await import(`${pathToFileURL(file.path).href}?patterns`)
    } finally {
      globalThis.RegExp = RegExp
    }
    const sites = nodesOf(file).filter(isAssembled).length
    if (patterns.length - known < sites) throw new Error(`${file.path} puts a pattern together after it was loaded: do so at its top`)
  }
  return patterns
}

export function patternsOfContracts (): Pattern[] {
  const hub = readDocument(new URL('../../../openapi/hub.yaml', import.meta.url))
  return [
    ...patternsIn(hub, 'openapi/hub.yaml'),
    ...systemNames().flatMap(profile => patternsIn(readNativeContract(profile), `openapi/enterprises/${profile}.yaml`))
  ]
}

/** As ajv reads them: in Unicode. */
export function patternsIn (node: Json, where: string): Pattern[] {
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === 'pattern' && typeof value === 'string') return [{ source: value, flags: 'u', where: `${where} ${value}` }]
    return typeof value === 'object' && value !== null ? patternsIn(value, where) : []
  })
}
