/** 新奥燃气's adapter beside its cases: the signature. */
import { test } from 'tap'
import { signEnn } from '../../adapters/enn-signature.ts'

test('the signature is the vector\'s', async t => {
  t.equal(signEnn('enn-sandbox-secret', {
    method: 'POST', path: '/jx-install/api/v1/applications', timestamp: '1767576615123', nonce: '7f3c9a1e5b2d4c60', body: '{"externalNo":"JXLB000002-G"}'
  }), 'eOI/zhUEIdjv8ruMTg0btBBuVqZgBAuyuQVtzpLeMXE=')
})
