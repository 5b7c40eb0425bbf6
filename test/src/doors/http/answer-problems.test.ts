import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { test } from 'tap'
import { answerProblems, problemOf } from '../../../../src/doors/http/answer-problems.ts'
import { Problem, type ProblemCode } from '../../../../src/ground/problem/problem.ts'

/** What Fastify, PostgreSQL, its driver and Node throw. */
const thrown = (properties: object, message = 'thrown'): any => Object.assign(new Error(message), properties)

test('what is thrown becomes a problem', async t => {
  const cases: Array<[what: string, error: any, code: ProblemCode]> = [
    ['a problem', new Problem('application-not-found'), 'application-not-found'],
    ['a body that is no JSON', thrown({ code: 'FST_ERR_CTP_INVALID_JSON_BODY', statusCode: 400 }), 'malformed-body'],
    ['an empty body', thrown({ code: 'FST_ERR_CTP_EMPTY_JSON_BODY', statusCode: 400 }), 'malformed-body'],
    ['a body too large', thrown({ code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 'body-too-large'],
    ['a wrong media type', thrown({ code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }), 'unsupported-media-type'],
    ['any other fault of the caller', thrown({ code: 'FST_ERR_BAD_URL', statusCode: 400 }), 'malformed-request'],
    ['a database that does not answer', thrown({ code: 'ECONNREFUSED' }), 'unavailable'],
    ['a database that shuts down', thrown({ code: '57P01' }), 'unavailable'],
    ['a database that starts', thrown({ code: '57P03' }), 'unavailable'],
    ['a database that has no connection left', thrown({ code: '53300' }), 'unavailable'],
    ['a connection that broke', thrown({ code: '08006' }), 'unavailable'],
    ['a connection that the driver gave up', thrown({}, 'Connection terminated unexpectedly'), 'unavailable'],
    ['a pool that is used up', thrown({}, 'timeout exceeded when trying to connect'), 'unavailable'],
    ['a database that cannot be reached', thrown({ code: 'EHOSTUNREACH' }), 'unavailable'],
    ['a connection that was left in a transaction', thrown({ code: '25P03' }), 'unavailable'],
    ['a caller who is gone', thrown({ code: 'ECONNRESET', statusCode: 400 }, 'aborted'), 'malformed-request'],
    ['a violated constraint', thrown({ code: '23505' }), 'internal-error'],
    ['a mistake of our own', new TypeError('x is not a function'), 'internal-error'],
    ['a fault that calls itself one of a server', thrown({ statusCode: 502 }), 'internal-error']
  ]
  for (const [what, error, code] of cases) t.equal(problemOf(error).code, code, what)
})

test('whatever the driver says of a connection that is lost, or was not got, without a code', t => {
  /** These mistakes would be the hub's. */
  const OURS = /already been connected|already been released|more than once|not supported|unexpected (?!ly)|requires SSL/i
  const said = ['pg/lib/client', 'pg/lib/connection', 'pg-pool/index'].flatMap(file =>
    [...readFileSync(new URL(`../../../../node_modules/${file}.js`, import.meta.url), 'utf8').matchAll(/\bnew Error\('([^']+)'/g)].map(([, message]) => message!))
  const lost = said.filter(message => !OURS.test(message))
  for (const message of lost) t.equal(problemOf(thrown({}, message)).code, 'unavailable', message)
  t.ok(lost.length > 8)
  t.end()
})

test('where the hub cannot work just now it says when to come back', async t => {
  t.match(problemOf(thrown({ code: 'ECONNREFUSED' })).headers, { 'retry-after': /^\d+$/ })
})

test('a mismatch of the request is told by its place in it', async t => {
  const validation = [{ instancePath: '/limit', keyword: 'maximum', params: {}, schemaPath: '', message: '' }]
  t.match(problemOf(thrown({ validation, validationContext: 'querystring' })), { code: 'invalid-parameter', errors: [{ pointer: '/limit', code: 'range' }] })
  t.match(problemOf(thrown({ validation, validationContext: 'body' })), { code: 'validation-failed' })
  t.match(problemOf(thrown({ validation: [{ instancePath: '', keyword: 'required', params: { missingProperty: 'idempotency-key' } }], validationContext: 'headers' })), { code: 'idempotency-key-missing' })
})

test('an answer tells the code and the request, and nothing of what went wrong inside', async t => {
  const lines: string[] = []
  const app = Fastify({ loggerInstance: { level: 'info', ...Object.fromEntries(['fatal', 'warn', 'info', 'debug', 'trace', 'silent'].map(name => [name, () => {}])), error: (data: any) => { lines.push(data.err.message) }, child () { return this } } as any })
  t.teardown(() => app.close())
  answerProblems(app)
  app.get('/fails', async () => { throw Object.assign(new Error('select * from orders where id_number = 11010519491231002X'), { detail: 'row' }) })
  app.get('/busy', async () => { throw new Problem('idempotency-key-busy', { headers: { 'retry-after': '1' }, cause: new Error('lock') }) })

  const failed = await app.inject('/fails')
  t.equal(failed.headers['content-type'], 'application/problem+json; charset=utf-8')
  t.strictSame(Object.keys(failed.json()).sort(), ['code', 'instance', 'status', 'title', 'type'])
  t.match(failed.json(), { status: 500, code: 'internal-error', type: 'urn:lianban:problem:internal-error' })
  t.equal(lines.length, 1, 'it stands in the log')

  const busy = await app.inject('/busy')
  t.match(busy, { statusCode: 409, headers: { 'retry-after': '1' } })
  t.equal(lines.length, 1, 'what is the caller\'s affair does not')

  t.match((await app.inject('/nowhere')).json(), { status: 404, code: 'not-found' })
})
