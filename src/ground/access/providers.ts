/** The identity providers of a county, by the settings: none, one, or two while it changes from one to the other. */
import type { OutboundSettings } from '../network/settings.ts'
import { openCas } from './cas.ts'
import { openOidc } from './oidc.ts'
import type { PeopleSettings } from './people-settings.ts'
import type { Provider } from './provider.ts'
import type { ProviderWay } from './vouched.ts'

interface Site { outbound: OutboundSettings, now (): Date }

export function openProviders (
  { url, oidc, cas }: PeopleSettings, { outbound, now }: Site
): Partial<Record<ProviderWay, Provider>> {
  const callbackOf = (way: ProviderWay): string => `${url}/v1/session/${way}/callback`
  return {
    ...oidc && { oidc: openOidc(oidc, { outbound, redirectUri: callbackOf('oidc'), now }) },
    ...cas && { cas: openCas(cas, { outbound, service: callbackOf('cas') }) }
  }
}
