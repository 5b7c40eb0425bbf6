/** What a rule of the house is: what it says, how a breach is found, and code that breaks it. */
import { APPROVALS_SYSTEMS, profileNames, systemNames } from '../../openapi/document.ts'
import { nodesOf, place, read, type SourceFile } from '../source-files.ts'
import type ts from 'typescript'

export interface Counterexample { path: string, text: string }

/** A rule that the text of one file can break. Without the counterexamples nobody would notice that it lets everything pass. */
export interface CodeRule {
  says: string
  appliesTo (path: string): boolean
  /** Where the file breaks the rule and how: `path:line what`. */
  breaches (file: SourceFile): string[]
  /** Files that break it. */
  counterexamples: Counterexample[]
}

/** A rule that only several files together can break. */
export interface HouseRule {
  says: string
  /** Where they break it and how: `path:line what`. */
  breaches (files: SourceFile[]): string[]
  /** Sets of files that break it. */
  counterexamples: Counterexample[][]
}

/** The folders of the project. */
export const ROOMS = ['openapi', 'mappings', 'adapters', 'simulators', 'src', 'console', 'kit', 'docs', 'demo', 'bench', 'chaos', 'fuzz', 'test']

/** Every profile. */
export const profiles: string[] = profileNames()

/** Every system that the hub can speak to, those that take filings and no order too. */
export const systems: string[] = systemNames()

/** The files where the parts of one system meet. */
export const REGISTRIES: Record<'orders' | 'filings', string> = {
  orders: 'src/enterprises/profiles.ts', filings: 'src/enterprises/approvals.ts'
}

export function registryOf (system: string): string {
  return APPROVALS_SYSTEMS.includes(system) ? REGISTRIES.filings : REGISTRIES.orders
}

/** What `npm run` starts: a program is given its environment, speaks to a terminal, and knows what time it is. */
export const PROGRAMS: string[] = Object.values<string>(JSON.parse(read('package.json')).scripts)
  .flatMap(script => /^(?:\w+=\S+ )*(?:exec )?node (src\/\S+)$/.exec(script)?.slice(1) ?? [])

export function isIn (...folders: string[]): (path: string) => boolean {
  return path => folders.some(folder => path.startsWith(`${folder}/`))
}

export function everywhere (): boolean {
  return true
}

/** A breach for every node that offends. */
export function found (file: SourceFile, offends: (node: ts.Node) => boolean, words: string): string[] {
  return nodesOf(file).filter(offends).map(node => `${place(file, node)} ${words}`)
}

/** The path of a breach. */
export function placeOf (breach: string): string {
  return breach.split(':', 1)[0]!
}
