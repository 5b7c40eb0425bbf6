/**
 * `lianban keys`, `lianban purge`, `lianban erase`: what personal data is encrypted with and the change of keys while
 * the hub runs; what has been kept long enough; taking one person out before the time (个人信息保护法 第四十七条).
 */
import { Command } from 'commander'
import type { components } from '../../../openapi/hub.d.ts'
import { erase } from '../../cases/erase.ts'
import { rotateKeys, type Rekeyed } from '../../cases/rotate-keys.ts'
import { countDue, purge } from '../../engines/purge/purge.ts'
import { judgeTime, type Doubt } from '../../engines/purge/retention-clock.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { COUNTED } from '../../ground/database/counted.ts'
import { inWork } from '../../ground/database/work.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { readKeys } from '../../ground/sealing/keys.ts'
import { recordAct } from '../../records/acts/acts.ts'
import { isA, termsOf, withDryRun, withTerms, type ActOptions } from './arguments.ts'
import { NotTaken, WrongUsage, type Shell } from './shell.ts'
import { facts, table } from './table.ts'

type Schemas = components['schemas']

export function keysCommand (shell: Shell): Command {
  const keys = new Command('keys').description('个人信息的加密密钥')

  keys.command('status').description('各密钥加密了多少数据，检索散列是否需要重算')
    .action(async () => {
      const report = await shell.withHub(hub => readKeys(hub.pool, hub.vault))
      shell.show(report, reported(report))
    })

  withTerms(keys.command('rotate')).description('以当前密钥重新加密其余数据，并重算检索散列；可随时中断后再次执行')
    .action(async (options: ActOptions) => {
      const { actor, reason } = termsOf(options)
      const { done, report } = await shell.withHub(async hub => {
        const done = await rotateKeys(hub, progress => { shell.tell(counted(progress)) })
        const { active, search: { way } } = hub.vault
        const affected = done.resealed + done.rehashed
        if (affected > 0) {
          const target = { key: active, search: way }
          await inWork(hub, work =>
            recordAct(hub, work, { at: hub.now(), actor, action: 'keys-rotation', target, reason, affected }))
        }
        return { done, report: await readKeys(hub.pool, hub.vault) }
      })
      shell.show({ ...done, ...report }, [rotated(done), reported(report)].join('\n\n'))
      if (done.unopened.length > 0) throw new NotTaken('有数据不能以其密钥打开')
    })

  return keys
}

function reported ({ keys, search }: Schemas['PersonalDataKeys']): string {
  return [
    table(['密钥', '算法', '用途', '数据项'], keys.map(({ id, algorithm, active, uses }) =>
      [id, algorithm, active ? '当前' : '仅解密', summed(uses.map(({ rows }) => rows))])),
    facts([['检索散列为当前密钥的办件', summed([search.current])], ['待重算的办件', summed([search.stale])]])
  ].join('\n\n')
}

/** A count that reached the most that is counted stands for as many or more. */
function summed (counts: number[]): string {
  const sum = counts.reduce((total, count) => total + count, 0)
  return counts.includes(COUNTED) ? `${sum} 以上` : String(sum)
}

function counted ({ resealed, rehashed }: Rekeyed): string {
  return `已重新加密 ${resealed} 项，已重算 ${rehashed} 件的检索散列`
}

function rotated (done: Rekeyed): string {
  if (done.unopened.length === 0) return counted(done)
  const rows = done.unopened.map(({ holder, row }) => [holder, row])
  return [counted(done), '以下数据不能以其密钥打开，保持原样，须人工核查：', table(['位置', '行'], rows)].join('\n')
}

export function purgeCommand (shell: Shell): Command {
  return withDryRun(new Command('purge')).description('清除到期的记录和个人信息（系统每天也会自动执行）')
    .option('--by <who>', '操作人（记录在案）').option('--reason <why>', '操作原因（记录在案）')
    .option('--confirm-time', '时间可疑时，核对无误后照样执行')
    .action(async ({ by, reason, dryRun = false, confirmTime = false }: PurgeOptions) => {
      const terms = dryRun ? undefined : termsOf({ by: required('--by', by), reason: required('--reason', reason) })
      const removed = await shell.withHub(async hub => {
        const { now, doubt } = await judgeTime(hub, hub.pool)
        if (!terms) return await countDue(hub, now)
        if (doubt && !confirmTime) throw new WrongUsage(doubted(now, doubt))
        return await purge(hub, now, terms)
      })
      const title = dryRun ? `将清除（未执行；每项最多数到 ${COUNTED}）` : '已清除'
      shell.show({ removed, dryRun }, `${title}\n${listed(removed)}`)
    })
}

type PurgeOptions = Partial<ActOptions> & { confirmTime?: boolean }

const DOUBTS: Record<Doubt['why'], (other: string) => string> = {
  'clocks-apart': other => `与本机的时间 ${other} 相差五分钟以上`,
  'long-pause': other => `比上次清理的时间 ${other} 晚七天以上`
}

function doubted (now: Date, { why, other }: Doubt): string {
  return `数据库的时间 ${localTime(now)} ${DOUBTS[why](localTime(other))}，未作任何清理。` +
    '时间若有误，没有到期的也会被清除，不可恢复；核对无误后，加 --confirm-time 再次执行'
}

/** Only counting needs neither an actor nor a reason. */
function required (option: string, value: string | undefined): string {
  if (value === undefined) throw new WrongUsage(`缺少选项：${option}`)
  return value
}

const REMOVAL_LABELS: Record<keyof Schemas['Removals'], string> = {
  exchanges: '与企业的往来',
  messages: '往来报文',
  callbacks: '企业来报',
  notifications: '已送达的推送',
  idempotencyKeys: '幂等记录',
  applications: '到期办件的个人信息'
}

function listed (removed: Schemas['Removals']): string {
  const names = Object.keys(REMOVAL_LABELS) as Array<keyof Schemas['Removals']>
  return facts(names.map(name => [REMOVAL_LABELS[name], removed[name]]))
}

export function eraseCommand (shell: Shell): Command {
  return withTerms(new Command('erase')).argument('<jointNumber>', '联合办件号').description('删除已结束办件的个人信息，不可恢复')
    .action(async (jointNumber: string, options: ActOptions) => {
      if (!isA('JointNumber', jointNumber)) throw new Problem('application-not-found')
      const { erasedAt } = await shell.withHub(hub => erase(hub, EVERYTHING, jointNumber, termsOf(options)))
      shell.show({ jointNumber, erasedAt }, `${jointNumber}：个人信息已于 ${erasedAt} 删除`)
    })
}
