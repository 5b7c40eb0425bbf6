/** `lianban status`: the whole hub on one screen. */
import { Command } from 'commander'
import type { components } from '../../../openapi/hub.d.ts'
import { UNSETTLED } from '../../records/inbox/callbacks.ts'
import { CALLBACK_LABELS } from '../../views/callbacks.ts'
import { readOverview } from '../../views/overview.ts'
import type { Shell } from './shell.ts'
import { facts, table } from './table.ts'
import { endpointShown } from './webhooks.ts'

type Overview = components['schemas']['Overview']

export function statusCommand (shell: Shell): Command {
  return new Command('status').description('总览：各企业、来报、推送')
    .action(async () => {
      const overview = await shell.withHub(readOverview)
      const endpoint = overview.webhooks ? [endpointShown(overview.webhooks)] : []
      shell.show(overview, [enterprises(overview), callbacks(overview), ...endpoint].join('\n\n'))
    })
}

function enterprises ({ enterprises, approvals }: Overview): string {
  const rows: Array<Overview['enterprises'][number] | NonNullable<Overview['approvals']>> = [
    ...enterprises, ...approvals ? [approvals] : []
  ]
  return table(['企业', '应答', '待送', '最早待送', '工作台待办', '最早', '需人工', '最早转人工', '核验未通过的来报'], rows.map(row => [
    row.enterpriseName, row.health?.stateLabel ?? '未接入',
    String(row.open), row.oldestOpenAt ?? '',
    'atDesk' in row ? String(row.atDesk) : '', 'atDesk' in row ? row.oldestAtDeskAt ?? '' : '',
    String(row.undeliverable), row.oldestGivenUpAt ?? '', String(row.refusedCallbacks)
  ]))
}

function callbacks ({ callbacks }: Overview): string {
  return facts(UNSETTLED.map(state => [`来报${CALLBACK_LABELS[state]}`, callbacks[state] ?? 0]))
}
