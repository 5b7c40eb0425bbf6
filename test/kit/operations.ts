/** Every operation of the contract, so that what holds for all of them is asked of each, and of one that is added tomorrow too. */
import { readDocument, type Json } from '../../openapi/document.ts'

export interface Operation {
  id: string
  method: string
  /** As the contract has it. */
  template: string
  /** Of an access token; none where anybody may call it, or people alone. */
  scopes: string[]
  /** Of a person who has signed in; undefined where a session is not asked for. */
  personScopes: string[] | undefined
  /** Its path with these values in it, or values of nothing there is. */
  path (values?: Record<string, string>): string
}

const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))

/** Of a row that there is not. */
const NOTHING = '00000000-0000-4000-8000-000000000000'
const VALUES: Record<string, string> = { jointNumber: 'JXLB999999', enterprise: 'towngas', event: 'created' }

export const operations: Operation[] = Object.entries<Json>(contract['paths']).flatMap(([template, { parameters: _shared, ...methods }]) =>
  Object.entries<Json>(methods).map(([method, { operationId: id, security }]) => ({
    id,
    method: method.toUpperCase(),
    template,
    scopes: security.flatMap((scheme: Json) => scheme['oauth2'] ?? []),
    personScopes: security.find((scheme: Json) => scheme['session'])?.session,
    path: (values = {}) => template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(values[name] ?? VALUES[name] ?? NOTHING))
  })))
