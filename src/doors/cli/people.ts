/**
 * `lianban people`: the accounts of those who work with the hub. The first administrator is made here; there is no
 * account that is there by itself.
 */
import { Command, Option } from 'commander'
import type { components } from '../../../openapi/hub.d.ts'
import {
  changeAccount, endAccount, endSessions, letIn, lockOut, openAccount, resetPassword, resetTelephone, type AccountNeeds
} from '../../cases/administer-accounts.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { ActTerms } from '../../records/acts/acts.ts'
import { listAccounts, readAccount } from '../../views/accounts.ts'
import {
  checked, checkedEach, isA, pageOf, termsOf, withPages, withTerms, type ActOptions, type PageOptions
} from './arguments.ts'
import type { Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']

const ROLES: Record<Schemas['Role'], string> = {
  clerk: '窗口人员',
  specialist: '服务专员',
  supervisor: '监管人员',
  operator: '运维人员',
  administrator: '账号管理员',
  auditor: '审计员'
}

const STATES: Record<Schemas['AccountState'], string> = { active: '正常', locked: '停用', closed: '已注销' }

interface Details {
  name?: string
  unit?: string
  role?: Schemas['Role'][]
  enterprise?: string
  phone?: string
  mail?: string
}

export function peopleCommand (shell: Shell): Command {
  const people = new Command('people').description('人员账号')

  withTerms(withDetails(people.command('add'))).argument('<login>', '登录名').description('新增账号，显示初始密码（首次登录时更改）')
    .action(async (login: string, { by, reason, role: roles, ...details }: ActOptions & Details) => {
      const account = checked('NewAccount', { login, roles, ...details })
      const given = await shell.withHub(hub => openAccount(hub, account, termsOf({ by, reason })))
      showGiven(shell, given)
    })

  withTerms(withDetails(people.command('change'))).argument('<login>', '登录名').description('变更账号的角色、单位或联系方式')
    .action(async (login: string, { by, reason, role: roles, ...details }: ActOptions & Details) => {
      const change = checked('AccountChange', { roles, ...details })
      const terms = termsOf({ by, reason })
      const account = await shell.withHub(async hub => {
        await changeAccount(hub, named(login), change, terms)
        return await readAccount(hub, login)
      })
      shell.show(account, shownOf(account))
    })

  withPages(people.command('list')).description('列出账号，新的在前')
    .addOption(new Option('--role <role>', '角色').choices(Object.keys(ROLES)))
    .addOption(new Option('--state <state>', '账号状态').choices(Object.keys(STATES)))
    .option('--unit <unit>', '单位')
    .action(async ({ limit, cursor, ...filter }: PageOptions & Filter) => {
      const asked = { ...checkedEach(FILTER, filter), ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listAccounts(hub, asked))
      shell.show(page, listed(page))
    })

  for (const { name, says, act } of ACTS) {
    withTerms(people.command(name)).argument('<login>', '登录名').description(says)
      .action(async (login: string, options: ActOptions) => {
        const account = await shell.withHub(async hub => {
          await act(hub, named(login), termsOf(options))
          return await readAccount(hub, login)
        })
        shell.show(account, shownOf(account))
      })
  }

  withTerms(people.command('reset-password')).argument('<login>', '登录名').description('重置密码，显示初始密码（下次登录时更改）')
    .action(async (login: string, options: ActOptions) => {
      showGiven(shell, await shell.withHub(hub => resetPassword(hub, named(login), termsOf(options))))
    })

  return people
}

type Filter = { role?: Schemas['Role'], state?: Schemas['AccountState'], unit?: string }

const FILTER = { role: 'Role', state: 'AccountState', unit: 'Unit' } as const

interface AccountAct {
  name: string
  says: string
  act (hub: AccountNeeds, login: string, terms: Pick<ActTerms, 'actor' | 'reason'>): Promise<void>
}

const ACTS: AccountAct[] = [
  { name: 'lock', says: '停用账号，直到恢复', act: lockOut },
  { name: 'unlock', says: '恢复停用的账号，或因登录失败暂停的账号', act: letIn },
  { name: 'close', says: '注销账号，不可恢复，登录名不再使用', act: endAccount },
  { name: 'end-sessions', says: '强制退出该账号的全部登录', act: endSessions },
  { name: 'reset-totp', says: '解除动态口令的绑定，下次登录时重新绑定', act: resetTelephone }
]

function withDetails (command: Command): Command {
  return command
    .addOption(new Option('--role <role...>', '角色').choices(Object.keys(ROLES)))
    .option('--name <name>', '姓名').option('--unit <unit>', '单位').option('--enterprise <slug>', '服务专员所属企业的标识')
    .option('--phone <phone>', '联系电话').option('--mail <mail>', '电子邮箱')
}

/** What cannot be a name is that of nobody. */
function named (login: string): string {
  if (!isA('Login', login)) throw new Problem('account-not-found')
  return login
}

function showGiven (shell: Shell, given: Schemas['GivenPassword']): void {
  shell.show(given, facts([['登录名', given.login], ['初始密码（只显示这一次）', given.password]]))
}

function rolesOf ({ roles }: Schemas['Account']): string {
  return roles.map(role => ROLES[role]).join('、')
}

function shownOf (account: Schemas['Account']): string {
  const { login, name, unit, enterprise, state, closedAt } = account
  return facts([
    ['登录名', login], ['姓名', name ?? '***'], ['单位', unit], ['角色', rolesOf(account)], ['企业', enterprise],
    ['状态', STATES[state]], ['注销时间', closedAt]
  ])
}

function listed ({ accounts, nextCursor }: Schemas['AccountPage']): string {
  if (accounts.length === 0) return '没有账号'
  const rows = accounts.map(account => {
    const { login, name = '***', unit, enterprise = '', state, enrolled } = account
    return [login, name, unit, rolesOf(account), enterprise, enrolled ? '已绑定' : '未绑定', STATES[state]]
  })
  return table(['登录名', '姓名', '单位', '角色', '企业', '动态口令', '状态'], rows) + further(nextCursor)
}
