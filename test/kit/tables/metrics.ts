/** The hub's own metrics as a table for those who watch it; those of every Node process need no words here. */
import { openMetrics } from '../../../src/ground/observe/metrics.ts'

const TYPES: Record<string, string> = { counter: '计数 counter', gauge: '当前值 gauge', histogram: '分布 histogram' }

/** What each tells. The program itself says it in English, as `HELP` of the answer. */
const MEANINGS: Record<string, string> = {
  applications_accepted_total: '受理的联合办件数。',
  orders_opened_total: '建立的单项业务数：每家企业一个，转办时再加一个。',
  attempts_total: '与企业的往来次数，按结果分；`failure` 是失败的类别。',
  attempt_duration_seconds: '与企业一次往来的用时。',
  acknowledgement_seconds: '从收到申请，到企业第一次表明已收到或不予办理。',
  completion_seconds: '从收到申请到单项业务结束，按结束时的状态分。',
  callbacks_total: '企业来报数，按处理结果分；曾经暂存的，或由运维人员重新采纳的，再计一次。',
  callback_duration_seconds: '处理一条来报的用时。',
  webhooks_total: '向政务平台的推送次数：`taken` 已收下，其余为未收下的原因。',
  webhook_duration_seconds: '一次推送的用时。',
  clock_warnings_total: '承诺时限的提醒数：`warned` 临期、`expired` 超期、`digest` 每日汇总。',
  chore_failures_total: '反复进行的工作（补漏、到期清理等）失败的次数；一项失败不影响其他各项，下一轮再做。',
  http_request_duration_seconds: '对本系统的请求用时，按契约中的操作和 HTTP 状态分。',
  database_up: '取本次指标时能读到下列各行则为 1。',
  database_connections: '本进程的数据库连接数，以及等待连接的请求数。',
  intents: '欠企业的事项：到期待办、未到时间、因企业维护或无应答而暂停、在企业的工作台（`desk`：`place` 待接单，`withdraw`、`supplement` 待答复，`watch` 在办）、需人工处理。',
  intent_oldest_seconds: '其中最早一项已到期、已转人工或在工作台等人处理多久。',
  breaker: '企业的熔断处于该状态时为 1：`closed`、`open` 或 `halfOpen`。',
  callbacks_unsettled: '尚未改变任何状态、今后仍可能改变的来报数。',
  callback_unsettled_oldest_seconds: '其中最早一条已多久。',
  notifications: '政务平台尚未收下的事件：待推送，或已推送失败。',
  notification_oldest_seconds: '其中最早一条已多久。',
  webhook_endpoint_active: '政务平台答复 410、推送停止期间为 0。',
  set_aside: '处理不了、搁置到稍后再看的行数，按是哪项工作分；一行处理不了，不影响其他的行。',
  clock_untold_oldest_seconds: '最早一项应当发出而尚未发出的时限提醒已逾多久；没有则为 0。'
}

/** Throws when a metric has no meaning here, or a meaning no metric. */
export function metricsTable (): string {
  const all = openMetrics().registry.getMetricsAsArray() as unknown as Array<{ name: string, type: string, labelNames: string[] }>
  const own = all.filter(({ name }) => name.startsWith('lianban_')).map(metric => ({ ...metric, word: metric.name.slice('lianban_'.length) }))
  const words = own.map(({ word }) => word)
  const wrong = [...words.filter(word => !(word in MEANINGS)), ...Object.keys(MEANINGS).filter(word => !words.includes(word))]
  if (wrong.length > 0) throw new Error(`test/kit/tables/metrics.ts: MEANINGS differ from the metrics of src/ground/observe/metrics.ts in ${wrong.join(', ')}`)
  const lines = own.map(({ name, type, labelNames, word }) =>
    `| \`${name}\` | ${TYPES[type]} | ${labelNames.map(label => `\`${label}\``).join('、')} | ${MEANINGS[word]} |`)
  return ['| 指标 | 类型 | 标签 | 含义 |', '|---|---|---|---|', ...lines].join('\n')
}
