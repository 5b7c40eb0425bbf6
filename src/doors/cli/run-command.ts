/**
 * The command line: what operators see and do, on the hub's database itself, so that it works while the hub is down. Each group of
 * commands is a file beside this one and has its place in the list here.
 */
import { Command, CommanderError } from 'commander'
import { Failure } from '../../../adapters/failure.ts'
import { WrongSettings } from '../../ground/settings/wrong-settings.ts'
import { Problem, PROBLEMS } from '../../ground/problem/problem.ts'
import { actsCommand } from './acts.ts'
import { callbacksCommand } from './callbacks.ts'
import { clientsCommand } from './clients.ts'
import { eraseCommand } from './erase.ts'
import { keysCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { ordersCommand } from './orders.ts'
import { purgeCommand } from './purge.ts'
import { registerCommand } from './register.ts'
import { newShell, NothingFound, NotTaken, WrongUsage, type Shell, type Surroundings } from './shell.ts'
import { statusCommand } from './status.ts'
import { webhooksCommand } from './webhooks.ts'
import { inChinese } from './words.ts'

const GROUPS: Array<(shell: Shell) => Command> = [
  statusCommand, ordersCommand, callbacksCommand, webhooksCommand, actsCommand, clientsCommand, keysCommand, purgeCommand, eraseCommand, migrateCommand, registerCommand
]

/** How a command ends; scripts go by these. */
export const EXIT = { done: 0, failed: 1, usage: 2, nothing: 3 } as const

/** Runs the command that the arguments name; answers its exit code. */
export async function runCommand (args: string[], surroundings: Surroundings): Promise<number> {
  const program = new Command('lianban').description('联办运维命令行').option('--json', '以 JSON 输出')
    .addHelpText('after', '\n退出码：0 完成，1 失败，2 用法或设置有误，3 没有符合条件的对象')
  try {
    const shell = newShell(surroundings, () => program.opts()['json'] === true)
    for (const command of GROUPS.map(group => group(shell))) program.addCommand(command)
    inChinese(program, surroundings)
    await program.parseAsync(args, { from: 'user' })
    return EXIT.done
  } catch (error) {
    const { code, words } = explain(error)
    if (words !== undefined) surroundings.warn(words)
    return code
  }
}

/** The exit code that goes with an error, and its words where they have not been said yet. */
function explain (error: unknown): { code: number, words?: string } {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? EXIT.done : EXIT.usage }
  if (error instanceof NotTaken) return { code: EXIT.failed }
  if (error instanceof WrongUsage || error instanceof WrongSettings) return { code: EXIT.usage, words: error.message }
  if (error instanceof NothingFound) return { code: EXIT.nothing, words: error.message }
  if (error instanceof Problem) {
    const { status, title } = PROBLEMS[error.code]
    return { code: status === 404 ? EXIT.nothing : status === 400 || status === 422 ? EXIT.usage : EXIT.failed, words: title }
  }
  // What the system or the database says with a code of its own is clear enough; of a mistake in the hub the place is wanted.
  const { code, message, stack } = error as NodeJS.ErrnoException
  return { code: EXIT.failed, words: error instanceof Failure || code !== undefined ? message || code! : stack ?? message }
}
