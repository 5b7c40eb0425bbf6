/** Whatever an enterprise answers, it keeps the process from everything else for a moment only (test/kit/work-meter.ts). */
import { test } from 'tap'
import { openVault } from '../../src/ground/sealing/vault.ts'
import { sandboxSettings } from '../kit/sandbox.ts'
import { costOf, isTooMuch } from '../kit/work-meter.ts'
import { worstAnswers } from '../kit/worst-answers.ts'

for (const [profile, answers] of await worstAnswers(openVault(sandboxSettings().personalData))) {
  test(`answers as those of ${profile}`, async t => {
    const tooMuch: object[] = []
    let read = 0
    for await (const { what, work, outcome } of answers(t)) {
      const cost = await costOf(work)
      if (outcome() === 'read') read++
      if (isTooMuch(cost)) tooMuch.push({ what, ...cost })
    }
    t.strictSame(tooMuch, [])
    t.ok(read > 0, 'some of which are read')
  })
}
