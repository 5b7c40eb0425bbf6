import { test } from 'tap'
import { isSecretOf } from '../../../../src/ground/access/secret-hash.ts'
import { runHere } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'
import { sandboxText } from '../../../kit/sandbox.ts'

test('who may call is listed, without what they show', async t => {
  const environment = { LIANBAN_SETTINGS: settingsFile(t, sandboxText(() => {})) }
  const { code, out } = await runHere(environment, 'clients', 'list')
  t.equal(code, 0)
  t.match(out, /^编号 +类别 +企业 +令牌 +权限\nportal +portal +secret +applications:submit /)
  t.match(out, /^county-water +enterprise +county-water +secret +applications:read enterprises:read figures:read calendar:read desk:work rectifications:read rectifications:work visits:answer filings:write$/m)
  t.notMatch(out, 'scrypt')
  const listed = await runHere(environment, 'clients', 'list', '--json')
  t.match(listed.json(), { clients: [{ id: 'portal', kind: 'portal', proof: 'secret', scopes: ['applications:submit'] }] })
  const none = { LIANBAN_SETTINGS: settingsFile(t, sandboxText(settings => { settings.access = {} })) }
  t.match(await runHere(none, 'clients', 'list'), { code: 0, out: '设置中没有调用方' })
})

test('a secret is made with its hash, another each time, and needs no settings', async t => {
  const [one, other] = [await runHere({}, 'clients', 'secret', '--json'), await runHere({}, 'clients', 'secret', '--json')]
  const { secret, secretHash } = one.json()
  t.match(secret, /^[\w-]{43}$/)
  t.equal(await isSecretOf(secretHash, secret), true)
  t.not(secret, other.json().secret)
  t.match((await runHere({}, 'clients', 'secret')).out, /^密钥（只显示这一次） +[\w-]{43}\nsecretHashes +\$scrypt\$ln=15,r=8,p=1\$/)
})
