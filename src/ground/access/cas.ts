/**
 * A CAS server (CAS Protocol 3.0 §2): the browser goes to `/login`, comes back with a ticket, and the hub has the
 * ticket validated. The protocol has no state of its own: it goes in the address of the service, for which alone a
 * ticket is good.
 */
import { ask, NotAnswered, type Bounds } from '../network/ask.ts'
import { readServiceResponse } from './cas-response.ts'
import { NotVouched, ProviderAway, type Provider } from './provider.ts'
import type { CasSettings } from './provider-settings.ts'

/** A validation with all attributes of a person. */
const MOST = 64 * 1024

/** §3.1.1: `ST-`, and so long that nobody guesses it; of what is let through nothing needs to be escaped. */
const TICKET = /^[\w.-]{8,256}$/

interface Site {
  outbound: Bounds['outbound']
  /** Where the server sends browsers back to. */
  service: string
}

export function openCas (settings: CasSettings, { outbound, service }: Site): Provider {
  const { url, validation, timeout } = settings
  const serviceOf = (state: string): string => `${service}?${new URLSearchParams({ state })}`

  return {
    way: 'cas',
    settings,
    async begin ({ state }) {
      return new URL(`${url}/login?${new URLSearchParams({ service: serviceOf(state) })}`)
    },
    async identify (query, { state }) {
      if (query.get('state') !== state) throw new NotVouched('state is not what the browser went away with')
      const ticket = query.get('ticket') ?? ''
      if (!TICKET.test(ticket)) throw new NotVouched('there is no ticket')
      const asked = new URLSearchParams({ service: serviceOf(state), ticket })
      const { status, body } = await ask({ outbound, timeout, most: MOST }, { url: `${url}/${validation}?${asked}` })
        .catch(away)
      if (status !== 200) throw new ProviderAway(`the CAS server has answered with ${status}`)
      const { user, attributes } = readServiceResponse(body, why => new NotVouched(`the CAS server's answer: ${why}`))
      // What the server says of a person never takes the place of who it says they are.
      return { issuer: url, subject: user, claims: { preferred_username: user, ...attributes, user } }
    }
  }
}

function away (error: unknown): never {
  if (error instanceof NotAnswered) throw new ProviderAway('the CAS server does not answer', { cause: error })
  throw error
}
