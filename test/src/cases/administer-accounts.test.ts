import { test, type Test } from 'tap'
import {
  changeAccount, endAccount, letIn, lockOut, openAccount, resetPassword, resetTelephone
} from '../../../src/cases/administer-accounts.ts'
import { isSecretOf } from '../../../src/ground/access/secret-hash.ts'
import { inWork } from '../../../src/ground/database/work.ts'
import { erasePeople } from '../../../src/records/people/accounts.ts'
import { roundsOf } from '../../../src/start.ts'
import { listAccounts, readAccount } from '../../../src/views/accounts.ts'
import { conforming } from '../../kit/answers.ts'
import { bareHub, type BareHub } from '../../kit/bare-hub.ts'

const BY = { actor: 'cli:王工', reason: '入职' }
const WANG = { login: 'wang.li', name: '王丽', unit: '县政务服务中心', roles: ['clerk' as const], phone: '13900001111', mail: 'wang.li@example.cn' }
const DAY = 86_400_000

async function hubWithWang (t: Test): Promise<BareHub & { password: string }> {
  const bare = await bareHub(t)
  const { password } = await openAccount(bare.hub, WANG, BY)
  return { ...bare, password }
}

const acts = async ({ rows }: BareHub): Promise<any[]> => rows('select actor, action, target, reason from acts order by id')

test('an account is opened with a password that is told once', async t => {
  const bare = await hubWithWang(t)
  conforming(t, { login: 'wang.li', password: bare.password }, 'GivenPassword')
  const [row] = await bare.rows('select * from people')
  t.equal(await isSecretOf(row.password_hash, bare.password), true)
  t.equal(row.must_change_password, true)
  t.notMatch(JSON.stringify(Object.values(row).map(value => Buffer.isBuffer(value) ? value.toString('latin1') : value)), /王丽|13900001111|example\.cn/, 'what is personal is sealed')
  t.strictSame(conforming(t, await readAccount(bare.hub, 'wang.li'), 'Account'), {
    ...WANG, way: 'own', state: 'active', mustChangePassword: true, enrolled: false, createdAt: '2026-01-05T09:00:00+08:00', passwordSetAt: '2026-01-05T09:00:00+08:00'
  })
  t.strictSame(await acts(bare), [{ ...BY, action: 'account-opening', target: { login: 'wang.li', unit: '县政务服务中心', roles: ['clerk'] } }], 'the act does not name the person')
  await t.rejects(openAccount(bare.hub, WANG, BY), { code: 'account-exists' })
  t.equal((await acts(bare)).length, 1)
})

test('a unit is the same with a blank around it', async t => {
  const { hub } = await bareHub(t)
  await openAccount(hub, { ...WANG, unit: ' 县政务服务中心\u3000' }, BY)
  t.equal((await readAccount(hub, 'wang.li')).unit, '县政务服务中心')
  await changeAccount(hub, 'wang.li', { unit: '供水窗口 ' }, BY)
  t.equal((await readAccount(hub, 'wang.li')).unit, '供水窗口')
})

test('roles that exclude each other, and enterprises where they belong', async t => {
  const { hub } = await bareHub(t)
  const wrong = async (roles: any[], enterprise?: string): Promise<any> => await openAccount(hub, { ...WANG, roles, enterprise }, BY).then(() => [], error => error.errors.map(({ pointer, code }: any) => [pointer, code]))
  t.strictSame(await wrong(['administrator', 'auditor']), [['/roles', 'roles-exclude-each-other']])
  t.strictSame(await wrong(['clerk', 'supervisor']), [['/roles', 'roles-exclude-each-other']])
  t.strictSame(await wrong(['specialist']), [['/enterprise', 'enterprise-of-specialist']])
  t.strictSame(await wrong(['clerk'], 'unicom'), [['/enterprise', 'enterprise-of-specialist']])
  t.strictSame(await wrong(['specialist'], 'constructor'), [['/enterprise', 'no-such-enterprise']])
  t.strictSame(await wrong(['specialist'], 'unicom'), [])
  await t.rejects(changeAccount(hub, 'wang.li', { roles: ['clerk'], enterprise: 'unicom' }, BY), { code: 'validation-failed' })
  await changeAccount(hub, 'wang.li', { roles: ['supervisor', 'operator'] }, BY)
  t.match(await readAccount(hub, 'wang.li'), { roles: ['supervisor', 'operator'], enterprise: undefined }, 'the enterprise leaves with the role')
})

