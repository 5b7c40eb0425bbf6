import { test } from 'tap'
import { addresses } from '../../../../src/ground/network/addresses.ts'
import { newSourceCheck, type Source } from '../../../../src/doors/http/callback-source.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { openLog } from '../../../../src/ground/observe/log.ts'
import { sandboxSettings } from '../../../kit/sandbox.ts'

type Check = (source: Partial<Source>) => string

/** Whether a callback of unicom gets in. */
function check (adjust: (settings: any) => void): Check {
  const checkSource = newSourceCheck({ settings: sandboxSettings(adjust), log: openLog('silent') })
  return source => {
    try {
      checkSource('unicom', { address: '203.0.113.9', peer: source.address ?? '203.0.113.9', headers: {}, ...source })
      return 'taken'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
}

const REFUSED = 'callback-source-refused'

test('without a list an enterprise calls from anywhere', async t => {
  t.equal(check(() => {})({ address: '203.0.113.9' }), 'taken')
})

test('with a list it calls from there alone', async t => {
  const from = check(settings => { settings.enterprises.unicom.callbackFrom = { addresses: ['10.1.2.3', '10.9.0.0/16', 'fd00::/8'] } })
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '10.9.255.255', 'fd12::1']) t.equal(from({ address }), 'taken', address)
  for (const address of ['10.1.2.4', '10.10.0.0', 'fe80::1', '::1', 'unknown', '']) t.equal(from({ address }), REFUSED, address)
})

test('a certificate is believed from the gateway alone', async t => {
  const from = check(settings => {
    settings.hub.gateway = ['10.0.0.1']
    settings.enterprises.unicom.callbackFrom = { certificate: { header: 'X-Client-Cert-SHA256', values: ['aa11', 'bb22'] } }
  })
  const headers = { 'x-client-cert-sha256': 'bb22' }
  t.equal(from({ peer: '10.0.0.1', headers }), 'taken')
  t.equal(from({ peer: '::ffff:10.0.0.1', headers: { 'x-client-cert-sha256': 'aa11' } }), 'taken')
  t.equal(from({ peer: '10.0.0.2', headers }), REFUSED, 'anyone can write a header')
  t.equal(from({ peer: '10.0.0.1' }), REFUSED)
  t.equal(from({ peer: '10.0.0.1', headers: { 'x-client-cert-sha256': 'cc33' } }), REFUSED)
  t.equal(from({ peer: '10.0.0.1', headers: { 'x-client-cert-sha256': ['aa11', 'cc33'] } }), REFUSED)
})

test('addresses are written as addresses or networks', async t => {
  for (const text of ['10.1.2.3', '10.1.0.0/16', '::1', 'fd00::/8']) t.equal(addresses.safeParse([text]).success, true, text)
  for (const text of ['10.1.2', '10.1.2.3/33', '10.1.2.3/', '10.1.2.3/x', 'unicom.example', '']) t.equal(addresses.safeParse([text]).success, false, text)
})

test('over HTTP: the gateway tells whose message it is, nobody else does, and nothing of a stranger is kept', async t => {
  const believing = await startIntake(t, {
    slugs: ['unicom'],
    adjust (settings) {
      settings.hub.gateway = ['127.0.0.1']
      settings.enterprises.unicom.callbackFrom = { addresses: ['10.1.2.3'] }
    }
  })
  const call = async (intake: typeof believing, headers: Record<string, string>): Promise<number> => (await intake.call('/v1/callbacks/unicom', { method: 'POST', body: '{}', headers })).status
  t.equal(await call(believing, { 'x-forwarded-for': '10.1.2.3' }), 200, 'answered in its own words')
  t.equal(await call(believing, { 'x-forwarded-for': '10.1.2.3, 203.0.113.9' }), 403, 'what comes before the gateway is hearsay')
  t.equal(await call(believing, {}), 403)
  t.equal((await believing.count())['callbacks'], 1)

  const alone = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.enterprises.unicom.callbackFrom = { addresses: ['10.1.2.3'] } } })
  t.equal(await call(alone, { 'x-forwarded-for': '10.1.2.3' }), 403, 'without a gateway the header is anyone\'s')
  const answer = await alone.call('/v1/callbacks/unicom', { method: 'POST', body: '{}' })
  t.match(await answer.json(), { code: REFUSED, title: '该来源不能提交此企业的回调' })
})
