/** Which database server is used: the one that the environment names, else one of the hub's own in the data folder. */
import { startEmbedded } from './embedded.ts'

export interface DatabaseServer {
  url: string
  embedded: boolean
  /** Stops the server if it was started for this process. */
  stop (): Promise<void>
}

export async function databaseServer (
  { databaseUrl, dataFolder }: { databaseUrl?: string, dataFolder: string }
): Promise<DatabaseServer> {
  if (databaseUrl) return { url: databaseUrl, embedded: false, stop: async () => {} }
  return { ...await startEmbedded(dataFolder), embedded: true }
}
