/** What is not believed leaves little behind: sealed, of a few an hour, for a short time. */
import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import {
  countRefused, eraseRemains, keepRefused, KEPT_IN_AN_HOUR, openRemains, purgeRefused, refusedSince, type Refused
} from '../../../../src/records/inbox/refused-callbacks.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { failedCallback } from '../../../kit/kept-callback.ts'

const HOUR = 3_600_000
const BODY = Buffer.from(`{"name":"王小梅","phone":"13800000001",${'x'.repeat(250_000)}}`)

function refused (receivedAt: Date, enterprise = 'unicom'): Refused {
  return { enterprise, receivedAt, reason: 'signature', request: { url: `/v1/callbacks/unicom?name=${'y'.repeat(4000)}`, body: BODY } }
}

test('a keyed digest and the first KiB are kept, sealed', async t => {
  const { hub: { pool, vault }, rows } = await bareHub(t)
  const id = (await keepRefused(pool, vault, refused(NINE)))!
  const [row] = await rows('select * from callbacks')
  t.match(row, { state: 'refused', reason: 'signature', url_sealed: null, body_sealed: null, status_sealed: null, told_reference: null, order_id: null })
  t.ok(row.remains_sealed.length < 4096, `${row.remains_sealed.length} bytes`)
  t.notMatch(row.remains_sealed.toString('latin1'), '13800000001')
  const remains = openRemains(vault, id, row.remains_sealed)
  t.match(remains, { size: BODY.length, fingerprint: vault.search.fingerprint('refusedCallback', BODY).toString('hex') })
  t.strictSame(Buffer.from(remains.beginning, 'base64'), BODY.subarray(0, 1024))
  t.equal(remains.url.length, 1024)
})

test('so many of an enterprise and hour, by whichever process', async t => {
  const { hub: { pool, vault }, rows } = await bareHub(t)
  const keep = (at: Date, slug?: string): Promise<number | undefined> => keepRefused(pool, vault, refused(at, slug))
  for (let place = 0; place < KEPT_IN_AN_HOUR; place++) t.type(await keep(NINE), 'number')
  t.equal(await keep(new Date(NINE.getTime() + HOUR - 1)), undefined)
  t.type(await keep(NINE, 'telecom'), 'number', 'another enterprise has its own')
  t.type(await keep(new Date(NINE.getTime() + HOUR)), 'number', 'and another hour')
  t.match(await rows('select count(*) from callbacks'), [{ count: KEPT_IN_AN_HOUR + 2 }])
})

test('they are counted, and go with their counts when their time is over', async t => {
  const { hub, hub: { pool, vault }, rows } = await bareHub(t)
  await keepRefused(pool, vault, refused(NINE))
  await keepRefused(pool, vault, refused(new Date(NINE.getTime() + 2 * HOUR)))
  await failedCallback(hub, NINE)
  await countRefused(pool, 'unicom', NINE, 380)
  await countRefused(pool, 'unicom', NINE, 20)
  await countRefused(pool, 'unicom', new Date(NINE.getTime() + 2 * HOUR), 5)
  t.strictSame(await refusedSince(pool, NINE), new Map([['unicom', 405]]))
  t.strictSame(await refusedSince(pool, new Date(NINE.getTime() + HOUR)), new Map([['unicom', 5]]))
  t.equal(await inWork(hub, work => purgeRefused(work, new Date(NINE.getTime() + HOUR), 500)), 1)
  t.match(await rows('select state from callbacks order by id'), [{ state: 'refused' }, { state: 'failed' }], 'what was verified stays')
  t.strictSame(await refusedSince(pool, NINE), new Map([['unicom', 5]]))
})

test('an erasure takes what could be read of all of them', async t => {
  const { hub, hub: { pool, vault }, rows } = await bareHub(t)
  await keepRefused(pool, vault, refused(NINE))
  await keepRefused(pool, vault, refused(NINE, 'telecom'))
  await inWork(hub, async work => eraseRemains(work))
  t.match(await rows('select state, reason, received_at, remains_sealed from callbacks'), Array(2).fill({ state: 'refused', reason: 'signature', received_at: NINE, remains_sealed: null }))
})
