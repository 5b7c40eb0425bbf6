/** `lianban rectifications`: what bad ratings have brought about, and deciding an appeal. */
import { Command } from 'commander'
import type { components, operations } from '../../../openapi/hub.d.ts'
import { decideAppeal } from '../../cases/decide-appeal.ts'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { listRectifications, readRectification } from '../../views/rectifications.ts'
import {
  checked, checkedEach, isA, operatorNamed, pageOf, withPages, withTerms, type PageOptions
} from './arguments.ts'
import type { Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']
type Rectification = Schemas['Rectification']
type Filter = Omit<NonNullable<operations['listRectifications']['parameters']['query']>, 'limit' | 'cursor'>

const FILTER = { state: 'RectificationState', enterprise: 'EnterpriseSlug' } as const

export function rectificationsCommand (shell: Shell): Command {
  const rectifications = new Command('rectifications').description('差评整改')

  withPages(rectifications.command('list')).description('列出，早的在前；不填情况为未结束的')
    .option('--state <state>', '整改情况：open 待回访、calledBack 整改中、closed 已办结、dismissed 差评不成立、dropped 个人信息已删除')
    .option('--appealed', '只列申诉待裁决的')
    .option('--enterprise <slug>', '承办企业')
    .action(async ({ limit, cursor, appealed, ...filter }: PageOptions & Filter) => {
      const asked = { ...checkedEach(FILTER, filter), ...appealed && { appealed }, ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listRectifications(hub, EVERYTHING, asked))
      shell.show(page, listed(page))
    })

  about(rectifications.command('show')).description('查看一件')
    .action(async (ratingId: string) => {
      const rectification = await shell.withHub(hub => readRectification(hub, EVERYTHING, known(ratingId)))
      shell.show(rectification, shown(rectification))
    })

  withTerms(about(rectifications.command('decide'))).description('裁决申诉')
    .requiredOption('--decision <decision>', 'upheld 申诉成立（评价加标注，整改终止）、rejected 申诉不成立（整改继续）')
    .requiredOption('--version <n>', '整改的版本，如 show 所示', Number)
    .action(async (ratingId: string, { by, ...request }: DecisionOptions) => {
      const asked = checked('DecisionRequest', { ...request })
      const done = await shell.withHub(hub => decideAppeal(hub, operatorNamed(by).id, known(ratingId), asked))
      shell.show(done, shown(done))
    })

  return rectifications
}

interface DecisionOptions { by: string, decision: string, version: number, reason: string }

function about (command: Command): Command {
  return command.argument('<ratingId>', '评价编号')
}

function known (ratingId: string): string {
  if (isA('RatingId', ratingId)) return ratingId.toLowerCase()
  throw new Problem('rectification-not-found')
}

function listed ({ rectifications, nextCursor }: Schemas['RectificationPage']): string {
  if (rectifications.length === 0) return '没有符合条件的整改'
  return table(['评价编号', '联合办件号', '企业', '等级', '开始', '情况', '申诉', '责任人'], rectifications.map(one => [
    one.ratingId, one.jointNumber, one.enterpriseName, one.levelLabel, one.openedAt, one.stateLabel, appealOf(one),
    one.person ?? ''
  ])) + further(nextCursor)
}

function appealOf ({ appeal }: Rectification): string {
  return appeal ? appeal.decisionLabel ?? `${appeal.groundLabel}，待裁决` : ''
}

function shown (one: Rectification): string {
  const { appeal, clocks = [] } = one
  const parts = [facts([
    ['评价编号', one.ratingId],
    ['联合办件号', one.jointNumber],
    ['外部流水号', one.order],
    ['企业', `${one.enterpriseName} ${one.enterprise}`],
    ['等级', one.levelLabel],
    ['原因', one.options.map(({ label }) => label).join('、') || undefined],
    ['写的话', one.text],
    ['追评', one.supplement],
    ['开始', one.openedAt],
    ['情况', one.stateLabel],
    ['版本', one.version],
    ['责任人', one.person],
    ['回访', one.calledBackAt && `${one.calledBackAt} ${one.callBack ?? ''}`.trimEnd()],
    ['办结', one.closedAt],
    ['结果', one.result],
    ['申请人', one.isSatisfied === undefined ? undefined : one.isSatisfied ? '满意' : '不满意'],
    ['申诉', appeal && `${appeal.at} ${appeal.groundLabel}${appeal.reason === undefined ? '' : `：${appeal.reason}`}`],
    ['裁决', appeal?.decision && decisionOf(appeal)]
  ])]
  if (clocks.length > 0) {
    parts.push(table(['时限', '状态', '应办结'], clocks.map(({ promiseLabel, stateLabel, dueAt = '' }) =>
      [promiseLabel, stateLabel, dueAt])))
  }
  return parts.join('\n\n')
}

function decisionOf ({ decidedAt, decisionLabel, decisionReason }: Schemas['Appeal']): string {
  return `${decidedAt} ${decisionLabel}${decisionReason === undefined ? '' : `：${decisionReason}`}`
}
