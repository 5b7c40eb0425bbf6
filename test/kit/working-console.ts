/** A whole hub whose console is worked with: orders travel, the portal is told, and an enterprise is at its desk. */
import { AT_DESK, openDesk } from '../../kit/desk.ts'
import { startTestHub, type TestHub, type TestHubOptions } from './test-hub.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

/** Who files at the desk. */
const BUILDER = {
  name: '泾县乡镇供水有限公司', unifiedSocialCreditCode: '91350100M000100Y43', contact: { name: '乡供经办', phone: '0563-5100009' }
}

export interface WorkingConsole extends TestHub {
  /** Goes on by itself; a test may set it forward. */
  clock: { time: Date }
}

/** Enterprises with a system, and the approvals system, are simulated where they are asked for. */
export async function startWorkingConsole (
  t: Test, { slugs = [], approvals = false, adjust }: Pick<TestHubOptions, 'slugs' | 'approvals' | 'adjust'> = {}
): Promise<WorkingConsole> {
  let ahead = 0
  const clock = {
    get time () { return new Date(Date.now() + ahead) },
    set time (time: Date) { ahead = time.getTime() - Date.now() }
  }
  const hub = await startTestHub(t, {
    slugs,
    approvals,
    now: () => clock.time,
    adjust (settings, url) {
      openDesk(settings)
      settings.approvals.builders[AT_DESK] = BUILDER
      settings.access.people.url = url
      adjust?.(settings, url)
    }
  })
  return Object.assign(hub, { clock })
}
