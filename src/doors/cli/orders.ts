/** `lianban orders`: orders that wait for a person. */
import { Command } from 'commander'
import type { components } from '../../../openapi/hub.d.ts'
import { MOVE_OUTCOMES, moveToDesk, returnFromDesk } from '../../cases/move-to-desk.ts'
import { redriveOrders } from '../../cases/redrive-orders.ts'
import { settleOrder } from '../../cases/settle-order.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { listMovedOrders } from '../../views/moved-orders.ts'
import { listUndeliverableOrders, readUndeliverableOrder } from '../../views/undeliverable-orders.ts'
import {
  checked, isA, pageOf, requireChoice, termsOf, withDryRun, withPages, withTerms, type ActOptions, type PageOptions
} from './arguments.ts'
import { NothingFound, type Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']
type Order = Schemas['UndeliverableOrder']
type Filter = Schemas['UndeliverableOrderFilter']
type RedriveOptions = ActOptions & Filter & { all?: boolean }

const TASKS = 'place 送单、supplement 送补正材料、withdraw 申请撤回、appoint 通知踏勘时间'

export function ordersCommand (shell: Shell): Command {
  const orders = new Command('orders').description('需人工处理的单项业务（送不到、补不了、撤不回）')

  withPages(withFilter(orders.command('list'))).description('列出')
    .action(async ({ limit, cursor, ...filter }: PageOptions & Filter) => {
      const asked = { ...checked('UndeliverableOrderFilter', filter), ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listUndeliverableOrders(hub, asked))
      shell.show(page, listed(page))
    })

  orders.command('show').argument('<orderId>', '单项业务编号').description('查看一个，及与企业的往来')
    .action(async (orderId: string) => {
      const detail = await shell.withHub(hub => readUndeliverableOrder(hub, known(orderId)))
      shell.show(detail, `${shown(detail.order)}\n\n${exchanges(detail)}`)
    })

  withDryRun(withTerms(withFilter(orders.command('redrive')))).description('重新处理：一个，或按条件')
    .argument('[orderId]', '单项业务编号').option('--all', '全部')
    .action(async (orderId: string | undefined, { by, reason, dryRun, all, ...filter }: RedriveOptions) => {
      requireChoice(orderId, filter, all)
      const terms = termsOf({ by, reason, ...dryRun && { dryRun } })
      const chosen = orderId === undefined
        ? checked('UndeliverableOrderFilter', filter)
        : { orderIds: [known(orderId)] }
      const count = await shell.withHub(hub => redriveOrders(hub, chosen, terms))
      if (count === 0) throw new NothingFound('没有符合条件的单项业务')
      const redriven = { count, dryRun: terms.dryRun } satisfies Schemas['Redriven']
      shell.show(redriven, terms.dryRun ? `将重新处理 ${count} 个单项业务（未执行）` : `已重新处理 ${count} 个单项业务`)
    })

  withTerms(orders.command('settle')).argument('<orderId>', '单项业务编号').description('经核实后人工了结')
    .requiredOption('--task <task>', `了结的事项，如列表所示：${TASKS}`)
    .requiredOption('--outcome <outcome>', '核实结果：delivered 企业已收到、declined 企业不同意撤回、refused 企业不予办理、withdrawn 已撤回')
    .option('--native-number <number>', '企业受理编号（仅 delivered）').option('--remark <text>', '给申请人的说明')
    .action(async (orderId: string, { by, reason, ...settlement }: ActOptions & Record<string, string>) => {
      const { reason: _reason, ...said } = checked('SettlementRequest', { ...settlement, reason })
      await shell.withHub(hub => settleOrder(hub, known(orderId), said, termsOf({ by, reason })))
      shell.show({ orderId, outcome: said.outcome }, '已了结')
    })

  withPages(orders.command('moved')).description('移到工作台的单项业务')
    .option('--enterprise <slug>', '企业标识').option('--joint-number <number>', '联合办件号')
    .action(async ({ limit, cursor, ...filter }: PageOptions & Pick<Filter, 'enterprise' | 'jointNumber'>) => {
      const asked = { ...checked('UndeliverableOrderFilter', filter), ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listMovedOrders(hub, asked))
      shell.show(page, moved(page))
    })

  withTerms(orders.command('to-desk')).argument('<orderId>', '单项业务编号')
    .description('移到企业的工作台，人工办理；先向企业查询，已有此单的不移')
    .option('--vouched', '已另行核实企业没有此单，不再查询')
    .action(async (orderId: string, { by, reason, vouched = false }: ActOptions & { vouched?: boolean }) => {
      const terms = termsOf({ by, reason })
      const outcome = await shell.withHub(hub => moveToDesk(hub, known(orderId), terms, vouched))
      shell.show({ orderId, outcome }, MOVE_OUTCOMES[outcome])
    })

  withTerms(orders.command('from-desk')).argument('<orderId>', '单项业务编号')
    .description('移到工作台而没有人接的，交还企业的系统')
    .action(async (orderId: string, { by, reason }: ActOptions) => {
      await shell.withHub(hub => returnFromDesk(hub, known(orderId), termsOf({ by, reason })))
      shell.show({ orderId }, '已交还企业的系统，先查询再送单')
    })

  return orders
}

function withFilter (command: Command): Command {
  return command
    .option('--enterprise <slug>', '企业标识')
    .option('--task <task>', `事项：${TASKS}`)
    .option('--failure-code <code>', '失败代码')
    .option('--joint-number <number>', '联合办件号')
    .option('--given-up-from <time>', '转人工时间不早于（RFC 3339）')
    .option('--given-up-to <time>', '转人工时间早于（RFC 3339）')
}

function known (orderId: string): string {
  if (isA('OrderId', orderId)) return orderId
  throw new Problem('undeliverable-order-not-found')
}

function listed ({ orders, nextCursor }: Schemas['UndeliverableOrderPage']): string {
  if (orders.length === 0) return '没有需人工处理的单项业务'
  return table(['编号', '联合办件号', '企业', '事项', '次数', '转人工时间', '失败'], orders.map(order => [
    order.orderId, order.jointNumber, order.enterpriseName, order.taskLabel, String(order.attempts), order.givenUpAt,
    failureOf(order)
  ])) + further(nextCursor)
}

function moved ({ orders, nextCursor }: Schemas['MovedOrderPage']): string {
  if (orders.length === 0) return '没有移到工作台的单项业务'
  return table(['编号', '联合办件号', '企业', '状态', '移到工作台', '可以交还'], orders.map(order => [
    order.orderId, order.jointNumber, order.enterpriseName, order.stateLabel, order.movedAt,
    order.returnable ? '是' : '否'
  ])) + further(nextCursor)
}

function failureOf ({ failure }: Order): string {
  return failure ? `${failure.code} ${failure.message}` : ''
}

function shown (order: Order): string {
  return facts([
    ['编号', order.orderId],
    ['联合办件号', order.jointNumber],
    ['企业', `${order.enterpriseName} ${order.enterprise}`],
    ['外部流水号', order.reference],
    ['企业受理编号', order.nativeNumber],
    ['业务', `${order.service} ${order.kind}`],
    ['状态', order.stateLabel],
    ['事项', order.taskLabel],
    ['次数', order.attempts],
    ['开始时间', order.openedAt],
    ['转人工时间', order.givenUpAt],
    ['失败', order.failure && failureOf(order)],
    ['下一步', order.next]
  ])
}

function exchanges ({ exchanges }: Schemas['UndeliverableOrderDetail']): string {
  if (exchanges.length === 0) return '与企业没有往来'
  return table(['时间', '往来', '第几次', '毫秒', '结果', '代码', '说明'], exchanges.map(exchange => {
    const { at, kind, attempt, durationMs, outcome, code = '', message = '' } = exchange
    return [at, kind, String(attempt), String(durationMs), outcome, code, message]
  }))
}
