/**
 * Accounts of the demo: one for each role, and a second clerk to hand something over to. Their password and the secret
 * of their telephone are printed for everybody to read: no other hub has accounts that it came with.
 */
import { openAccount } from '../src/cases/administer-accounts.ts'
import type { Role } from '../src/ground/access/caller.ts'
import { base32, stepAt, totpCode } from '../src/ground/access/one-time-codes.ts'
import { hashSecret } from '../src/ground/access/secret-hash.ts'
import { inWork } from '../src/ground/database/work.ts'
import type { Hub } from '../src/hub.ts'
import { findAccount, storePassword, storeTelephone } from '../src/records/people/accounts.ts'

export const PASSWORD = 'Yanshi-Zhongxin-341'
const SECRET = Buffer.from('lianban demo secret!')

interface Demonstrated { login: string, name: string, unit: string, role: Role, title: string }

/** Where the clerks work. */
export const WINDOW = '县政务服务中心'

const PEOPLE: readonly Demonstrated[] = [
  { login: 'chuangkou', name: '王丽', unit: WINDOW, role: 'clerk', title: '窗口人员' },
  { login: 'chuangkou2', name: '孙芳', unit: WINDOW, role: 'clerk', title: '窗口人员' },
  { login: 'zhuanyuan', name: '李强', unit: '泾县乡镇供水', role: 'specialist', title: '服务专员' },
  { login: 'jianguan', name: '赵敏', unit: '县数据局', role: 'supervisor', title: '监管人员' },
  { login: 'yunwei', name: '周洋', unit: '运行单位', role: 'operator', title: '运维人员' },
  { login: 'guanli', name: '吴静', unit: '县数据局', role: 'administrator', title: '账号管理员' },
  { login: 'shenji', name: '郑凯', unit: '县数据局', role: 'auditor', title: '审计员' }
]

/** Opens the accounts; the specialist is of the enterprise that has a desk and no system. */
export async function openAccounts (hub: Hub): Promise<void> {
  const hash = await hashSecret(PASSWORD)
  const { enterprises } = hub.settings
  const enterprise = Object.keys(enterprises).find(slug => enterprises[slug]!.profile === 'desk')
  for (const { login, name, unit, role } of PEOPLE) {
    const account = { login, name, unit, roles: [role], ...role === 'specialist' && { enterprise } }
    await openAccount(hub, account, { actor: 'cli:demo', reason: '演示' })
    await inWork(hub, async work => {
      const { id } = (await findAccount(work, login))!
      storePassword(work, id, { hash, earlier: [], given: false, now: hub.now() })
      storeTelephone(hub.vault, work, id, { secret: SECRET, step: 0, recoveryHashes: [] })
    })
  }
}

/** What to sign in with, as lines. */
export function accountLines (consoleUrl: string): string[] {
  return [
    `控制台 ${consoleUrl}（以下账号仅供演示；正式运行没有自带的账号）`,
    ...PEOPLE.map(({ login, name, title }) => `  ${login.padEnd(10)} ${title} ${name}`),
    `  密码 ${PASSWORD}；动态口令的密钥 ${base32(SECRET)}，此刻的口令：npm run --silent demo -- --code`
  ]
}

/** What the telephone of each would show; each account takes it once. */
export function presentCode (now: Date): string {
  return totpCode(SECRET, stepAt(now))
}
