/** The ways in which people sign in here, as the contract shows them to whoever has not signed in yet. */
import type { components } from '../../openapi/hub.d.ts'
import type { PeopleSettings } from '../ground/access/people-settings.ts'

type Shown = components['schemas']['SignInWays']

const OWN = { way: 'own', label: '账号密码登录' } as const

/** In the order in which they are offered: where the county has a provider, that comes first. */
export function listSignInWays ({ oidc, cas }: Pick<PeopleSettings, 'oidc' | 'cas'>): Shown {
  return {
    ways: [
      ...oidc ? [{ way: 'oidc', label: oidc.label, path: '/v1/session/oidc' } as const] : [],
      ...cas ? [{ way: 'cas', label: cas.label, path: '/v1/session/cas' } as const] : [],
      OWN
    ]
  }
}
