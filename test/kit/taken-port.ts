/** A port of loopback that somebody listens at. */
import { createServer } from 'node:net'
import { freePort } from '../../src/ground/database/free-port.ts'

interface Test { teardown: (end: () => void) => unknown }

/** For the time of the test. */
export async function takenPort (t: Test): Promise<number> {
  const port = await freePort()
  const server = createServer()
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, '127.0.0.1', resolve) })
  t.teardown(() => { server.close() })
  return port
}
