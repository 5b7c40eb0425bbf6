/** What an adapter is given in tests: a settable clock, serials in order, a token kept in memory, no waiting. */
import type { AdapterContext, SharedToken, TransportSettings } from '../../adapters/adapter.ts'
import { newHttpClient } from '../../adapters/http.ts'
import type { Extent } from '../../openapi/extent.ts'

export interface TestContext<Settings> extends AdapterContext<Settings> {
  /** Requests announced to the pace so far. */
  paced (): number
  /** What was asked about so far. */
  queried: string[]
}

export function adapterContext<Settings extends TransportSettings> (settings: Settings, messages: Extent, now: () => Date = () => new Date()): TestContext<Settings> {
  let serial = 0
  let paced = 0
  const queried: string[] = []
  return {
    settings,
    http: newHttpClient({ timeout: settings.timeout, messages, now }),
    now,
    token: memoryToken(now),
    pace: async () => { paced++ },
    paced: () => paced,
    paceQuery: async reference => { queried.push(reference) },
    queried,
    digits: count => String(++serial).padStart(count, '0')
  }
}

function memoryToken (now: () => Date): SharedToken {
  let held: { value: string, expiresAt: Date } | undefined
  return {
    async current (renew, refused) {
      if (!held || held.value === refused || held.expiresAt <= now()) held = await renew()
      return held.value
    }
  }
}
