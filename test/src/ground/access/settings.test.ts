import { generateKeyPairSync } from 'node:crypto'
import { test, type Test } from 'tap'
import { GRANTABLE } from '../../../../src/ground/access/caller.ts'
import { WrongSettings } from '../../../../src/ground/settings/wrong-settings.ts'
import { parseSettings } from '../../../../src/settings.ts'
import { sandboxText } from '../../../kit/sandbox.ts'
import { newKey } from '../../../kit/tokens.ts'

const ISSUER = { issuer: 'https://idp.example', audience: 'hub', jwks: { keys: [newKey('idp').jwk] } }

function read (change: (access: any) => void): ReturnType<typeof parseSettings>['access'] {
  return parseSettings(sandboxText(({ access }) => change(access)), {}, 'site.yaml').access
}

/** What is complained of, each as path and words. */
function complaints (t: Test, change: (access: any) => void): string[] {
  try {
    read(change)
  } catch (error) {
    t.ok(error instanceof WrongSettings)
    return (error as Error).message.split('\n').map(line => line.replace('site.yaml：', ''))
  }
  t.fail('the settings are taken')
  return []
}

test('every kind of client can be given what it may have, and has a client in the sandbox', async t => {
  const { clients } = read(() => {})
  for (const [kind, scopes] of Object.entries(GRANTABLE)) {
    const client = clients.find(client => client.kind === kind)
    // Searching by personal values is given to those who need it for their work, and not with the rest.
    const given = scopes.filter(scope => scope !== 'personal:search' || kind === 'portal' || kind === 'operator')
    t.strictSame([...client!.scopes].sort(), given.sort(), kind)
  }
})

test('what changes anything is in the hands of one kind, and what shows all clients\' business in the hands of two', async t => {
  const holders = (scope: string): string[] => Object.entries(GRANTABLE).filter(([, scopes]) => scopes.includes(scope)).map(([kind]) => kind)
  for (const scope of ['applications:submit', 'applications:change', 'attachments:upload']) t.strictSame(holders(scope), ['portal'], scope)
  for (const scope of ['redrive:act', 'erasure:act']) t.strictSame(holders(scope), ['operator'], scope)
  for (const scope of ['redrive:read', 'audit:read', 'metrics:read']) t.strictSame(holders(scope), ['supervisor', 'operator'], scope)
})

