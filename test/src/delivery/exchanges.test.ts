import { test } from 'tap'
import { Failure } from '../../../adapters/failure.ts'
import { recordExchange } from '../../../src/delivery/exchanges.ts'
import type { Intent } from '../../../src/delivery/intents.ts'
import { bareHub, NINE } from '../../bare-hub.ts'

test('every exchange leaves a row', async t => {
  const { hub, submit, rows, clock } = await bareHub(t)
  const { orderId, intentId } = await submit()
  const intent: Intent = { id: intentId, orderId, kind: 'place', attempts: 3, openedAt: NINE, askFirst: false, payload: null }
  const last = async (): Promise<any> => (await rows('select kind, attempt, started_at, duration_ms, outcome, code, message from exchanges order by id desc limit 1'))[0]

  const answer = { kind: 'acknowledged', nativeNumber: '56001' }
  t.equal(await recordExchange(hub, intent, 'place', async () => {
    clock.pass(250)
    return answer
  }), answer, 'and hands the answer on')
  t.strictSame(await last(), { kind: 'place', attempt: 3, started_at: NINE, duration_ms: 250, outcome: 'acknowledged', code: null, message: null })

  t.equal(await recordExchange(hub, intent, 'inquire', async () => undefined), undefined)
  t.match(await last(), { kind: 'inquire', outcome: 'notFound' })

  const failure = new Failure({ comeBack: 'later', fault: 'enterprise', code: '90000', message: '系统忙' })
  await t.rejects(recordExchange(hub, intent, 'place', async () => { throw failure }), failure)
  t.match(await last(), { outcome: 'failed', code: '90000', message: '系统忙' })

  const fault = new TypeError('王小梅 is not a function')
  await t.rejects(recordExchange(hub, intent, 'place', async () => { throw fault }), fault)
  t.match(await last(), { outcome: 'failed', code: 'internal', message: '系统内部错误' }, 'of an error of the hub\'s own nothing is repeated')
  t.equal((await rows('select from exchanges')).length, 4)
})
