/**
 * Serves an OpenAPI 3.1 document: every operation becomes a Fastify route that is guarded, validated and serialised as
 * the document says, and answered by the handler of the same name. The hub serves its own contract with it; a simulator
 * serves its enterprise's, so that a wrong native request is refused by the enterprise's own contract.
 */
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import formbody from '@fastify/formbody'
import type {
  FastifyInstance, FastifyReply, FastifyRequest, FastifySchemaCompiler, HTTPMethods, RouteHandlerMethod, RouteOptions
} from 'fastify'
import type { FastifySerializerCompiler, FastifyValidationResult } from 'fastify/types/schema.js'
import { absolute, newAjv, type Formats, type Json } from './document.ts'

declare module 'fastify' {
  interface FastifyContextConfig { operationId?: string }
}

/** The shape shared by every `operations` interface that openapi-typescript writes. */
type Operations<T> = {
  [Id in keyof T]: { parameters: { path?: any, query?: any, header?: any }, requestBody?: any, responses: any }
}

type Given<T> = Exclude<T, undefined>
type LowerCased<T> = { [K in keyof T as Lowercase<K & string>]: T[K] }
type Success = 200 | 201 | 202 | 204 | 303

/** JSON and forms of texts arrive parsed, everything else is the bytes as sent. */
type Body<T> = Given<T> extends { content: infer C }
  ? C extends { 'application/json': infer J } ? J
    : C extends { 'application/x-www-form-urlencoded': infer F } ? F
      : Buffer
  : undefined

/** JSON answers are typed by the document; an answer of another media type is what the handler makes of it. */
type Answered<T> = T extends { content: infer C }
  ? C extends { 'application/json': infer J } ? J | (keyof C extends 'application/json' ? never : string)
    : Buffer | string
  : undefined

export type Request<O extends Operations<O>, Id extends keyof O> = FastifyRequest<{
  Params: Given<O[Id]['parameters']['path']>
  Querystring: Given<O[Id]['parameters']['query']>
  Headers: LowerCased<Given<O[Id]['parameters']['header']>>
  Body: Body<O[Id]['requestBody']>
}>

export type Answer<O extends Operations<O>, Id extends keyof O> =
  {
    [S in keyof O[Id]['responses']]: S extends Success ? Answered<O[Id]['responses'][S]> : never
  }[keyof O[Id]['responses']]

/** One handler per operation: leaving one out, or inventing one, does not compile. Failures are thrown. */
export type Handlers<O extends Operations<O>> = {
  [Id in keyof O]: (request: Request<O, Id>, reply: FastifyReply) => Promise<Answer<O, Id>>
}

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Makes the guard of an operation out of the scopes that it demands. */
export interface Guard {
  (scopes: readonly string[]): Hook
  /** Whether a request shows what the scheme asks for: of several schemes the first such one judges. */
  isShown? (request: FastifyRequest): boolean
}

export interface ServeOptions {
  /** One guard per security scheme the document names; asked before anything of the request is looked at. */
  guards?: Record<string, Guard>
  /** By operation: who answers its failures, where they have words of their own. */
  failures?: Record<string, NonNullable<RouteOptions['errorHandler']>>
  /** String formats beyond those of JSON Schema. */
  formats?: Formats
  /** Largest form with files, bytes. */
  formLimit?: number
  /**
   * Whether a parameter that an operation with filters does not have is refused: misspelt, it would filter nothing. Not
   * where the document says `x-further-parameters`: of an answer that others put together.
   */
  strictQuery?: boolean
}

type BodyKind = 'json' | 'form' | 'multipart' | 'raw'

/**
 * Registers the routes of a document. Throws when an operation has no handler, names a security scheme without a guard,
 * or does not say whether it needs one.
 */
export function serveContract<O extends Operations<O>> (
  app: FastifyInstance, contract: Json, handlers: Handlers<O>, options: ServeOptions = {}
): void {
  const routes = readRoutes(contract, handlers as Record<string, unknown>, options)
  const validator = lazyValidator(contract, options.formats)
  const serializer = lazySerializer(contract)
  // Each kind of body has its own scope, so that a route accepts its own media types and no other (415).
  for (const kind of ['json', 'form', 'multipart', 'raw'] as const) {
    const mine = routes.filter(route => route.kind === kind)
    if (mine.length === 0) continue
    app.register(async scope => {
      scope.setValidatorCompiler(validator)
      scope.setSerializerCompiler(serializer)
      await acceptBodies(scope, kind, options)
      for (const { route } of mine) scope.route(route)
    })
  }
}

function readRoutes (
  contract: Json, handlers: Record<string, unknown>, { guards = {}, failures = {}, strictQuery = false }: ServeOptions
): Array<{ kind: BodyKind, route: RouteOptions }> {
  return Object.entries<Json>(contract['paths']).flatMap(([path, { parameters: shared = [], ...methods }]) =>
    Object.entries<Json>(methods).map(([method, operation]) => {
      const { operationId, responses, security = contract['security'] } = operation
      const handler = handlers[operationId]
      if (!handler) throw new Error(`no handler for operation ${operationId}`)
      if (!security) {
        throw new Error(`operation ${operationId} does not say who may call it: give it security, [] if anybody may`)
      }
      const content = operation['requestBody'] ? follow(contract, operation['requestBody'])['content'] : {}
      const kind = bodyKind(Object.keys(content))
      const parameters = [...shared, ...operation['parameters'] ?? []].map(node => follow(contract, node))
      return {
        kind,
        route: {
          method: method.toUpperCase() as HTTPMethods,
          config: { operationId },
          url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
          onRequest: hooksOf(security, guards),
          ...failures[operationId] && { errorHandler: failures[operationId] },
          schema: {
            ...place('params', parameters, 'path'),
            ...place('querystring', parameters, 'query', strictQuery && !operation['x-further-parameters']),
            ...place('headers', parameters, 'header'),
            ...(kind === 'json' || kind === 'form') && Object.values<Json>(content).length > 0 &&
              { body: absolute(Object.values<Json>(content)[0]!['schema'], 'contract') },
            response: readResponses(contract, responses)
          },
          handler: handler as RouteHandlerMethod
        }
      }
    }))
}

