/** `lianban filings`: what was filed with the departments, and what who watches over it does about one. */
import { Command } from 'commander'
import type { components, operations } from '../../../openapi/hub.d.ts'
import { breakFiling, followUpFiling, redriveFiling } from '../../cases/follow-filing.ts'
import type { Caller } from '../../ground/access/caller.ts'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { listFilings, readFilingDetail } from '../../views/filings.ts'
import {
  checked, checkedEach, isA, operatorNamed, pageOf, withActor, withPages, withTerms, type PageOptions
} from './arguments.ts'
import { WrongUsage, type Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']
type Filing = Schemas['Filing']
type Filter = Omit<NonNullable<operations['listFilings']['parameters']['query']>, 'limit' | 'cursor'>

const FILTER = {
  jointNumber: 'JointNumber',
  orderReference: 'OrderReference',
  enterprise: 'EnterpriseSlug',
  mode: 'FilingDecisionKind',
  state: 'FilingState',
  task: 'FilingTask'
} as const

const TASKS: Record<Schemas['FilingTask'], string> = { correct: '待补正', followUp: '待核查', redrive: '需人工处理' }

export function filingsCommand (shell: Shell): Command {
  const filings = new Command('filings').description('行政审批申报')

  withPages(withFilter(filings.command('list'))).description('列出，新的在前')
    .action(async ({ limit, cursor, ...filter }: PageOptions & Filter) => {
      const asked = { ...checkedEach(FILTER, filter), ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listFilings(hub, EVERYTHING, asked))
      shell.show(page, listed(page))
    })

  about(filings.command('show')).description('查看一件，各部门的进度，和经过')
    .action(async (filingId: string) => {
      const detail = await shell.withHub(hub => readFilingDetail(hub, EVERYTHING, known(filingId)))
      shell.show(detail, `${shown(detail.filing)}\n\n${events(detail)}`)
    })

  withActor(withVersion(about(filings.command('follow-up')))).description('告知承诺事后核查：登记完工、恢复的日期')
    .option('--finished-on <date>', '完工日期，例如 2026-12-03').option('--restored-on <date>', '路面（绿地）恢复日期')
    .action(async (filingId: string, { by, ...found }: FollowUpOptions) => {
      if (!found.finishedOn && !found.restoredOn) throw new WrongUsage('应给出 --finished-on 或 --restored-on')
      await act(shell, followUpFiling, filingId, by, checked('FilingFollowUp', { ...found }))
    })

  withTerms(withVersion(about(filings.command('breach')))).description('认定违反承诺，申报撤销；原因告诉申报的企业')
    .action(async (filingId: string, { by, ...breach }: { by: string, version: number, reason: string }) => {
      await act(shell, breakFiling, filingId, by, checked('FilingBreach', breach))
    })

  withTerms(about(filings.command('redrive'))).description('送不出去的，重新送报')
    .action(async (filingId: string, { by, reason }: { by: string, reason: string }) => {
      await act(shell, redriveFiling, filingId, by, checked('ActRequest', { reason }))
    })

  return filings
}

interface FollowUpOptions { by: string, version: number, finishedOn?: string, restoredOn?: string }

function withFilter (command: Command): Command {
  return command
    .option('--joint-number <number>', '联合办件号')
    .option('--order-reference <reference>', '单项业务的外部流水号')
    .option('--enterprise <slug>', '企业标识')
    .option('--mode <mode>', '审批方式：exempt 免予审批、notice 告知承诺备案、parallel 并联审批')
    .option('--state <state>', `申报状态：${STATES}`)
    .option('--task <task>', `待办事项：${Object.entries(TASKS).map(([code, label]) => `${code} ${label}`).join('、')}`)
}

const STATES = 'exempt 免予审批、pending 待送审批系统、open 审批中、passed 已通过、refused 未通过、cancelled 已撤回、broken 已撤销'

function about (command: Command): Command {
  return command.argument('<filingId>', '申报标识')
}

function withVersion (command: Command): Command {
  return command.requiredOption('--version <n>', '申报的版本，如 show 所示', Number)
}

async function act<Request> (
  shell: Shell, done: (hub: Hub, caller: Caller, id: string, request: Request) => Promise<Filing>, filingId: string,
  by: string, request: Request
): Promise<void> {
  const [caller, id] = [operatorNamed(by), known(filingId)]
  const filing = await shell.withHub(hub => done(hub, caller, id, request))
  shell.show(filing, shown(filing))
}

function known (filingId: string): string {
  if (isA('FilingId', filingId)) return filingId
  throw new Problem('filing-not-found')
}

function listed ({ filings, nextCursor }: Schemas['FilingPage']): string {
  if (filings.length === 0) return '没有符合条件的申报'
  return table(['申报标识', '流水号', '联合办件号', '企业', '审批方式', '状态', '申报时间', '待办', '失败'], filings.map(filing => [
    filing.id, filing.reference, filing.jointNumber, filing.enterpriseName, filing.modeLabel, filing.stateLabel,
    filing.filedAt, filing.task ? TASKS[filing.task] : '', failureOf(filing) ?? ''
  ])) + further(nextCursor)
}

function failureOf ({ failure }: Filing): string | undefined {
  return failure && `${failure.code} ${failure.message}`
}

function shown (filing: Filing): string {
  const { decision } = filing
  return [
    facts([
      ['申报标识', filing.id],
      ['流水号', filing.reference],
      ['联合办件号', filing.jointNumber],
      ['外部流水号', filing.orderReference],
      ['企业', `${filing.enterpriseName} ${filing.enterprise}`],
      ['审批方式', filing.modeLabel],
      ['判定', `${decision.reason}（${decision.tableVersion} 第 ${decision.row} 行，按 ${decision.decidedByMetres} 米）`],
      ['长度', `${filing.lengthMetres} 米`],
      ['状态', filing.stateLabel],
      ['版本', filing.version],
      ['申报时间', filing.filedAt],
      ['送达时间', filing.submittedAt],
      ['结束时间', filing.endedAt],
      ['审批系统编号', filing.nativeNumber],
      ['完工日期', filing.finishedOn],
      ['恢复日期', filing.restoredOn],
      ['撤回原因', filing.cancelReason],
      ['原因', filing.reason],
      ['待办', filing.task && TASKS[filing.task]],
      ['失败', failureOf(filing)]
    ]),
    table(['事项', '状态', '自', '项目编号', '应办结', '办理意见'], filing.items.map(item => [
      item.itemLabel, item.stateLabel, item.since ?? '', item.projectNumber ?? '', item.clock?.dueAt ?? '',
      item.remark ?? ''
    ]))
  ].join('\n\n')
}

function events ({ events }: Schemas['FilingDetail']): string {
  return table(['时间', '经过', '说明', '操作人'], events.map(({ at, text, remark = '', actor = '' }) =>
    [at, text, remark, actor]))
}
