/** `lianban purge`: removes at once what has been kept long enough; the hub itself does it once a day. */
import { Command } from 'commander'
import { countDue, purge, type Removed } from '../../engines/purge/purge.ts'
import { termsOf, withDryRun, type ActOptions } from './options.ts'
import { WrongUsage, type Shell } from './shell.ts'
import { facts } from './table.ts'

const LABELS: Record<keyof Removed, string> = {
  exchanges: '与企业的往来', messages: '往来报文', callbacks: '企业来报', notifications: '已送达的推送', idempotencyKeys: '幂等记录', applications: '到期办件的个人信息'
}

export function purgeCommand (shell: Shell): Command {
  return withDryRun(new Command('purge')).description('清除到期的记录和个人信息（系统每天也会自动执行）')
    .option('--by <who>', '操作人（记录在案）').option('--reason <why>', '操作原因（记录在案）')
    .action(async ({ by, reason, dryRun = false }: Partial<ActOptions>) => {
      const terms = dryRun ? undefined : termsOf({ by: required('--by', by), reason: required('--reason', reason) })
      const removed = await shell.withHub(hub => terms ? purge(hub, hub.now(), terms) : countDue(hub, hub.now()))
      shell.show({ removed, dryRun }, `${dryRun ? '将清除（未执行）' : '已清除'}\n${facts(Object.entries(LABELS).map(([name, label]) => [label, removed[name as keyof Removed]]))}`)
    })
}

/** Counting needs nobody's name. */
function required (option: string, value: string | undefined): string {
  if (value === undefined) throw new WrongUsage(`缺少选项：${option}`)
  return value
}
