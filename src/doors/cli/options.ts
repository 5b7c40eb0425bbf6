/** Options that several commands have. */
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ActTerms } from '../../records/acts/acts.ts'
import { isA } from './checked.ts'
import { WrongUsage } from './shell.ts'

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

/** The line below a page that is not the last. */
export function further (nextCursor: string | undefined): string {
  return nextCursor === undefined ? '' : `\n后面还有：--cursor ${nextCursor}`
}

export interface ActOptions { by: string, reason: string, dryRun?: boolean }

/** Who does it and why; without either nothing is done. */
export function withTerms (command: Command): Command {
  return command.requiredOption('--by <who>', '操作人（记录在案）').requiredOption('--reason <why>', '操作原因（记录在案）')
}

export function withDryRun (command: Command): Command {
  return command.option('--dry-run', '只统计，不执行')
}

/** Who says so at a terminal is not proved as a client of the interface is; the record tells them apart. */
export function termsOf ({ by, reason, dryRun = false }: ActOptions): Required<ActTerms> {
  const actor = `cli:${by}`
  if (!isA('ActorName', actor)) throw new WrongUsage('--by：应为一行文字，不超过 96 字')
  if (!isA('ActReason', reason)) throw new WrongUsage('--reason：应为一行文字，不超过 200 字')
  return { actor, reason, dryRun }
}

/** What an act is about: one by its name, or a filter, or expressly all. Throws WrongUsage where it is none or more of these. */
export function requireChoice (name: string | undefined, filter: object, all = false): void {
  const given = [name !== undefined, Object.keys(filter).length > 0, all].filter(Boolean).length
  if (given !== 1) throw new WrongUsage('应指定一个编号，或筛选条件，或 --all（如有），且只取其一')
}
