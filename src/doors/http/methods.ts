/** What is answered where an address is asked by a method that it does not have. */
import type { FastifyInstance, HTTPMethods } from 'fastify'
import { Problem } from '../../ground/problem/problem.ts'

/**
 * Of every address that is registered after this, `OPTIONS` tells the methods that it has, and any other that it has
 * not is refused (RFC 9110 §9.3.7, §15.5.6): before it is asked who calls, since that says no more than the contract
 * does.
 */
export function answerOtherMethods (app: FastifyInstance): void {
  /** Each in its parts. */
  const addresses = new Map<string, string[]>()
  app.addHook('onRoute', ({ url }) => { addresses.set(url, url.split('/')) })

  function methodsAt (path: string): string[] {
    const given = path.split('/')
    const named = addresses.has(path)
      ? [path]
      : [...addresses].filter(([, parts]) => fits(parts, given)).map(([address]) => address)
    return app.supportedMethods.filter(method =>
      named.some(url => app.hasRoute({ method: method as HTTPMethods, url })))
  }

  app.addHook('onRequest', async ({ url, method, is404, routeOptions }, reply) => {
    const path = url.split('?', 1)[0]!
    // By a method that it has not, an address of its own is found as a value of one with parameters.
    const isAnother = addresses.has(path) && routeOptions.url !== path
    if (!is404 && !isAnother) return
    const methods = methodsAt(path)
    if (methods.length === 0 || methods.includes(method)) return
    const allow = [...methods, 'OPTIONS'].sort().join(', ')
    if (method !== 'OPTIONS') throw new Problem('method-not-allowed', { headers: { allow } })
    return await reply.code(204).header('allow', allow).send()
  })
}

/** Whether a path is one of an address with parameters (`:name`) or with anything at its end (`*`). */
function fits (parts: readonly string[], given: readonly string[]): boolean {
  if (parts.at(-1) === '*') return parts.slice(0, -1).every((part, at) => part === given[at])
  return parts.length === given.length &&
    parts.every((part, at) => part === given[at] || (part.startsWith(':') && given[at] !== ''))
}
