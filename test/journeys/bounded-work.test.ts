/**
 * Whatever a client or a callback says, it keeps the process from everything else for a moment only: each door gets the worst of
 * what its limits let through, and what that costs is counted (test/kit/work-meter.ts).
 */
import type { InjectOptions } from 'fastify'
import { t as root, test, type Test } from 'tap'
import { takeToken } from '../../kit/caller.ts'
import { readDocument } from '../../openapi/document.ts'
import { GRANTABLE } from '../../src/ground/access/caller.ts'
import { buildApp } from '../../src/doors/http/app.ts'
import { EXTENT } from '../../src/doors/http/bodies.ts'
import { wholeHouseForm } from '../kit/forms.ts'
import { startIntake } from '../kit/intake-hub.ts'
import { onLoopback } from '../kit/loopback.ts'
import { operations, type Operation } from '../kit/operations.ts'
import { costOf, isTooMuch } from '../kit/work-meter.ts'
import { placesOf, withWorst, worstAt, worstLists, worstObjects, worstOthers, worstTexts, type Room } from '../kit/worst.ts'
import { wireOf, worstMessages } from '../kit/worst-messages.ts'

const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))
/** Of an enterprise whose keys are fetched. */
const keys = await onLoopback(root, async request => {
  const { standing } = await wireOf('anguang')
  return standing!(request) ?? 'dead'
})
const intake = await startIntake(root, { adjust (settings) { settings.enterprises.anguang.baseUrl = keys } })
// What is measured is the hub's part, and no client's in this process.
const app = buildApp(intake.hub)
root.teardown(() => app.close())

const tokens = await Promise.all((['portal', 'operator', 'supervisor'] as const).map(async client => {
  const { token } = await takeToken(intake.url, client)
  return { authorization: `Bearer ${token}`, scopes: GRANTABLE[client] as readonly string[] }
}))

function mayCall ({ scopes }: Operation): Record<string, string> {
  const may = tokens.find(({ scopes: granted }) => scopes.every(scope => granted.includes(scope)))
  return scopes.length === 0 || !may ? {} : { authorization: may.authorization }
}

type Asked = [what: string, request: InjectOptions]

/** None of them costs too much, and none is let go at a limit that is not looked for here. */
async function bounded (t: Test, asked: Asked[], between = async (): Promise<unknown> => undefined): Promise<void> {
  // Whatever is made once for all requests is not of any one of them.
  for (const [, request] of asked.slice(0, 1)) await app.inject(request)
  const tooMuch: object[] = []
  const statuses = new Set<number>()
  for (const [what, request] of asked) {
    const cost = await costOf(async () => { statuses.add((await app.inject(request)).statusCode) }, between)
    if (isTooMuch(cost)) tooMuch.push({ what, ...cost })
  }
  t.strictSame(tooMuch, [])
  t.ok(asked.length > 0)
  for (const status of [413, 429, 500, 503]) t.notOk(statuses.has(status), `none is answered ${status}`)
}

/** What is asked of a place is asked of it elsewhere, too. */
const looked = new Set<string>()

const BODY: Room = { bytes: intake.hub.settings.hub.bodyLimit - 4_096, parts: EXTENT.parts - 100, depth: EXTENT.depth }
const SAMPLES: Record<string, unknown> = { submitApplication: wholeHouseForm(), checkApplication: wholeHouseForm() }

for (const operation of operations) {
  const { id, method, template } = operation
  const at = contract['paths'][template]
  const { requestBody, parameters = [] } = at[method.toLowerCase()]
  const json = requestBody?.content?.['application/json']

  if (json) {
    test(`the body of ${id}`, async t => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'worst', ...mayCall(operation) }
      const request = ([what, payload]: readonly [string, string]): Asked => [what, { method: method as 'POST', url: operation.path(), headers, payload }]
      const whole = [...worstTexts(BODY, looked.size === 0), ...worstLists(BODY), ...worstObjects(BODY), ...worstOthers(BODY)]
      const places = placesOf(contract, json.schema).filter(({ path, asked = '' }) => path.length > 0 && looked.size !== looked.add(asked).size)
      const inside = places.flatMap(({ path, kind }) =>
        worstAt(kind, BODY).map(([what, json]) => [`${what} at ${path.join('/')}`, withWorst(SAMPLES[id] ?? {}, path, json)] as const))
      await bounded(t, [...whole, ...inside].map(request))
    })
  }

  test(`the address and the headers of ${id}`, async t => {
    const headers = mayCall(operation)
    const named: string[] = [...at.parameters ?? [], ...parameters].filter(parameter => parameter.in === 'query').map(({ name }) => name)
    const queries = named.flatMap(name => [`${name}=1&`, `${name}=x,`, `${name}=%E4%BA%8C`, `${name}[]=1&`].map(piece => filled(piece, 14_000)))
    const paths = /\{/.test(template) ? ['0', '%E4%BA%8C', '%2F', '-'].map(piece => filled(piece, 14_000)) : []
    const urls = [...queries, filled('a=1&', 14_000), filled('a%5B=&', 14_000)].map(query => `${operation.path()}?${query}`)
    const values = paths.flatMap(value => [value, value.slice(0, 180)]).map(value => template.replaceAll(/\{\w+\}/g, value))
    const told = ['authorization', 'traceparent', 'x-request-id', 'idempotency-key', 'x-forwarded-for', 'content-type', 'cookie', 'accept-encoding']
      .flatMap(name => ['Bearer a.', '0', '00-', ', ', 'a=b;'].map(piece => ({ [name]: filled(piece, 14_000) })))
    const request = (what: string, more: Partial<InjectOptions>): Asked => [what, { method: method as 'GET', url: operation.path(), headers, ...more }]
    await bounded(t, [
      ...[...urls, ...values].map(url => request(url.slice(0, 100), { url })),
      // Every operation has the same ones before it.
      ...['submitApplication', 'issueToken', 'readLiveness'].includes(id) ? told.map(more => request(JSON.stringify(more).slice(0, 60), { headers: { ...headers, ...more } })) : []
    ])
  })
}

