/**
 * A CAS server on loopback, written from CAS Protocol Specification 3.0.3: `/login` for a service gives a ticket of one use
 * that is good for this service alone, `/serviceValidate` and `/p3/serviceValidate` say whose it is.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

export interface CasServer {
  url: string
  /** What is known of people, by user name. */
  people: Record<string, Record<string, string | string[]>>
  /** As a browser whose person is signed in there: where it is sent back to. */
  signIn (url: string, user: string): Promise<URL>
  /** Answers validations in the server's place. */
  answerWith: ((response: ServerResponse, url: URL) => void) | undefined
  /** Paths that were asked, with their queries. */
  asked: string[]
  close (): Promise<void>
}

export async function startCasServer (t: Test): Promise<CasServer> {
  const tickets = new Map<string, { user: string, service: string }>()
  const people: CasServer['people'] = {}
  const server = createServer((request, response) => {
    const url = new URL(request.url!, cas.url)
    cas.asked.push(request.url!)
    const parameters = url.searchParams
    const service = parameters.get('service')
    if (url.pathname === '/cas/login') {
      const user = request.headers['x-user']
      // §2.1.1, §2.2.4: to the service with the ticket as a parameter of its query.
      if (typeof user !== 'string' || !service) return response.writeHead(200).end('<form>')
      const ticket = `ST-${tickets.size + 1}-${randomBytes(16).toString('hex')}-cas`
      tickets.set(ticket, { user, service })
      const to = new URL(service)
      to.searchParams.set('ticket', ticket)
      return response.writeHead(302, { location: to.href }).end()
    }
    if (!/^\/cas(?:\/p3)?\/serviceValidate$/.test(url.pathname)) return response.writeHead(404).end()
    if (cas.answerWith) return cas.answerWith(response, url)
    const ticket = parameters.get('ticket') ?? ''
    const known = tickets.get(ticket)
    // §3.1.1: whatever comes of it, a ticket is good for one validation.
    tickets.delete(ticket)
    response.writeHead(200, { 'content-type': 'application/xml; charset=UTF-8' })
    if (!service || !ticket) response.end(failure('INVALID_REQUEST'))
    else if (!known) response.end(failure('INVALID_TICKET'))
    else if (known.service !== service) response.end(failure('INVALID_SERVICE'))
    else response.end(success(known.user, url.pathname.includes('/p3/') ? people[known.user]! : undefined))
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    if (server.listening) await new Promise(resolve => { server.close(resolve) })
  }
  t.teardown(close)
  const cas: CasServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cas`,
    people,
    async signIn (url, user) {
      const answer = await fetch(url, { headers: { 'x-user': user }, redirect: 'manual' })
      await answer.body?.cancel()
      return new URL(answer.headers.get('location')!)
    },
    answerWith: undefined,
    asked: [],
    close
  }
  return cas
}

/** Appendix A. */
export function success (user: string, attributes?: Record<string, string | string[]>): string {
  const told = Object.entries(attributes ?? {}).flatMap(([name, values]) => [values].flat().map(value => `<cas:${name}>${escaped(value)}</cas:${name}>`))
  return serviceResponse(`<cas:authenticationSuccess>
    <cas:user>${escaped(user)}</cas:user>${attributes ? `<cas:attributes>${told.join('\n')}</cas:attributes>` : ''}
    <cas:proxyGrantingTicket>PGTIOU-84678-8a9d</cas:proxyGrantingTicket>
  </cas:authenticationSuccess>`)
}

export function failure (code: string): string {
  return serviceResponse(`<cas:authenticationFailure code="${code}">Ticket not recognized</cas:authenticationFailure>`)
}

export function serviceResponse (content: string): string {
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">\n  ${content}\n</cas:serviceResponse>\n`
}

function escaped (text: string): string {
  return text.replace(/[&<>]/g, character => `&#${character.codePointAt(0)};`)
}
