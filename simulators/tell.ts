/** How a simulated enterprise tells the hub: again until it is acknowledged, and with the faults it may have. */
import { request } from 'undici'
import type { Faults } from './faults.ts'
import type { Enterprise, OutgoingCallback, SimulatedOrder } from './simulator.ts'

interface Telling {
  faults: Faults, timers: Set<NodeJS.Timeout>, now: () => Date, callbackUrl?: string, retryAfter: number
}

/** How often a simulated enterprise repeats a callback that nobody acknowledges; the documents give 5 to 30 times. */
const CALLBACK_ATTEMPTS = 20

/**
 * Sends callbacks, with the faults they may have. The promise it returns ends with the hub's answer to the first
 * attempt.
 */
export function newTeller (
  enterprise: Enterprise, { faults, timers, now, callbackUrl, retryAfter }: Telling
): (order: SimulatedOrder) => Promise<void> {
  const { callback, acknowledged } = enterprise
  if (!callback || !acknowledged || !callbackUrl) return async () => {}
  let held: OutgoingCallback | undefined

  async function post (message: OutgoingCallback): Promise<boolean> {
    try {
      const answer = await request(message.url, {
        method: 'POST', headers: message.headers, body: message.body, signal: AbortSignal.timeout(5000)
      })
      return acknowledged!(answer.statusCode, Buffer.from(await answer.body.arrayBuffer()))
    } catch {
      return false
    }
  }

  function wait (milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(() => { timers.delete(timer); resolve() }, milliseconds)
      timers.add(timer)
    })
  }

  /** Every repeat is built anew from what the order was then: fresh serials and signatures, the same content. */
  async function insist (then: SimulatedOrder, attempt: number): Promise<void> {
    if (await post(callback!(then, callbackUrl!, now(), true)) || attempt >= CALLBACK_ATTEMPTS) return
    wait(retryAfter).then(() => insist(then, attempt + 1))
  }

  return async order => {
    const then = { ...order }
    if (faults.strikes('forge')) await post(callback(then, callbackUrl, now(), false))
    if (faults.strikes('reorder')) {
      held = callback(then, callbackUrl, now(), true)
      return
    }
    if (faults.strikes('late')) await wait(retryAfter * 5)
    await insist(then, 1)
    if (faults.strikes('repeat')) await insist(then, 1)
    if (held) {
      await post(held)
      held = undefined
    }
  }
}
