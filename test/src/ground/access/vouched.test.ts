import { test } from 'tap'
import { claimOf, grantedBy, loginOf, nameOf } from '../../../../src/ground/access/vouched.ts'

const NAMING = {
  rolesFrom: 'roles',
  unitFrom: 'unit',
  roles: [
    { value: 'window', role: 'clerk' }, { value: 'window-2', role: 'clerk', unit: '镇便民服务中心' }, { value: 'unicom', role: 'specialist', enterprise: 'unicom' },
    { value: 'telecom', role: 'specialist', enterprise: 'telecom' }, { value: 'all', role: 'supervisor' }, { value: 'run', role: 'operator' }
  ]
} as const
const naming = { ...NAMING, roles: NAMING.roles.map(one => ({ ...one })) }

test('roles are those that the settings name, and no others', async t => {
  const of = (roles: unknown, unit: unknown = '县数据局') => grantedBy(naming, { roles, unit })
  t.strictSame(of('window'), { unit: '县数据局', roles: ['clerk'], enterprise: null })
  t.strictSame(of(['x', 'window', 'window-2']), { unit: '镇便民服务中心', roles: ['clerk'], enterprise: null }, 'a unit of the settings goes before the claim')
  t.strictSame(of(['unicom']), { unit: '县数据局', roles: ['specialist'], enterprise: 'unicom' })
  t.strictSame(of(['all', 'run', 'all']), { unit: '县数据局', roles: ['supervisor', 'operator'], enterprise: null })
  for (const none of [undefined, null, [], {}, 7, true, 'windows', 'Window', ' window', [['window']], { window: 'window' }]) t.equal(of(none), 'no-role')
  t.equal(of(['window', 'all']), 'roles-exclude')
  t.equal(of(['unicom', 'telecom']), 'several-enterprises')
  for (const unit of [undefined, null, '', ' \u200B ', 7, 'x'.repeat(61), []]) t.equal(grantedBy(naming, { roles: 'window', unit }), 'no-unit')
  t.match(of('window', ' 县\u202E数据\n局 '), { unit: '县 数据 局' })
})

test('a claim is found by its name, or inside others, and only where the provider has said it', async t => {
  t.equal(claimOf({ 'https://idp/roles.all': 'x' }, 'https://idp/roles.all'), 'x')
  t.equal(claimOf({ realm: { roles: 'x' } }, 'realm.roles'), 'x')
  t.equal(claimOf({ 'realm.roles': 'whole', realm: { roles: 'inside' } }, 'realm.roles'), 'whole')
  for (const name of ['constructor', 'constructor.name', '__proto__', 'realm.__proto__', 'realm.roles.length', 'a.b', 'toString']) t.equal(claimOf({ realm: { roles: 'x' }, a: null }, name), undefined, name)
})

test('a name is one line that can be read', async t => {
  const named = (name: unknown, subject = '4f1c') => nameOf({ nameFrom: 'name' }, { issuer: 'x', subject, claims: { name } })
  t.equal(named(' 王\u202E丽\n'), '王 丽')
  t.equal(named('阿卜杜拉·买买提'), '阿卜杜拉·买买提')
  for (const none of [undefined, '', 'x'.repeat(51), 7, {}]) t.equal(named(none), '4f1c')
  t.equal(named(undefined, '\u200B'), '（未给出姓名）')
})

test('an account is called as the provider has it only where that says nothing else of the person', async t => {
  const called = (login: unknown) => loginOf({ loginFrom: 'login' }, { issuer: 'x', subject: 'y', claims: { login } })
  t.equal(called('Wang.Li'), 'wang.li')
  t.equal(called('li-qiang_2'), 'li-qiang_2')
  for (const none of [undefined, '', 'ab', '13912345678', 'u13912345678', 'a1234567', '王丽', 'wang li', 'wang.li@example.cn', 'x'.repeat(33), '../x', {}]) t.equal(called(none), undefined)
})
