/**
 * A real OpenID provider on loopback (npm oidc-provider), with a page to sign in and one to consent, and a person who goes
 * through both as a browser does: by redirects, with cookies.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

export interface OidcServer {
  issuer: string
  /** What is known of people, by `sub`; changed by a test as an administrator would. */
  people: Record<string, Record<string, unknown>>
  /** How many requests came to the end-point of tokens. */
  tokens: () => number
  /** Follows the way of a browser from where the hub sent it, until the provider sends it back; answers where to. */
  signIn (url: string, person: string): Promise<URL>
  /** Goes the way and says no to the consent. */
  refuse (url: string, person: string): Promise<URL>
  close (): Promise<void>
}

export const CLIENT = { clientId: 'lianban', clientSecret: 'a secret of the county hub, & long' }

/** `redirectUri` is asked for when the server is there: where the hub listens is known later. */
export async function startOidcServer (t: Test, redirectUri: string, adjust: Configuration = {}): Promise<OidcServer> {
  const people: OidcServer['people'] = {}
  let tokens = 0
  const server = createServer()
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...await exportJWK(privateKey), kid: 'one', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['a key of the test'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles', 'unit', 'realm_access'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: async (_context, id) => people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
    ...adjust
  })
  provider.on('server_error', (_context, error) => { throw error })
  const serve = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/token')) tokens++
    const answered = request.url?.startsWith('/interaction/') ? interact(provider, people, request, response) : serve(request, response)
    answered.catch(error => response.writeHead(400).end(String(error)))
  })
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    if (server.listening) await new Promise(resolve => { server.close(resolve) })
  }
  t.teardown(close)
  const go = (url: string, person: string, consents: boolean): Promise<URL> => walk(url, issuer, { login: person, consents: String(consents) })
  return { issuer, people, tokens: () => tokens, signIn: (url, person) => go(url, person, true), refuse: (url, person) => go(url, person, false), close }
}

/** Shows what is asked of the person, and takes what they say to it. */
async function interact (provider: Provider, people: OidcServer['people'], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end(prompt.name)
    return
  }
  const said = new URLSearchParams(await text(request))
  if (prompt.name === 'login') {
    const accountId = said.get('login')!
    const acr = people[accountId]?.['acr']
    return await provider.interactionFinished(request, response, { login: { accountId, ...typeof acr === 'string' && { acr } } })
  }
  if (said.get('consents') !== 'true') return await provider.interactionFinished(request, response, { error: 'access_denied', error_description: '本人未同意' })
  const grant = new provider.Grant({ accountId: session!.accountId, clientId: params['client_id'] as string })
  grant.addOIDCScope(String(params['scope']))
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true })
}

/** By hand: at the provider every cookie is kept, pages are answered, and where it leads elsewhere it ends. */
async function walk (start: string, issuer: string, says: Record<string, string>): Promise<URL> {
  const cookies = new Map<string, string>()
  let request: { url: URL, body?: URLSearchParams } = { url: new URL(start) }
  for (let steps = 0; steps < 20; steps++) {
    const answer = await fetch(request.url, {
      ...request.body && { method: 'POST', body: request.body },
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual'
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
      if (value === '') cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    const location = answer.headers.get('location')
    if (location) {
      await answer.body?.cancel()
      const next = new URL(location, request.url)
      if (next.origin !== issuer) return next
      request = { url: next }
    } else if (answer.ok && request.url.pathname.startsWith('/interaction/')) {
      await answer.text()
      request = { url: request.url, body: new URLSearchParams(says) }
    } else throw new Error(`${request.url.pathname}: ${answer.status} ${await answer.text()}`)
  }
  throw new Error('the provider leads in a circle')
}
