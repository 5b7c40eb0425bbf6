/** 中国联通's adapter beside its cases: the TOKEN, and what envelope answers are in. */
import { test } from 'tap'
import type { CallbackOutcome } from '../../adapters/adapter.ts'
import { unicomToken } from '../../adapters/unicom.ts'
import { connectAdapter, newClock } from '../kit/connected-adapter.ts'

test('the TOKEN is that of the interface document', async t => {
  const head = { APP_ID: 'lianbanjx', TIMESTAMP: '2026-01-05 09:30:15 123', TRANS_ID: '20260105093015123456789' }
  t.equal(unicomToken(head, 'unicom-sandbox-secret'), 'b2cfa2968efb967f86772b0295c3f503')
})

test('the answer to a callback has the envelope of the document, and the head of its message', async t => {
  const { adapter } = connectAdapter(t, 'unicom', { clock: newClock() })
  const head = { APP_ID: 'lianbanjx', TIMESTAMP: '2026-01-05 09:30:15 123', TRANS_ID: '20260105093015123456789' }
  const answered = (UNI_BSS_HEAD: object, outcome: CallbackOutcome): any => {
    const body = Buffer.from(JSON.stringify({ UNI_BSS_HEAD, UNI_BSS_BODY: {} }))
    return JSON.parse(adapter.callback!.answer(outcome, { method: 'POST', url: '/', query: {}, headers: {}, body }).body.toString())
  }
  const TOKEN = unicomToken(head, 'unicom-callback-secret')
  t.strictSame(answered({ ...head, TOKEN, RESERVED: [] }, 'stored'), {
    UNI_BSS_HEAD: { ...head, TOKEN, RESERVED: [], RESP_CODE: '00000', RESP_DESC: 'Success' },
    UNI_BSS_BODY: { ORDER_STATE_NOTIFY_RSP: { RESP_CODE: '0000', RESP_DESC: '成功' } },
    UNI_BSS_ATTACHED: { MEDIA_INFO: '' }
  })
  const forged = answered({ ...head, TOKEN: 'x'.repeat(32), RESERVED: [] }, 'signature')
  t.strictSame(forged.UNI_BSS_HEAD, { ...head, RESERVED: [], RESP_CODE: '10001', RESP_DESC: 'TOKEN 校验失败' }, 'no TOKEN is made for whoever asks')
  t.strictSame(answered({ TRANS_ID: '42' }, 'malformed').UNI_BSS_HEAD, { RESERVED: [], RESP_CODE: '00000', RESP_DESC: 'Success' })
})
