/** 泾县供水's adapter beside its cases: the sign, and files of the largest size. */
import { test } from 'tap'
import { signCountyWater } from '../../adapters/county-water.ts'
import type { components } from '../../openapi/enterprises/county-water.d.ts'
import { commonParts } from '../kit/adapter-cases.ts'
import { atSimulator } from '../kit/connected-adapter.ts'

type Order = components['schemas']['Order']

test('the sign is that of the document\'s vector', async t => {
  const form = { clientid: 'LB341823', timestamp: '20260105093015', data: '{"flowsn":"JXLB000001-W","flowcode":"water_new"}' }
  t.equal(signCountyWater({ ...form, secret: 'water-sandbox-secret' }), '0494c8c9210f9b04c5c9af593b887e1d')
})

test('five files of 2 MiB go through whole', async t => {
  const { order } = commonParts('county-water')
  const { adapter, simulator } = await atSimulator(t, 'county-water', { settings: { timeout: '2m' } })
  const filecontent = Buffer.alloc(2 * 1024 * 1024, 'ÿþ供水').toString('base64')
  const files = Array.from({ length: 5 }, (_, index) => ({ filename: `other-${index + 1}.png`, filesuffix: 'png' as const, filecontent }))
  await adapter.place({ ...order, attachList: [{ filetype: '86', files }] })
  t.strictSame((simulator.orders.get(order.flowsn)?.content as Order).attachList?.[0]?.files, files)
})
