import { setImmediate } from 'node:timers/promises'
import { test } from 'tap'
import { openLog } from '../../../../src/ground/observe/log.ts'
import { aside, atWork, concerns, matterAtHand } from '../../../../src/ground/observe/matter.ts'

test('what becomes known of a matter stands in every line from then on, and in no other matter', async t => {
  const lines: Array<Record<string, unknown>> = []
  const log = openLog('debug', { write: line => { lines.push(JSON.parse(line)) } })
  async function work (correlationId: string, reference: string): Promise<void> {
    log.info('begun')
    await setImmediate()
    concerns({ correlationId, reference })
    await setImmediate()
    log.warn({ reference: 'its own' }, 'said')
    log.info('ended')
  }
  await Promise.all([atWork({ enterprise: 'enn' }, () => work('one', '1')), atWork({}, () => work('two', '2'))])
  const of = (message: string): unknown[] => lines.filter(({ msg }) => msg === message).map(({ correlationId, reference, enterprise }) => [correlationId, reference, enterprise])
  t.strictSame(of('begun'), [[undefined, undefined, 'enn'], [undefined, undefined, undefined]])
  t.strictSame(of('said'), [['one', 'its own', 'enn'], ['two', 'its own', undefined]], 'what a line says itself goes first')
  t.strictSame(of('ended'), [['one', '1', 'enn'], ['two', '2', undefined]])
})

test('outside of any matter nothing is known, and nothing is kept', async t => {
  concerns({ reference: '1' })
  t.strictSame(matterAtHand(), {})
})

test('a listener of what many share hears of no matter', async t => {
  const heard: unknown[] = []
  const listen = aside((word: string) => { heard.push([word, matterAtHand()]) })
  atWork({ correlationId: 'one' }, () => {
    listen('broken')
    t.strictSame(matterAtHand(), { correlationId: 'one' }, 'and the matter goes on')
  })
  t.strictSame(heard, [['broken', {}]])
})
