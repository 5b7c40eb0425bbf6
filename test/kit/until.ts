/** Looks again until what is looked for is there. For what announces itself to nobody: rows, log lines, another process. */
import { setTimeout as sleep } from 'node:timers/promises'

const INTERVAL = 10

/** What `look` finds, once that is neither undefined nor false. Throws when it never is. */
export async function until<T> (look: () => Promise<T | undefined | false> | T | undefined | false, patience = 30_000): Promise<T> {
  const end = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`not there after ${patience} ms: ${look}`)
    await sleep(INTERVAL)
  }
}
