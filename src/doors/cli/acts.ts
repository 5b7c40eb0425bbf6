/** `lianban acts`: what was done by hand. */
import { Command } from 'commander'
import type { components } from '../../../openapi/hub.d.ts'
import { listActs } from '../../views/acts.ts'
import { checkedEach, pageOf, withPages, type PageOptions } from './arguments.ts'
import type { Shell } from './shell.ts'
import { further, table } from './table.ts'

type Filter = { action?: string, by?: string, from?: string, to?: string }

const FILTER = { action: 'ActAction', by: 'ActorName', from: 'Timestamp', to: 'Timestamp' } as const

export function actsCommand (shell: Shell): Command {
  const acts = new Command('acts').description('人工操作记录')

  withPages(acts.command('list')).description('列出，新的在前')
    .option('--action <action>', '操作')
    .option('--by <who>', '操作人；命令行的操作人记作 cli:<名字>')
    .option('--from <time>', '不早于（RFC 3339）')
    .option('--to <time>', '早于（RFC 3339）')
    .action(async ({ limit, cursor, ...filter }: PageOptions & Filter) => {
      const asked = { ...checkedEach(FILTER, filter), ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listActs(hub, asked))
      shell.show(page, listed(page))
    })

  return acts
}

function listed ({ acts, nextCursor }: components['schemas']['ActPage']): string {
  if (acts.length === 0) return '没有操作记录'
  return table(['编号', '时间', '操作人', '操作', '数量', '原因'], acts.map(({ actId, at, by, action, count, reason }) =>
    [String(actId), at, by, action, String(count), reason])) + further(nextCursor)
}
