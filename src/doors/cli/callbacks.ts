/** `lianban callbacks`: what the enterprises told. */
import { Command } from 'commander'
import type { components } from '../../../openapi/hub.d.ts'
import { redriveCallbacks } from '../../cases/redrive-callbacks.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { CALLBACK_LABELS, listCallbacks, readCallback } from '../../views/callbacks.ts'
import {
  checked, isA, pageOf, requireChoice, termsOf, withDryRun, withPages, withTerms, type ActOptions, type PageOptions
} from './arguments.ts'
import { NothingFound, type Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']
type Filter = Schemas['CallbackFilter']
type RedriveOptions = ActOptions & Filter & { all?: boolean }

const NO_SUCH_TIME = '无效，以收到时间为准'
const STATES = Object.keys(CALLBACK_LABELS).join('、')

export function callbacksCommand (shell: Shell): Command {
  const callbacks = new Command('callbacks').description('企业来报')

  withPages(withFilter(callbacks.command('list'))).description('列出')
    .action(async ({ limit, cursor, ...filter }: PageOptions & Filter) => {
      const asked = { ...checked('CallbackFilter', filter), ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listCallbacks(hub, asked))
      shell.show(page, listed(page))
    })

  callbacks.command('show').argument('<callbackId>', '来报编号').description('查看一条，不含报文')
    .action(async (callbackId: string) => {
      const detail = await shell.withHub(hub => readCallback(hub, known(callbackId)))
      shell.show(detail, shown(detail))
    })

  withDryRun(withTerms(withFilter(callbacks.command('redrive')))).description('重新采纳：一条，或按条件')
    .argument('[callbackId]', '来报编号').option('--all', '全部')
    .action(async (callbackId: string | undefined, { by, reason, dryRun, all, ...filter }: RedriveOptions) => {
      requireChoice(callbackId, filter, all)
      const terms = termsOf({ by, reason, ...dryRun && { dryRun } })
      const chosen = callbackId === undefined ? checked('CallbackFilter', filter) : { callbackIds: [known(callbackId)] }
      const redriven = await shell.withHub(hub => redriveCallbacks(hub, chosen, terms))
      if (redriven.count === 0) throw new NothingFound('没有符合条件且可重新采纳的来报')
      shell.show(redriven, told(redriven))
    })

  return callbacks
}

function withFilter (command: Command): Command {
  return command
    .option('--state <state>', `情况：${STATES}`)
    .option('--enterprise <slug>', '企业标识')
    .option('--joint-number <number>', '联合办件号')
    .option('--received-from <time>', '收到时间不早于（RFC 3339）')
    .option('--received-to <time>', '收到时间早于（RFC 3339）')
}

function known (callbackId: string): number {
  const number = Number(callbackId)
  if (isA('CallbackId', number)) return number
  throw new Problem('callback-not-found')
}

function listed ({ callbacks, nextCursor }: Schemas['CallbackPage']): string {
  if (callbacks.length === 0) return '没有来报'
  return table(['编号', '收到时间', '企业', '情况', '联合办件号', '单号', '可重新采纳'], callbacks.map(callback => [
    String(callback.callbackId), callback.receivedAt, callback.enterpriseName, callback.stateLabel,
    callback.jointNumber ?? '', callback.reference ?? '',
    callback.redrivable ? '是' : callback.obstacleLabel ?? ''
  ])) + further(nextCursor)
}

function shown ({ callback, meaning, remains }: Schemas['CallbackDetail']): string {
  return facts([
    ['编号', callback.callbackId],
    ['收到时间', callback.receivedAt],
    ['企业', `${callback.enterpriseName} ${callback.enterprise}`],
    ['情况', callback.reason === undefined ? callback.stateLabel : `${callback.stateLabel}（${callback.reason}）`],
    ['联合办件号', callback.jointNumber],
    ['单项业务编号', callback.orderId],
    ['单号', callback.reference],
    ['消息编号', callback.messageId],
    ['含义', meaning && (meaning.stateLabel ?? [meaning.kind, meaning.native].filter(Boolean).join(' '))],
    ['企业时间', meaning?.noSuchTime ? NO_SUCH_TIME : meaning?.at],
    ['预约上门', meaning?.bookedFor],
    ['报文指纹', remains && `${remains.fingerprint}，${remains.size} 字节`],
    ['可重新采纳', callback.redrivable ? '是' : callback.obstacleLabel ?? '否']
  ])
}

function told ({ count, dryRun, outcomes }: Schemas['CallbacksRedriven']): string {
  if (dryRun) return `将重新采纳 ${count} 条来报（未执行）`
  return `已重新处理 ${count} 条来报：${outcomes.map(({ stateLabel, count }) => `${stateLabel} ${count}`).join('，')}`
}
