/** `lianban visits`: joint visits, and what who arranges them does about one. */
import { randomUUID } from 'node:crypto'
import { Command } from 'commander'
import type { components, operations } from '../../../openapi/hub.d.ts'
import { cancelVisit, proposeVisit, settleVisit } from '../../cases/arrange-visit.ts'
import { markNoShow } from '../../cases/attend-visit.ts'
import type { AskedOfVisit } from '../../cases/change-visit.ts'
import type { Caller } from '../../ground/access/caller.ts'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { listVisits, readVisit } from '../../views/visits.ts'
import {
  checked, checkedEach, isA, operatorNamed, pageOf, withActor, withPages, withTerms, type PageOptions
} from './arguments.ts'
import type { Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']
type Visit = Schemas['Visit']
type Filter = Omit<NonNullable<operations['listVisits']['parameters']['query']>, 'limit' | 'cursor'>

const FILTER = { from: 'CalendarDate', to: 'CalendarDate', state: 'VisitState', enterprise: 'EnterpriseSlug' } as const

export function visitsCommand (shell: Shell): Command {
  const visits = new Command('visits').description('联合踏勘')

  withPages(visits.command('list')).description('列出，时段早的在前')
    .option('--from <date>', '时段不早于这一天，例如 2026-12-01')
    .option('--to <date>', '时段不晚于这一天')
    .option('--state <state>', '踏勘状态：proposed 待答复、agreed 已约定、done 已完成、cancelled 已取消、noShow 未成行')
    .option('--enterprise <slug>', '参加企业')
    .action(async ({ limit, cursor, ...filter }: PageOptions & Filter) => {
      const asked = { ...checkedEach(FILTER, filter), ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listVisits(hub, EVERYTHING, asked))
      shell.show(page, listed(page))
    })

  about(visits.command('show')).description('查看一个办件现在的（或最后的）一次')
    .action(async (jointNumber: string) => {
      const visit = await shell.withHub(hub => readVisit(hub, EVERYTHING, known(jointNumber)))
      shell.show(visit, shown(visit))
    })

  withActor(about(visits.command('propose'))).description('提出或另提时间')
    .requiredOption('--date <date>', '工作日，例如 2026-12-01')
    .requiredOption('--half <half>', 'morning 上午、afternoon 下午')
    .option('--hour <time>', '其中从某时刻起的一小时，例如 09:00')
    .option('--version <n>', '进行中的踏勘的版本，如 show 所示；没有进行中的不填', Number)
    .action(async (jointNumber: string, { by, version, ...wished }: SlotOptions) => {
      const request = checked('VisitProposal', { slot: checked('WishedSlot', wished), version })
      await act(shell, proposeVisit, jointNumber, by, request)
    })

  withActor(about(visits.command('settle'))).description('答复截止之前提前确定时间')
    .requiredOption('--proposal <n>', PROPOSAL, Number)
    .action(async (jointNumber: string, { by, ...request }: { by: string, proposal: number }) => {
      await act(shell, settleVisit, jointNumber, by, checked('VisitSettlement', request))
    })

  withTerms(about(visits.command('cancel'))).description('取消尚未开始的踏勘')
    .requiredOption('--version <n>', '踏勘的版本，如 show 所示', Number)
    .action(async (jointNumber: string, { by, ...request }: { by: string, version: number, reason: string }) => {
      await act(shell, cancelVisit, jointNumber, by, checked('VisitCancellation', request))
    })

  withTerms(about(visits.command('no-show'))).description('登记申请人或一家企业未到场')
    .requiredOption('--proposal <n>', PROPOSAL, Number)
    .requiredOption('--party <party>', 'applicant 申请人、enterprise 企业')
    .option('--enterprise <slug>', '企业标识（仅 enterprise）')
    .action(async (jointNumber: string, { by, ...request }: NoShowOptions) => {
      await act(shell, markNoShow, jointNumber, by, checked('VisitNoShowMark', { ...request }))
    })

  return visits
}

const PROPOSAL = '第几次提出的时间，如 show 所示'

interface SlotOptions { by: string, date: string, half: string, hour?: string, version?: number }
interface NoShowOptions { by: string, proposal: number, party: string, enterprise?: string, reason: string }

function about (command: Command): Command {
  return command.argument('<jointNumber>', '联合办件号')
}

type Act<Request> = (hub: Hub, caller: Caller, asked: AskedOfVisit<Request>) => Promise<Visit>

/** Each command is a request of its own. */
async function act<Request> (
  shell: Shell, done: Act<Request>, jointNumber: string, by: string, request: Request
): Promise<void> {
  const [caller, asked] = [operatorNamed(by), { jointNumber: known(jointNumber), key: randomUUID(), request }]
  const visit = await shell.withHub(hub => done(hub, caller, asked))
  shell.show(visit, shown(visit))
}

function known (jointNumber: string): string {
  if (isA('JointNumber', jointNumber)) return jointNumber
  throw new Problem('application-not-found')
}

function listed ({ visits, nextCursor }: Schemas['VisitPage']): string {
  if (visits.length === 0) return '没有符合条件的联合踏勘'
  return table(['联合办件号', '时段', '状态', '第几次', '申请人', '参加企业'], visits.map(visit => [
    visit.jointNumber, visit.slot.label, stateOf(visit), String(visit.proposal), visit.applicantLabel,
    visit.parties.map(({ enterpriseName }) => enterpriseName).join('、')
  ])) + further(nextCursor)
}

function stateOf ({ stateLabel, endingLabel, dayOff }: Visit): string {
  return [stateLabel, endingLabel, dayOff && '当日已改为休息日，须改期'].filter(Boolean).join('，')
}

function shown (visit: Visit): string {
  return [
    facts([
      ['联合办件号', visit.jointNumber],
      ['状态', stateOf(visit)],
      ['时段', visit.slot.label],
      ['第几次', visit.proposal],
      ['版本', visit.version],
      ['提出', `${visit.proposedAt} ${visit.proposedByLabel}`],
      ['答复截止', visit.answersUntil],
      ['确定', visit.agreedAt],
      ['开始', visit.begunAt],
      ['结束', visit.endedAt],
      ['原因', visit.reason],
      ['申请人', visit.applicantLabel]
    ]),
    table(['企业', '外部流水号', '答复', '到场', '结果', '说明'], visit.parties.map(party => [
      party.enterpriseName, party.reference, [party.answerLabel, party.other?.label].filter(Boolean).join(' '),
      party.attendanceLabel, resultOf(party.result), [party.remark, party.missedReason].filter(Boolean).join('；')
    ]))
  ].join('\n\n')
}

function resultOf (result: Schemas['VisitResult'] | undefined): string {
  if (!result) return ''
  const { outcomeLabel, length, route, reason, remark } = result
  return [outcomeLabel, length !== undefined && `${length} 米`, route, reason, remark].filter(Boolean).join('，')
}