function filled (piece: string, length: number): string {
  return piece.repeat(length / piece.length)
}

test('forms to the token end-point', async t => {
  const { bytes } = BODY
  const assertion = (claims: string): string => ['{"alg":"EdDSA","kid":"a"}', claims, 'a'].map(part => Buffer.from(part).toString('base64url')).join('.')
  const grant = 'grant_type=client_credentials&'
  const asserted = `${grant}client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=`
  const forms = [
    ...['a=1&', '&', '=', 'a&', 'a%5Bb%5D=1&', 'client_id=a&', '%', '%25', '%E4%BA%8C', 'scope=x+'].map(piece => grant + filled(piece, bytes)),
    ...['client_id', 'client_secret', 'scope', 'grant_type', 'client_assertion'].flatMap(name => ['a', 'a.', '%E4%BA%8C', '+'].map(piece => `${grant}client_id=portal&client_secret=guessed&${name}=${filled(piece, bytes)}`)),
    ...[...worstTexts(BODY), ...worstLists(BODY), ...worstObjects(BODY)].map(([, json]) => asserted + assertion(`{"iss":"portal","sub":"portal","x":${json}}`).slice(0, bytes)),
    ...[...worstLists(BODY)].map(([, json]) => asserted + assertion(`{"iss":"portal","sub":"portal","aud":${json.slice(0, 150_000)}`).slice(0, bytes))
  ]
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await bounded(t, forms.map(payload => [payload.slice(0, 100), { method: 'POST', url: '/oauth/token', headers, payload }]))
})

test('files', async t => {
  const most = intake.hub.settings.hub.attachmentLimit
  const part = (content: Buffer | string, name = 'file', more = ''): Buffer => Buffer.concat(
    [`--b\r\ncontent-disposition: form-data; name="${name}"; filename="a.jpg"\r\n${more}\r\n`, content, '\r\n'].map(piece => Buffer.from(piece)))
  const file = (beginning: string, piece: string | Buffer): Buffer => Buffer.concat([Buffer.from(beginning, 'latin1'), Buffer.alloc(most - 64, piece)])
  const bodies: Array<[string, Buffer]> = [
    ...[['a JPEG', '\xff\xd8\xff\xe0'], ['a PNG', '\x89PNG\r\n\x1a\n'], ['a PDF', '%PDF-1.7\n'], ['nothing', '']].flatMap(([what, beginning]) =>
      ['\0', '\xff\xd8', '\r\n--', '\r\n-', 'obj <<'].map((piece): [string, Buffer] => [`${what} of '${piece}'`, part(file(beginning!, Buffer.from(piece, 'latin1')))])),
    ['many files', Buffer.concat(Array(2_000).fill(part('')))],
    ['many fields', Buffer.concat(Array(2_000).fill(Buffer.from('--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n')))],
    ['a long field', Buffer.from(`--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n${filled('a', most)}\r\n`)],
    ['a long name', part('', filled('a', most))],
    ['many headers', part('', 'file', filled('a: b\r\n', most))],
    ['a long header', part('', 'file', `x: ${filled('a;', most)}\r\n`)],
    ['boundaries', Buffer.from(filled('--b\r\n', most))],
    ['line breaks', Buffer.from(filled('\r\n', most))]
  ]
  const headers = { ...mayCall(operations.find(({ id }) => id === 'uploadAttachment')!), 'content-type': 'multipart/form-data; boundary=b' }
  await bounded(t, bodies.map(([what, body]) => [what, { method: 'POST', url: '/v1/attachments', headers, payload: Buffer.concat([body, Buffer.from('--b--\r\n')]) }]))
})

test('the contract and its page, the first time too', async t => {
  const paths = ['/openapi.yaml', '/openapi.json', '/docs', '/docs/json', '/docs/yaml', '/docs/static/index.css', '/docs/static/swagger-ui-bundle.js', '/metrics']
  for (const path of paths) {
    let anew = buildApp(intake.hub)
    const renew = async (): Promise<void> => {
      await anew.close()
      anew = buildApp(intake.hub)
      await anew.inject('/health/live')
    }
    await renew()
    const cost = await costOf(() => anew.inject(path), renew)
    t.notOk(isTooMuch(cost), path, cost)
    await anew.close()
  }
})

for (const [profile, messages] of await worstMessages()) {
  test(`callbacks as those of ${profile}`, async t => {
    await intake.reset(messages.now)
    await intake.submit(messages.form)
    await intake.pool.query("update orders set reference = $1, delivery = 'acknowledged'", [messages.reference])
    // Each is to be a new one.
    const forget = (): Promise<unknown> => intake.pool.query('update callbacks set message_id = null, nonce = null')
    await bounded(t, messages.requests(intake.hub.settings.enterprises[profile]!), forget)
    const { rows } = await intake.pool.query('select count(*) as count from callbacks where order_id is not null')
    t.ok(rows[0].count > 0, 'of which some were its own')
  })
}
