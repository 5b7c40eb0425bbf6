/**
 * Sessions of people at the door: found by the cookie, of an account that may be used, with roles that give the scope
 * which the operation demands. What the account may is read anew with every request.
 */
import type { FastifyRequest } from 'fastify'
import type { Guard } from '../../../../openapi/serve-contract.ts'
import { actorOf, ownerOf, scopesOf, type Caller } from '../../../ground/access/caller.ts'
import { Problem } from '../../../ground/problem/problem.ts'
import type { Hub } from '../../../hub.ts'
import { findSession, noteSeen, type Session } from '../../../records/people/sessions.ts'
import { refuseForeign, sessionIn } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a person who has signed in, or is about to. */
    session?: Session
  }
}

/** Asking how long a session lasts does not make it longer. */
const ASKS_ONLY = 'readSession'

/** Leaves the session in `request.session`, and of whoever is signed in the caller in `request.caller`. */
export function sessionGuard ({ settings, pool, now }: Pick<Hub, 'settings' | 'pool' | 'now'>): Guard {
  const { people } = settings.access
  const guard: Guard = scopes => async request => {
    const id = people && sessionIn(request, people)
    const session = id === undefined ? undefined : await findSession(pool, id, now())
    if (!people || !session) throw notSignedIn()
    refuseForeign(request, people)
    refuseAnothers(request, session)
    request.session = session
    if (session.wanted === 'nothing') request.caller = callerIn(session)
    else if (scopes.length > 0) throw notSignedIn()
    if (!scopes.every(scope => request.caller!.scopes.has(scope))) throw new Problem('insufficient-scope')
    if (request.routeOptions.config.operationId === ASKS_ONLY) return
    request.session = await noteSeen(pool, session, people, now())
  }
  return Object.assign(guard, {
    isShown: (request: FastifyRequest) =>
      request.headers.authorization === undefined && people !== undefined && sessionIn(request, people) !== undefined
  })
}

/** For whom the page was opened that asks: a second tab may have signed in somebody else. */
const PERSON = 'lianban-person'

function refuseAnothers ({ headers }: FastifyRequest, { login }: Session): void {
  const opened = headers[PERSON]
  if (opened !== undefined && opened !== login) throw new Problem('session-changed')
}

export function callerIn ({ login, unit, roles, enterprise }: Session): Caller {
  return {
    id: actorOf(login),
    owner: ownerOf(unit),
    // Those that may be held together see the same.
    kind: roles[0]!,
    ...enterprise !== null && { enterprise },
    scopes: scopesOf(roles)
  }
}

/** Throws Problem `unauthenticated` where nobody has signed in, nor begun to. */
export function sessionOf ({ session }: FastifyRequest<any>): Session {
  if (!session) throw notSignedIn()
  return session
}

function notSignedIn (): Problem {
  return new Problem('unauthenticated', { headers: { 'www-authenticate': 'Session realm="lianban"' } })
}
