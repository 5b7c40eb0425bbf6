/** `lianban migrate`: brings the database to the schema of this version; every start of the hub does it too. */
import { Command } from 'commander'
import { migrate } from '../../ground/database/migrate.ts'
import { databaseServer } from '../../ground/database/server.ts'
import type { Shell } from './shell.ts'

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
