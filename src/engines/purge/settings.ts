/** The settings of how long data is kept. */
import { z } from 'zod'
import { duration, upTo } from '../../../adapters/settings.ts'

const DAY = 86_400_000

/** 网络安全法 第二十一条 wants logs kept for six months at least. */
const SHORTEST_LOGS = 180 * DAY

export const retention = z.strictObject({
  /**
   * How long after the end of its last order an application is kept with its person; then what remains are its
   * statistics.
   */
  cases: duration.default(94_694_400_000),
  /**
   * How long exchanges, callbacks and delivered events of an application that has ended are kept; never less than 180
   * days.
   */
  logs: duration.refine(value => value >= SHORTEST_LOGS, '日志至少留存 180d（网络安全法 第二十一条）').default(15_552_000_000),
  /**
   * How long it is kept that a callback was refused, with its first bytes; those are gone with the next erasure of
   * anybody.
   */
  refusedCallbacks: duration.refine(upTo('30d'), '应大于 0，不超过 30d').default(259_200_000),
  /** How long a repeated Idempotency-Key is answered as the first was. */
  idempotencyKeys: duration.default(2_592_000_000),
  /** How long after an account was closed name, telephone and mail of its person are kept; its login name stays. */
  closedAccounts: duration.default(15_552_000_000),
  /** How long after it was last changed a form is kept that somebody has begun and not submitted. */
  drafts: duration.refine(upTo('90d'), '应大于 0，不超过 90d').default(604_800_000)
})

export type RetentionSettings = z.infer<typeof retention>
