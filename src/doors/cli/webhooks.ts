/** `lianban webhooks`: whether the portal takes the events, which did not arrive, and sending them again. */
import { Command } from 'commander'
import type { components } from '../../../openapi/hub.d.ts'
import { redeliver } from '../../cases/redeliver.ts'
import { resumeWebhooks } from '../../cases/resume-webhooks.ts'
import { testWebhook } from '../../cases/test-webhook.ts'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { readWebhookEndpoint } from '../../views/webhook-endpoint.ts'
import { listDeliveries, readDelivery } from '../../views/webhooks.ts'
import {
  checked, checkedEach, isA, pageOf, requireChoice, termsOf, withDryRun, withPages, withTerms,
  type ActOptions, type PageOptions
} from './arguments.ts'
import { NothingFound, NotTaken, type Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']
type ListFilter = { state?: Schemas['WebhookDeliveryState'], jointNumber?: string, from?: string, to?: string }
type RedeliverFilter = ListFilter & { sequenceFrom?: number, sequenceTo?: number }

const LIST_FILTER = {
  state: 'WebhookDeliveryState', jointNumber: 'JointNumber', from: 'Timestamp', to: 'Timestamp'
} as const

export function webhooksCommand (shell: Shell): Command {
  const webhooks = new Command('webhooks').description('向政务平台的推送')

  webhooks.command('status').description('推送地址的状态')
    .action(async () => {
      const endpoint = await shell.withHub(readWebhookEndpoint)
      shell.show(endpoint, endpointShown(endpoint))
    })

  withPages(withFilter(webhooks.command('list'))).description('列出，新的在前')
    .action(async ({ limit, cursor, ...filter }: PageOptions & ListFilter) => {
      const asked = { ...checkedEach(LIST_FILTER, filter), ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listDeliveries(hub, EVERYTHING, asked))
      shell.show(page, listed(page))
    })

  webhooks.command('show').argument('<deliveryId>', '推送编号').description('查看一条及每次尝试')
    .action(async (deliveryId: string) => {
      const detail = await shell.withHub(hub => readDelivery(hub, EVERYTHING, known(deliveryId)))
      shell.show(detail, `${shown(detail.delivery)}\n\n${attempts(detail)}`)
    })

  withDryRun(withTerms(withFilter(webhooks.command('redeliver'))))
    .argument('[deliveryId]', '推送编号').description('重新推送：一条，或按条件')
    .option('--sequence-from <n>', '该办件的序号不小于', Number).option('--sequence-to <n>', '该办件的序号不大于', Number)
    .action(async (deliveryId: string | undefined, { by, reason, dryRun, ...filter }: ActOptions & RedeliverFilter) => {
      requireChoice(deliveryId, filter)
      const terms = termsOf({ by, reason, ...dryRun && { dryRun } })
      const chosen = checked('RedeliveryFilter', deliveryId === undefined ? filter : { ids: [known(deliveryId)] })
      const count = await shell.withHub(hub => redeliver(hub, EVERYTHING, chosen, terms))
      if (count === 0) throw new NothingFound('没有符合条件的推送')
      const redelivery = { count, dryRun: terms.dryRun } satisfies Schemas['Redelivery']
      shell.show(redelivery, terms.dryRun ? `将重新推送 ${count} 条（未执行）` : `重新推送 ${count} 条`)
    })

  withTerms(webhooks.command('resume')).description('政务平台答复 410 后恢复推送')
    .action(async (options: ActOptions) => {
      const endpoint = await shell.withHub(async hub => {
        await resumeWebhooks(hub, termsOf(options))
        return await readWebhookEndpoint(hub)
      })
      shell.show(endpoint, endpointShown(endpoint))
    })

  webhooks.command('test').description('发送一条测试推送')
    .action(async () => {
      const test = await shell.withHub(testWebhook)
      const answer = test.ok ? '政务平台已接收' : `政务平台未接收：${failureOf(test)}`
      shell.show(test, `${answer}（${test.durationMs} ms）`)
      if (!test.ok) throw new NotTaken()
    })

  return webhooks
}

function withFilter (command: Command): Command {
  return command
    .option('--state <state>', '情况：open 待推送、delivered 已推送、failed 推送失败')
    .option('--joint-number <number>', '联合办件号')
    .option('--from <time>', '记录时间不早于（RFC 3339）')
    .option('--to <time>', '记录时间早于（RFC 3339）')
}

function known (deliveryId: string): string {
  if (isA('WebhookDeliveryId', deliveryId)) return deliveryId
  throw new Problem('webhook-delivery-not-found')
}

function failureOf ({ failure }: { failure?: Schemas['WebhookFailure'] }): string {
  return failure ? `${failure.code} ${failure.message}` : ''
}

export function endpointShown (endpoint: Schemas['WebhookEndpoint']): string {
  return facts([
    ['推送', endpoint.stateLabel],
    ['自', endpoint.since],
    ['原因', endpoint.reason && failureOf({ failure: endpoint.reason })],
    ['待推送', endpoint.open],
    ['最早', endpoint.oldestOpenAt],
    ['推送失败', endpoint.failed]
  ])
}

function listed ({ deliveries, nextCursor }: Schemas['WebhookDeliveryPage']): string {
  if (deliveries.length === 0) return '没有推送'
  return table(['编号', '联合办件号', '序号', '事件', '情况', '次数', '记录时间', '失败'], deliveries.map(delivery => [
    delivery.id, delivery.jointNumber, String(delivery.sequence), delivery.type, delivery.stateLabel,
    String(delivery.attempts), delivery.recordedAt, failureOf(delivery)
  ])) + further(nextCursor)
}

function shown (delivery: Schemas['WebhookDelivery']): string {
  return facts([
    ['编号', delivery.id],
    ['联合办件号', delivery.jointNumber],
    ['序号', delivery.sequence],
    ['事件', delivery.type],
    ['情况', delivery.stateLabel],
    ['记录时间', delivery.recordedAt],
    ['次数', delivery.attempts],
    ['下次尝试', delivery.nextAttemptAt],
    ['等待序号', delivery.waitsFor],
    ['推送时间', delivery.deliveredAt],
    ['失败', delivery.failure && failureOf(delivery)]
  ])
}

function attempts ({ exchanges }: Schemas['WebhookDeliveryDetail']): string {
  if (exchanges.length === 0) return '还没有尝试过'
  return table(['时间', '毫秒', '状态码', '失败'], exchanges.map(exchange =>
    [exchange.at, String(exchange.durationMs), String(exchange.status ?? ''), failureOf(exchange)]))
}
