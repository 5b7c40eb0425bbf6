/** What the commands work with: the hub's rows, two outputs, and the words for what went wrong. */
import { readEnvironment, type Environment } from '../../environment.ts'
import { migrate } from '../../ground/database/migrate.ts'
import { databaseServer } from '../../ground/database/server.ts'
import { openLog } from '../../ground/observe/log.ts'
import type { Alarms } from '../../ground/queue/alarms.ts'
import type { Hub } from '../../hub.ts'
import { openHub } from '../../hub.ts'
import { readSettings, type Settings } from '../../settings.ts'

/** Options or arguments that are wrong or missing. */
export class WrongUsage extends Error {}

/** What was named does not exist, or no row matches the filter. */
export class NothingFound extends Error {}

/** What the command tried has failed; why has been written already. */
export class NotTaken extends Error {}

export interface Shell {
  environment: Environment
  /** Throws WrongSettings. */
  settings (): Settings
  /** Migrates the hub's database if need be, and runs work on it, whether the hub itself is running or not. */
  withHub<T> (work: (hub: Hub) => Promise<T>): Promise<T>
  /** Says how far a long command has come, beside its answer. */
  tell (words: string): void
  /** Writes what a command found: with --json the value as one line, else the text. */
  show (value: unknown, text: string): void
  /** Writes a document as it is, with --json or without. */
  write (document: string): void
}

export interface Surroundings {
  variables: NodeJS.ProcessEnv
  now (): Date
  random (): number
  /** A line of standard output. */
  print (line: string): void
  /** A line of standard error. */
  warn (line: string): void
}

export function newShell ({ variables, now, random, print, warn }: Surroundings, asJson: () => boolean): Shell {
  const environment = readEnvironment(variables)
  // Only what a person has to know goes beside the answer, unless more is asked for.
  const level = variables['LOG_LEVEL'] ? environment.logLevel : 'error'
  const log = openLog(level, { write: line => { warn(line.trimEnd()) } })

  const settings = (): Settings => readSettings(environment.settingsFile, variables)

  return {
    environment,
    settings,
    async withHub (work) {
      const read = settings()
      const database = await databaseServer(environment)
      // Nothing will be found in it; whoever has named another folder than the hub's should not believe that.
      if (database.isNew) warn(`${environment.dataFolder} 中没有数据库，已新建一个空库；要找的若在别处，请改 LIANBAN_DATA`)
      try {
        await migrate(database.url)
        const { hub, close } = await openHub({
          settings: read, databaseUrl: database.url, alarms: LEFT_TO_THE_HUB, log, now, random
        })
        try {
          return await work(hub)
        } finally {
          await close()
        }
      } finally {
        await database.stop()
      }
    },
    tell: warn,
    write (document) { print(document.replace(/\r?\n$/, '')) },
    show (value, text) { print(asJson() ? JSON.stringify(value) : text) }
  }
}

/** A command has no queues of its own: what it makes due is found by a running hub. */
const LEFT_TO_THE_HUB: Alarms = {
  async set () {},
  async insist () {},
  answer () { throw new Error('a command answers no alarms') },
  async check () {},
  async close () {}
}