const [portal, water, supervisor] = [0, 1, 2]
const CASES: Array<[what: string, change: (access: any) => void, told: string[]]> = [
  ['a scope that its kind cannot have', access => { access.clients[portal].scopes.push('redrive:act', 'audit:read') }, ['access.clients.0.scopes：portal 类客户端不能有 redrive:act、audit:read']],
  ['a scope that there is not', access => { access.clients[supervisor].scopes = ['all'] }, ['access.clients.2.scopes：supervisor 类客户端不能有 all']],
  ['an enterprise\'s client without its enterprise', access => { delete access.clients[water].enterprise }, ['access.clients.1.enterprise：企业客户端须指明企业，其他客户端不得填写']],
  ['an enterprise at another kind', access => { access.clients[portal].enterprise = 'unicom' }, ['access.clients.0.enterprise：企业客户端须指明企业，其他客户端不得填写']],
  ['an enterprise that there is not', access => { access.clients[water].enterprise = 'vodafone' }, ['access.clients.1.enterprise：没有这家企业']],
  ['an enterprise that every object has', access => { access.clients[water].enterprise = 'constructor' }, ['access.clients.1.enterprise：没有这家企业']],
  ['two clients of one id', access => { access.clients[2].id = 'portal' }, ['access.clients.2.id：客户端重复']],
  ['a client without proof', access => { delete access.clients[portal].secretHashes }, ['access.clients.0：须填写 secretHashes 或 jwks（由本系统签发令牌），或只填写 issuer']],
  ['a client of two issuers', access => { access.issuers = [ISSUER]; access.clients[portal].issuer = ISSUER.issuer }, ['access.clients.0：须填写 secretHashes 或 jwks（由本系统签发令牌），或只填写 issuer']],
  ['a client of an unknown issuer', access => { delete access.clients[portal].secretHashes; access.clients[portal].issuer = 'https://idp.example' }, ['access.clients.0.issuer：不在 access.issuers 之中']],
  ['a secret in place of its hash', access => { access.clients[portal].secretHashes = ['portal-sandbox-secret'] }, ['access.clients.0.secretHashes.0：应为 scrypt 散列（$scrypt$…）']],
  ['a private key in place of its public half', access => { access.clients[portal].jwks = { keys: [{ ...newKey('x').key.export({ format: 'jwk' }) }] } }, ['access.clients.0.jwks.keys.0：应为公钥，不应含有私钥']],
  ['a shared secret in place of a public key', access => { access.clients[portal].jwks = { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } }, ['access.clients.0.jwks.keys.0.kty：应为非对称公钥']],
  ['a public key in place of its private half', access => { delete access.tokenEndpoint.signingKeys[0].d }, ['access.tokenEndpoint.signingKeys.0.d：无效输入：期望 string，实际接收 undefined']],
  ['a key without a name', access => { access.tokenEndpoint.signingKeys[0].kid = '' }, ['access.tokenEndpoint.signingKeys.0.kid：数值过小：期望 string >=1 字符']],
  ['a key of a curve that is not used', access => { access.tokenEndpoint.signingKeys = [{ ...generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey.export({ format: 'jwk' }), kid: 'x' }] }, ['access.tokenEndpoint.signingKeys.0：应为带 kid 的私钥（P-256、Ed25519，或 2048 位以上的 RSA）']],
  ['an RSA key that is too short', access => { access.tokenEndpoint.signingKeys = [{ ...generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'jwk' }), kid: 'x' }] }, ['access.tokenEndpoint.signingKeys.0：应为带 kid 的私钥（P-256、Ed25519，或 2048 位以上的 RSA）']],
  ['clients of a token end-point that there is not', access => { delete access.tokenEndpoint; access.clients = [access.clients[portal]] }, ['access.clients.0：未设置 access.tokenEndpoint，本系统不签发令牌']],
  ['an issuer without keys', access => { access.issuers = [{ issuer: 'https://idp.example', audience: 'hub' }] }, ['access.issuers.0：jwksUrl 与 jwks 须且只须填写一项']],
  ['an issuer with keys from two places', access => { access.issuers = [{ ...ISSUER, jwksUrl: 'https://idp.example/jwks' }] }, ['access.issuers.0：jwksUrl 与 jwks 须且只须填写一项']],
  ['people over plain HTTP', access => { access.people.url = 'http://hub.example.cn' }, ['access.people.url：应为 https 地址；http 仅限本机']],
  ['people who stay signed in for long', access => { Object.assign(access.people, { idle: '31m', longest: '1d' }) }, ['access.people.idle：应大于 0，不超过 30m', 'access.people.longest：应大于 0，不超过 12h']],
  ['passwords that are good for long', access => { access.people.passwordAge = '91d' }, ['access.people.passwordAge：应为 1d 至 90d']],
  ['an issuer that is the hub', access => { access.issuers = [{ ...ISSUER, issuer: access.tokenEndpoint.issuer }] }, ['access.issuers.0.issuer：签发方重复']]
]
for (const [what, change, told] of CASES) {
  test(`refused: ${what}`, async t => { t.strictSame(complaints(t, change), told) })
}

test('keys may be given as text, the form an environment variable has', async t => {
  const { jwks } = ISSUER
  const access = read(access => {
    access.tokenEndpoint.signingKeys = [JSON.stringify(access.tokenEndpoint.signingKeys[0])]
    access.issuers = [{ ...ISSUER, jwks: JSON.stringify(jwks) }]
  })
  t.equal(access.tokenEndpoint!.signingKeys[0]!.kid, 'lianban-sandbox-tokens')
  t.strictSame(access.issuers[0]!.jwks, jwks)
})

test('people find the hub at an origin', async t => {
  for (const [url, origin] of [['https://hub.example.cn/console/', 'https://hub.example.cn'], ['http://localhost:8080', 'http://localhost:8080'], ['http://[::1]:8080/', 'http://[::1]:8080']]) {
    t.equal(read(access => { access.people.url = url }).people!.url, origin)
  }
})

test('RSA and Ed25519 keys sign as well', async t => {
  for (const type of ['RSA', 'Ed25519'] as const) {
    t.doesNotThrow(() => read(access => { access.tokenEndpoint.signingKeys = [{ ...newKey('x', type).key.export({ format: 'jwk' }), kid: 'x' }] }), type)
  }
})
