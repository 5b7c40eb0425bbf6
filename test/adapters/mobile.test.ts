/** 中国移动's adapter beside its cases: encryption and signature, and what two clocks and two processes make of it. */
import { test } from 'tap'
import { decrypt, encrypt, sign } from '../../adapters/mobile-signature.ts'
import { commonParts } from '../kit/adapter-cases.ts'
import { atSimulator, connectAdapter, failureOf, newClock, NOW, profileSettings } from '../kit/connected-adapter.ts'

const { order, key } = commonParts('mobile')

test('the vector of the document', async t => {
  const { credentials, callback } = profileSettings('mobile')
  const query = {
    method: 'LB_ORDER_CREATE',
    format: 'json',
    appId: '501234',
    version: '1.0',
    timestamp: '20260105093015',
    accessToken: '11111111-2222-4333-8444-555555555555',
    busiSerial: 'JXLB000001-NM'
  }
  const business = { busiSerial: 'JXLB000001-NM', custName: '张三' }
  const content = encrypt(credentials.appKey, business)
  t.equal(content, 'D12489907D6760368AC5DEFB08240F2984B1140BC0E3BECD26768EAC5ABF9E495931A699EA09B1D2796FD72985E32DF6564665D31F93E536CDC3792772325D38')
  t.equal(sign(credentials.appKey, query, content), '09da9db536e3a57ebb5578d408a17c386a6f8bdbd27f9c944b4ca256cd1ae851')
  t.equal(sign(credentials.appKey, { sign: 'not signed itself', ...query }, content), '09da9db536e3a57ebb5578d408a17c386a6f8bdbd27f9c944b4ca256cd1ae851')
  t.strictSame(decrypt(credentials.appKey, content), business)
  t.equal(decrypt(callback.appKey, content), undefined, 'another key opens nothing')
})

test('a clock out of step is told like a wrong signature', async t => {
  const { adapter } = await atSimulator(t, 'mobile', { options: { now: () => new Date(NOW.getTime() + 11 * 60_000) } })
  t.match(await failureOf(adapter.place(order)), { code: '10001', comeBack: 'never', alert: true })
})

test('a token that the platform ended, because another process asked for one, is renewed unseen', async t => {
  const { adapter, simulator, clock, context } = await atSimulator(t, 'mobile')
  await adapter.place(order)
  const other = connectAdapter(t, 'mobile', { baseUrl: simulator.url, clock: newClock(new Date(NOW.getTime() + 1000)) })
  await other.adapter.inquire(key)
  clock.pass(61_000)
  t.match(await adapter.inquire(key), { kind: 'found' })
  t.equal(context.paced(), 5, 'token, order; inquiry, token, inquiry')
})
