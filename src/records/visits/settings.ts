/** The settings of joint visits. */
import { z } from 'zod'
import { duration, upTo } from '../../../adapters/settings.ts'

export const visits = z.strictObject({
  /**
   * How long enterprises have to answer a proposed time, in office hours; then it is settled with those who accepted.
   */
  answerWithin: duration.refine(upTo('30d'), '应大于 0，不超过 30d').default(7_200_000)
})
