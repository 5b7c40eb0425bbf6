/** 中国联通's adapter beside its cases: the TOKEN. */
import { test } from 'tap'
import { unicomToken } from '../../adapters/unicom.ts'

test('the TOKEN is that of the interface document', async t => {
  const head = { APP_ID: 'lianbanjx', TIMESTAMP: '2026-01-05 09:30:15 123', TRANS_ID: '20260105093015123456789' }
  t.equal(unicomToken(head, 'unicom-sandbox-secret'), 'b2cfa2968efb967f86772b0295c3f503')
})
