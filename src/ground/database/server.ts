/** Which database server is used: the one that the environment names, else one of the hub's own in the data folder. */
import { startEmbedded } from './embedded.ts'
import { watchOver, type Watch } from './watch-over.ts'

export interface DatabaseServer {
  url: string
  embedded: boolean
  /** One of the hub's own in a folder that had no data. */
  isNew: boolean
  /** Starts the server again whenever it dies, if it was started for this process. */
  watch (watch: Watch): void
  /** Stops the server if it was started for this process. */
  stop (): Promise<void>
}

export async function databaseServer (
  { databaseUrl, dataFolder }: { databaseUrl?: string, dataFolder: string }
): Promise<DatabaseServer> {
  if (databaseUrl) return { url: databaseUrl, embedded: false, isNew: false, watch () {}, stop: async () => {} }
  const server = await startEmbedded(dataFolder)
  let unwatch = async (): Promise<void> => {}
  return {
    url: server.url,
    embedded: true,
    isNew: server.isNew,
    watch (watch) { if (server.owned) unwatch = watchOver(server, watch) },
    async stop () {
      await unwatch()
      await server.stop()
    }
  }
}
