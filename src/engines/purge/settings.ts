/** The settings of how long data is kept. */
import { z } from 'zod'
import { duration } from '../../../adapters/settings.ts'

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
  /** How long a repeated Idempotency-Key is answered as the first was. */
  idempotencyKeys: duration.default(2_592_000_000)
})

export type RetentionSettings = z.infer<typeof retention>
