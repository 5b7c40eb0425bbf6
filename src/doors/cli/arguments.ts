/**
 * What commands are given: options that several of them have, and values checked by the contract's schemas, as their
 * operations are.
 */
import { InvalidArgumentError, Option, type Command } from 'commander'
import { newChecker, readDocument, type Checker } from '../../../openapi/document.ts'
import type { components } from '../../../openapi/hub.d.ts'
import type { Caller } from '../../ground/access/caller.ts'
import { FIELD_ERRORS, wordsOf } from '../../ground/problem/field-errors.ts'
import type { ActTerms } from '../../records/acts/acts.ts'
import { WrongUsage } from './shell.ts'

type Schemas = components['schemas']
type Name = keyof Schemas & string

export interface PageOptions { limit: number, cursor?: string }

export function withPages (command: Command): Command {
  return command
    .addOption(new Option('--limit <n>', '每页条数，1–100').argParser(pageLength).default(20))
    .option('--cursor <cursor>', '上一页末尾给出的游标')
}

function pageLength (text: string): number {
  const length = Number(text)
  if (Number.isInteger(length) && length >= 1 && length <= 100) return length
  throw new InvalidArgumentError('1–100')
}

/** The page that was asked for, as the lists take it. */
export function pageOf ({ limit, cursor }: { limit: number, cursor: string | undefined }): PageOptions {
  return { limit, ...cursor !== undefined && { cursor } }
}

export interface ActOptions { by: string, reason: string, dryRun?: boolean }

/** Who does it and why; without either nothing is done. */
export function withTerms (command: Command): Command {
  return withActor(command).requiredOption('--reason <why>', '操作原因（记录在案）')
}

/** Who does what needs no reason. */
export function withActor (command: Command): Command {
  return command.requiredOption('--by <who>', '操作人（记录在案）')
}

export function withDryRun (command: Command): Command {
  return command.option('--dry-run', '只统计，不执行')
}

/** Who says so at a terminal is not proved as a client of the interface is; the record tells them apart. */
export function operatorNamed (by: string): Caller {
  const actor = `cli:${by}`
  if (!isA('ActorName', actor)) throw new WrongUsage('--by：应为一行文字，不超过 96 字')
  return { id: actor, owner: actor, kind: 'operator', scopes: new Set() }
}

export function termsOf ({ by, reason, dryRun = false }: ActOptions): Required<ActTerms> {
  const actor = operatorNamed(by).id
  if (!isA('ActReason', reason)) throw new WrongUsage('--reason：应为一行文字，不超过 200 字')
  return { actor, reason, dryRun }
}

/**
 * What an act is about: one by its name, or a filter, or expressly all. Throws WrongUsage where it is none or more of
 * these.
 */
export function requireChoice (name: string | undefined, filter: object, all = false): void {
  const given = [name !== undefined, Object.keys(filter).length > 0, all].filter(Boolean).length
  if (given !== 1) throw new WrongUsage('应指定一个编号，或筛选条件，或 --all（如有），且只取其一')
}

let checker: Checker<Schemas> | undefined

function contract (): Checker<Schemas> {
  checker ??= newChecker<Schemas>(readDocument(new URL('../../../openapi/hub.yaml', import.meta.url)))
  return checker
}

/**
 * The options that were given, as a value of the named schema. Throws WrongUsage, naming every option that does not do.
 */
export function checked<N extends Name> (name: N, given: Record<string, unknown>): Schemas[N] {
  const value = Object.fromEntries(Object.entries(given).filter(([, option]) => option !== undefined))
  const result = contract().check(name, value)
  if ('value' in result) return result.value
  throw wrong(result.mismatches.map(({ pointer }) => pointer.slice(1)))
}

/** The options that were given, where each has a schema of its own. */
export function checkedEach<O extends Record<string, unknown>> (schemas: Record<keyof O & string, Name>, given: O): O {
  const mistaken = Object.keys(schemas).filter(option =>
    given[option] !== undefined && !isA(schemas[option]!, given[option]))
  if (mistaken.length > 0) throw wrong(mistaken)
  return given
}

/** What is wrong with a value of the named schema, a line for each place. */
export function wrongParts (name: Name, value: unknown): string[] {
  const result = contract().check(name, value)
  if ('value' in result) return []
  return [...new Set(result.mismatches.map(({ pointer, keyword, unknown }) =>
    `${unknown === undefined ? pointer || '/' : `${pointer}/${unknown}`}：${wordsOf(keyword)}`))]
}

/** `givenUpFrom` is said as `--given-up-from`. */
function wrong (options: string[]): WrongUsage {
  const names = [...new Set(options)].map(option =>
    `--${option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`)
  return new WrongUsage(names.map(name => `${name}：${FIELD_ERRORS.value}`).join('\n'))
}

/** Whether a single value is of the named schema. */
export function isA<N extends Name> (name: N, value: unknown): value is Schemas[N] {
  return 'value' in contract().check(name, value)
}
