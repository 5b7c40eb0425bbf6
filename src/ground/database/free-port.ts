/** A TCP port for a server of one's own: the embedded database, and servers that tests start. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below what Linux (32768 and up, ip_local_port_range), macOS and Windows (49152 and up) give to outgoing
 * connections and to those who listen on port 0: one of those is given away again between being found and being used.
 */
const LOWEST = 15_000
const HIGHEST = 32_767

/**
 * A port of loopback that was free a moment ago, and that nobody is given who does not ask for it by number.
 * `draw`: a whole number, from the first to below the second.
 */
export async function freePort (draw: (from: number, before: number) => number = randomInt): Promise<number> {
  for (;;) {
    const port = draw(LOWEST, HIGHEST + 1)
    if (await isFree(port)) return port
  }
}

async function isFree (port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false
    throw error
  }
  server.close()
  await once(server, 'close')
  return true
}
