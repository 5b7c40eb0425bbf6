/** `lianban status`: the whole hub on one screen. */
import { Command } from 'commander'
import { CALLBACK_LABELS, UNSETTLED } from '../../views/callbacks.ts'
import { readOverview, type Overview } from '../../views/overview.ts'
import type { Shell } from './shell.ts'
import { facts, table } from './table.ts'
import { endpointShown } from './webhooks.ts'

export function statusCommand (shell: Shell): Command {
  return new Command('status').description('总览：各企业、来报、推送')
    .action(async () => {
      const overview = await shell.withHub(readOverview)
      shell.show(overview, [enterprises(overview), callbacks(overview), ...overview.webhooks ? [endpointShown(overview.webhooks)] : []].join('\n\n'))
    })
}

function enterprises ({ enterprises }: Overview): string {
  return table(['企业', '应答', '待送', '最早待送', '需人工', '最早转人工'], enterprises.map(({ enterpriseName, health, open, oldestOpenAt = '', undeliverable, oldestGivenUpAt = '' }) =>
    [enterpriseName, health?.stateLabel ?? '未接入', String(open), oldestOpenAt, String(undeliverable), oldestGivenUpAt]))
}

function callbacks ({ callbacks }: Overview): string {
  return facts(UNSETTLED.map(state => [`来报${CALLBACK_LABELS[state]}`, callbacks[state] ?? 0]))
}
