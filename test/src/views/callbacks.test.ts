/** What is shown of callbacks: of those that were refused enough to see whether one came twice, and nothing that is said in them. */
import { test } from 'tap'
import { listCallbacks, readCallback } from '../../../src/views/callbacks.ts'
import { readOverview } from '../../../src/views/overview.ts'
import { bareHub } from '../../kit/bare-hub.ts'
import { keptCallback } from '../../kit/kept-callback.ts'

test('of a message whose time is none it is shown that it is none, and not what stands there', async t => {
  const bare = await bareHub(t)
  const { reference } = await bare.submit()
  const { id } = await keptCallback(bare, { reference, status: { ORDER_STATE: '10', STATE_DATE: '王小梅' } })
  const { meaning } = await readCallback(bare.hub, id)
  t.strictSame(meaning, { kind: 'mapped', state: 'accepted', stateLabel: '已受理', noSuchTime: true })
})

test('a refused callback shows its fingerprint and size, and how many there were', async t => {
  const { hub, clock } = await bareHub(t)
  const body = Buffer.from('{"name":"王小梅","phone":"13800000001"}')
  await hub.refusals.note({ enterprise: 'unicom', receivedAt: clock.now, reason: 'signature', request: { url: '/v1/callbacks/unicom?name=王小梅', body } })
  await hub.refusals.write()
  const { callbacks } = await listCallbacks(hub, { state: 'refused' })
  t.match(callbacks, [{ state: 'refused', stateLabel: '核验未通过', reason: 'signature', redrivable: false, obstacle: undefined }])
  const detail = await readCallback(hub, callbacks[0]!.callbackId)
  t.strictSame(detail.remains, { fingerprint: hub.vault.search.fingerprint('refusedCallback', body).toString('hex'), size: body.length })
  t.notMatch(JSON.stringify([callbacks, detail]), /王小梅|13800000001/)
  const refused = async (): Promise<number> => (await readOverview(hub)).enterprises.find(({ enterprise }) => enterprise === 'unicom')!.refusedCallbacks
  t.equal(await refused(), 1)
  clock.pass(26 * 3_600_000)
  t.equal(await refused(), 0)
})
