/** Starts the hub in a process of its own and asks it for its heap. */
import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface HubApart {
  /** Bytes, after a collection. */
  heap (): Promise<number>
  stop (): Promise<void>
}

/** `settings` as the text of a settings file. Answers when the hub listens on 127.0.0.1; throws when it ends before. */
export async function startHubApart (
  start: { settings: string, databaseUrl: string, port: number }
): Promise<HubApart> {
  const child = fork(new URL('./hub.ts', import.meta.url), [JSON.stringify(start)], { execArgv: ['--expose-gc'] })
  const ended = once(child, 'exit').then(([code]) => { throw new Error(`the hub ended with ${code}`) })
  // Whoever waits for the hub is told.
  ended.catch(() => {})
  async function said (): Promise<unknown> {
    const [words] = await Promise.race([once(child, 'message'), ended])
    return words
  }
  await said()
  return {
    async heap () {
      child.send('heap')
      return await said() as number
    },
    async stop () {
      child.disconnect()
      await ended.catch(() => {})
    }
  }
}
