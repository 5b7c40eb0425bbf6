import { test } from 'tap'
import { readWebhookEndpoint } from '../../../src/views/webhook-endpoint.ts'
import { bareHub } from '../../kit/bare-hub.ts'

test('a portal has an end-point', async t => {
  const { hub } = await bareHub(t)
  t.strictSame(await readWebhookEndpoint(hub), { state: 'active', stateLabel: '正常推送', open: 0, failed: 0 })
})

test('where no portal is told there is no end-point', async t => {
  const { hub } = await bareHub(t, { adjust (settings) { delete settings.portal } })
  await t.rejects(readWebhookEndpoint(hub), { code: 'webhook-endpoint-not-found' })
})
