/**
 * An OpenID provider: authorization code with PKCE (S256), state and nonce. What its ID tokens are signed with, by
 * which algorithms and when they are good, the library judges by the machine's clock.
 */
import * as client from 'openid-client'
import { ask, NotAnswered, type Bounds } from '../network/ask.ts'
import { NotVouched, ProviderAway, type Provider } from './provider.ts'
import type { OidcSettings } from './provider-settings.ts'
import { claimOf } from './vouched.ts'

/** Discovery, keys, tokens: whole answers are some kilobytes. */
const MOST = 256 * 1024

/** How long what the provider says of itself is believed. */
const KNOWN_FOR = 600_000

interface Site {
  outbound: Bounds['outbound']
  /** Where the provider sends browsers back to. */
  redirectUri: string
  now (): Date
}

export function openOidc (settings: OidcSettings, { outbound, redirectUri, now }: Site): Provider {
  const { issuer, clientId, clientSecret, scope, acr, timeout } = settings
  let known: { config: client.Configuration, until: number } | undefined

  const fetch: client.CustomFetch = async (url, { method, headers, body }) => {
    const answer = await ask({ outbound, timeout, most: MOST }, {
      url, method: method as 'GET' | 'POST', headers, ...body != null && { body: String(body) }
    })
    if (answer.status >= 500) throw new NotAnswered(`the provider has answered with ${answer.status}`)
    const type = answer.headers['content-type']
    return new Response(new Uint8Array(answer.body), {
      status: answer.status, headers: { 'content-type': String(type ?? '') }
    })
  }

  async function configuration (): Promise<client.Configuration> {
    if (known && now().getTime() < known.until) return known.config
    const config = await client.discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), {
      // Signatures are verified though TLS would do: a proxy on the way may end it.
      execute: [client.enableNonRepudiationChecks, ...issuer.startsWith('http:') ? [client.allowInsecureRequests] : []],
      [client.customFetch]: fetch,
      timeout: timeout / 1000
    }).catch(away)
    known = { config, until: now().getTime() + KNOWN_FOR }
    return config
  }

  return {
    way: 'oidc',
    settings,
    async begin ({ state, nonce, verifier }) {
      return client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...acr.length > 0 && { acr_values: acr.join(' ') }
      })
    },
    async identify (query, { state, nonce, verifier }) {
      const config = await configuration()
      const here = new URL(redirectUri)
      here.search = query.toString()
      const tokens = await client.authorizationCodeGrant(config, here, {
        expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier
      }).catch(refused)
      const told = tokens.claims()!
      if (acr.length > 0 && !acr.some(demanded => demanded === told.acr)) {
        throw new NotVouched('acr is none of those that are demanded')
      }
      const claims = { ...await further(config, tokens.access_token, told), ...told }
      return { issuer: told.iss, subject: told.sub, claims }
    }
  }

  /** What the ID token does not tell, many providers tell of whoever has the access token. */
  async function further (config: client.Configuration, token: string, told: client.IDToken): Promise<object> {
    const { rolesFrom, unitFrom, nameFrom, loginFrom } = settings
    const wanted = [rolesFrom, nameFrom, loginFrom, ...unitFrom === undefined ? [] : [unitFrom]]
    if (wanted.every(name => claimOf(told, name) !== undefined)) return {}
    if (config.serverMetadata().userinfo_endpoint === undefined) return {}
    return await client.fetchUserInfo(config, token, told.sub).catch(refused)
  }
}

/** As the provider takes it; one that does not say takes `client_secret_basic` (OpenID Connect Discovery §3). */
function authentication (secret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)]
  return (server, own, body, headers) => {
    const { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = server
    const use = methods.includes('client_secret_basic') ? basic : post
    use(server, own, body, headers)
  }
}

function away (error: unknown): never {
  throw new ProviderAway('the provider does not say what it is', { cause: error })
}

/** Whatever it is that does not hold; unless nobody has answered. */
function refused (error: unknown): never {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof NotAnswered) throw new ProviderAway('the provider does not answer', { cause: error })
  }
  throw new NotVouched('the provider does not vouch for the person', { cause: error })
}
