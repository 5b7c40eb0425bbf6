/** 国网泾县供电公司's adapter beside its cases: the signature. */
import { test } from 'tap'
import { sign } from '../../adapters/state-grid.ts'

test('the signature is the one of the document', async t => {
  const body = '{"serviceCode":"20001781","source":"010307","target":"34101","data":{"preAppNo":"XC3418232026010509301501"}}'
  t.equal(sign('state-grid-sandbox-key', '1767576615123', body), '779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a')
  t.equal(sign('state-grid-sandbox-key', '1767576615123', Buffer.from(body)), '779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a')
})
