/** How tests call the hub: as the portal does if the portal may, at a desk as its enterprise, else as the operator, with a token taken as everybody takes it. */
import { newCaller, type Call, type SandboxClient } from '../../kit/caller.ts'
import { readDocument, type Json } from '../../openapi/document.ts'
import { GRANTABLE } from '../../src/ground/access/caller.ts'

const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))

/** `path` from `/` on; `client` when it is to be another than the one who may. */
export type TestCall = (path: string, request?: RequestInit, client?: SandboxClient | 'nobody') => Promise<Response>

/** `now`: the hub's clock, if it is not the machine's. */
export function newTestCall (hubUrl: string, now: () => Date = () => new Date()): TestCall {
  const callers = new Map<string, Call>()
  return (path, request, client = whoMay(request?.method ?? 'GET', path)) => {
    if (client === 'nobody') return fetch(hubUrl + path, request)
    const caller = callers.get(client) ?? newCaller(hubUrl, client, () => now().getTime())
    callers.set(client, caller)
    return caller(path, request)
  }
}

const OF_ENTERPRISES = ['desk:work', 'rectifications:work', 'visits:answer', 'filings:write']

/** Of an operation that is open to anybody, nobody. */
function whoMay (method: string, path: string): SandboxClient | 'nobody' {
  const { security = [] } = operationAt(method, path) ?? {}
  const scopes: string[] = security.flatMap((scheme: Json) => Object.values(scheme).flat())
  if (scopes.length === 0) return 'nobody'
  if (OF_ENTERPRISES.some(scope => scopes.includes(scope))) return 'county-water'
  return scopes.every(scope => GRANTABLE.portal.includes(scope)) ? 'portal' : 'operator'
}

function operationAt (method: string, path: string): Json | undefined {
  const [pathname] = path.split('?')
  const found = Object.entries<Json>(contract['paths']).find(([template]) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname!))
  return found?.[1][method.toLowerCase().replace('head', 'get')]
}
