/** A whole hub whose console is worked with: orders travel, the portal is told, and an enterprise is at its desk. */
import { openDesk } from '../../kit/desk.ts'
import { startTestHub, type TestHub } from './test-hub.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

export interface WorkingConsole extends TestHub {
  /** Goes on by itself; a test may set it forward. */
  clock: { time: Date }
}

export async function startWorkingConsole (t: Test): Promise<WorkingConsole> {
  let ahead = 0
  const clock = {
    get time () { return new Date(Date.now() + ahead) },
    set time (time: Date) { ahead = time.getTime() - Date.now() }
  }
  const hub = await startTestHub(t, {
    slugs: [],
    now: () => clock.time,
    adjust (settings, url) {
      openDesk(settings)
      settings.access.people.url = url
    }
  })
  return Object.assign(hub, { clock })
}
