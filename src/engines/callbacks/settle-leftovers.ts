/**
 * Callbacks that the hub had verified and could not deal with, because of a fault of its own or of its database, are
 * taken again by themselves: their enterprise may have sent them again meanwhile, or never does.
 */
import { goOver } from '../../ground/aside/set-aside.ts'
import { inWork } from '../../ground/database/work.ts'
import { atWork } from '../../ground/observe/matter.ts'
import { leftoverCallbacks, noteTakenAgain, type Leftover } from '../../records/inbox/callbacks.ts'
import { lockAll } from '../../records/orders/application.ts'
import type { Steps } from '../../steps/steps.ts'
import { takeAgain } from './take-again.ts'

/** Milliseconds: most enterprises send again sooner. */
const AFTER = 60_000

/** Milliseconds between two times of one that fails again: a person has been told, and may have mended something. */
const AGAIN = 3_600_000

const AT_ONCE = 20

export async function settleLeftovers (engine: Steps): Promise<void> {
  const now = engine.now()
  const ago = (time: number): Date => new Date(now.getTime() - time)
  const rows = await leftoverCallbacks(engine.pool, [...engine.enterprises.keys()], {
    cameBefore: ago(AFTER), triedBefore: ago(AGAIN), now, most: AT_ONCE
  })
  await goOver(engine, engine.pool, rows, {
    chore: 'left callbacks',
    now,
    keyOf: ({ id }) => String(id),
    about: ({ enterprise, jointNumber, reference }) => ({ enterprise, jointNumber, reference }),
    act: row => settle(engine, row, now)
  })
}

async function settle (engine: Steps, row: Leftover, now: Date): Promise<void> {
  const { id: callback, serial, enterprise, jointNumber, correlationId, reference } = row
  await atWork({ enterprise, jointNumber, correlationId, reference }, () => inWork(engine, async work => {
    await lockAll(work, [serial])
    noteTakenAgain(work, callback, now)
    const result = await takeAgain(engine, engine.enterprises.get(enterprise)!, work, row)
    work.afterwards(() => {
      engine.log.info({ callback, result }, 'callback taken again')
      engine.metrics.callback({ enterprise, result })
    })
  }))
}
