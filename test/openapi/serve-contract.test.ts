import Fastify, { type FastifyInstance } from 'fastify'
import { test, type Test } from 'tap'
import { serveContract, type ServeOptions } from '../../openapi/serve-contract.ts'

/** One operation for each thing a document can say. */
const CONTRACT = {
  openapi: '3.1.1',
  security: [{ key: [] }],
  paths: {
    '/things/{id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: {
        operationId: 'readThing',
        security: [],
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', default: 20 } },
          { name: 'X-Version', in: 'header', required: true, schema: { type: 'integer' } }
        ],
        responses: { 200: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } }
      },
      put: {
        operationId: 'writeThing',
        requestBody: { $ref: '#/components/requestBodies/Thing' },
        responses: { 200: { $ref: '#/components/responses/Thing' }, 409: { description: '', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Thing' } } } } }
      }
    },
    '/form': { post: { operationId: 'sendForm', security: [{ key: [], other: [] }], requestBody: { content: { 'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/Thing' } } } }, responses: { 204: { description: '' } } } },
    '/raw': { post: { operationId: 'sendRaw', security: [], requestBody: { content: { 'text/xml': { schema: { type: 'string' } } } }, responses: { 200: { description: '', content: { 'text/xml': {} } } } } },
    '/file': { post: { operationId: 'sendFile', security: [], requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' } } } }, responses: { 200: { description: '', content: { 'application/json': { schema: { type: 'object', properties: { size: { type: 'integer' } } } } } } } } }
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/Id' } } },
    requestBodies: { Thing: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
    responses: { Thing: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
    schemas: {
      Id: { type: 'string', format: 'even' },
      Thing: { type: 'object', required: ['count'], additionalProperties: false, properties: { count: { type: 'integer' }, parts: { type: 'array', items: { $ref: '#/components/schemas/Id' } } } }
    }
  }
}

const HANDLERS = {
  readThing: async ({ params, query, headers }: any) => ({ count: query.limit + headers['x-version'], parts: [params.id], secret: 'not in the contract' }),
  writeThing: async ({ body }: any) => body,
  sendForm: async (_request: any, reply: any) => { reply.code(204) },
  sendRaw: async ({ body }: any, reply: any) => { reply.type('text/xml'); return `${Buffer.isBuffer(body)} ${body.toString('hex')}` },
  sendFile: async ({ body }: any) => ({ size: body.length })
}

const OPTIONS: ServeOptions = {
  formats: { even: text => text.length % 2 === 0 },
  formLimit: 2_000_000,
  guards: {
    key: scopes => async (request: any, reply: any) => { if (request.headers.key !== 'right' || !scopes.every(scope => request.headers.scope === scope)) await reply.code(401).send() },
    other: () => async (request: any, reply: any) => { if (request.headers.other !== 'right') await reply.code(403).send() }
  }
}

async function serve (t: Test, contract: any = CONTRACT, handlers: any = HANDLERS, options = OPTIONS): Promise<FastifyInstance> {
  const app = Fastify()
  t.teardown(() => app.close())
  serveContract<any>(app, contract, handlers, options)
  await app.ready()
  return app
}

test('an operation without a handler stops the start', async t => {
  const { readThing: _readThing, ...others } = HANDLERS
  await t.rejects(serve(t, CONTRACT, others), /no handler for operation readThing/)
})

test('a security scheme without a guard stops the start', async t => {
  await t.rejects(serve(t, CONTRACT, HANDLERS, { guards: { key: OPTIONS.guards!['key']! } }), /no guard for security scheme other/)
})

test('an operation that does not say who may call it stops the start', async t => {
  const { security: _security, ...open } = CONTRACT
  await t.rejects(serve(t, open), /operation writeThing does not say who may call it/)
})

test('parameters of path, query and header are read as the document says', async t => {
  const app = await serve(t)
  const get = (url: string, headers: Record<string, string> = { 'x-version': '1' }) => app.inject({ url, headers })
  t.strictSame((await get('/things/ab?limit=5')).json(), { count: 6, parts: ['ab'] }, 'turned into what they are')
  t.strictSame((await get('/things/ab')).json(), { count: 21, parts: ['ab'] }, 'defaults are filled in')
  for (const url of ['/things/abc', '/things/ab?limit=x']) t.equal((await get(url)).statusCode, 400, url)
  t.equal((await get('/things/ab', {})).statusCode, 400, 'a missing header')
})

test('an answer holds what the document says, and nothing else', async t => {
  const app = await serve(t)
  t.notMatch((await app.inject({ url: '/things/ab', headers: { 'x-version': '1' } })).body, /secret/)
})

test('a JSON body is validated, and never coerced', async t => {
  const app = await serve(t)
  const put = (payload: any, headers: Record<string, string> = {}) => app.inject({ method: 'PUT', url: '/things/ab', headers: { key: 'right', ...headers }, payload })
  t.strictSame((await put({ count: 1, parts: ['ab'] })).json(), { count: 1, parts: ['ab'] })
  for (const wrong of [{ count: '1' }, {}, { count: 1, extra: true }, { count: 1, parts: ['abc'] }]) t.equal((await put(wrong)).statusCode, 400, JSON.stringify(wrong))
})

test('each operation takes its own media type and no other', async t => {
  const app = await serve(t)
  const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'text/xml']
  const taken = async (method: 'PUT' | 'POST', url: string): Promise<string[]> => {
    const found: string[] = []
    for (const type of types) {
      const { statusCode } = await app.inject({ method, url, headers: { key: 'right', other: 'right', 'content-type': type }, payload: type.includes('json') ? '{"count":1}' : 'count=1' })
      if (statusCode !== 415) found.push(type)
    }
    return found
  }
  t.strictSame(await taken('PUT', '/things/ab'), ['application/json'])
  t.strictSame(await taken('POST', '/form'), ['application/x-www-form-urlencoded'])
  t.strictSame(await taken('POST', '/file'), ['multipart/form-data; boundary=x'])
  t.strictSame(await taken('POST', '/raw'), types, 'what is taken byte for byte may be called anything')
})

test('a raw body arrives byte for byte', async t => {
  const app = await serve(t)
  const payload = Buffer.from('d6d0cec400ff', 'hex')
  for (const type of ['text/xml;charset=GBK', 'text/plain', 'application/json']) {
    t.equal((await app.inject({ method: 'POST', url: '/raw', headers: { 'content-type': type }, payload })).body, 'true d6d0cec400ff', type)
  }
})

test('a form with files arrives byte for byte, and is limited to what the options say', async t => {
  const app = await serve(t)
  const form = (size: number) => app.inject({ method: 'POST', url: '/file', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: 'a'.repeat(size) })
  t.strictSame((await form(2_000_000)).json(), { size: 2_000_000 }, 'more than any other body')
  t.equal((await form(2_000_001)).statusCode, 413)
})

test('guards are asked before anything of the request is looked at', async t => {
  const app = await serve(t)
  const put = (headers: Record<string, string>) => app.inject({ method: 'PUT', url: '/things/abc', headers: { 'content-type': 'application/json', ...headers }, payload: 'no JSON' })
  t.equal((await put({})).statusCode, 401)
  t.equal((await put({ key: 'right' })).statusCode, 400)
  t.equal((await app.inject({ url: '/things/ab', headers: { 'x-version': '1' } })).statusCode, 200, 'an operation can be open')
})

test('a guard is told the scopes that the operation demands', async t => {
  const scoped = structuredClone(CONTRACT)
  scoped.security = [{ key: ['things:write'] as never[] }]
  const app = await serve(t, scoped)
  const put = async (scope: string): Promise<number> =>
    (await app.inject({ method: 'PUT', url: '/things/ab', headers: { key: 'right', scope }, payload: { count: 1 } })).statusCode
  t.equal(await put('things:read'), 401)
  t.equal(await put('things:write'), 200)
})

test('failures of an operation are answered in its own words, where it has any', async t => {
  const app = await serve(t, CONTRACT, HANDLERS, { ...OPTIONS, failures: { writeThing: async (error, _request, reply) => reply.code(418).type('application/json').send({ told: error.code }) } })
  const answer = await app.inject({ method: 'PUT', url: '/things/ab', headers: { key: 'right' }, payload: {} })
  t.equal(answer.statusCode, 418)
  t.strictSame(answer.json(), { told: 'FST_ERR_VALIDATION' })
  t.equal((await app.inject({ url: '/things/abc' })).statusCode, 400, 'and those of others as ever')
})

test('every guard that an operation names has to agree', async t => {
  const app = await serve(t)
  const send = async (headers: Record<string, string>): Promise<number> =>
    (await app.inject({ method: 'POST', url: '/form', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: 'count=1' })).statusCode
  t.equal(await send({ key: 'right' }), 403)
  t.equal(await send({ other: 'right' }), 401)
})

test('of several schemes that an operation takes, the first that is shown judges', async t => {
  const either = structuredClone(CONTRACT)
  either.security = [{ key: [] }, { other: [] }] as any
  const shown = (header: string) => (request: any) => request.headers[header] !== undefined
  const guards = { key: Object.assign(OPTIONS.guards!['key']!.bind(null), { isShown: shown('key') }), other: Object.assign(OPTIONS.guards!['other']!.bind(null), { isShown: shown('other') }) }
  const app = await serve(t, either, HANDLERS, { ...OPTIONS, guards })
  const put = async (headers: Record<string, string>): Promise<number> => (await app.inject({ method: 'PUT', url: '/things/ab', headers, payload: { count: 1 } })).statusCode
  t.equal(await put({ key: 'right' }), 200)
  t.equal(await put({ other: 'right' }), 200)
  t.equal(await put({ other: 'wrong' }), 403)
  t.equal(await put({ key: 'wrong', other: 'right' }), 401, 'and no other is asked after it')
  t.equal(await put({}), 401, 'where nothing is shown the first says what it wants')
})
