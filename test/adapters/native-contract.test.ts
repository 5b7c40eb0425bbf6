/** Every word of an enterprise passes its contract first, and comes out fit to be stored. */
import { test } from 'tap'
import { CallbackRefused, Failure } from '../../adapters/failure.ts'
import { nativeContract } from '../../adapters/native-contract.ts'
import type { components } from '../../openapi/enterprises/county-water.d.ts'

const contract = nativeContract<components['schemas']>('county-water')

test('texts that no database takes, and no reader, are cleaned, all others are left as they are', async t => {
  t.match(contract.answered('Result', { code: '200', msg: 'JXGS1,提交\0成功\ud800' }), { msg: 'JXGS1,提交成功\ufffd' })
  t.match(contract.told('Result', { code: '200', msg: '𠮷，提交成功' }), { msg: '𠮷，提交成功' })
  t.match(contract.told('Result', { code: '200', msg: '\u202e材料\u2066不全\u200f' }), { msg: '材料不全' }, 'and what turns round what stands beside them')
})

test('what does not fit stops here, and the message names the place and never the value', async t => {
  const wrong = { code: true, msg: '11010519491231002X' }
  const thrown = (act: () => unknown): unknown => {
    try {
      return act()
    } catch (error) {
      return error
    }
  }
  t.match(thrown(() => contract.outgoing('Query', {})), { facts: { comeBack: 'never', fault: 'hub', code: 'contract', alert: true } })
  t.match(thrown(() => contract.answered('Result', wrong)), { facts: { comeBack: 'askFirst', code: 'unreadable' } })
  t.match(thrown(() => contract.told('Result', wrong)), { reason: 'malformed', field: '/code' })
  for (const act of [() => contract.answered('Result', wrong), () => contract.told('Result', wrong)]) {
    const error = thrown(act)
    t.ok(error instanceof Failure || error instanceof CallbackRefused)
    t.notMatch((error as Error).message, wrong.msg)
  }
})
