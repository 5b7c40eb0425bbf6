import { test } from 'tap'
import { GRANTABLE, ROLE_SCOPES, rolesExclude, type Role } from '../../../../src/ground/access/caller.ts'
import { EVERYTHING, viewOf } from '../../../../src/ground/access/visible.ts'

const ROLES = Object.keys(ROLE_SCOPES) as Role[]

test('who sees to accounts and who reads what was done have nothing in common, and no part in the business', async t => {
  const { administrator, auditor } = ROLE_SCOPES
  t.strictSame(administrator.filter(scope => auditor.includes(scope)), [])
  const own = administrator.filter(scope => scope.startsWith('accounts:'))
  t.strictSame(administrator.filter(scope => !own.includes(scope)), ['enterprises:read'], 'the catalogue, in which specialists have their place, and nothing of the business')
  for (const scope of own) t.strictSame(ROLES.filter(role => ROLE_SCOPES[role].includes(scope)), ['administrator'], scope)
  t.strictSame(auditor.filter(scope => /^(applications|attachments|personal|redrive|webhooks|calendar)/.test(scope)), [])
})

test('roles that see different things are not held together', async t => {
  for (const one of ROLES) {
    t.equal(rolesExclude([one]), false, one)
    for (const other of ROLES.filter(role => role !== one)) {
      const together = [one, other].every(role => role === 'supervisor' || role === 'operator')
      t.equal(rolesExclude([one, other]), !together, `${one} and ${other}`)
    }
  }
  t.equal(rolesExclude(ROLES), true)
})

test('a supervisor changes nothing', async t => {
  t.strictSame(ROLE_SCOPES.supervisor.filter(scope => !scope.endsWith(':read')), [])
})

test('people see by the condition that clients are held to', async t => {
  const seen = (kind: Role): object => viewOf({ kind, owner: 'unit:县政务服务中心', ...kind === 'specialist' && { enterprise: 'unicom' } })
  t.strictSame(seen('clerk'), { client: 'unit:县政务服务中心', enterprise: null })
  t.strictSame(seen('specialist'), { client: null, enterprise: 'unicom' })
  for (const role of ['supervisor', 'operator', 'auditor'] as const) t.strictSame(seen(role), EVERYTHING, role)
  t.strictSame(seen('administrator'), { client: '', enterprise: null }, 'which no client is called')
  t.strictSame(viewOf({ kind: 'portal', owner: 'portal' }), { client: 'portal', enterprise: null })
})

test('a clerk may what a portal may, and a specialist what an enterprise may', async t => {
  const duty = ['visits:arrange', 'rectifications:read', 'rectifications:work']
  t.strictSame(ROLE_SCOPES.clerk.filter(scope => !GRANTABLE.portal.includes(scope) && !duty.includes(scope)), [], 'but for what is the duty of who was first asked')
  t.strictSame(ROLE_SCOPES.specialist.filter(scope => !GRANTABLE.enterprise.includes(scope)), [])
})
