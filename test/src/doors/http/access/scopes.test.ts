/** Who may call what: asked of every operation that the contract has. */
import { connect } from 'node:net'
import { t as root, test } from 'tap'
import { GRANTABLE, ROLE_SCOPES, type Role } from '../../../../../src/ground/access/caller.ts'
import { problem } from '../../../../kit/answers.ts'
import { hire } from '../../../../kit/people.ts'
import { startIntake } from '../../../../kit/intake-hub.ts'
import { operations } from '../../../../kit/operations.ts'
import { bearer, tokenOf } from '../../../../kit/tokens.ts'

const intake = await startIntake(root, { slugs: ['unicom'] })
const ALL = [...new Set(Object.values(GRANTABLE).flat())]
const guarded = operations.filter(({ scopes }) => scopes.length > 0)
const open = operations.filter(({ scopes, personScopes }) => scopes.length === 0 && !personScopes)
const ofPeople = operations.filter(({ scopes, personScopes }) => scopes.length === 0 && personScopes)

const ROLES = Object.keys(ROLE_SCOPES) as Role[]

/** Nothing of this is what any operation takes. */
const INVALID: RequestInit = { body: '{"half', headers: { 'content-type': 'application/json' } }

function call (method: string, path: string, token?: string): Promise<Response> {
  const { headers } = token ? bearer(token) : {}
  const invalid = method === 'GET' ? {} : INVALID
  return intake.call(path, { ...invalid, method, headers: { ...invalid.headers, ...headers } as Record<string, string> }, 'nobody')
}

/** The client that has everything an operation demands. */
function clientFor (scopes: string[]): string {
  const found = intake.hub.settings.access.clients.find(client => scopes.every(scope => client.scopes.includes(scope)))
  if (!found) throw new Error(`no client of settings.sandbox.yaml has ${scopes.join(' ')}`)
  return found.id
}

test('the operations that are open to anybody are these', async t => {
  t.strictSame(open.map(({ id }) => id).sort(), [
    'beginCas', 'beginOidc', 'finishCas', 'finishOidc', 'issueToken', 'listSignInWays', 'rate', 'readAttachment', 'readAuthorizationServer', 'readKeys', 'readLiveness', 'readProgress', 'readProgressForm', 'readRatingPage',
    'readReadiness', 'receiveCallback', 'receiveListenerEvent', 'signIn'
  ])
  for (const { method, path, id } of open) t.notMatch(await (await call(method, path())).text(), /"code":"unauthenticated"/, id)
  for (const path of ['/docs', '/openapi.json', '/openapi.yaml']) t.equal((await call('GET', path)).status, 200, path)
})

test('without a token nothing else of a request is looked at', async t => {
  for (const { method, path, id } of guarded) {
    t.comment(id)
    const answer = await call(method, path())
    t.equal(answer.headers.get('www-authenticate'), 'Bearer realm="lianban"')
    await problem(t, answer, 'unauthenticated')
  }
  t.match(await intake.count(), { applications: 0, attachments: 0, idempotency_keys: 0 })
})

test('a token with every scope but the one of the operation does not do', async t => {
  for (const { method, path, id, scopes } of guarded) {
    t.comment(id)
    const answer = await call(method, path(), await tokenOf(intake.clock.time, ALL.filter(scope => !scopes.includes(scope)).join(' '), clientFor(scopes)))
    t.equal(answer.headers.get('www-authenticate'), `Bearer realm="lianban", error="insufficient_scope", scope="${scopes.join(' ')}"`)
    await problem(t, answer, 'insufficient-scope')
  }
})

test('a token with the scope of the operation does, and the request is looked at', async t => {
  for (const { method, path, id, scopes } of guarded) {
    const answer = await call(method, path(), await tokenOf(intake.clock.time, scopes.join(' '), clientFor(scopes)))
    t.notOk([401, 403].includes(answer.status), `${id}: ${answer.status}`)
    if (method === 'POST') t.ok([400, 404, 415, 422].includes(answer.status), `${id}: ${answer.status}`)
  }
})

test('what is for people alone asks for a session, whatever token is shown', async t => {
  t.ok(ofPeople.length > 10)
  for (const { method, path, id } of ofPeople) {
    t.comment(id)
    for (const token of [undefined, await tokenOf(intake.clock.time, ALL.join(' '), 'operator')]) {
      const answer = await call(method, path(), token)
      t.equal(answer.headers.get('www-authenticate'), 'Session realm="lianban"')
      await problem(t, answer, 'unauthenticated')
    }
  }
})

test('who has signed in may what their role gives, and nothing else, of every operation', async t => {
  const people = await Promise.all(ROLES.map(async role => ({
    role, person: await hire(intake, { login: `by.${role}`, roles: [role], ...role === 'specialist' && { enterprise: 'unicom' } })
  })))
  for (const { id, method, path, scopes, personScopes } of operations.filter(({ personScopes }) => personScopes)) {
    if (scopes.length > 0) t.strictSame(personScopes, scopes, `${id}: the same of a token and of a person`)
    for (const { role, person } of people.filter(() => id !== 'signOut')) {
      const invalid = method === 'GET' ? {} : INVALID
      const answer = await person.ask(path({ login: 'nobody' }), { ...invalid, method })
      const may = personScopes!.every(scope => ROLE_SCOPES[role].includes(scope))
      if (may) t.notOk([401, 403].includes(answer.status), `${role} may ${id}: ${answer.status}`)
      else t.match({ status: answer.status, text: await answer.text() }, { status: 403, text: '"insufficient-scope"' }, `${role} may not ${id}`)
    }
  }
})

test('a HEAD is guarded as the GET is', async t => {
  for (const { method, path, id } of guarded.filter(({ method }) => method === 'GET')) {
    const answer = await intake.call(path(), { method: 'HEAD' }, 'nobody')
    t.equal(answer.status, 401, `${method} ${id}`)
  }
})

test('who shows no token is refused before the body has come', async t => {
  const { hostname, port } = new URL(intake.url)
  for (const { method, path, id } of guarded.filter(({ method }) => method === 'POST')) {
    const heard = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => { socket.write(`${method} ${path()} HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: 100000000\r\n\r\n{"`) })
      socket.setEncoding('utf8').once('data', text => { socket.destroy(); resolve(String(text)) }).once('error', reject)
    })
    t.match(heard, /^HTTP\/1\.1 401 /, id)
  }
})
