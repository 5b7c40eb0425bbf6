/** A flood of callbacks that are not believed: counted one by one, with next to nothing written. */
import { test } from 'tap'
import { newRefusals } from '../../../../src/engines/callbacks/refusals.ts'
import { KEPT_IN_AN_HOUR, refusedSince, type Refused } from '../../../../src/records/inbox/refused-callbacks.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { talkOf } from '../../../kit/round-trips.ts'

const HOUR = 3_600_000

function refused (receivedAt = NINE, enterprise = 'unicom'): Refused {
  return { enterprise, receivedAt, reason: 'signature', request: { url: '/', body: Buffer.alloc(262_144, 'x') } }
}

test('four hundred of them', async t => {
  const { hub, hub: { pool }, rows, lines } = await bareHub(t)
  const refusals = newRefusals(hub)
  for (let sent = 0; sent < KEPT_IN_AN_HOUR; sent++) await refusals.note(refused())
  const { statements } = await talkOf(pool, async () => {
    for (let sent = KEPT_IN_AN_HOUR; sent < 400; sent++) await refusals.note(refused())
  })
  t.strictSame(statements, [], 'the rest asks nothing of the database')
  await refusals.write()
  t.strictSame(await refusedSince(pool, NINE), new Map([['unicom', 400]]))
  await refusals.close()
  t.strictSame(await refusedSince(pool, NINE), new Map([['unicom', 400]]), 'once')
  t.match(await rows("select count(*), pg_total_relation_size('callbacks') < 1000000 as small from callbacks"), [{ count: KEPT_IN_AN_HOUR, small: true }])
  t.equal(lines.filter(line => line.includes('callback refused')).length, KEPT_IN_AN_HOUR, 'nor fills the log')
  t.ok(lines.at(-1)!.includes('more of this hour are only counted'))
  await refusals.note(refused(new Date(NINE.getTime() + HOUR)))
  t.match(await rows('select count(*) from callbacks'), [{ count: KEPT_IN_AN_HOUR + 1 }], 'the next hour begins anew')
  await refusals.close()
})

test('what cannot be written down is written later', async t => {
  const { hub, hub: { pool }, lines } = await bareHub(t)
  let away = true
  const refusals = newRefusals({ ...hub, pool: { query: (...asked: [any]) => away ? Promise.reject(new Error('away')) : pool.query(...asked) } as any })
  await refusals.note(refused())
  await refusals.write()
  t.strictSame(await refusedSince(pool, NINE), new Map())
  t.strictSame(lines.map(line => JSON.parse(line).msg).slice(-2), ['refused callback not kept', 'refused callbacks not counted'])
  away = false
  await refusals.note(refused())
  await refusals.close()
  t.strictSame(await refusedSince(pool, NINE), new Map([['unicom', 2]]))
})
