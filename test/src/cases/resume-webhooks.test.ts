/** A portal that is back; what it was told meanwhile is in records/outbox/endpoint.test.ts. */
import { test } from 'tap'
import { resumeWebhooks } from '../../../src/cases/resume-webhooks.ts'
import { bareHub } from '../../kit/bare-hub.ts'
import { bench, openPortal } from '../../kit/webhook-bench.ts'

const BY = { actor: 'county-office', reason: '平台迁移完成' }

test('resuming what is not stopped changes nothing, and is recorded', async t => {
  const { url } = await openPortal(t, () => 500)
  const { hub, ring, progressed, rows } = await bench(t, { webhookUrl: url })
  const { ids } = await progressed()
  const again = await ring(ids[0]!)
  await resumeWebhooks(hub, BY)
  t.strictSame(await rows('select due_at, horizon_from from notifications where id = $1', [ids[0]]), [{ due_at: again, horizon_from: null }])
  t.match(await rows('select reason, affected from acts'), [{ reason: BY.reason, affected: 0 }])
})

test('where no portal is told there is nothing to resume', async t => {
  const { hub, rows } = await bareHub(t, { adjust (settings) { delete settings.portal } })
  await t.rejects(resumeWebhooks(hub, BY), { code: 'webhook-endpoint-not-found' })
  t.strictSame(await rows('select from acts'), [])
})
