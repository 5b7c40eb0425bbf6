import { test } from 'tap'
import { within } from '../../../../src/ground/observe/within.ts'

test('an answer in time is handed on, an error too', async t => {
  t.equal(await within(10_000, async () => 'yes')(), 'yes')
  await t.rejects(within(10_000, async () => { throw new Error('no') })(), { message: 'no' })
})

test('who comes while an answer is under way gets that one, who comes later asks anew', async t => {
  const { promise, resolve } = Promise.withResolvers<string>()
  let asked = 0
  const ask = within(10_000, async () => {
    asked++
    return await promise
  })
  const all = [ask(), ask()]
  resolve('yes')
  t.strictSame(await Promise.all(all), ['yes', 'yes'])
  t.equal(asked, 1)
  await ask()
  t.equal(asked, 2)
})

test('what does not answer is given up, and asked anew', async t => {
  let asked = 0
  const ask = within(1, async () => {
    asked++
    return await (asked === 1 ? new Promise<string>(() => {}) : 'yes')
  })
  await t.rejects(ask(), { message: 'no answer within 1 ms' })
  t.equal(await ask(), 'yes')
})
