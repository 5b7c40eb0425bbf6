/** A genuine message that cannot be read: an operator is told, and the order that it names shows it until something can be read. */
import { test } from 'tap'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { receive } from '../../../../src/engines/callbacks/receive.ts'
import { profiles as registry } from '../../../../src/enterprises/profiles.ts'
import { readApplication } from '../../../../src/views/applications.ts'
import { readTimeline } from '../../../../src/views/timeline.ts'
import { adapterCases } from '../../../kit/adapter-cases.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { connectAdapter, newClock, NOW } from '../../../kit/connected-adapter.ts'
import { onLoopback } from '../../../kit/loopback.ts'
import type { Wire } from '../../../kit/wire/wire.ts'

/** The members that say when. */
const TIME = /("(?:auditTime|statusTime|stateTime|STATUS_DATE|STATE_DATE|eventTime)":)"[^"]*"/

for (const [profile, { statusBy }] of registry) {
  if (statusBy !== 'callback') continue
  test(profile, async t => {
    const { wire } = await import(`../../../kit/wire/${profile}.ts`) as { wire: Wire }
    const given = adapterCases(profile).find(({ callback, accepted, settings, now }) => callback?.body && accepted && !settings && !now)!
    const url = await onLoopback(t, async request => wire.standing!(request)!)
    const bare = await bareHub(t, { slug: profile })
    bare.clock.now = NOW
    const { adapter, context } = connectAdapter(t, profile, { baseUrl: url, clock: newClock() })
    bare.enterprise.adapter = adapter
    const { jointNumber, reference } = await bare.submit()
    await bare.rows("update orders set delivery = 'acknowledged'")
    const text = JSON.stringify(given.callback!.body).replaceAll((given.accepted as { reference: string }).reference, reference)
    const says = async (text: string): Promise<void> => {
      const message = { path: `/v1/callbacks/${profile}`, ...given.callback, body: JSON.parse(text) }
      await receive(bare.hub, profile, wire.tell!(message, { settings: context.settings, now: NOW }))
    }
    const shown = async () => (await readApplication(bare.hub, EVERYTHING, jointNumber)).orders[0]!
    const told = async () => (await readTimeline(bare.hub, EVERYTHING, jointNumber)).entries.filter(({ kind }) => kind === 'callback').map(({ text }) => text)

    t.match(text, TIME)
    await says(text.replace(TIME, '$1"05.01.2026"'))
    t.match(bare.lines.filter(line => line.includes('"alert"')).map(line => JSON.parse(line)), [{ alert: 'unreadable-callback', enterprise: profile, callback: Number, field: String }])
    t.match(await shown(), { state: 'received', delivery: { failure: { code: 'unreadable-callback', message: '企业来报无法识别' } } })
    t.match(await told(), [/来报：无法识别，已报警$/])

    await says(text)
    t.match(await told(), [/无法识别/, /已采纳|无需处理|状态代码未知/])
    t.notOk((await shown()).delivery.failure, 'something has been read')
  })
}

test('a message that is not genuine alerts nobody, and is shown nowhere', async t => {
  const bare = await bareHub(t)
  bare.clock.now = NOW
  bare.enterprise.adapter = connectAdapter(t, 'unicom', { clock: newClock() }).adapter
  const { jointNumber, reference } = await bare.submit()
  await bare.rows("update orders set delivery = 'acknowledged'")
  const body = Buffer.from(JSON.stringify({ UNI_BSS_HEAD: 7, UNI_BSS_BODY: { ORDER_STATE_NOTIFY_REQ: { SUBSCRIBE_ID: reference } } }))
  await receive(bare.hub, 'unicom', { method: 'POST', url: '/v1/callbacks/unicom', query: {}, headers: {}, body })
  t.strictSame(bare.lines.filter(line => line.includes('"alert"')), [])
  t.notOk((await readApplication(bare.hub, EVERYTHING, jointNumber)).orders[0]!.delivery.failure)
  t.strictSame((await readTimeline(bare.hub, EVERYTHING, jointNumber)).entries.filter(({ kind }) => kind === 'callback'), [])
})
