/**
 * Begins the clocks that orders under way do not have yet: of a database that had none, of an enterprise whose days
 * have been published since. Each counts from the beginning, past pauses and all. Those that a former version began
 * learn what they did not know.
 */
import type { Logger } from 'pino'
import { goOver } from '../../ground/aside/set-aside.ts'
import { clockFactsOf } from '../../records/clocks/clock.ts'
import { applicationsUnderWay } from '../../records/clocks/due-clocks.ts'
import { countAnew, type ClockTerms } from '../../records/clocks/follow.ts'
import { changeBySerial, type OrderRecords } from '../../records/orders/application.ts'
import { openForm } from '../../records/orders/form.ts'

export interface Attaching extends OrderRecords { clocks: ClockTerms, log: Logger }

/** Applications in one go. */
const MOST = 200

/** Milliseconds until all are gone over once more when some have failed. */
const AGAIN = 3_600_000

/**
 * A chore that goes over all applications under way once, some at each sweep: settings change only when a process
 * starts.
 */
export function attachClocks (hub: Attaching): (now: Date) => Promise<void> {
  let last: number | undefined = 0
  let again: Date | undefined
  return async now => {
    if (last === undefined) {
      if (!again || now < again) return
      last = 0
      again = undefined
    }
    const applications = await applicationsUnderWay(hub.pool, last, now, MOST)
    const lacking = applications.filter(({ lacksClocks }) => lacksClocks)
    const done = await goOver(hub, hub.pool, lacking, {
      chore: 'orders without clocks',
      now,
      keyOf: ({ serial }) => String(serial),
      act: ({ serial }) => attach(hub, serial, now)
    })
    if (done < lacking.length) again ??= new Date(now.getTime() + AGAIN)
    last = applications.at(-1)?.serial
  }
}

async function attach (hub: Attaching, serial: number, at: Date): Promise<void> {
  await changeBySerial(hub, serial, async (work, application) => {
    const { formSealed } = application
    if (!formSealed) return
    const facts = clockFactsOf(openForm(hub.vault, { serial, formSealed }))
    await countAnew(hub.clocks, work, application, { at, facts, reason: 'attached' })
  })
}
