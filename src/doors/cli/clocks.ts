/** `lianban late` and `lianban clocks`: what was promised, by when, and who is late. */
import { Command } from 'commander'
import type { components, operations } from '../../../openapi/hub.d.ts'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { listClocks, readClock } from '../../views/clocks.ts'
import { checkedEach, isA, pageOf, withPages, type PageOptions } from './arguments.ts'
import type { Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']
type Clock = Schemas['Clock']

type Filter = Omit<NonNullable<operations['listClocks']['parameters']['query']>, 'limit' | 'cursor'>

const FILTER = {
  state: 'ClockLight',
  promise: 'ClockPromise',
  enterprise: 'EnterpriseSlug',
  service: 'Service',
  actor: 'ClockActor',
  dueFrom: 'Timestamp',
  dueTo: 'Timestamp'
} as const

export function lateCommand (shell: Shell): Command {
  return withPages(withFilter(new Command('late'))).description('超期的承诺时限，超期最久的在前')
    .action((options: PageOptions & Filter) => showList(shell, { ...options, state: 'late' }))
}

export function clocksCommand (shell: Shell): Command {
  const clocks = new Command('clocks').description('承诺时限：受理踏勘、接入开通')

  withPages(withFilter(clocks.command('list'))).description('列出')
    .option('--state <state>', '计时状态：late 超期、paused 暂停、warned 临期、running 正常、ended 已结束')
    .action((options: PageOptions & Filter) => showList(shell, options))

  clocks.command('show').argument('<clockId>', '计时编号').description('查看一项，及其暂停与推算记录')
    .action(async (clockId: string) => {
      if (!isA('ClockId', clockId)) throw new Problem('clock-not-found')
      const detail = await shell.withHub(hub => readClock(hub, EVERYTHING, clockId))
      shell.show(detail, shown(detail))
    })

  return clocks
}

function withFilter (command: Command): Command {
  return command
    .option('--promise <promise>', '承诺事项：acceptAndSurvey 受理踏勘、connect 接入开通')
    .option('--enterprise <slug>', '企业标识')
    .option('--service <service>', '业务：water 水、electricity 电、gas 气、network 网')
    .option('--actor <actor>', '待谁处理：enterprise 企业、applicant 申请人、department 部门、operator 服务专员')
    .option('--due-from <time>', '应办结时间不早于（RFC 3339）')
    .option('--due-to <time>', '应办结时间早于（RFC 3339）')
}

async function showList (shell: Shell, { limit, cursor, ...filter }: PageOptions & Filter): Promise<void> {
  const asked = { ...checkedEach(FILTER, filter), ...pageOf({ limit, cursor }) }
  const page = await shell.withHub(hub => listClocks(hub, EVERYTHING, asked))
  shell.show(page, listed(page))
}

function listed ({ clocks, nextCursor }: Schemas['ClockPage']): string {
  if (clocks.length === 0) return '没有符合条件的计时'
  const headers = ['编号', '联合办件号', '企业', '事项', '状态', '应办结', '剩余或超期', '待谁处理']
  return table(headers, clocks.map(({ jointNumber, enterpriseName, clock }) => [
    clock.id, jointNumber, enterpriseName, clock.promiseLabel, clock.stateLabel, clock.dueAt ?? '', timeOf(clock),
    clock.actorLabel ?? ''
  ])) + further(nextCursor)
}

function timeOf ({ lateByMinutes, remainingMinutes, outcomeLabel }: Clock): string {
  if (lateByMinutes !== undefined) return `超期 ${lateByMinutes} 办公分钟`
  if (outcomeLabel !== undefined) return outcomeLabel
  return remainingMinutes === undefined ? '' : `剩 ${remainingMinutes} 办公分钟`
}

function shown ({ listed: { clock, ...order }, pauses, history }: Schemas['ClockDetail']): string {
  const parts = [facts([
    ['编号', clock.id],
    ['联合办件号', order.jointNumber],
    ['企业', `${order.enterpriseName} ${order.enterprise}`],
    ['外部流水号', order.reference],
    ['业务', `${order.service} ${order.kind}`],
    ['状态', order.orderStateLabel],
    ['事项', `${clock.promiseLabel} ${clock.days} 个工作日`],
    ['计时', `${clock.stateLabel}${clock.outcomeLabel ? `（${clock.outcomeLabel}）` : ''}`],
    ['开始', clock.startedAt],
    ['应办结', clock.dueAt && `${clock.dueAt}${clock.provisional ? '（暂定）' : ''}`],
    ['结束', clock.endedAt],
    ['剩余或超期', timeOf(clock) || undefined],
    ['剩余工作日', clock.remainingDays],
    ['待谁处理', clock.actorLabel]
  ])]
  if (pauses.length > 0) {
    parts.push(table(['暂停自', '至', '原因'], pauses.map(({ from, to = '', causeLabel }) => [from, to, causeLabel])))
  }
  const rows = history.map(({ at, reasonLabel, dueBefore = '', dueAt = '', calendarVersion }) => (
    [at, reasonLabel, dueBefore, dueAt, calendarVersion]))
  parts.push(table(['推算时间', '原因', '原应办结', '应办结', '工作日历'], rows))
  return parts.join('\n\n')
}
