/** A TCP port for a server of one's own: the embedded database, and servers that tests start. */
import { createServer, type AddressInfo } from 'node:net'

/** A port of loopback that was free a moment ago; by the time it is used another process may have taken it. */
export function freePort (): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
