/**
 * The cookies that hold a session, or that a browser was sent to an identity provider, and whether a request comes from
 * the hub's own pages. Over TLS their names begin with `__Host-`: a browser takes them from this very host alone, over
 * TLS, for all its paths, and no neighbour can set one (RFC 6265bis §4.1.3.2). Browsers give no such names over plain
 * HTTP, which is for loopback alone.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PeopleSettings } from '../../../ground/access/people-settings.ts'
import { Problem } from '../../../ground/problem/problem.ts'
import { AWAY } from '../../../records/people/departures.ts'

type Place = Pick<PeopleSettings, 'url'>

/** What a browser holds: who is signed in, and that it was sent to an identity provider. */
const NAMES = { session: 'lianban', departure: 'lianban-sso' } as const

type Held = keyof typeof NAMES

/** As `beginSession` and `noteDeparture` make them. */
const ID = /^[\w-]{43}$/

function isOverTls ({ url }: Place): boolean {
  return url.startsWith('https:')
}

function nameOf (place: Place, held: Held): string {
  return isOverTls(place) ? `__Host-${NAMES[held]}` : NAMES[held]
}

/** Two of one name are none: one of them was put there by somebody else. */
function idIn ({ headers: { cookie = '' } }: FastifyRequest<any>, place: Place, held: Held): string | undefined {
  const begin = `${nameOf(place, held)}=`
  const values = cookie.split(';').map(pair => pair.trim()).filter(pair => pair.startsWith(begin))
  const [id] = values.map(pair => pair.slice(begin.length))
  return values.length === 1 && ID.test(id!) ? id : undefined
}

/** What the browser holds. */
export function sessionIn (request: FastifyRequest<any>, place: Place): string | undefined {
  return idIn(request, place, 'session')
}

export function giveSession (reply: FastifyReply, place: Place, id: string): void {
  reply.header('set-cookie', cookieOf(place, 'session', id))
}

export function takeSession (reply: FastifyReply, place: Place): void {
  reply.header('set-cookie', `${cookieOf(place, 'session', '')}; Max-Age=0`)
}

export function departureIn (request: FastifyRequest<any>, place: Place): string | undefined {
  return idIn(request, place, 'departure')
}

export function giveDeparture (reply: FastifyReply, place: Place, secret: string): void {
  reply.header('set-cookie', `${cookieOf(place, 'departure', secret)}; Max-Age=${AWAY / 1000}`)
}

export function takeDeparture (reply: FastifyReply, place: Place): void {
  reply.header('set-cookie', `${cookieOf(place, 'departure', '')}; Max-Age=0`)
}

/** Lax: it goes along where another site leads the browser here, as a provider does, and with nothing else of it. */
function cookieOf (place: Place, held: Held, id: string): string {
  const attributes = ['Path=/', 'HttpOnly', ...isOverTls(place) ? ['Secure'] : [], 'SameSite=Lax']
  return [`${nameOf(place, held)}=${id}`, ...attributes].join('; ')
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * What changes anything is asked by a page of the hub: browsers say with every such request where it comes from, and no
 * page can say otherwise (Fetch §3.2). Nor does another site lead a browser to what a person reads: that is recorded of
 * them (Fetch Metadata §2.3; older browsers do not say). Throws Problem `foreign-origin`.
 */
export function refuseForeign ({ method, headers }: FastifyRequest<any>, { url }: Place): void {
  const isForeign = headers['sec-fetch-site'] === 'cross-site' || (!SAFE.includes(method) && headers.origin !== url)
  if (isForeign) throw new Problem('foreign-origin')
}

/**
 * Before a request is counted: a page of another site uses up no sign-ins of the network that its reader is in. Throws
 * Problem `foreign-origin`.
 */
export function refuseForeignSignIns (app: FastifyInstance, people: PeopleSettings | undefined): void {
  app.addHook('onRequest', async request => {
    if (people && request.routeOptions.config?.operationId === 'signIn') refuseForeign(request, people)
  })
}