test('an account is changed in what is named, and nobody changes their own', async t => {
  const bare = await hubWithWang(t)
  await changeAccount(bare.hub, 'wang.li', { phone: '13900002222' }, BY)
  t.match(await readAccount(bare.hub, 'wang.li'), { ...WANG, phone: '13900002222' })
  t.strictSame((await acts(bare)).at(-1).target, { login: 'wang.li', unit: '县政务服务中心', roles: ['clerk'], changed: ['phone'] }, 'which, and not what it says')
  const OWN = { actor: 'person:wang.li', reason: '自己' }
  const before = await bare.rows('select * from people')
  for (const act of [lockOut, letIn, endAccount, resetPassword, resetTelephone]) await t.rejects(async () => { await act(bare.hub, 'wang.li', OWN) }, { code: 'own-account' }, act.name)
  await t.rejects(changeAccount(bare.hub, 'wang.li', { roles: ['administrator'] }, OWN), { code: 'own-account' })
  t.strictSame(await bare.rows('select * from people'), before)
  await t.rejects(lockOut(bare.hub, 'nobody', BY), { code: 'account-not-found' })
})

test('locked and let in again, its password given anew, its telephone forgotten', async t => {
  const bare = await hubWithWang(t)
  await lockOut(bare.hub, 'wang.li', BY)
  t.equal((await readAccount(bare.hub, 'wang.li')).state, 'locked')
  await letIn(bare.hub, 'wang.li', BY)
  t.equal((await readAccount(bare.hub, 'wang.li')).state, 'active')
  const { password } = await resetPassword(bare.hub, 'wang.li', BY)
  const [{ hash, earlier }] = await bare.rows('select password_hash as hash, earlier_hashes as earlier from people')
  t.equal(await isSecretOf(hash, password), true)
  t.equal(await isSecretOf(earlier[0], bare.password), true)
  for (let times = 0; times < 6; times++) await resetPassword(bare.hub, 'wang.li', BY)
  t.equal((await bare.rows('select earlier_hashes as earlier from people'))[0].earlier.length, 4, 'with the one in force five')
  await resetTelephone(bare.hub, 'wang.li', BY)
  t.strictSame([...new Set((await acts(bare)).map(({ action }) => action))],
    ['account-opening', 'account-lock', 'account-unlock', 'account-password-reset', 'account-totp-reset'])
  t.notMatch(JSON.stringify(await acts(bare)), password)
})

test('a closed account stays closed, and after a time it is of nobody', async t => {
  const bare = await hubWithWang(t)
  await endAccount(bare.hub, 'wang.li', BY)
  for (const act of [lockOut, letIn, endAccount, resetPassword, resetTelephone]) await t.rejects(async () => { await act(bare.hub, 'wang.li', BY) }, { code: 'account-closed' }, act.name)
  await t.rejects(openAccount(bare.hub, WANG, BY), { code: 'account-exists' }, 'its name is not given again')
  const chore = roundsOf(bare.hub).chores.find(({ name }) => name === 'closed accounts')!
  bare.clock.pass(179 * DAY)
  await chore.act(bare.clock.now)
  t.match(await readAccount(bare.hub, 'wang.li'), { name: '王丽', state: 'closed' })
  bare.clock.pass(2 * DAY)
  await chore.act(bare.clock.now)
  const account = conforming(t, await readAccount(bare.hub, 'wang.li'), 'Account')
  t.match(account, { login: 'wang.li', state: 'closed', erasedAt: '2026-07-05T09:00:00+08:00' })
  t.strictSame([account.name, account.phone, account.mail], [undefined, undefined, undefined])
  t.strictSame(await bare.rows('select details_sealed, totp_sealed, next_totp_sealed from people'), [{ details_sealed: null, totp_sealed: null, next_totp_sealed: null }])
  t.equal(await inWork(bare.hub, work => erasePeople(work, bare.hub.now(), bare.hub.now())), 0)
})

test('accounts are listed by pages, and by what they are', async t => {
  const bare = await hubWithWang(t)
  await openAccount(bare.hub, { login: 'li.qiang', name: '李强', unit: '联通泾县分公司', roles: ['specialist'], enterprise: 'unicom' }, BY)
  const logins = async (filter: object): Promise<string[]> => conforming(t, await listAccounts(bare.hub, filter), 'AccountPage').accounts.map(({ login }) => login)
  t.strictSame(await logins({}), ['li.qiang', 'wang.li'])
  t.strictSame(await logins({ role: 'clerk' }), ['wang.li'])
  t.strictSame(await logins({ unit: '联通泾县分公司' }), ['li.qiang'])
  t.strictSame(await logins({ state: 'closed' }), [])
  const { nextCursor } = await listAccounts(bare.hub, { limit: 1 })
  t.strictSame(await logins({ limit: 1, cursor: nextCursor }), ['wang.li'])
})
