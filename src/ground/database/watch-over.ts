/**
 * Watches over a server of the hub's own. It has nobody else who would start it again: the kernel may have killed it
 * for want of memory. One that cannot be started, because its disk is full, say, is given up, and the process says why.
 */
import type { EmbeddedServer } from './embedded.ts'

export interface Watch {
  /** Told before each attempt to start it again. */
  died (): void
  revived (): void
  /** It cannot be started, or dies again and again. */
  lost (error: Error): void
}

/** Milliseconds from one look to the next. */
const EVERY = 1_000

/** So often it is started again, unless it has lived for so many looks in between. */
const MOST = 5
const STEADY = 600

export type Watched = Pick<EmbeddedServer, 'isAlive' | 'revive'>

/** The function it returns ends that, and waits for a start that is under way. */
export function watchOver (server: Watched, watch: Watch, every = EVERY): () => Promise<void> {
  let deaths = 0
  let alive = 0
  let running: Promise<void> | undefined

  async function look (): Promise<void> {
    if (server.isAlive()) {
      if (++alive >= STEADY) deaths = 0
      return
    }
    alive = 0
    deaths++
    watch.died()
    try {
      if (deaths > MOST) throw new Error('the database server dies again and again')
      await server.revive()
      watch.revived()
    } catch (error) {
      clearInterval(timer)
      watch.lost(error as Error)
    }
  }

  const timer = setInterval(() => {
    running ??= look().finally(() => { running = undefined })
  }, every).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
