import { test } from 'tap'
import { plainSettings } from '../../../kit/plain-settings.ts'

const DAY = 86_400_000

test('a case is kept for three years, whatever leap year falls into them, its logs for 180 days', async t => {
  t.strictSame(plainSettings().retention, { cases: 1096 * DAY, logs: 180 * DAY, idempotencyKeys: 30 * DAY, refusedCallbacks: 3 * DAY, closedAccounts: 180 * DAY, drafts: 7 * DAY })
  t.match(plainSettings('retention: { cases: 400d, logs: 365d }').retention, { cases: 400 * DAY, logs: 365 * DAY })
})

test('logs are not kept for less than the law wants', async t => {
  t.throws(() => plainSettings('retention: { logs: 179d }'), { message: 'settings：retention.logs：日志至少留存 180d（网络安全法 第二十一条）' })
})
