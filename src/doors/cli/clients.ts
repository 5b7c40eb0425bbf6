/** `lianban clients`: who may call the hub, and secrets for those who show one. */
import { randomBytes } from 'node:crypto'
import { Command } from 'commander'
import { hashSecret } from '../../ground/access/secret-hash.ts'
import type { ClientSettings } from '../../ground/access/settings.ts'
import type { Shell } from './shell.ts'
import { facts, table } from './table.ts'

export function clientsCommand (shell: Shell): Command {
  const clients = new Command('clients').description('调用方')

  clients.command('list').description('列出设置中的调用方')
    .action(() => {
      const known = shell.settings().access.clients.map(client => ({
        id: client.id, kind: client.kind, ...client.enterprise && { enterprise: client.enterprise }, proof: proofOf(client), scopes: client.scopes
      }))
      shell.show({ clients: known }, known.length === 0
        ? '设置中没有调用方'
        : table(['编号', '类别', '企业', '令牌', '权限'], known.map(({ id, kind, enterprise = '', proof, scopes }) => [id, kind, enterprise, proof, scopes.join(' ')])))
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
