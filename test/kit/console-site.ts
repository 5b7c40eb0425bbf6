/** A hub whose console is looked at: its intake alone, whose clock a test sets, at the address that people know. */
import { openDesk } from '../../kit/desk.ts'
import { startIntake, type Intake, type IntakeOptions } from './intake-hub.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

/** With an enterprise at a desk among the others; the clock stands at the present, which browsers have too. */
export async function startConsole (t: Test, { adjust, ...options }: IntakeOptions = {}): Promise<Intake> {
  const site = await startIntake(t, {
    ...options,
    adjust (document) {
      openDesk(document)
      adjust?.(document)
    }
  })
  site.hub.settings.access.people!.url = site.url
  site.clock.time = new Date()
  return site
}
