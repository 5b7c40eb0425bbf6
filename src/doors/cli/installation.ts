/**
 * `lianban clients`, `lianban migrate`, `lianban register`: what setting a hub up takes - who may call it, its
 * database, and telling an enterprise where to call back.
 */
import { randomBytes } from 'node:crypto'
import { Command } from 'commander'
import type { Slug } from '../../enterprises/profiles.ts'
import { hashSecret } from '../../ground/access/secret-hash.ts'
import type { ClientSettings } from '../../ground/access/settings.ts'
import { migrate } from '../../ground/database/migrate.ts'
import { databaseServer } from '../../ground/database/server.ts'
import { WrongUsage, type Shell } from './shell.ts'
import { facts, table } from './table.ts'

export function clientsCommand (shell: Shell): Command {
  const clients = new Command('clients').description('调用方')

  clients.command('list').description('列出设置中的调用方')
    .action(() => {
      const known = shell.settings().access.clients.map(client => {
        const { id, kind, enterprise, scopes } = client
        return { id, kind, ...enterprise && { enterprise }, proof: proofOf(client), scopes }
      })
      shell.show({ clients: known }, known.length === 0
        ? '设置中没有调用方'
        : table(['编号', '类别', '企业', '令牌', '权限'], known.map(({ id, kind, enterprise = '', proof, scopes }) =>
          [id, kind, enterprise, proof, scopes.join(' ')])))
    })

  clients.command('secret').description('生成一个新密钥及其散列；密钥交给调用方，散列写入设置')
    .action(async () => {
      const secret = randomBytes(32).toString('base64url')
      const secretHash = await hashSecret(secret)
      shell.show({ secret, secretHash }, facts([['密钥（只显示这一次）', secret], ['secretHashes', secretHash]]))
    })

  return clients
}

/** Where its tokens come from. */
function proofOf ({ secretHashes, jwks, issuer }: ClientSettings): string {
  return issuer ?? [...secretHashes ? ['secret'] : [], ...jwks ? ['private_key_jwt'] : []].join(' ')
}

export function migrateCommand (shell: Shell): Command {
  return new Command('migrate').description('更新数据库结构（每次启动也会自动执行）')
    .action(async () => {
      const database = await databaseServer(shell.environment)
      try {
        const applied = await migrate(database.url)
        shell.show({ applied }, applied.length === 0 ? '数据库已是最新' : `已更新 ${applied.join(', ')}`)
      } finally {
        await database.stop()
      }
    })
}

/** Done once for each environment of an enterprise. */
export function registerCommand (shell: Shell): Command {
  return new Command('register').description('向企业登记回调地址（仅接口要求登记的企业）')
    .argument('<enterprise>', '企业标识').argument('<url>', '回调地址，例如 https://hub.example/v1/callbacks/anguang')
    .action(async (slug: string, callbackUrl: string) => {
      await shell.withHub(async hub => {
        const enterprise = hub.enterprises.get(slug as Slug)
        if (!enterprise?.adapter.register) throw new WrongUsage(`${slug}：未接入，或其接口不需要登记回调地址`)
        const id = await enterprise.adapter.register(callbackUrl)
        shell.show({ enterprise: slug, id }, `${enterprise.name}：已登记，编号 ${id}`)
      })
    })
}
