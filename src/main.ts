/** The process: reads the settings, starts the hub, stops it on SIGTERM or SIGINT. */
import type { Logger } from 'pino'
import { readEnvironment } from './environment.ts'
import { databaseServer } from './ground/database/server.ts'
import { listenFailure } from './ground/network/listen-failure.ts'
import type { TraceSettings } from './ground/observe/export-traces.ts'
import { openLog } from './ground/observe/log.ts'
import type { Traces } from './ground/observe/traces.ts'
import { WrongSettings } from './ground/settings/wrong-settings.ts'
import { readSettings } from './settings.ts'
import { startHub } from './start.ts'

/** A stop that takes longer than this ends all the same; what was under way is taken up again from the database. */
const DRAIN_LIMIT = 30_000

async function main (): Promise<void> {
  const environment = readEnvironment(process.env)
  const settings = readSettings(environment.settingsFile, process.env)
  const log = openLog(environment.logLevel)
  // Node would print all that hangs on the error; a database driver puts rows there.
  process.on('uncaughtException', error => {
    log.fatal({ err: error }, 'process failed')
    process.exit(1)
  })
  const traces = environment.traces && await openTraces(environment.traces, log)
  const database = await databaseServer(environment)
  const running = await startHub({
    settings,
    databaseUrl: database.url,
    ...environment.redisUrl && { redisUrl: environment.redisUrl },
    role: environment.role,
    ...traces && { traces },
    log
  }).catch(async error => {
    await database.stop()
    throw error
  })
  await running.app.listen({ host: environment.host, port: environment.port }).catch(async error => {
    await running.stop()
    await database.stop()
    const failure = listenFailure(error)
    if (!failure) throw error
    throw new WrongSettings(`环境变量：HOST、PORT：${environment.host}:${environment.port} ${failure}`)
  })
  database.watch({
    died () { log.error({ alert: 'database-died' }, 'embedded database server has died, it is started again') },
    revived () { log.warn('embedded database server is up again') },
    lost (error) {
      log.fatal({ err: error }, 'embedded database server cannot be started again')
      process.exit(1)
    }
  })
  log.info({
    county: settings.county.name,
    role: environment.role,
    enterprises: [...running.hub.enterprises.keys()],
    queues: environment.redisUrl ? 'redis' : 'postgresql',
    database: database.embedded ? 'embedded' : 'external'
  }, 'hub is up')

  let stopping = false
  async function stop (signal: string): Promise<void> {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error('drain took too long')
      process.exit(1)
    }, DRAIN_LIMIT).unref()
    await running.stop()
    await database.stop()
    log.info('stopped')
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { stop(signal) })
}

/** The exporter is loaded only where traces go somewhere. */
async function openTraces (settings: TraceSettings, log: Logger): Promise<Traces> {
  const { exportTraces } = await import('./ground/observe/export-traces.ts')
  return exportTraces(settings, () => new Date(), log)
}

try {
  await main()
} catch (error) {
  if (error instanceof WrongSettings) console.error(error.message)
  else openLog('info').fatal({ err: error }, 'hub did not start')
  process.exit(1)
}
