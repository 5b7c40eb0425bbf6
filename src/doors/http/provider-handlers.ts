/** Answers the operations that lead a browser to the county's identity provider and take it back. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { comeBack, goAway } from '../../cases/sign-in-by-provider.ts'
import { openProviders } from '../../ground/access/providers.ts'
import type { PeopleSettings } from '../../ground/access/people-settings.ts'
import type { Provider } from '../../ground/access/provider.ts'
import type { ProviderWay } from '../../ground/access/vouched.ts'
import { fieldError } from '../../ground/problem/field-errors.ts'
import { Problem, PROBLEMS } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { departureIn, giveDeparture, giveSession, sessionIn, takeDeparture } from './access/session-cookie.ts'
import { answerError, problemOf } from './answer-problems.ts'
import { from } from './session-handlers.ts'

export const PROVIDER_OPERATIONS = ['beginOidc', 'finishOidc', 'beginCas', 'finishCas'] as const

type ProviderOperations = typeof PROVIDER_OPERATIONS[number]

export function providerHandlers (hub: Hub): Handlers<Pick<operations, ProviderOperations>> {
  const { settings: { access: { people }, hub: { outbound } }, now } = hub
  const providers = people && openProviders(people, { outbound, now })

  /** Where the county has no such provider, there is no such address. */
  function here (way: ProviderWay): { provider: Provider, people: PeopleSettings } {
    const provider = providers?.[way]
    if (!people || !provider) throw new Problem('not-found')
    return { provider, people }
  }

  async function begin (way: ProviderWay, asked: string | undefined, reply: FastifyReply): Promise<undefined> {
    const { provider, people } = here(way)
    const { to, secret } = await goAway(hub, provider, pageAt(asked ?? CONSOLE, people))
    giveDeparture(reply, people, secret)
    return await lead(reply, to.href)
  }

  async function finish (way: ProviderWay, request: FastifyRequest<any>, reply: FastifyReply): Promise<undefined> {
    const { provider, people } = here(way)
    const query = new URL(request.url, people.url).searchParams
    const secret = departureIn(request, people)
    const browser = sessionIn(request, people)
    const { id, returnTo } = await comeBack({ ...hub, terms: people }, provider, {
      query, secret, browser, from: from(request)
    })
    giveSession(reply, people, id)
    takeDeparture(reply, people)
    return await lead(reply, returnTo)
  }

  return {
    beginOidc: (request, reply) => begin('oidc', request.query.return, reply),
    finishOidc: (request, reply) => finish('oidc', request, reply),
    beginCas: (request, reply) => begin('cas', request.query.return, reply),
    finishCas: (request, reply) => finish('cas', request, reply)
  }
}

const CONSOLE = '/console/'

/**
 * The page of the console that is meant, as browsers read what was asked for. Throws Problem `invalid-parameter` for
 * any other place, of this site or another.
 */
export function pageAt (asked: string, { url }: Pick<PeopleSettings, 'url'>): string {
  const page = URL.canParse(asked, url) ? new URL(asked, url) : undefined
  const isOwn = page?.origin === url && (page.pathname === '/console' || page.pathname.startsWith(CONSOLE))
  if (!page || !isOwn) throw new Problem('invalid-parameter', { errors: [fieldError('/return', 'format')] })
  return page.pathname + page.search
}

async function lead (reply: FastifyReply, to: string): Promise<undefined> {
  await reply.redirect(to, 303)
  return undefined
}

/**
 * Whoever looks at a page is told by one: the console says what the code means. Programs are answered as everywhere.
 */
export async function answerProviderProblem (
  error: FastifyError, request: FastifyRequest, reply: FastifyReply
): Promise<FastifyReply> {
  const wantsPage = request.headers.accept?.includes('text/html') ?? false
  if (!wantsPage) return answerError(error, request, reply)
  const { code, headers } = problemOf(error)
  if (PROBLEMS[code].status >= 500) request.log.error({ err: error }, 'request failed')
  return reply.headers(headers).redirect(`/console/sign-in?${new URLSearchParams({ problem: code })}`, 303)
}
