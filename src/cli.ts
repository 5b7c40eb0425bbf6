#!/usr/bin/env node
/**
 * The command line (`npx lianban …`, `npm run cli -- …`): what operators see and do, on the hub's database itself, so that it works
 * while the hub is down. Each group of commands is a file under src/cli/ and a line here.
 */
import { Command, CommanderError } from 'commander'
import { Failure } from '../adapters/failure.ts'
import { actsCommand } from './cli/acts.ts'
import { callbacksCommand } from './cli/callbacks.ts'
import { migrateCommand } from './cli/migrate.ts'
import { ordersCommand } from './cli/orders.ts'
import { registerCommand } from './cli/register.ts'
import { EXIT, newShell, NothingFound, NotTaken, WrongUsage, type Shell } from './cli/shell.ts'
import { statusCommand } from './cli/status.ts'
import { webhooksCommand } from './cli/webhooks.ts'
import { inChinese } from './cli/words.ts'
import { WrongSettings } from './config.ts'
import { Problem, PROBLEMS } from './problem.ts'

const GROUPS: Array<(shell: Shell) => Command> = [statusCommand, ordersCommand, callbacksCommand, webhooksCommand, actsCommand, migrateCommand, registerCommand]

const program = new Command('lianban').description('联办运维命令行')
  .option('--json', '以 JSON 输出')
  .addHelpText('after', '\n退出码：0 完成，1 失败，2 用法或设置有误，3 没有符合条件的对象')

async function main (): Promise<void> {
  const shell = newShell({
    variables: process.env,
    now: () => new Date(),
    random: Math.random,
    print: line => { console.log(line) },
    warn: line => { console.error(line) }
  }, () => program.opts()['json'] === true)
  for (const command of GROUPS.map(group => group(shell))) program.addCommand(command)
  inChinese(program)
  await program.parseAsync()
}

/** The words for an error, and the exit code that goes with it. */
function explain (error: unknown): { code: number, words: string } {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? EXIT.done : EXIT.usage, words: '' }
  if (error instanceof WrongUsage || error instanceof WrongSettings) return { code: EXIT.usage, words: error.message }
  if (error instanceof NotTaken) return { code: EXIT.failed, words: '' }
  if (error instanceof NothingFound) return { code: EXIT.nothing, words: error.message }
  if (error instanceof Problem) {
    const { status, title } = PROBLEMS[error.code]
    return { code: status === 404 ? EXIT.nothing : status === 400 || status === 422 ? EXIT.usage : EXIT.failed, words: title }
  }
  return { code: EXIT.failed, words: error instanceof Failure ? error.message : String((error as Error).stack) }
}

// Who reads the output may stop reading, as `head` does.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
})

try {
  await main()
} catch (error) {
  const { code, words } = explain(error)
  if (words !== '') console.error(words)
  process.exitCode = code
}
