/** `lianban keys`: which keys personal data is encrypted with, and the change from one to the next while the hub runs. */
import { Command } from 'commander'
import { transaction } from '../../ground/database/pool.ts'
import { recordAct } from '../../records/acts/acts.ts'
import { readKeys, type KeyReport } from '../../ground/sealing/keys.ts'
import { rekey, type Rekeyed } from '../../cases/rotate-keys.ts'
import { termsOf, withTerms, type ActOptions } from './options.ts'
import { NotTaken, type Shell } from './shell.ts'
import { facts, table } from './table.ts'

export function keysCommand (shell: Shell): Command {
  const keys = new Command('keys').description('个人信息的加密密钥')

  keys.command('status').description('各密钥加密了多少数据，检索散列是否需要重算')
    .action(async () => {
      const report = await shell.withHub(hub => readKeys(hub.pool, hub.vault))
      shell.show(report, reported(report))
    })

  withTerms(keys.command('rotate')).description('以当前密钥重新加密其余数据，并重算检索散列；可随时中断后再次执行')
    .action(async (options: ActOptions) => {
      const { actor, reason } = termsOf(options)
      const { done, report } = await shell.withHub(async hub => {
        const done = await rekey(hub, ({ resealed, rehashed }) => { shell.tell(`已重新加密 ${resealed} 项，已重算 ${rehashed} 件的检索散列`) })
        const { active, search: { way } } = hub.vault
        if (done.resealed + done.rehashed > 0) {
          await transaction(hub.pool, connection => recordAct(connection, {
            at: hub.now(), actor, action: 'keys-rotation', target: { key: active, search: way }, reason, affected: done.resealed + done.rehashed
          }))
        }
        return { done, report: await readKeys(hub.pool, hub.vault) }
      })
      shell.show({ ...done, ...report }, [rotated(done), reported(report)].join('\n\n'))
      if (done.unopened.length > 0) throw new NotTaken('有数据不能以其密钥打开')
    })

  return keys
}

function reported ({ keys, search }: KeyReport): string {
  return [
    table(['密钥', '算法', '用途', '数据项'], keys.map(({ id, algorithm, active, uses }) =>
      [id, algorithm, active ? '当前' : '仅解密', String(uses.reduce((total, { rows }) => total + rows, 0))])),
    facts([['检索散列为当前密钥的办件', search.current], ['待重算的办件', search.stale]])
  ].join('\n\n')
}

function rotated ({ resealed, rehashed, unopened }: Rekeyed): string {
  const lines = [`已重新加密 ${resealed} 项，已重算 ${rehashed} 件的检索散列`]
  if (unopened.length > 0) lines.push('以下数据不能以其密钥打开，保持原样，须人工核查：', table(['位置', '行'], unopened.map(({ holder, row }) => [holder, row])))
  return lines.join('\n')
}
