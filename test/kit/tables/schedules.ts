/** The schedules of retries as tables, worked out from the default settings by the one retry policy. */
import { deliverySettings, type DeliverySettings } from '../../../src/enterprises/delivery-settings.ts'
import { schedule, webhookSchedule } from '../../../src/ground/retry/retry.ts'
import { plainSettings } from '../plain-settings.ts'

export function retryTable (): string {
  return scheduleTable(schedule(defaultRetry()))
}

export function webhookTable (): string {
  return scheduleTable(webhookSchedule(defaultHorizon()))
}

/** Waits before they are spread. Equal ones in a row share a line. */
export function scheduleTable (waits: number[]): string {
  const lines: string[] = []
  for (let from = 0, total = 0; from < waits.length;) {
    const wait = waits[from]!
    const next = waits.findIndex((other, index) => index > from && other !== wait)
    const to = next === -1 ? waits.length : next
    total += wait * (to - from)
    lines.push(to - from === 1 ? `| ${to} | ${spoken(wait)} | ${spoken(total)} |` : `| ${from + 1}–${to} | 每次 ${spoken(wait)} | ${spoken(total)} |`)
    from = to
  }
  return ['| 第几次失败之后 | 等待 | 距第一次失败 |', '|---|---|---|', ...lines].join('\n')
}

function spoken (milliseconds: number): string {
  const seconds = milliseconds / 1000
  const parts: Array<[number, string]> = [[Math.floor(seconds / 3600), '小时'], [Math.floor(seconds / 60) % 60, '分'], [seconds % 60, '秒']]
  const said = parts.filter(([count]) => count > 0)
  // 分 alone could be a share; minutes that stand alone are 分钟.
  return said.length === 1 && said[0]![1] === '分' ? `${said[0]![0]} 分钟` : said.map(([count, unit]) => `${count} ${unit}`).join(' ')
}

function defaultRetry (): DeliverySettings['retry'] {
  return deliverySettings().parse(undefined).retry
}

function defaultHorizon (): number {
  const { portal } = plainSettings(`
    portal: { webhookUrl: https://portal.example, secrets: [whsec_${'A'.repeat(32)}] }`)
  return portal!.horizon
}