/**
 * One of the alternatives has to admit a request, by all schemes that it names: the first of which something is shown,
 * and where nothing is, the first.
 */
function hooksOf (security: Array<Record<string, string[]>>, guards: Record<string, Guard>): Hook[] {
  const alternatives = security.map(schemes => Object.entries(schemes).map(([scheme, scopes]) => {
    const guard = guards[scheme] ?? unguarded(scheme)
    return { hook: guard(scopes), isShown: (request: FastifyRequest) => guard.isShown?.(request) ?? true }
  }))
  if (alternatives.length < 2) return alternatives.flat().map(({ hook }) => hook)
  return [async (request, reply) => {
    const judging = alternatives.find(schemes => schemes.every(({ isShown }) => isShown(request))) ?? alternatives[0]!
    for (const { hook } of judging) await hook(request, reply)
  }]
}

function unguarded (scheme: string): never {
  throw new Error(`no guard for security scheme ${scheme}`)
}

function bodyKind (mediaTypes: string[]): BodyKind {
  if (mediaTypes.length === 0 || mediaTypes.includes('application/json')) return 'json'
  if (mediaTypes.includes('application/x-www-form-urlencoded')) return 'form'
  return mediaTypes.includes('multipart/form-data') ? 'multipart' : 'raw'
}

function readResponses (contract: Json, responses: Json): Json {
  return Object.fromEntries(Object.entries<Json>(responses).flatMap(([status, node]) => {
    const json = Object.entries<Json>(follow(contract, node)['content'] ?? {})
      .filter(([type]) => /[/+]json$/.test(type))
    return json.length > 0 ? [[status, { content: absolute(Object.fromEntries(json), 'contract') }]] : []
  }))
}

/** Most operations are seldom called, and every start would wait for all of them: compiled when first needed. */
function lazyValidator (contract: Json, formats: Formats = {}): FastifySchemaCompiler<Json> {
  const strict = newAjv({ formats, verbose: true }).addSchema(contract, 'contract')
  const coercing = newAjv({ formats, coerce: true, verbose: true }).addSchema(contract, 'contract')
  return ({ schema, httpPart }) => {
    let compiled: FastifyValidationResult | undefined
    const validate: FastifyValidationResult = data => {
      // Bodies say what they are; only what arrives as text in a URL or a header may be coerced.
      compiled ??= (httpPart === 'body' ? strict : coercing).compile(schema) as FastifyValidationResult
      const valid = compiled(data)
      validate.errors = compiled.errors ?? null
      return valid
    }
    return validate
  }
}

function lazySerializer ({ components }: Json): FastifySerializerCompiler<Json> {
  // Its strict mode does not understand the conditions of a contract.
  const known = withoutConditions(components)
  const compiler = SerializerSelector()({ contract: { $id: 'contract', components: known } }, {
    ajv: { strictTypes: false }
  })
  return given => {
    let compiled: ((data: unknown) => string) | undefined
    return data => (compiled ??= compiler({ ...given, httpStatus: given.httpStatus! }))(data)
  }
}

/**
 * What is written does not depend on conditions, and the serializer cannot have those of formats. They stand beside a
 * `type`; an `allOf` without one puts a schema together.
 */
function withoutConditions (schema: any): any {
  if (Array.isArray(schema)) return schema.map(withoutConditions)
  if (schema === null || typeof schema !== 'object') return schema
  const { if: _if, then: _then, else: _else, allOf: _allOf, ...rest } = schema
  const kept = typeof schema['type'] === 'string' ? rest : schema
  return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, withoutConditions(value)]))
}

async function acceptBodies (scope: FastifyInstance, kind: BodyKind, { formLimit }: ServeOptions): Promise<void> {
  if (kind === 'json') return scope.removeContentTypeParser('text/plain')
  scope.removeAllContentTypeParsers()
  if (kind === 'form') await scope.register(formbody)
  else {
    const [mediaType, limit] = kind === 'multipart' ? ['multipart/form-data', formLimit] : ['*']
    const options = { parseAs: 'buffer' as const, ...limit && { bodyLimit: limit } }
    scope.addContentTypeParser(mediaType, options, (_request, body, done) => done(null, body))
  }
}

/** Resolves a reference between the non-schema parts of a document. */
function follow (contract: Json, node: Json): Json {
  return node['$ref'] ? node['$ref'].slice(2).split('/').reduce((at: Json, key: string) => at[key], contract) : node
}

function place (key: string, parameters: Json[], where: string, strict = false): Json {
  const here = parameters.filter(parameter => parameter['in'] === where)
  if (here.length === 0) return {}
  const name = (parameter: Json): string => where === 'header' ? parameter['name'].toLowerCase() : parameter['name']
  return {
    [key]: {
      type: 'object',
      ...strict && { additionalProperties: false },
      properties: Object.fromEntries(
        here.map(parameter => [name(parameter), absolute(parameter['schema'], 'contract')])
      ),
      required: here.filter(parameter => parameter['required']).map(name)
    }
  }
}
