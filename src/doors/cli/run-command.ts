/**
 * The command line: what operators see and do, on the hub's database itself, so that it works while the hub is down.
 * Each group of commands is in a file beside this one and has its place in the list here.
 */
import { Command, CommanderError } from 'commander'
import { Failure } from '../../../adapters/failure.ts'
import { directionless } from '../../../openapi/readable-text.ts'
import { Problem, PROBLEMS } from '../../ground/problem/problem.ts'
import { WrongSettings } from '../../ground/settings/wrong-settings.ts'
import { actsCommand } from './acts.ts'
import { calendarCommand } from './calendar.ts'
import { callbacksCommand } from './callbacks.ts'
import { clocksCommand, lateCommand } from './clocks.ts'
import { figuresCommand } from './figures.ts'
import { filingsCommand } from './filings.ts'
import { clientsCommand, migrateCommand, registerCommand } from './installation.ts'
import { ordersCommand } from './orders.ts'
import { eraseCommand, keysCommand, purgeCommand } from './personal-data.ts'
import { peopleCommand } from './people.ts'
import { ratingsCommand } from './ratings.ts'
import { rectificationsCommand } from './rectifications.ts'
import { newShell, NothingFound, NotTaken, WrongUsage, type Shell, type Surroundings } from './shell.ts'
import { statusCommand } from './status.ts'
import { visitsCommand } from './visits.ts'
import { webhooksCommand } from './webhooks.ts'

const GROUPS: Array<(shell: Shell) => Command> = [
  statusCommand, lateCommand, clocksCommand, figuresCommand, ordersCommand, callbacksCommand, webhooksCommand,
  visitsCommand, filingsCommand, ratingsCommand, rectificationsCommand, actsCommand, calendarCommand,
  clientsCommand, peopleCommand, keysCommand, purgeCommand, eraseCommand, migrateCommand, registerCommand
]

/** How a command ends; scripts go by these. */
export const EXIT = { done: 0, failed: 1, usage: 2, nothing: 3 } as const

/** Runs the command that the arguments name; answers its exit code. */
export async function runCommand (args: string[], given: Surroundings): Promise<number> {
  const surroundings = {
    ...given,
    print (line: string) { given.print(directionless(line)) },
    warn (line: string) { given.warn(directionless(line)) }
  }
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
    const code = status === 404 ? EXIT.nothing : status === 400 || status === 422 ? EXIT.usage : EXIT.failed
    const fields = (error.errors ?? []).map(({ pointer, message }) => `${pointer}：${message}`)
    return { code, words: [title, ...fields].join('\n') }
  }
  // What the system or the database says with a code of its own is clear enough; of a mistake in the hub the place is
  // wanted.
  const { code, message, stack } = error as NodeJS.ErrnoException
  const words = error instanceof Failure || code !== undefined ? message || code! : stack ?? message
  return { code: EXIT.failed, words }
}

/** What commander says by itself. */
const TITLES: Record<string, string> = {
  'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Global Options:': '通用选项：', 'Commands:': '命令：'
}

const ERRORS: Array<[english: RegExp, chinese: string]> = [
  [/^error: unknown option '([^']*)'/, '没有这个选项：$1'],
  [/^error: unknown command '([^']*)'/, '没有这个命令：$1'],
  [/^error: required option '([^']*)' not specified/, '缺少选项：$1'],
  [/^error: missing required argument '([^']*)'/, '缺少参数：$1'],
  [/^error: option '([^']*)' argument missing/, '选项缺少内容：$1'],
  [/^error: option '([^']*)' argument '[^']*' is invalid\. (.*)/, '选项内容有误：$1：$2'],
  [/^error: too many arguments[^]*/, '参数过多'],
  [/^\(Did you mean (.*)\?\)/m, '（是否想用 $1？）']
]

/**
 * Gives commander Chinese words, also of all commands below; an error or a help text ends a command by a
 * CommanderError.
 */
function inChinese (command: Command, surroundings: Pick<Surroundings, 'print' | 'warn'>): void {
  command
    .helpOption('-h, --help', '显示用法')
    .configureHelp({ styleTitle: title => TITLES[title] ?? title, showGlobalOptions: true })
    .configureOutput({
      writeOut: text => { surroundings.print(text.trimEnd()) },
      writeErr: text => { surroundings.warn(text.trimEnd()) },
      outputError (words, write) {
        write(ERRORS.reduce((text, [english, chinese]) => text.replace(english, chinese), words))
      }
    })
    .exitOverride()
  if (command.commands.length > 0) command.helpCommand('help [command]', '显示命令的用法')
  for (const child of command.commands) inChinese(child, surroundings)
}
