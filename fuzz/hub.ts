/**
 * The hub as a process of its own, so that what its memory holds is not mixed with the requests drawn beside it.
 * Started by hub-apart.ts with what it needs as JSON; says `up`, answers every message with its heap in bytes, and
 * stops when it is left alone.
 */
import { setImmediate } from 'node:timers/promises'
import { parseSettings } from '../src/settings.ts'
import { openLog } from '../src/ground/observe/log.ts'
import { startHub } from '../src/start.ts'

const { settings, databaseUrl, port } = JSON.parse(process.argv[2]!)
// Requests are what is tried here; a hub that also delivered would leave orders at enterprises that are not there.
const running = await startHub({
  settings: parseSettings(settings, process.env, 'settings.sandbox.yaml'),
  databaseUrl,
  role: 'api',
  log: openLog('silent')
})
await running.app.listen({ host: '127.0.0.1', port })
process.on('message', async () => { process.send!(await heap()) })
process.once('disconnect', () => { running.stop() })
process.send!('up')

/** What is still held when all that can go has gone; some of it goes only after finalizers have run. */
async function heap (): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc!()
    await setImmediate()
  }
  return process.memoryUsage().heapUsed
}
